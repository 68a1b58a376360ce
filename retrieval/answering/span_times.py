"""Dates, seasons and frequencies in a clause, as spans of the folded sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.answering.answer_types import any_of, listed
from retrieval.answering.spans import Span

_TIME = re.compile(
    r"(?:每(?:年度?|季度|月|周))?(?:(?:\d{4}|二[〇零○][〇零○一二三四五六七八九]{2})年)?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬|末)?(?:\d{1,2}日)?前?"
    r"|逢[一二三四五六七八九十]+(?:[、]?逢[一二三四五六七八九十]+)*|每月\d{1,2}日|每周[一二三四五六日天]|(?:\d{4})年(?:初|底|末)?"
)


def times(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the dates and seasons within ``[start, end)``; a year alone is none worth much."""
    pattern = re.compile(f"{_TIME.pattern}|{any_of('when', 'words').pattern}")
    for match in pattern.finditer(text, start, end):
        year_only = re.fullmatch(r"\d{4}年", match.group())
        yield Span(match.start(), match.end(), -0.5 if year_only else 0.0)


def frequencies(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield 每季度, 每周三, 定期 … within ``[start, end)``; the vague ones at a cost."""
    pattern = re.compile(
        rf"每周[一二三四五六日]|每(?:月|年)[一二两三四五六\d]+次|每[一二两三四五六\d]+个?(?:月|天|周|年)|{any_of('often', 'words').pattern}"
    )
    for match in pattern.finditer(text, start, end):
        weak = match.group() in listed("often", "weak")
        yield Span(match.start(), match.end(), -0.25 if weak else 0.0)
