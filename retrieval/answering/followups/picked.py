"""Which of the readings that were offered a message picks: 第二个, 2, 最后一个, 都要."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question_words import is_one_of, pattern_of
from retrieval.language.numerals import parse_chinese
from retrieval.records import Answer, Choice

_LONGEST = 12
# More readings than these are no answer.
MOST_AT_ONCE = 6


def may_pick(folded: str) -> bool:
    """Return whether a message may be nothing but a pick, whatever was offered."""
    if len(folded) > _LONGEST:
        return False
    return _ordinal().fullmatch(folded) is not None or picks_all(folded)


def picks_all(folded: str) -> bool:
    """Return whether all that was offered is asked for (都要, 全部)."""
    return is_one_of(folded, "followup", "pick_all")


def picked(folded: str, offered: Answer) -> tuple[Choice, ...]:
    """Return the choices that a message picks: one by its place among those offered, or all; none
    where there are not so many."""
    choices = offered.choices
    if picks_all(folded):
        return choices if len(choices) <= MOST_AT_ONCE else ()
    match = _ordinal().fullmatch(folded)
    if match is None or not choices:
        return ()
    if match["last"]:
        return choices[-1:]
    number = match["number"]
    at = int(number) if number.isdecimal() else int(parse_chinese(number) or 0)
    return choices[at - 1 : at] if at else ()


@cache
def _ordinal() -> re.Pattern[str]:
    lead = pattern_of("followup", "pick_lead").pattern
    tail = pattern_of("followup", "pick_tail").pattern
    return re.compile(
        rf"(?:{lead})*(?:第?(?P<number>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})"
        rf"|(?P<last>最后|末))(?:{tail})*[。.、)）!！]*"
    )
