"""What each side of a comparison tells, year by year: worked out, or as it was worked out before.

Over all places of a large library that is kept in memory and in the file of cells: what a place
tells is good as long as its reports, the knowledge files and this program are the same. What is kept
are the chosen figures, as the library has them; those that an answer shows are quoted from the
library and proven like any others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.fact_index import MANY, among_reports
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.kept_places import (
    Memories,
    digest,
    is_filed,
    place_key,
    read_places,
    state_of,
    write_places,
)
from retrieval.answering.kept.quick_records import uncollected
from retrieval.index.codec import number_from_text, number_to_text
from retrieval.language.terms import Term
from retrieval.records import Fact, Quantity, Report

# So many places at once: their figures are chosen together, and forgotten before those of the next.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One place of a comparison and where its figure is looked for; ``readings`` are what is
    asked of it alone, the likeliest first, empty where all sides are asked for the same."""

    name: str
    scope: Scope
    readings: tuple[tuple[Term, ...], ...] = ()


class Told:
    """What a side tells of one year: the figures that may be meant, the likeliest first."""

    __slots__ = ("_facts", "_row", "year")

    def __init__(self, year: int | None, facts: tuple[Fact, ...], row: _Row | None = None) -> None:
        """With ``row`` the figures are read out of it when they are first asked for."""
        self.year, self._facts, self._row = year, facts, row

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures; those that were kept come without their cues."""
        if self._row:
            text, reports = self._row
            self._facts = tuple(_fact_from_row(row, reports) for row in json.loads(text))
            self._row = None
        return self._facts


_Row = tuple[str, Sequence[Report]]
Tell = Callable[[Side], Sequence[Told]]
# By place: two may bear one name.
_Memory = dict[str, Sequence[Told]]
_MEMORIES: Memories[str, Sequence[Told]] = Memories(8)


def told_by(sides: Sequence[Side], asked: Asked, shelf: Shelf, tell: Tell) -> list[Sequence[Told]]:
    """Return what each side tells: of very many places as it is kept, else by ``tell``."""
    if len(sides) <= MANY or not all(is_filed(s, shelf) and not s.readings for s in sides):
        return list(map(tell, set_beside(sides)))
    mark = _mark_of(asked, sides[0].scope.years)
    memory = _MEMORIES.of(shelf, mark)
    keys = list(map(place_key, sides))
    if any(key not in memory for key in keys):
        with uncollected():
            memory |= _read(sides, mark, shelf)
    missing = [side for side, key in zip(sides, keys, strict=True) if key not in memory]
    for start in range(0, len(missing), _AT_ONCE):
        for side in set_beside(missing[start : start + _AT_ONCE]):
            memory[place_key(side)] = tell(side)
    if missing:
        _write(missing, mark, memory, shelf)
    return [memory[key] for key in keys]


def set_beside(sides: Sequence[Side]) -> Iterable[Side]:
    """Yield sides whose figures are chosen together where their reports are many."""
    years = sides[0].scope.years if sides else ()
    if len(sides) < 2 or any(side.scope.years != years for side in sides):
        return sides
    among = among_reports([r for s in sides for r in s.scope.reports], years)
    return (replace(side, scope=replace(side.scope, among=among)) for side in sides)


def _mark_of(asked: Asked, years: Sequence[int]) -> str:
    """Return a digest of what is asked, wherever in the question its words stand."""
    first = min((term.start for term in asked.terms), default=0)
    terms = [(t.key, t.text, t.kind, t.start - first, t.end - first) for t in asked.terms]
    rest = replace(asked, terms=(), kinds=frozenset())
    return digest(repr(("sides", terms, sorted(asked.kinds), rest, tuple(years))))


def _read(sides: Sequence[Side], mark: str, shelf: Shelf) -> _Memory:
    """Return what the file has of the sides whose reports are those that it was found in."""
    stored = read_places(mark, shelf)
    found: _Memory = {}
    for side in sides:
        state, row = stored.get(place_key(side), ("", ()))
        if state and state == state_of(side, shelf):
            reports = side.scope.reports
            found[place_key(side)] = [Told(year, (), (text, reports)) for year, text in row]
    return found


def _write(sides: Sequence[Side], mark: str, memory: _Memory, shelf: Shelf) -> None:
    """Put what some sides tell into the file."""
    rows = [
        [(told.year, _row_of(told, side.scope.reports)) for told in memory[place_key(side)]]
        for side in sides
    ]
    write_places(mark, sides, rows, shelf)


def _row_of(told: Told, reports: Sequence[Report]) -> str:
    numbers = {report.id: number for number, report in enumerate(reports)}
    rows = [_fact_to_row(fact, numbers[fact.report]) for fact in told.facts]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _fact_to_row(fact: Fact, report: int) -> list[Any]:
    amount = fact.quantity
    return [
        amount.text, number_to_text(amount.value), amount.unit, amount.start, amount.end,
        amount.approx, amount.hedge, report, fact.passage, fact.sentence, fact.label, fact.topic,
        fact.measure, fact.period, fact.kind, fact.place, fact.none, fact.unclear, fact.part_of,
    ]  # fmt: skip


def _fact_from_row(row: Sequence[Any], reports: Sequence[Report]) -> Fact:
    (
        text, value, unit, start, end, approx, hedge, report, passage, sentence, label, topic,
        measure, period, kind, place, none, unclear, part_of,
    ) = row  # fmt: skip
    amount = Quantity(text, number_from_text(value), unit, start, end, approx, hedge)
    return Fact(
        reports[report].id, passage, sentence, amount, label, topic, measure, period, kind, place,
        none, unclear, part_of=part_of,
    )  # fmt: skip
