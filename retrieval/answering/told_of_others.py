"""What a question names and another figure's label says: it is told of that other one.

Each rule looks at the figures beside a candidate, in its sentence or its passage, and returns its
reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asked import Asked, Candidate
from retrieval.answering.nearness import IN_LABEL, IN_TOPIC, alike, class_of, met, names, own_things
from retrieval.answering.shelf import Shelf
from retrieval.language.terms import Term
from retrieval.records import Fact

# Nearer than this a term stands in the figure's sentence.
_ELSEWHERE = 0.6
# Asked of several things in one breath.
_SEVERAL = re.compile(r"各[是有为]?[多几]|分别|[、 ]|和|与")


def rule_out_others(found: Sequence[Candidate], asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the candidates, those ruled out whose terms are told of other figures."""
    content = [term for term in asked.terms if not term.is_light and len(term.text) > 1]
    return [_judge(c, content, asked, shelf) if c.fits else c for c in found]


def _judge(candidate: Candidate, content: Sequence[Term], asked: Asked, shelf: Shelf) -> Candidate:
    fact = candidate.fact
    loose = [term for term in content if not _is_own(term, fact)]
    if not loose or fact.none or class_of(fact) == "rank":
        return candidate
    facts = shelf.source.facts(fact.report)
    others = [
        other
        for other in facts
        if (other.passage, other.kind, other.none) == (fact.passage, fact.kind, False)
        and other is not fact
        and (other.part_of is None or facts[other.part_of] is not fact)
    ]
    reason = _of_a_part(fact, loose, others) or _of_a_sister(fact, loose, content, asked, others)
    return replace(candidate, verdict=reason) if reason else candidate


def _of_a_part(fact: Fact, loose: Sequence[Term], others: Sequence[Fact]) -> str:
    """Return whether a term that the figure's sentence lacks is what a part of another total is
    called (其中基金会6家。注销登记22家)."""
    for term in loose:
        if met(term, fact) >= _ELSEWHERE or class_of(fact) == "rate":
            continue
        for other in others:
            apart = other.part_of is not None and other.part_of != fact.part_of
            if apart and other.sentence != fact.sentence and _is_labelled(term, other):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _of_a_sister(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    asked: Asked,
    others: Sequence[Fact],
) -> str:
    """Return whether a figure in the same unit and sentence is labelled with the outcome that is
    asked for, or with the one of two bodies that is (司法所、派出所满意率分别为94%和91%)."""
    if _SEVERAL.search(asked.wording):
        return ""
    beside = [o for o in others if o.sentence == fact.sentence]
    beside = [o for o in beside if o.quantity.unit == fact.quantity.unit]
    own = [k for k in own_things(fact) if not any(alike(t, k) >= 0.34 for t in content)]
    for term in loose:
        last = term in asked.beside and not asked.beside_follows and term.kind != "thing"
        if not last and not (own and term.kind == "thing"):
            continue
        other = next((o for o in beside if _is_labelled(term, o)), None)
        if other is not None:
            return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _is_own(term: Term, fact: Fact) -> bool:
    """Return whether a figure's label or topic has a term, or much of it (行政处罚决定)."""
    if term.text in fact.label or names(term, fact.label):
        return True
    return any(alike(term, key) >= 0.34 for key, near in fact.cues if near >= IN_TOPIC)


def _is_labelled(term: Term, fact: Fact) -> bool:
    return met(term, fact) >= IN_LABEL
