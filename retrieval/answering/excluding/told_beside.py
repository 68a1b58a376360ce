"""What a part of a figure, or the figure listed right beside it, is called: it is told of that one.

Rules as in ``told_of_others``, each returning its reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import alike, label_keys, names
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.terms import Term
from retrieval.records import Fact

# Asked of several things in one breath.
SEVERAL = re.compile(r"各[是有为]?[多几]|分别|[、 ]|和|与")
# Between the names of a series (纪检监察、公安等部门).
_LISTED = re.compile(r"[、和及与]|等")


def of_its_part(fact: Fact, content: Sequence[Term], facts: Mapping[int, Fact]) -> str:
    """Return whether a term is one of several that a figure is of, and what a part of it is called
    (向纪检、公安等部门移送49件，其中公安机关7件)."""
    if "、" not in fact.label:
        return ""
    parts = [f for f in facts.values() if f.part_of is not None and facts.get(f.part_of) == fact]
    things = [t for t in content if t.kind == "thing"]
    pieces = [p for p in _LISTED.split(fact.label) if any(names(t, p) for t in things)]
    for term in things:
        told = next((f for f in parts if _names_only(term, f, fact)), None)
        # The last piece holds what all are of; of 审查文件、合同214件 both are asked for.
        if told is not None and pieces and all(names(term, p) for p in pieces[:-1] or pieces):
            return f"“{term.text}”说的是{told.quantity.text}"
    return ""


def _names_only(term: Term, part: Fact, whole: Fact) -> bool:
    """Return whether a part is called by a term alone, be it with what was done to the whole."""
    told = set(label_keys(whole))
    return names(term, part.label) and all(
        key in told or alike(term, key) >= 0.5 for key in label_keys(part)
    )


def of_one_beside(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    asked: Asked,
    others: Sequence[Fact],
    shelf: Shelf,
) -> str:
    """Return whether the figure listed right beside counts the same thing, and is the one that a
    term tells apart (处置批而未供土地1130亩、闲置土地476亩)."""
    if SEVERAL.search(asked.wording):
        return ""
    text = shelf.folded_sentence(fact)
    shared = [t.text for t in content if t.kind == "thing" and t.text in fact.label]
    beside = [
        o
        for o in others
        if o.sentence == fact.sentence
        and o.quantity.unit == fact.quantity.unit
        and text[min(o.quantity.end, fact.quantity.end)] == "、"
        and any(word in o.label for word in shared)
    ]
    named = [(t, o) for t in loose if t.kind != "action" for o in beside if t.text in o.label]
    return f"“{named[0][0].text}”说的是{named[0][1].quantity.text}" if named else ""
