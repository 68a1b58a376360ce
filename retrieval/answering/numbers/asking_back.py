"""Which of several figures is meant is asked back: all of them stated, each with a question of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import (
    amount_of,
    cite,
    item_of,
    understood,
    unique,
    who_of,
)  # fmt: skip
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.numbers.many_places import MOST_PLACES
from retrieval.answering.selecting.select import Slot
from retrieval.records import Answer, Choice, Fact, Trace

_FEW = 8


def ask_back(
    question: Question, scope: Scope, shelf: Shelf, slots: Sequence[Slot], trace: Trace
) -> Answer:
    """Return an ambiguous answer: every reading with its figure when they are few, else choices."""
    # Each place's likeliest reading before any place's second one.
    ranked = zip_longest(*(slot.best for slot in slots))
    facts = unique(c.fact for row in ranked for c in row if c is not None)
    several_places = len({(slot.place, slot.year) for slot in slots}) > 1
    choices = _choices(question, shelf, facts[:20], by_place=several_places)
    shown = facts[: max(_FEW, min(len(slots), MOST_PLACES))]
    items = "；".join(item_of(shelf, fact, measure=True) for fact in shown)
    key = "places" if several_places else "several"
    cited = cite(shelf, shown)
    return Answer(
        question=question.text,
        understood=understood(question, scope, "number"),
        status="ambiguous",
        kind="number",
        text=say("ambiguous", key, items=items),
        values=cited.values,
        evidence=cited.evidence,
        choices=choices,
        place=scope.places[0].name if scope.is_one_place else "",
        year=scope.years[0] if len(scope.years) == 1 else None,
        measure=question.rest,
        trace=replace(trace, rule="ambiguous"),
    )


def _choices(
    question: Question, shelf: Shelf, facts: Sequence[Fact], *, by_place: bool
) -> tuple[Choice, ...]:
    """Return a choice for each figure; of two that are worded alike (罚款17.4万元, 罚款4500元) each
    asks what its own amount stands for, which no wording of the measure would settle."""
    choices = [_choice(question, shelf, fact, by_place=by_place) for fact in facts]
    worded = Counter(choice.question for choice in choices)
    return tuple(
        replace(choice, question=f"{who_of(shelf, fact)}{fact.measure}{amount_of(fact)}是什么？")
        if worded[choice.question] > 1 and not by_place
        else choice
        for choice, fact in zip(choices, facts, strict=True)
    )


def _choice(question: Question, shelf: Shelf, fact: Fact, *, by_place: bool) -> Choice:
    who = who_of(shelf, fact)
    if by_place:
        asked = question.rest or fact.measure
        unit = (
            f"有多少{question.unit}" if question.unit and question.unit not in asked else "是多少"
        )
        return Choice(who, f"{who}{asked}{unit}？")
    return Choice(f"{fact.measure}（{amount_of(fact)}）", f"{who}{fact.measure}是多少？")
