"""Cells chosen before anybody asks, so that a comparison of these measures is at hand at once; and what
each place tells where all are asked for the most or the fewest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.answering.asking.goal import asked_of_all
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.comparing.sides import tell_ahead
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.kept_cells import KeptCells, Years
from retrieval.answering.kept.kept_places import keeps_cells
from retrieval.answering.kept.table_lines import Line, lines_named, years_of
from retrieval.answering.kept.told_sides import Side
from retrieval.answering.tables.cell_finder import CellFinder, question_of
from retrieval.errors import UsageError

# A measure that fewer places tell is not compared, but looked up.
LEAST_PLACES, MOST_MEASURES = 5, 200
# Of so many measures and places at once: a place's reports are read in once for all of them, and
# what is found stays in memory until it is written.
_MEASURES_AT_ONCE, _PLACES_AT_ONCE = 48, 100
# 受理信访件（来信）: a part of a total, by its own name.
_PART = re.compile(r"（([^（）]+)）$")

_MOST = "哪里的{measure}最多"


class Portion(NamedTuple):
    """Measures, and which of the library's places: every ``parts``-th, from ``part`` on."""

    measures: tuple[str, ...]
    part: int
    parts: int


def measures_ahead(shelf: Shelf, most: int | None = None) -> tuple[str, ...]:
    """Return the measures that several places tell, the ``most`` commonest, as reports name them and
    as people do: 开展行政检查 is 行政检查, too. None where no cells are kept."""
    if not keeps_cells(shelf):
        return ()
    told = shelf.source.fact_table.measures_told(LEAST_PLACES, most or MOST_MEASURES)
    names = (name for measure in told for name in (measure, *_asked_as(measure, shelf)))
    return tuple(dict.fromkeys(name for name in names if _question(name, shelf)))


def _asked_as(measure: str, shelf: Shelf) -> Iterator[str]:
    """Yield a measure's name without the act before what is counted, and a part's own name."""
    whole = measure
    if part := _PART.search(measure):
        yield part.group(1)
        whole = measure[: part.start()]
    question = _question(whole, shelf)
    thing = next((t for t in question.content if t.kind != "action"), None) if question else None
    if thing and 0 < thing.start < len(whole):
        yield whole[thing.start :]


def portions_of(measures: Sequence[str], places: int) -> list[Portion]:
    """Return all that is to be chosen, in portions that can be chosen each by itself."""
    parts = max(-(-places // _PLACES_AT_ONCE), 1)
    return [
        Portion(tuple(measures[first : first + _MEASURES_AT_ONCE]), part, parts)
        for first in range(0, len(measures), _MEASURES_AT_ONCE)
        for part in range(parts)
    ]


def choose_ahead(shelf: Shelf, portion: Portion) -> int:
    """Choose the cells of a portion that are not kept yet, and keep them; return in how many rows
    there were any."""
    lines, _ = lines_named(shelf, ())
    years = years_of(lines)
    own = lines[portion.part :: portion.parts]
    asked = [
        (CellFinder(shelf, question), KeptCells(shelf, question, own, in_memory=False))
        for measure in portion.measures
        if (question := _question(measure, shelf))
    ]
    lacking = [kept.lacking(years) for _, kept in asked]
    for (_, kept), missing in zip(asked, lacking, strict=True):
        kept.read(missing)
    for line in own:
        for (finder, kept), missing in zip(asked, lacking, strict=True):
            if line in missing:
                kept.find(line, years, finder.find)
    for (_, kept), missing in zip(asked, lacking, strict=True):
        kept.write(missing)
    for measure in portion.measures:
        _tell_ahead(shelf, measure, own, years)
    return sum(map(len, lacking))


def _tell_ahead(shelf: Shelf, measure: str, lines: Sequence[Line], years: Years) -> None:
    """Have chosen what each place tells of a measure, whatever the year, and of the latest."""
    question = parse_once(_MOST.format(measure=measure), shelf.gazetteer)
    asked = asked_of_all(question)
    latest = years[-1] if years else None
    for of in ((), (latest,)) if latest is not None else ((),):
        sides = [Side(line.name, replace(line.scope, years=of)) for line in lines]
        tell_ahead(sides, asked, shelf)


def _question(measure: str, shelf: Shelf) -> Question | None:
    """Return what a measure's cells are asked by, None for a name that can't be asked for."""
    try:
        return question_of(measure, shelf)
    except UsageError:
        return None
