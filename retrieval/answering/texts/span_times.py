"""Dates, seasons and frequencies in a clause, as spans of the folded sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.answering.texts.spans import TITLE, Span, name_start

_YEAR = r"(?:(?:\d{4}|二[〇零○][〇零○一二三四五六七八九]{2})年)"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
_DAY = r"(?:份|底|初|中旬|上旬|下旬|末)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
# What says that it was done by then (6月底前).
_BOUND = r"(?:以前|之前|前)?"
_TIME = re.compile(
    rf"(?:每(?:年度?|季度|月|周))?{_YEAR}?{_MONTH}{_DAY}(?:[至到—~-](?:{_YEAR}?{_MONTH})?{_DAY})?{_BOUND}"
    r"|逢[一二三四五六七八九十]+(?:[、]?逢[一二三四五六七八九十]+)*"
    rf"|每月(?:的)?(?:\d{{1,2}}日|第[一二三四]个?{_WEEKDAY})|每月(?:初|底|中旬|上旬|下旬)"
    rf"|每?{_WEEKDAY}(?:[、和及至到]{_WEEKDAY})*(?:上午|下午|晚上)?"
    rf"|{_YEAR}(?:初|底|末|上半年|下半年|[一二三四]季度)?{_BOUND}"
)
# A day by its numbers before its name: “12.4”国家宪法日, 6·26国际禁毒日.
_NAMED_DAY = re.compile(
    r"(?<![\d.·])(?:1[0-2]|[1-9])[.·](?:[12]\d|3[01]|[1-9])(?!\d)"
    r"(?=[”」\"]?(?![个天月年日小分万亿元%倍])[^，。；、\d]{0,10}(?:日|节|周|月))"
)
_NAME_OF_DAY = re.compile(r"[”」\"]?[一-鿿]{2,14}?(?:日|节|周)")
_DURING = re.compile(r"(?<=[一-鿿”」])期间")
# How long something takes: 半个工作日, 15分钟, 当天.
_LONG = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+|半)个?(?:半)?(?:法定)?"
    r"(?:工作日|自然日|小时|分钟|天|日|个月|周|年)(?:以?内|左右|之内)?"
    r"|当天|当日|当场|即时|即来即办|立等可取|随到随办"
)
_TAKES = re.compile(
    r"(?:压缩|缩短|缩减|减少|压减|提速|降低|控制|平均|只需|仅需|需要?|最快|用时)[至到为在]?|[至到为在]$"
)
# What it was cut by is not what it takes: 比上年缩短2.7分钟.
_CUT_BY = re.compile(r"(?:压缩|缩短|缩减|减少|压减|提速|降低|提前|节省|延长|增加)了?(?:近|约)?$")


# A time of day, or from when to when: 18时至23时, 晚上10时30分, 8:30—12:00.
_HOUR = (
    r"(?:早上|上午|中午|下午|傍晚|晚上|夜间|夜里|凌晨|早|晚)?"
    r"(?:(?:[01]?\d|2[0-4])(?:[:：][0-5]\d|[时点](?:[0-5]?\d分|半|整)?)|[一二两三四五六七八九十]{1,3}[时点](?:半|整)?)"
)
_CLOCK = re.compile(
    rf"(?<![\d.])(?:每[日天晚])?{_HOUR}(?:[至到—~～-]+(?:次日)?{_HOUR})?(?!\d|个|件|以上)"
)
# 由晚上12时提前到晚上10时: what it was before is no answer.
_WAS = re.compile(r"(?:由|从|原(?:定|来)?)$")
_BECAME = re.compile(r"(?:提前|推迟|延长|延迟|缩短|调整|调|改|变更|变)(?:到|至|为|成)")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(f"{_TIME.pattern}|{any_of('when', 'words').pattern}{_BOUND}")


@cache
def _frequencies() -> re.Pattern[str]:
    return re.compile(
        r"每周[一二三四五六日]|每(?:月|年)[一二两三四五六\d]+次|每[一二两三四五六\d]+个?(?:月|天|周|年)"
        rf"|{any_of('often', 'words').pattern}"
    )


def times(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the dates and seasons within ``[start, end)``; a year alone is none worth much."""
    for match in _NAMED_DAY.finditer(text, start, end):
        yield Span(match.start(), match.end())
    titles = [m.span() for m in TITLE.finditer(text)]
    for match in _times().finditer(text, start, end):
        if any(a < match.start() < b for a, b in titles):
            # 《…规划（2025—2030年）》 is of no day.
            continue
        year_only = re.fullmatch(rf"{_YEAR}{_BOUND}|年内", match.group())
        yield Span(match.start(), match.end(), -0.5 if year_only else 0.0)
    for match in _DURING.finditer(text, start, end):
        # 宪法宣传周期间: from where its name begins.
        begin = name_start(text, start, match.end(), False)
        if match.start() - begin > 1:
            yield Span(begin, match.end(), -0.05)


def hours(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the times of day within ``[start, end)``, without one that another took the place of."""
    for match in _CLOCK.finditer(text, start, end):
        was = _WAS.search(text, max(start, match.start() - 3), match.start())
        if not (was and _BECAME.match(text, match.end(), end)):
            yield Span(match.start(), match.end())


def is_anothers(text: str, start: int, span: Span, named: Iterable[str]) -> bool:
    """Return whether a date is an item of its own in an enumeration that begins at ``start`` or
    later and has what the question names as an item before it (“12.4”国家宪法日、寒暑假期间)."""
    if text[span.start - 1 : span.start] != "、":
        return False
    before = text[start : span.start - 1].rpartition("、")[2]
    return before.endswith(tuple(named))


def is_day_of(text: str, span: Span, named: Iterable[str]) -> bool:
    """Return whether a date has its own name right behind it, and that is what the question names
    (“3.15”消费者权益日、“12.4”国家宪法日)."""
    name = _NAME_OF_DAY.match(text, span.end)
    return name is not None and any(word in name.group() for word in named)


def frequencies(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield 每季度, 每周三, 定期 … within ``[start, end)``; the vague ones at a cost."""
    for match in _frequencies().finditer(text, start, end):
        weak = match.group() in listed("often", "weak")
        yield Span(match.start(), match.end(), -0.25 if weak else 0.0)


def durations(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield how long something takes within ``[start, end)``: surest where it was cut down to that."""
    for match in _LONG.finditer(text, start, end):
        if _CUT_BY.search(text, max(start, match.start() - 5), match.start()):
            continue
        takes = any(
            lead.end() == match.start() for lead in _TAKES.finditer(text, start, match.start())
        )
        plain = match.group().startswith(("当", "即", "立", "随"))
        yield Span(match.start(), match.end(), 0.1 if takes or plain else -0.1)
