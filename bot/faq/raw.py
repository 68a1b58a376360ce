"""FAQ files as they are written, YAML or CSV, every scalar a text that knows its line.

YAML by itself would read 2023-01-01 as a date and 否 or no as a boolean.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from bot.encodings import decode_text
from retrieval.errors import UsageError

MOST_BYTES = 20_000_000
# Far above any honest file: stops aliases that multiply.
MOST_NODES = 1_000_000
DEEPEST = 12
# What parts the texts of one spreadsheet cell, besides a line end inside it.
CELL_MARKS = ("|", "｜", "\n")
LIST_COLUMNS = frozenset({
    "同义问法", "variants", "paraphrases", "数值", "values", "value", "原文", "quote", "quotes",
    "含", "contains", "不含", "excludes", "选项含", "choices", "标签", "tags",
})  # fmt: skip
ID_COLUMNS = ("编号", "id")
TURNS_KEY = "对话"
# Columns that belong to the case as a whole; the others are said anew in every turn.
CASE_COLUMNS = frozenset({
    *ID_COLUMNS, "同义问法", "variants", "paraphrases", "标签", "tags", "已知问题", "known_issue",
    "备注", "note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """A value and the line it begins on."""

    value: str | tuple[Raw, ...] | dict[str, Raw]
    line: int


class BadFileError(UsageError):
    """The file as a whole cannot be read; ``line`` is where, 1 where nothing better is known."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        """Keep the line beside the message and the remedy."""
        super().__init__(message, hint)
        self.line = line


def read_raw(path: Path) -> Raw:
    """Return the file's tree. Raises BadFileError for what is neither YAML nor CSV."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFileError(1, "文件太大", "一个用例文件不超过 20 MB，请分成几个")
        data = path.read_bytes()
    except OSError as error:
        raise BadFileError(1, f"文件打不开：{error.strerror}", "请检查路径和权限") from error
    text = decode_text(data)
    if text is None:
        raise BadFileError(1, "既不是 UTF-8 也不是 GBK 文字", "请用记事本或表格软件另存为 UTF-8")
    return _read_csv(text) if path.suffix.lower() == ".csv" else _read_yaml(text)


def _read_yaml(text: str) -> Raw:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        hint = "请检查这一行和上一行：缩进用空格、冒号后要空格、含冒号的文字加引号"
        raise BadFileError(
            line, f"YAML 格式有误：{error.problem or error.context}", hint
        ) from error
    except yaml.YAMLError as error:
        raise BadFileError(1, f"YAML 格式有误：{error}", "请检查文件里有没有控制字符") from error
    if node is None:
        return Raw({}, 1)
    return _convert(node, [MOST_NODES], DEEPEST)


def _convert(node: object, budget: list[int], depth: int) -> Raw:
    import yaml

    assert isinstance(node, yaml.Node)
    line = node.start_mark.line + 1
    budget[0] -= 1
    if budget[0] < 0 or depth < 0:
        raise BadFileError(line, "内容嵌套太深或引用太多", "用例里不要用 & 和 * 引用")
    if isinstance(node, yaml.SequenceNode):
        return Raw(tuple(_convert(item, budget, depth - 1) for item in node.value), line)
    if not isinstance(node, yaml.MappingNode):
        return Raw(str(node.value), line)
    table: dict[str, Raw] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in table:
            at = key.start_mark.line + 1
            raise BadFileError(at, f"同一处写了两次“{name}”", "请删去一个，或合并")
        table[name] = _convert(value, budget, depth - 1)
    return Raw(table, line)


def _read_csv(text: str) -> Raw:
    """Return the rows as cases; rows in succession with one number are turns of one conversation."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    if not rows:
        return Raw({}, 1)
    header = [cell.strip() for cell in rows[0]]
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        raise BadFileError(1, "表头有重复的列", "每一列的名字只能出现一次")
    cases: list[Raw] = []
    line = 1 + _height(rows[0])
    for row in rows[1:]:
        case = _case_of(header, row, line)
        line += _height(row)
        if case.value:
            _add_row(cases, case)
    return Raw({"用例": Raw(tuple(cases), 1)}, 1)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)


def _height(row: list[str]) -> int:
    return 1 + sum(cell.count("\n") for cell in row)


def _case_of(header: list[str], row: list[str], line: int) -> Raw:
    if any(cell.strip() for cell in row[len(header) :]):
        raise BadFileError(line, "这一行的格子比表头多", "含逗号的内容要放在英文双引号里")
    table: dict[str, Raw] = {}
    for name, cell in zip(header, row, strict=False):
        if cell.strip():
            table[name] = _split(cell, line) if name in LIST_COLUMNS else Raw(cell.strip(), line)
    return Raw(table, line)


def _split(cell: str, line: int) -> Raw:
    for mark in CELL_MARKS[1:]:
        cell = cell.replace(mark, CELL_MARKS[0])
    parts = [part.strip() for part in cell.split(CELL_MARKS[0]) if part.strip()]
    return Raw(tuple(Raw(part, line) for part in parts), line)


def _add_row(cases: list[Raw], row: Raw) -> None:
    """Append a row; one that repeats the number of the row above goes on with its conversation."""
    assert isinstance(row.value, dict)
    last = cases[-1] if cases else None
    if last is None or _number_of(row) is None or _number_of(last) != _number_of(row):
        cases.append(row)
        return
    assert isinstance(last.value, dict)
    said = {key: value for key, value in row.value.items() if key not in CASE_COLUMNS}
    turns = last.value.get(TURNS_KEY)
    if turns is None:
        first = {key: value for key, value in last.value.items() if key not in CASE_COLUMNS}
        kept = {key: value for key, value in last.value.items() if key in CASE_COLUMNS}
        spoken: tuple[Raw, ...] = (Raw(first, last.line),)
    else:
        assert isinstance(turns.value, tuple)
        kept, spoken = last.value, turns.value
    kept[TURNS_KEY] = Raw((*spoken, Raw(said, row.line)), last.line)
    cases[-1] = Raw(kept, last.line)


def _number_of(row: Raw) -> str | None:
    assert isinstance(row.value, dict)
    for name in ID_COLUMNS:
        cell = row.value.get(name)
        if cell is not None and isinstance(cell.value, str):
            return cell.value
    return None
