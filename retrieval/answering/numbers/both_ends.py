"""What something was and what it is, asked for in two pieces (原来几项，现在几项): both of one thing."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.span_of_years import asks_both_ends
from retrieval.answering.evidence.shelf import Shelf
from retrieval.records import Fact


def of_one_thing(question: Question, facts: Sequence[Fact], shelf: Shelf) -> tuple[Fact, ...]:
    """Return the figures of the pieces of a question, of one that asks for both ends of a change
    the one before with the level told beside it; empty where that is told of something else."""
    before = [fact for fact in facts if fact.kind == "base"]
    if len(facts) != 2 or len(before) != 1 or not asks_both_ends(question):
        return tuple(facts)
    base = before[0]
    reached = [
        other
        for other in shelf.facts_beside(base)
        if (other.kind, other.label) == ("actual", base.label)
        and other.quantity.unit == base.quantity.unit
    ]
    return (base, reached[0]) if len(reached) == 1 else ()
