"""A case drafted from an answer, for a person to confirm, and its place at the end of a file."""

from __future__ import annotations

import re
from pathlib import Path

from bot.faq.load import load_file
from retrieval.errors import UsageError
from retrieval.records import Answer

_NUMBERED = re.compile(r"^(.*?)(\d+)$")
_FIRST = "用例:\n"


def draft_case(answer: Answer, number: str, question: str) -> str:
    """Return the case that this answer would pass, as YAML lines indented for 用例."""
    fields: list[tuple[str, str]] = [("编号", _quoted(number)), ("问", _quoted(question))]
    outcome = {"answered": "回答", "ambiguous": "反问", "not_found": "未找到"}
    if answer.kind == "smalltalk":
        fields.append(("应为", "寒暄"))
    else:
        fields.append(("应为", outcome[answer.status]))
        fields += _details(answer)
    lines = [f"{key}: {value}" for key, value in fields]
    return "\n".join(["  - " + lines[0], *("    " + line for line in lines[1:])]) + "\n"


def next_number(path: Path) -> str:
    """Return the number after the file's last one, or NEW-001."""
    cases = load_file(path).cases if path.exists() else ()
    match = _NUMBERED.match(cases[-1].id) if cases else None
    if match is None:
        return "NEW-001"
    return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}d}"


def append_case(path: Path, draft: str) -> None:
    """Append a drafted case to a YAML file, made where there is none.

    Raises UsageError, and leaves the file as it was, where the result would not read well.
    """
    before = path.read_bytes() if path.exists() else b""
    text = before.decode("utf-8-sig") or _FIRST
    if not text.endswith("\n"):
        text += "\n"
    count = len(load_file(path).cases) if before else 0
    path.write_text(text + draft, encoding="utf-8")
    after = load_file(path)
    if after.problems or len(after.cases) != count + 1:
        if before:
            path.write_bytes(before)
        else:
            path.unlink()
        reason = str(after.problems[0]) if after.problems else "文件末尾不是“用例:”列表"
        raise UsageError(f"不能自动写入 {path}：{reason}", "请把草稿手工贴到“用例:”下面")


def _details(answer: Answer) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    if answer.status == "answered":
        fields.append(("类型", answer.kind))
    stated = [f"{value.value} {value.unit}".strip() for value in answer.values]
    if stated:
        fields.append(("数值", _one_or_list(list(dict.fromkeys(stated)))))
    if answer.evidence:
        first = answer.evidence[0]
        fields.append(("原文", _one_or_list([item.quote for item in answer.evidence[:3]])))
        fields.append(("出处", f"{{地区: {_quoted(first.place)}, 年份: {first.year or ''}}}"))
    if answer.choices:
        fields.append(("选项含", _one_or_list([choice.label for choice in answer.choices])))
    if answer.reason:
        fields.append(("原因", answer.reason))
    return fields


def _one_or_list(texts: list[str]) -> str:
    return _quoted(texts[0]) if len(texts) == 1 else f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar, in double quotes wherever a plain one might be misread."""
    if text and not re.search(r"[:#\[\]{},&*!|>'\"%@`\\\t\n]|^[-?\s]|\s$", text):
        return text
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'
