"""Statements of none: `无败诉案件`, `未发生…事件`, `零投诉` say 0 without a numeral."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.figures.clauses import Clause
from retrieval.language.wording import load_wording

_ONE = re.compile(r"(?:过|任何)?[一1](?:起|例|件|人|名|次|户|宗|桩)")
# 16个镇中有3个全年未办理案件: none of these is none of all.
_OF_SOME = re.compile(
    r"(?:(?:有|仍有|尚有)\s*(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?[个家名户人位所]"
    r"|部分|个别|有的|有些|少数|一些|尚|仍|还)[^，,；;]{0,12}$"
)
# 6个镇全年未办理一起案件: the 一起 of what some did not do counts nothing.
_DENIED = re.compile(
    r"(?:未|没有?)(?:再|能|曾)?(?:办理|办过|发生|出现|查处|受理|立案|立|作出|处理|收到|接到|产生|引发|有)过?$"
)
# 赴市上访为零, 行政处罚均为零; a rate of nought is none of what it is a rate of.
_IS_ZERO = re.compile(
    r"(?<!率)(?:始终|一直|继续)?(?:[均都]|全部|保持)?(?:为|是)(?:零|0)[件起例人次批宗]*[。 ]*$"
)
# 因调解不及时而引起的上访事件 denies the events, not their cause.
_CAUSE = re.compile(r"^.*(?:引起|导致|造成|产生|引发)的")
# 未制定规范性文件: what was not done is told with it, since other things are done to such (清理, 审查).
_ACT = re.compile(r"(?:未|没有)(?P<act>制[发定订]|出台|印发|发布)$")


@dataclass(frozen=True, slots=True)
class NoneStatement:
    """``what`` did not happen; ``[start, end)`` of the sentence says so; ``unit`` may be empty.

    The marker (无一起) ends at ``marker_end``; a numeral inside it is no amount.
    """

    what: str
    start: int
    end: int
    unit: str
    marker_end: int


def find_nones(clause: Clause, before: str) -> tuple[NoneStatement, ...]:
    """Return the statements of none in a clause, at most one for each marker.

    ``before`` is the wording before the clause: 民转刑案件：零发生 names there what did not happen.
    """
    wording = load_wording()
    text = clause.text
    zero = wording.none_zero.search(text)
    if zero:
        what = (
            (text[: zero.start()].strip() or before)
            if zero.group() == "零发生"
            else zero.group()[1:] + text[zero.end() :]
        )
        what = what or zero.group()[1:]
        return (
            NoneStatement(
                what,
                clause.start,
                clause.start + zero.end(),
                unit_of_none(what),
                clause.start + zero.end(),
            ),
        )
    if (nought := _IS_ZERO.search(text)) and (what := text[: nought.start()].strip()):
        start, end = clause.start + nought.start(), clause.start + nought.end()
        return (NoneStatement(what, start, end, unit_of_none(what), end),)
    excepted = [match.span() for match in wording.none_except.finditer(text)]
    for marker in wording.none_marker.finditer(text):
        if any(start <= marker.start() < end for start, end in excepted):
            continue
        if not _is_free(text, marker.start()) or _OF_SOME.search(text[: marker.start()]):
            continue
        counter = _ONE.match(text, marker.end())
        marker_end = counter.end() if counter else marker.end()
        what = text[marker_end:].strip(" 过了")
        if not 2 <= len(what) <= 60:
            continue
        # 没有1名法学专业毕业的干部: one of them denied is all of them, whatever they are.
        strong = (counter is not None or marker.group() in wording.none_strong) and not any(
            c.isdigit() for c in what
        )
        if not strong and not wording.none_event.search(what.rstrip("。 ")):
            continue
        if act := _ACT.search(marker.group()):
            what = f"{act['act']}{what}"
        end = clause.start + len(text.rstrip())
        unit = _unit_in_marker(text[marker.start() : marker_end]) or unit_of_none(what)
        return (
            NoneStatement(
                what, clause.start + marker.start(), end, unit, clause.start + marker_end
            ),
        )
    return ()


def denies_one(left: str, amount: str) -> bool:
    """Return whether a 一起 behind ``left`` is none at all (未办理一起案件)."""
    return _ONE.fullmatch(amount) is not None and _DENIED.search(left) is not None


def split_items(what: str) -> list[str]:
    """Return the things denied together (`脱管、漏管和重新犯罪现象`), one by one."""
    denied = _CAUSE.sub("", what)
    return [item for item in re.split(r"、|以及|[和及或]", denied) if item.strip()]


def _is_free(text: str, start: int) -> bool:
    """Return whether 无 stands as a word (not inside 有无, 毫无 or 确保无)."""
    before = text[max(0, start - 1) : start]
    return (
        before not in {"有", "毫", "并", "若", "如", "从", "是"} or text[start : start + 1] != "无"
    )


def _unit_in_marker(marker: str) -> str:
    return marker[-1] if marker[-2:-1] in {"一", "1"} and marker[-1] in "起例件人名次户宗桩" else ""


def unit_of_none(what: str) -> str:
    """Return the unit in which such events are counted, empty where the wording doesn't tell."""
    for event, unit in load_wording().none_units:
        if event in what:
            return unit
    return ""
