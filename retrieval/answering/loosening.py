"""A second look where no figure accounts for every word: vague verbs may be passed over.

People put vague or everyday verbs where a report has its own (管着几个社区, 端掉几家黑诊所). Such a
word tells figures apart no better than 办 does, so a figure may answer without it, but only one
that stands alone: of the thing that is asked for, the report counts nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.answering.asked import Asked, Candidate
from retrieval.answering.nearness import SAME_SCOPE, alike, class_of, own_things
from retrieval.answering.scope import Scope
from retrieval.answering.shelf import Shelf
from retrieval.answering.verdicts import RATES
from retrieval.language.data import read_data
from retrieval.language.terms import DENIED, Term

_FILE = "vague_verbs.txt"
_COUNTED = frozenset({"thing", "rate"})


@cache
def vague_verbs() -> frozenset[str]:
    """Return the verbs that people use for many acts, as the data file lists them."""
    lines = read_data(_FILE).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def pass_over(asked: Asked, scope: Scope, shelf: Shelf) -> Asked | None:
    """Return what is asked without its vague verbs, None where it has none or nothing is left.

    A word that a report in scope uses itself is never passed over.
    """
    texts = [shelf.folded_text(report.id) for report in scope.reports]
    kept = tuple(t for t in asked.terms if not _is_vague(t, texts))
    if len(kept) == len(asked.terms) or not any(t.kind in _COUNTED for t in kept):
        return None
    return replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))


def _is_vague(term: Term, texts: Sequence[str]) -> bool:
    if term.kind != "word" or term.text.startswith(DENIED):
        return False
    if term.text not in vague_verbs():
        return False
    return len(term.text) == 1 or not any(term.text in text for text in texts)


def stands_alone(candidate: Candidate, considered: Sequence[Candidate]) -> bool:
    """Return whether a figure is the only one of its report that counts its thing.

    Changes, bases, plans and the same amount told again are no second one; a part of it is, for
    the passed-over word may have named just that part.
    """
    fact = candidate.fact
    things = own_things(fact)
    best = max(considered, key=lambda other: other.score)
    if not things or best.score > candidate.score:
        return False
    for other in considered:
        rival = other.fact
        if (
            rival.report != fact.report
            or rival is fact
            or rival.kind != "actual"
            or rival.quantity.value == fact.quantity.value
            or class_of(rival) in RATES
        ):
            continue
        # 社区两级调委会12个 counts committees: of several things the foremost is counted.
        near = own_things(rival)[:1] or [key for key, n in rival.cues if n >= SAME_SCOPE]
        if any(alike(_as_term(thing), key) >= 0.5 for thing in things for key in near):
            return False
    return True


def _as_term(key: str) -> Term:
    return Term(key, key, "thing", 0, 0)
