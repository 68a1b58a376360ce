"""Reads the knowledge files under ``retrieval/data``; every complaint names file, entry, remedy.

What the files come to may be handed in ready made (:func:`supply`, see ``knowledge.py``): to
read them takes longer than all the rest of an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.errors import DataFileError
from retrieval.language.fold import fold

FOLDER = Path(__file__).parent.parent / "data"
_READY: dict[str, Any] = {}
# Folders of knowledge files beside those that lie in FOLDER itself.
_FOLDERS = ("everyday",)


class Table(dict[str, Any]):
    """A table of a knowledge file; a key that is not there is a DataFileError that names it."""

    def __init__(self, values: Mapping[str, Any], name: str, path: str = "") -> None:
        """Take the values found in file ``name`` under the dotted ``path``, tables in it included."""
        self._name, self._path = name, path
        super().__init__(
            (key, _wrap(value, name, self._entry(key))) for key, value in values.items()
        )

    def __missing__(self, key: str) -> Any:
        """Raise DataFileError: the file lacks what the program reads."""
        raise DataFileError(self._name, self._entry(key), "缺少这一项", "照文件里其他项的样子补上")

    def _entry(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key


def _wrap(value: Any, name: str, path: str) -> Any:
    if isinstance(value, Mapping):
        return Table(value, name, path)
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_wrap(item, name, path) for item in value]
    return value


def data_files(folder: str = "") -> tuple[str, ...]:
    """Return the names of the knowledge files, in order: ``units.toml``, ``everyday/money.toml``.

    With ``folder`` only those in that folder.
    """
    folders = (folder,) if folder else ("", *_FOLDERS)
    return tuple(
        sorted(
            file.relative_to(FOLDER).as_posix()
            for part in folders
            for file in (FOLDER / part).iterdir()
            if file.is_file() and not file.name.startswith(".")
        )
    )


def read_data(name: str) -> str:
    """Return the text of a knowledge file."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def load_toml(name: str) -> Table:
    """Return a knowledge file parsed once; DataFileError where it is not valid TOML."""
    ready = ready_made(name)
    return Table(parse_toml(name) if ready is None else ready, name)


def parse_toml(name: str) -> dict[str, Any]:
    """Return a knowledge file as its text has it; DataFileError where it is not valid TOML."""
    # Imported here: where all is ready made nothing is parsed.
    import tomllib

    try:
        return tomllib.loads(read_data(name))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(
            name, str(error), "不是有效的 TOML", "按报错的行号检查引号、逗号和方括号"
        ) from error


def supply(ready: Mapping[str, Any]) -> None:
    """Take what files come to, by name, for whoever has not read them yet in this process.

    The caller vouches that it is what reading the files as they are now would give.
    """
    _READY.update(ready)


def ready_made(name: str) -> Any:
    """Return what was supplied under ``name``, None where nothing was."""
    return _READY.get(name)


def table_at(name: str, *path: str) -> Table:
    """Return the table of a file under ``path``; DataFileError where it is no table or missing."""
    table = load_toml(name)
    for depth, key in enumerate(path, 1):
        entry = ".".join(path[:depth])
        if key not in table:
            raise DataFileError(name, f"[{entry}]", "缺少这个表", f"补上 [{entry}]，下面每行一项")
        table = table[key]
        if not isinstance(table, Table):
            raise DataFileError(name, entry, "应当是一个表", f"写成 [{entry}]，下面每行一项")
    return table


def tables_at(name: str, key: str) -> list[Table]:
    """Return the tables of a file that begin with ``[[key]]``; DataFileError where none does."""
    tables = load_toml(name)[key]
    if not isinstance(tables, list) or not all(isinstance(table, Table) for table in tables):
        raise DataFileError(name, key, "应当是一列表", f"每个以单独一行 [[{key}]] 开头")
    return tables


def strings(name: str, entry: str, value: object) -> tuple[str, ...]:
    """Return a list of non-empty strings as a tuple, or raise DataFileError for ``entry``."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise DataFileError(name, entry, "应当是一列非空文字", '写成 ["甲", "乙"] 的样子')
    return tuple(value)


def word_pairs(name: str, section: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the rows of all lists of a file's table: the folded words on the left, and those on the right
    of each. DataFileError names a row that is no pair of texts."""
    for field, value in table_at(name, section).items():
        entry = f"{section}.{field}"
        for row in rows(name, entry, value):
            if len(row) != 2 or not all(text.split() for text in row):
                raise DataFileError(
                    name, f"{entry}：{'，'.join(row)}", "一行应当是两段文字",
                    '写成 ["怎么问", "报告怎么写"] 的样子，词之间用空格',
                )  # fmt: skip
            left, right = (tuple(map(fold, text.split())) for text in row)
            yield left, right


def rows(name: str, entry: str, value: object) -> tuple[tuple[str, ...], ...]:
    """Return a list of lists of non-empty strings, or raise DataFileError for ``entry``."""
    if not isinstance(value, list):
        raise DataFileError(
            name, entry, "应当是几列文字", '写成 [["甲", "乙"], ["丙", "丁"]] 的样子'
        )
    return tuple(strings(name, entry, row) for row in value)


@cache
def word_list(name: str, section: str, key: str) -> tuple[str, ...]:
    """Return the list ``key`` of a file's table ``section``, folded; DataFileError where it is none."""
    words = strings(name, f"{section}.{key}", table_at(name, section)[key])
    return tuple(fold(word) for word in words)


def check_keys(name: str, entry: str, table: Mapping[str, Any], allowed: set[str]) -> None:
    """Raise DataFileError when ``table`` has a key that is not in ``allowed``."""
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise DataFileError(
            name, entry, f"不认识的键 {unknown[0]}", f"可用的键：{'、'.join(sorted(allowed))}"
        )
