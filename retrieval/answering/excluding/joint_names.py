"""One name for two things of which a report may tell a figure each (建议提案: 人大建议14件、政协提案9件)."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.parts import Part
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.nearness import label_keys
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.near_acts import joint_names
from retrieval.language.terms import Term
from retrieval.records import Fact


def is_half(term: Term, fact: Fact) -> bool:
    """Return whether a figure is of one only of the things that a term names together."""
    halves = joint_names().get(term.key, ())
    if not halves:
        return False
    own = label_keys(fact)
    return term.key not in own and sum(half in own for half in halves) == 1


def split_joint(question: Question, scope: Scope, shelf: Shelf) -> tuple[Part, ...]:
    """Return a part for each of the things that a question names together, where no report asked
    about has one figure for them; else nothing. A rate (建议提案办结率) is told of both at once."""
    term = next((t for t in question.content if t.key in joint_names()), None)
    if term is None or any(t.kind == "rate" for t in question.content):
        return ()
    for report in scope.reports:
        if any(term.key in label_keys(fact) for fact in shelf.source.facts(report.id)):
            return ()
    return tuple(
        Part(tuple(replace(t, key=half, text=half) if t is term else t for t in question.terms))
        for half in joint_names()[term.key]
    )
