"""Figures that speak of some told before: 撤销1件…。行政诉讼2件。被撤销的1件系程序违法 goes on about the
first, whatever was counted in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.figures.draft import Draft
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.told_of import LEVELS, are_akin

# What was done to them stands right before, at the very beginning.
_THOSE = re.compile(r"\s*[一-鿿]{2,6}的\s*(?:这|那|该)?\s*")


def find_told_again(drafts: Sequence[Draft], context: PassageContext) -> dict[int, int]:
    """Return the positions of the figures that open a sentence with what an earlier sentence told
    as a part of something, each with that part's position."""
    found: dict[int, int] = {}
    for position, draft in enumerate(drafts):
        clause = context.clauses[draft.sentence][draft.clause]
        if draft.clause or draft.label.has_thing or draft.kind not in LEVELS or draft.none:
            continue
        if not _THOSE.fullmatch(clause.text[: max(draft.quantity.start - clause.start, 0)]):
            continue
        acts = {*draft.label.near, *draft.label.far}
        told = [
            n
            for n, other in enumerate(drafts[:position])
            if other.sentence < draft.sentence
            and other.branch
            and other.quantity.value == draft.quantity.value
            and are_akin(other, draft)
            and acts & {*other.label.near, *other.label.far}
        ]
        if len(told) == 1:
            found[position] = told[0]
    return found
