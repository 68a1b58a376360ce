"""The words for a course over the years: each year's figure, the way it went, the best year."""

from __future__ import annotations

from retrieval.answering.asking.span_of_years import Change
from retrieval.answering.comparing.changes import Course
from retrieval.answering.comparing.trend_claim import direction_of
from retrieval.answering.evidence.arithmetic import amount_in
from retrieval.answering.evidence.compose import amount_of
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.records import Fact


def item_of_year(year: int | None, fact: Fact) -> str:
    """Return a year with its figure, 原来 for a year that the report doesn't name."""
    amount = amount_of(fact)
    return (
        say("trend", "before", amount=amount)
        if year is None
        else say("trend", "item", year=str(year), amount=amount)
    )


def are_ranks(course: Course) -> bool:
    """Return whether every figure is a rank, none of which can be subtracted."""
    return all(class_of(fact) == "rank" for _, fact in course.levels)


def key_of(course: Course, shelf: Shelf) -> str:
    """Return the template that fits the way the measure went."""
    direction = direction_of(course, shelf)
    if len(course.levels) < 2 or direction is None:
        return "plain"
    if direction == 0:
        return "same"
    is_rate = class_of(course.levels[-1][1]) == "rate"
    return {(False, 1): "up", (False, -1): "down", (True, 1): "higher", (True, -1): "lower"}[
        is_rate, direction
    ]


def best_year(course: Course, unit: str, change: Change) -> str:
    """Return the year with the most (or fewest), nothing where two share it or one is unnamed."""
    pick = min if change.fewer else max
    best = pick(amount_in(fact, unit) for _, fact in course.levels)
    years = [year for year, fact in course.levels if amount_in(fact, unit) == best]
    return f"{years[0]}年" if len(years) == 1 and years[0] is not None else ""
