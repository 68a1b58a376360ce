"""Figures of one day, of half a year, of several years or of one stage (5月20日当天办理137对, 二期工程): meant
only where that is named."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import own_clause
from retrieval.records import Fact

_OF_ONE_DAY = re.compile(r"当天|当日|单日|首日|那天")
_ASKS_DAY = re.compile(r"[天日](?!常|均)")
_DATE = re.compile(r"(\d{1,2}月\d{1,2})[日号]")
_COST = 0.15


def day_cost(asked: Asked, fact: Fact, text: str) -> float:
    """Return what it costs a figure of the folded sentence ``text`` that it is of one day where
    the year is asked for, or of the year where a day is."""
    start, end = own_clause(text, fact)
    clause = text[start:end]
    if day := _DATE.search(asked.wording):
        return 0.0 if day[1] in clause else _COST
    of_day = _OF_ONE_DAY.search(clause[: fact.quantity.start - start])
    return _COST if of_day and not _ASKS_DAY.search(asked.wording) else 0.0


_OF_A_PART = re.compile(
    r"[上下]半年|[一二三四]季度|前[一二三两四]个?季度|\d{1,2}(?:月)?[-至到—]\d{1,2}月"
)
_ASKS_PART = re.compile(r"半年|季度|\d月|月[到至]|几月|期间")
# 三年专项斗争以来，累计打掉7个: not those of one year.
_SINCE = re.compile(r"[两二三四五六七八九十]年[^，,。；;\d]{0,10}来[，,]?[^，,。；;\d]{0,4}累计")
_ASKS_SINCE = re.compile(r"累计|以来|年来|[两二三四五六七八九十几]年")


def part_verdict(asked: Asked, fact: Fact, text: str) -> str:
    """Rule out a figure of half a year or a quarter (由上半年147件降至下半年38件), or of several years where
    one is named, where no such time is asked for."""
    if asked.years and not _ASKS_SINCE.search(asked.wording):
        since = _SINCE.search(text[: fact.quantity.start])
        if since:
            return f"是{since.group()}的"
    if _ASKS_PART.search(asked.wording):
        return ""
    before = text[own_clause(text, fact)[0] : fact.quantity.start]
    told = [*_OF_A_PART.finditer(before)]
    return f"是{told[-1].group()}的" if told else ""


_STAGE = re.compile(r"(?<=[一-鿿])(?<![到过有是满达])([一二三四五六])期(?![间限末内])")
_CHINESE = "一二三四五六"


def stage_verdict(asked: Asked, text: str) -> str:
    """Rule out a figure of the folded sentence ``text`` where one stage is asked for (监管网三期) that
    it does not name."""
    named = _STAGE.search(asked.wording)
    if named is None:
        return ""
    forms = (named.group(), f"{_CHINESE.index(named[1]) + 1}期")
    return "" if any(form in text for form in forms) else f"没有对上：{named.group()}"
