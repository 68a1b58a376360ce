"""What a report says of all of those it has just counted: 行政诉讼6件，已审结5件，均胜诉."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.answering.excluding.listed_parts import units_alike
from retrieval.language.near_acts import outcomes
from retrieval.language.terms import Term
from retrieval.records import Fact


def of_those_between(
    fact: Fact, content: Sequence[Term], others: Sequence[Fact], sentence: str
) -> str:
    """Return that an outcome is said of all of another figure's, which stands between it and this one;
    nothing where it is not. ``sentence`` is the figure's, folded."""
    for term in content:
        if term.key not in outcomes() or term.text in fact.label:
            continue
        for said in _of_all(term.text).finditer(sentence, fact.quantity.end):
            if any(
                other.sentence == fact.sentence
                and units_alike(other, fact)
                and fact.quantity.end <= other.quantity.start < said.start()
                for other in others
            ):
                return f"“{term.text}”说的是另一个数"
    return ""


@lru_cache(maxsize=64)
def _of_all(outcome: str) -> re.Pattern[str]:
    return re.compile(rf"(?:均|全部|全都|都|皆|悉数)[已被获予以依法]{{0,4}}{re.escape(outcome)}")
