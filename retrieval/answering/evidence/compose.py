"""The pieces that all answers share: values, evidence, names, and the understood line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.numerals import format_number
from retrieval.records import Answer, Evidence, Fact, Kind, Value

# Kinds of asking as the understood line names them.
_KIND_NAMES: dict[str, str] = {
    "number": "数量", "text": "内容", "list": "列举", "yesno": "是否", "compare": "比较",
    "trend": "变化", "passage": "原文", "smalltalk": "闲聊",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """Figures with their evidence: ``values[i].evidence`` indexes ``evidence``."""

    values: tuple[Value, ...]
    evidence: tuple[Evidence, ...]


def cite(shelf: Shelf, facts: Sequence[Fact]) -> Cited:
    """Return the values of ``facts`` in order, with evidence merged where one line serves two."""
    evidence: list[Evidence] = []
    values = []
    for fact in facts:
        item = shelf.fact_evidence(fact)
        index = next((i for i, e in enumerate(evidence) if _same_quote(e, item)), None)
        if index is None:
            index = len(evidence)
            evidence.append(item)
        else:
            spans = tuple(sorted({*evidence[index].highlights, *item.highlights}))
            evidence[index] = replace(evidence[index], highlights=spans)
        values.append(fact_value(shelf, fact, index))
        header = shelf.header_evidence(fact)
        if header and not any(_same_quote(e, header) for e in evidence):
            evidence.append(header)
    return Cited(tuple(values), tuple(evidence))


def _same_quote(one: Evidence, other: Evidence) -> bool:
    return (one.report, one.line, one.quote) == (other.report, other.line, other.quote)


def fact_value(shelf: Shelf, fact: Fact, evidence: int | None) -> Value:
    """Return a fact as a value of an answer."""
    report = shelf.by_id[fact.report]
    place = fact.place or (report.place.name if report.place else "")
    return Value(
        value=format_number(fact.quantity.value),
        unit=fact.quantity.unit,
        measure=fact.measure,
        place=place,
        year=fact.period if fact.period is not None else report.year,
        approx=fact.quantity.approx,
        evidence=evidence,
    )


def count_of_places(count: int, measure: str) -> Value:
    """Return a computed number of places as a value of an answer about ``measure``."""
    return Value(str(count), "个", measure, "", None, derived=True)


def amount_of(fact: Fact) -> str:
    """Return a figure as the report writes it, hedge included; 0 with its unit for a none."""
    quantity = fact.quantity
    if fact.none:
        return f"0{quantity.unit}"
    # A table's cell has its unit in the header.
    written = quantity.text
    return (
        written
        if fold(written)[-1:] not in "0123456789" or written.startswith("第")
        else f"{written}{quantity.unit}"
    )


def who_of(shelf: Shelf, fact: Fact) -> str:
    """Return place and year of a figure (嘉祥街道2023年); the title where a report has neither."""
    report = shelf.by_id[fact.report]
    place = fact.place or (
        shelf.place_name(report.place) if report.place else f"《{report.title}》"
    )
    year = fact.period if fact.period is not None else report.year
    return f"{place}{year}年" if year is not None else place


def item_of(shelf: Shelf, fact: Fact, *, measure: bool = False) -> str:
    """Return a figure as one item of a listing: place, year, (measure,) amount."""
    return f"{who_of(shelf, fact)}{fact.measure if measure else ''}{amount_of(fact)}"


def understood(question: Question, scope: Scope, kind: str, measure: str = "") -> str:
    """Return how the question was read: place · year · measure · kind."""
    names = Counter(place.name for place in scope.places)
    places = (
        "".join((*(place.parents[-1:] if names[place.name] > 1 else ()), place.name))
        for place in scope.places[:4]
    )
    parts = [
        scope.town or "、".join(places),
        "、".join(f"{year}年" for year in scope.years),
        measure or question.rest,
        _KIND_NAMES.get(kind, ""),
    ]
    return " · ".join(part for part in parts if part)


def finish(
    question: Question, scope: Scope, kind: Kind, text: str, cited: Cited, **more: object
) -> Answer:
    """Return an answered Answer with the parts every kind has."""
    first = cited.values[0] if cited.values else None
    answer = Answer(
        question=question.text,
        understood=understood(question, scope, kind, first.measure if first else ""),
        status="answered",
        kind=kind,
        text=text,
        values=cited.values,
        evidence=cited.evidence,
        place=scope.town
        or (scope.places[0].name if scope.is_one_place else (first.place if first else "")),
        year=scope.years[0] if len(scope.years) == 1 else (first.year if first else None),
        measure=first.measure if first else question.rest,
    )
    return replace(answer, **more) if more else answer  # type: ignore[arg-type]


def unique(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts without those that repeat place, period, unit and value of an earlier one."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for fact in facts:
        key = (fact.report, fact.place, fact.period, fact.quantity.unit, fact.quantity.value)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept
