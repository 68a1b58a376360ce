"""Which units count one thing, so that figures in them may stand in one row (件 and 起, 万元 and 元)."""

from __future__ import annotations

from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.fold import fold
from retrieval.records import Fact

RANK = "名次"
_MONEY = "元"
_SHARE = "%"


def unit_group(fact: Fact) -> str:
    """Return the name of the units that a figure's unit may be set against; ranks are their own."""
    if fact.quantity.text.startswith("第"):
        return RANK
    return group_of(fact.quantity.unit)


@cache
def group_of(unit: str) -> str:
    """Return the first of the units that name the same thing as ``unit``, else the unit itself."""
    folded = fold(unit).strip()
    if folded.endswith(_MONEY):
        return _MONEY
    for row in words_of("compare", "same_units"):
        group = row.split()
        if folded in map(fold, group):
            return group[0]
    return folded
