"""Where a name in a question begins and ends, and whose it is: what keeps words from being places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.question_words import words_of
from retrieval.language.lexicon import load_lexicon
from retrieval.language.offices import find_office_words, office_words
from retrieval.language.place_names import PlaceSpan

_TITLE = re.compile(r"《[^《》]*》")
_LEVEL = re.compile(r"^[省市县区州旗盟]")
_MARKS = ("，", ",", "；", ";", "/")


def without_titles(folded: str) -> str:
    """Return the text with titles blanked, as long as before: 《某市…办法》 names no place.

    A report's own title stays: it says whose report is asked about.
    """

    def blank(match: re.Match[str]) -> str:
        title = match[0]
        return title if title.endswith(("报告》", "总结》")) else " " * len(title)

    return _TITLE.sub(blank, folded)


def with_owners(spans: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Return the spans, an office joined to the place right before it (某县 + 公安局)."""
    joined: list[PlaceSpan] = []
    for span in spans:
        if joined and joined[-1].end == span.start and span.name in office_words():
            owner = joined.pop()
            span = PlaceSpan(owner.name + span.name, owner.start, span.end)
        joined.append(span)
    return joined


def is_bare(name: str) -> bool:
    """Return whether an office or zone is named without its place (公安局, 县公安局, 开发区管委会)."""
    # The 市 of 市场监管局 is no city's.
    return _is_office_word(name) or _is_office_word(_LEVEL.sub("", name))


def _is_office_word(name: str) -> bool:
    end = 0
    for start, stop in find_office_words(name):
        if start != end:
            return False
        end = stop
    return bool(name) and end == len(name)


def is_joined(text: str, start: int, end: int) -> bool:
    """Return whether a name at ``[start, end)`` is set beside another (甲和乙, 甲比乙, 甲、乙)."""
    joiners = (*words_of("compare", "joiners"), *_MARKS)
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith(words_of("compare", "not_joiners")):
        # 涉及公安局的案件: a joiner that is part of a word joins nothing.
        return after.startswith(joiners)
    return before.endswith(joiners) or after.startswith(joiners)


def is_part_of_a_word(text: str, start: int, end: int) -> bool:
    """Return whether a word of the lexicon goes on beyond ``end`` (社区矫正 in 解除社区矫正)."""
    return any(
        match.start < end < match.end and match.concept.kind != "light"
        for match in load_lexicon().find(text, question=True)
        if match.end > start
    )
