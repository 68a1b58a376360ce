"""A total before its parts: 立案数 means all of 143起, not the 31起 of 市本级 that nobody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asked import Asked, Candidate
from retrieval.answering.nearness import alike, label_keys
from retrieval.answering.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.records import Fact


def put_whole_first(group: Sequence[Candidate], asked: Asked, shelf: Shelf) -> Sequence[Candidate]:
    """Return the candidates, best first, with a fitting total in the place of its foremost part
    where nothing that is asked for tells that part from the total."""
    top = group[0]
    if top.fact.part_of is None:
        return group
    total = shelf.source.facts(top.fact.report)[top.fact.part_of]
    whole = next((c for c in group if c.fact == total), None)
    if whole is None:
        return group
    if not _own_keys(top.fact, total):
        # 税款和滞纳金5263万元，其中滞纳金407万元: the part is just what was asked for.
        return [c for c in group if c is not whole]
    if _is_asked_for(top.fact, total, asked):
        return group
    rest = [
        c
        for c in group
        if c is not whole
        and (c.fact.part_of != top.fact.part_of or _is_asked_for(c.fact, total, asked))
    ]
    return [replace(whole, score=max(whole.score, top.score)), *rest]


def _own_keys(part: Fact, total: Fact) -> list[str]:
    """Return what a part's own wording names that its total's doesn't."""
    whole = fold(total.label)
    return [k for k in label_keys(part) if k not in label_keys(total) and k not in whole]


def _is_asked_for(part: Fact, total: Fact, asked: Asked) -> bool:
    """Return whether the question names what the part's own wording adds to its total's."""
    label, whole = fold(part.label), fold(total.label)
    own = _own_keys(part, total)
    return any(
        any(alike(term, key) >= 0.34 for key in own)
        or (term.text in label and term.text not in whole)
        for term in asked.terms
    )
