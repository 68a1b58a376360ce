"""One fact told with two values, in a report or against last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from retrieval.audit_records import Finding
from retrieval.auditing.arithmetic import show
from retrieval.auditing.growth import Earlier
from retrieval.auditing.measures import own_key
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import tell, words
from retrieval.records import Fact

Told = tuple[Statement, Fact]


@lru_cache(maxsize=8)
def told_by_measure(page: Page) -> dict[tuple[str, str, int | None], list[Told]]:
    """Return (measure, unit, year) → where the whole-year figure of it is told, in reading order."""
    found: dict[tuple[str, str, int | None], list[Told]] = {}
    for statement in page.statements:
        if statement.in_table:
            continue
        for fact in statement.facts:
            if fact.kind not in {"actual", "base"}:
                continue
            if key := own_key(page, statement, fact):
                found.setdefault((key, fact.quantity.unit, fact.period), []).append(
                    (statement, fact)
                )
    return found


def find_conflicts(page: Page) -> Iterator[Finding]:
    """Yield measures that a report tells with two values for one year, in two sentences."""
    for (key, unit, _), told in told_by_measure(page).items():
        # 召开专题会议3次 … 召开专题会议2次: occasions are told of one subject after the other.
        if unit in words("occasions"):
            continue
        first = told[0]
        for other in told[1:]:
            if other[0].number == first[0].number:
                continue
            one, two = first[1].quantity, other[1].quantity
            if Fraction(one.value) != Fraction(two.value):
                yield Finding(
                    "conflict",
                    page.report.id,
                    tell("conflict", measure=key, one=one.text, other=two.text),
                    (*page.quote(*first), *page.quote(*other)),
                    f"{show(one.value)} ≠ {show(two.value)}",
                    "possible",
                )
                break


def figures_of_year(page: Page) -> dict[str, Earlier]:
    """Return the measures that a report tells of its own year, each with one value only."""
    year = page.report.year
    found: dict[str, Earlier] = {}
    for (key, _, period), told in told_by_measure(page).items():
        values = {Fraction(fact.quantity.value) for _, fact in told}
        if year is not None and period == year and len(values) == 1:
            statement, fact = told[0]
            found[key] = Earlier(fact, page.quote(statement, fact), False)
    return found


def find_last_year(page: Page, last: Mapping[str, Earlier]) -> Iterator[Finding]:
    """Yield figures told of last year that last year's report gives another value."""
    year = page.report.year
    for (key, unit, period), told in told_by_measure(page).items():
        earlier = last.get(key)
        if year is None or period != year - 1 or earlier is None:
            continue
        then = earlier.fact.quantity
        for statement, fact in told:
            now = fact.quantity
            if unit == then.unit and Fraction(now.value) != Fraction(then.value):
                yield Finding(
                    "last_year",
                    page.report.id,
                    tell("last_year", measure=key, told=now.text, then=then.text),
                    (*page.quote(statement, fact), *earlier.evidence),
                    f"{show(now.value)} ≠ {show(then.value)}",
                    "possible",
                )
