"""The lines of a table: the places it sets side by side, and where the figures of each are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.language.fold import fold
from retrieval.records import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the table and where its figures are looked for; no reports for an unknown one.

    ``key`` tells its figures from another line's: its reports, and the town in them.
    """

    name: str
    scope: Scope
    kind: str = ""
    key: tuple[str, ...] = ()


def lines_of(scope: Scope, shelf: Shelf) -> tuple[Line, ...]:
    """Return the lines for the places of a scope, all of the library's where it names none."""
    if scope.town:
        return (_line(scope.town, scope),)
    return tuple(_of_place(place, shelf) for place in scope.places or shelf.gazetteer.places)


def lines_named(shelf: Shelf, names: Sequence[str]) -> tuple[list[Line], list[str]]:
    """Return the rows' places, and what names were taken for."""
    if not names:
        return [_of_place(place, shelf) for place in shelf.gazetteer.places], []
    found: dict[str, Line] = {}
    notes = []
    for name in names:
        known = [m for m in shelf.gazetteer.find(fold(name)) if m.places or m.reports]
        for mention in known:
            if mention.corrected:
                notes.append(say("table", "slip", name=name, place=mention.corrected))
            own = [_of_place(place, shelf) for place in mention.places]
            if not own:
                reports = tuple(shelf.by_id[report] for report in mention.reports)
                own = [_line(mention.text, Scope(reports, town=mention.text))]
            found |= {line.name: line for line in own if line.name not in found}
        if not known:
            found.setdefault(name, _line(name, Scope(())))
    return list(found.values()), notes


def _line(name: str, scope: Scope, kind: str = "") -> Line:
    return Line(name, scope, kind, (scope.town, *(report.id for report in scope.reports)))


def _of_place(place: Place, shelf: Shelf) -> Line:
    kept = _LINES.setdefault(shelf, {})
    if place.name not in kept or kept[place.name].scope.places != (place,):
        scope = Scope(shelf.reports_of(place), (), (place,))
        kept[place.name] = _line(shelf.place_name(place), scope, place.kind)
    return kept[place.name]


_LINES: WeakKeyDictionary[Shelf, dict[str, Line]] = WeakKeyDictionary()


def years_of(lines: Sequence[Line]) -> tuple[int | None, ...]:
    """Return the years that the lines' places report on, in order; None for reports without one."""
    years = {report.year for line in lines for report in line.scope.reports}
    known = sorted(year for year in years if year is not None)
    return (*known, *([None] if None in years or not known else []))
