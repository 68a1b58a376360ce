"""What a column's header or a row's label says beside the name of what is counted.

`2022年处罚案件（件）` counts 处罚案件 of another year than the report's own, `比上年增减（件）` a change,
`目标值` what was to be reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.figures.periods import read_kind
from retrieval.language.fold import fold
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording
from retrieval.records import FactKind

_IN_BRACKETS = re.compile(r"[（(]\s*(?:单位\s*[:：]?\s*)?([^（()）]+?)\s*[）)]")
_DIGITS = r"(?P<digits>(?:19|20)\d{2})\s*年?度?"
_YEAR_ALONE = re.compile(_DIGITS)
# 2022年处罚案件, 处罚案件2022年: at the edge of a name a year says of when its figures are. 2018年以前
# and 2022—2023年 name no one year.
_YEAR_FIRST = re.compile(
    r"(?P<digits>(?:19|20)\d{2})\s*(?:年度?)(?!以?[前后来]|之[前后]|起|至今|底|初|末|\d|[至到—~-]|[上下]半年|第?[一二三四]季度)"
    r"(?:同期|全年|的)*"
)
_YEAR_LAST = re.compile(r"(?<![\d—~至到\-比较])(?P<digits>(?:19|20)\d{2})\s*年度?$")
_OF_ALL = re.compile(r"(?:全年|同期|累计)?$")
# What only says how the figures of two years differ.
_CHANGE = re.compile(
    r"^(?:同比|环比|[比较][上去]年|[比较](?:19|20)\d{2}年)|(?:增减|增减变化|变化|升降)(?:情况|数|量|率|额|幅度?)?$"
    r"|(?:同比|环比)(?:增长|增减|增加|下降|变化)?(?:数|量|率|额|幅度?)?$"
)
# 目标完成数 is what was done of it.
_DONE = re.compile(r"(?:实际|完成|达到|达成)(?:情况|数|量|值|率|比例)?$|^实际")
_DAYS = re.compile(r"(天|小时|工作日)数$")


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """``name`` is what is counted, without unit and year; ``year`` is None where none is named."""

    name: str
    unit: str
    year: int | None
    kind: FactKind


@cache
def _relative() -> tuple[tuple[re.Pattern[str], int], ...]:
    wording = load_wording()
    return tuple(
        (re.compile(rf"{pattern.pattern}(?:同期|[的度])*"), offset)
        for pattern, offset in (
            (wording.before_last, -2), (wording.last_year, -1), (wording.this_year, 0),
        )
    )  # fmt: skip


def read_head(wording: str, own_year: int | None, *, column: bool = True) -> ColumnHead:
    """Return what a header says; ``own_year`` is that of the report, from which 上年 counts back.

    ``column`` is False for a row's label, which gives no unit by its last word.
    """
    bracketed = [match.group(1) for match in _IN_BRACKETS.finditer(fold(wording))]
    unit = next((text for text in bracketed if text in load_units().class_of), "")
    name = fold(_IN_BRACKETS.sub("", wording)).strip()
    if column and not unit:
        unit = _unit_by_name(name)
    if _CHANGE.search(name):
        return ColumnHead(name, unit, None, "change")
    name, year = _cut_year(name, own_year)
    year = next((_digits(m) for text in bracketed if (m := _YEAR_ALONE.fullmatch(text))), year)
    return ColumnHead(name, unit, year, _kind_of(name, unit))


def bare_name(wording: str, own_year: int | None) -> str:
    """Return what is counted under a header, as the label of its figures says it."""
    return read_head(wording, own_year).name


def _digits(match: re.Match[str]) -> int:
    return int(match.group("digits"))


def _cut_year(name: str, own_year: int | None) -> tuple[str, int | None]:
    """Return a header's name without the year at its edge, and that year."""
    if match := _YEAR_ALONE.fullmatch(name):
        return "", _digits(match)
    if match := _YEAR_FIRST.match(name):
        rest = name[match.end() :].strip()
        return ("" if _OF_ALL.fullmatch(rest) else rest), _digits(match)
    if match := _YEAR_LAST.search(name):
        return name[: match.start()].strip(), _digits(match)
    for pattern, offset in _relative():
        if (match := pattern.match(name)) and own_year is not None:
            return name[match.end() :].strip(), own_year + offset
    return name, None


def _kind_of(name: str, unit: str) -> FactKind:
    kind = read_kind(name, "", "", load_units().class_of.get(unit, ""))
    return "actual" if kind == "target" and _DONE.search(name) else kind


def _unit_by_name(name: str) -> str:
    if name.endswith(("率", "占比")):
        return "%"
    days = _DAYS.search(name)
    return days.group(1) if days else ""
