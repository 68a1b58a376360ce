"""One measure of one place over several years, added up or averaged: 2022年和2023年一共多少件."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.goal import (
    Goal,
    asked_unit,
    asked_words,
    measure_terms,
    with_named_unit,
)
from retrieval.answering.asking.question import Question
from retrieval.answering.comparing.changes import find_course
from retrieval.answering.comparing.trend_words import item_of_year
from retrieval.answering.evidence.arithmetic import derived_value, mean, total
from retrieval.answering.evidence.compose import Cited, cite, finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.refuse import refuse
from retrieval.records import Answer, Trace

_KEYS = {"sum": "sum", "average": "average"}


def adds_years(question: Question, goal: Goal) -> bool:
    """Return whether the figures of several years are to be added up or averaged."""
    return goal.aim in _KEYS and len(question.years) > 1 and len(question.places) == 1


def answer_years(question: Question, goal: Goal, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return every year's figure with their sum or mean, shown as computed.

    not_found where a year has no figure, so that no part is told as the whole; None where nothing
    is known of the measure, or its figures don't add up.
    """
    question = with_named_unit(question)
    terms = measure_terms(question)
    if not (scope.is_one_place or scope.town) or all(term.is_light for term in terms):
        return None
    asks = asked_unit(question)
    asked = Asked(terms, asks.unit, asks.unit_class, place=scope.town, wording=question.folded)
    years = sorted(question.years)
    wide = tuple(range(years[0], years[-1] + 1))
    course = find_course(asked, replace(scope, years=()), wide, shelf)
    levels = [(y, fact) for y, fact in course.levels if y in years] if course else []
    if not levels:
        return None
    what, who = asked_words(question, terms), scope.town or scope.places[0].name
    if lacking := [year for year in years if year not in {y for y, _ in levels}]:
        answer = refuse(question, scope, shelf, "no_such_year", "trend")
        return replace(
            answer, text=say("trend", "year_missing", who=who, year=str(lacking[0]), what=what)
        )
    facts = [fact for _, fact in levels]
    computed = total(facts) if goal.aim == "sum" else mean(facts)
    if computed is None:
        return None
    cited = cite(shelf, facts)
    values = (*cited.values, derived_value(computed, facts, shelf))
    text = say(
        "trend", "plain", who=who, measure=what, items="，".join(item_of_year(year, fact) for year, fact in levels),
        tail=say("compare", _KEYS[goal.aim], amount=computed.amount, sum=computed.shown),
    )  # fmt: skip
    return finish(
        question, scope, "compare", text, Cited(values, cited.evidence),
        trace=Trace(rule="compare.years"), measure=question.rest,
    )  # fmt: skip
