"""A comparing question with all that its answer needs, and what is said where it has none: a side
without the figure, a side with several, several places that all have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.goal import Goal, asked_by, asked_words
from retrieval.answering.asking.question import Question
from retrieval.answering.comparing.sides import Found
from retrieval.answering.evidence.compose import cite, item_of, understood, who_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.kept.told_sides import Side
from retrieval.answering.selecting.mentions import mentioned
from retrieval.answering.selecting.refuse import refuse
from retrieval.language.terms import Term
from retrieval.records import Answer, Choice, Reason, Trace

# So many places are named beside the figures.
_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Comparing:
    """A comparing question with all that its answer needs."""

    question: Question
    scope: Scope
    shelf: Shelf
    goal: Goal
    terms: tuple[Term, ...]

    @property
    def asked(self) -> Asked:
        """What each side's figure has to be."""
        return asked_by(self.question, self.terms)


def refuse_others(ask: Comparing, named: Side) -> Answer:
    """Return the not_found that says that no report but the named place's has the figure."""
    answer = refuse(ask.question, named.scope, ask.shelf, "not_reported", "compare")
    what = asked_words(ask.question, [term for term in ask.terms if not term.is_light])
    return replace(answer, text=say("compare", "nobody_else", who=named.name, what=what))


def refuse_side(ask: Comparing, side: Side) -> Answer:
    """Return the not_found that names the side without a figure, and states none of the other's."""
    years = side.scope.years
    question, shelf = ask.question, ask.shelf
    if years and not any(report.year in years for report in side.scope.reports):
        who = f"{side.name}{'、'.join(str(year) for year in years)}年"
        answer = refuse(question, side.scope, shelf, "no_such_year", "compare")
        return replace(answer, text=say("compare", "no_year", who=who))
    reason: Reason = (
        "mentioned_without_figure" if mentioned(question, side.scope, shelf) else "not_reported"
    )
    answer = refuse(question, side.scope, shelf, reason, "compare")
    what = asked_words(question, ask.terms)
    return replace(answer, text=say("compare", "alone", who=side.name, what=what))


def ask_which(ask: Comparing, found: Sequence[Found]) -> Answer:
    """Return an ambiguous answer: a side has more than one figure that may be meant."""
    facts = [fact for one in found for fact in one.readings]
    cited = cite(ask.shelf, facts)
    items = "；".join(item_of(ask.shelf, fact, measure=True) for fact in facts)
    return Answer(
        question=ask.question.text,
        understood=understood(ask.question, ask.scope, "compare"),
        status="ambiguous",
        kind="compare",
        text=say("ambiguous", "several", items=items),
        values=cited.values,
        evidence=cited.evidence,
        choices=tuple(
            Choice(
                item_of(ask.shelf, fact, measure=True),
                f"{who_of(ask.shelf, fact)}{fact.measure}是多少？",
            )
            for fact in facts
        ),
        measure=ask.question.rest,
        trace=Trace(rule="compare.several"),
    )


def choose_place(ask: Comparing, scopes: Sequence[Scope]) -> Answer:
    """Return an ambiguous answer: several places have all of the measures."""
    names = [ask.shelf.place_name(place) for scope in scopes for place in scope.places]
    choices = tuple(Choice(name, f"{name}{ask.question.text}") for name in names)
    return Answer(
        question=ask.question.text,
        understood=understood(ask.question, ask.scope, "compare"),
        status="ambiguous",
        kind="compare",
        text=say("compare", "choose", items="、".join(names)),
        choices=choices,
        measure=ask.question.rest,
        trace=Trace(rule="compare.choose"),
    )


def say_unclear(places: Sequence[str]) -> str:
    """Return what is said of the places whose figure has several readings, nothing where none has."""
    if not places:
        return ""
    more = "等" if len(places) > _MOST_NAMED else ""
    return say("compare", "unclear", places="、".join(places[:_MOST_NAMED]) + more)
