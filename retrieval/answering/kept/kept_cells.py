"""What was found for a measure's cells before: in memory, and in a file beside a large library.

Kept cells are found again by all that they were found by: the question as read, the rules of this
program and its knowledge files, and the reports of the place. If any of these changes, the cell is
looked up anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.fact_index import MANY
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.cell_rows import (
    KeptCell,
    cells_from_row,
    cells_to_row,
    lines_in,
    years_in,
)
from retrieval.answering.kept.table_lines import Line
from retrieval.index.cell_file import Places
from retrieval.language.knowledge import fingerprint
from retrieval.records import Place


class Placed(Protocol):
    """A place whose figures are looked for by itself: the line of a table, the side of a comparison."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def scope(self) -> Scope:
        """Return where its figures are looked for."""


Years = Sequence[int | None]
Find = Callable[[Line, int | None], KeptCell]
# By line, the cells by year.
_Memory = dict[tuple[str, tuple[str, ...]], dict[int | None, KeptCell]]
# The same figures are asked for again in another view: sorted, added up, as a table.
_MEMORY: WeakKeyDictionary[Shelf, dict[str, _Memory]] = WeakKeyDictionary()
_MOST_KEPT = 16
# Of each place, what its reports are: a digest.
_STATES: WeakKeyDictionary[Shelf, dict[str, str]] = WeakKeyDictionary()
_STAMPS: WeakKeyDictionary[Shelf, dict[str, str]] = WeakKeyDictionary()
# What chooses cells; what finds figures is part of the reports' stamps.
_PROGRAM = Path(__file__).parents[2]
_CODE = tuple(_PROGRAM / part for part in ("answering", "figures", "index"))


class KeptCells:
    """The cells of one question over the lines of a table."""

    def __init__(
        self, shelf: Shelf, question: Question, lines: Sequence[Line], *, in_memory: bool = True
    ) -> None:
        """Nothing is read yet; unless ``in_memory`` they are forgotten with this object."""
        self._shelf, self._lines = shelf, lines
        self._mark = _mark_of(question)
        self._memory = _memory(shelf, self._mark) if in_memory else {}

    def look(self, years: Years, find: Find) -> list[list[KeptCell]]:
        """Return the cells line by line; what is not kept is found by ``find``, and kept."""
        of_lines = [self._memory.setdefault((line.name, line.key), {}) for line in self._lines]
        self.read(
            line
            for line, own in zip(self._lines, of_lines, strict=True)
            if not all(map(own.__contains__, years))
        )
        self.write([line for line in self._lines if self.find(line, years, find)])
        return [[own[year] for year in years] for own in of_lines]

    def find(self, line: Line, years: Years, find: Find) -> bool:
        """Find a line's cells that are not in memory; return whether there were any."""
        own = self._memory.setdefault((line.name, line.key), {})
        missing = [year for year in years if year not in own]
        for year in missing:
            own[year] = find(line, year)
        return bool(missing)

    def lacking(self, years: Years) -> list[Line]:
        """Return the lines whose cells of ``years`` are not all in the file, but belong there."""
        stored = {(place, state): years_in(row) for place, (state, row) in self._stored().items()}
        return [
            line
            for line in self._lines
            if _is_filed(line, self._shelf)
            and not stored.get((place_key(line), state_of(line, self._shelf)), set()).issuperset(
                years
            )
        ]

    def read(self, lines: Iterable[Line]) -> None:
        """Read from the file what is there of some lines."""
        shelf = self._shelf
        wanted = {place_key(line): line for line in lines if _is_filed(line, shelf)}
        if not wanted:
            return
        stored = [
            (wanted[place], row)
            for place, (state, row) in self._stored().items()
            if place in wanted and state == state_of(wanted[place], shelf)
        ]
        keys = lines_in((row, line.scope.reports) for line, row in stored)
        texts = iter(shelf.source.lines_at(keys))
        for line, row in stored:
            cells = cells_from_row(row, line.scope.reports, texts)
            self._memory.setdefault((line.name, line.key), {}).update(cells)

    def _stored(self) -> Places:
        return self._shelf.source.cell_file.read(self._mark, rules_mark())

    def write(self, lines: Sequence[Line]) -> None:
        """Put all that is known of some lines into the file."""
        shelf = self._shelf
        chosen = [line for line in lines if _is_filed(line, shelf)]
        if not chosen:
            return
        rows = {
            place_key(line): [
                state_of(line, shelf),
                cells_to_row(
                    self._memory[line.name, line.key], line.scope.reports, shelf.source.line
                ),
            ]
            for line in chosen
        }
        known = {key_of(place) for place in shelf.gazetteer.places}
        shelf.source.cell_file.write(self._mark, rules_mark(), rows, known)


def keeps_cells(shelf: Shelf) -> bool:
    """Return whether a library is large enough for its cells to be kept in a file."""
    return len(shelf.reports) > MANY


def _is_filed(line: Line, shelf: Shelf) -> bool:
    """Return whether a line's cells go into the file: what a town's come to depends on the whole
    library, and a small one needs none."""
    return keeps_cells(shelf) and len(line.scope.places) == 1 and not line.scope.town


def _memory(shelf: Shelf, mark: str) -> _Memory:
    """Return what was found for a question before, the questions asked last being kept."""
    kept = _MEMORY.setdefault(shelf, {})
    memory = kept.pop(mark, None)
    if memory is None:
        memory = {}
        if len(kept) >= _MOST_KEPT:
            # Another thread may have been quicker.
            kept.pop(next(iter(tuple(kept)), ""), None)
    kept[mark] = memory
    return memory


def place_key(line: Placed) -> str:
    """Return what a place's cells are kept under."""
    return key_of(line.scope.places[0])


def key_of(place: Place) -> str:
    """Return a name that no two places share."""
    return "/".join((*place.parents, place.name))


def _mark_of(question: Question) -> str:
    """Return a digest of the question as read, whatever words stood around it."""
    read = (
        sorted(value) if isinstance(value := getattr(question, field.name), frozenset) else value
        for field in fields(question)
        if field.name != "text"
    )
    return digest(repr(tuple(read)))


def state_of(line: Placed, shelf: Shelf) -> str:
    """Return a digest of the place and its reports, as they were read in."""
    states = _STATES.setdefault(shelf, {})
    key = place_key(line)
    if key not in states:
        stamps = _STAMPS.get(shelf)
        if stamps is None:
            stamps = _STAMPS[shelf] = shelf.source.stamps()
        parts = [
            f"{report.id} {stamps.get(report.id, '')} {report.year}"
            for report in line.scope.reports
        ]
        states[key] = digest("\n".join((line.name, repr(line.scope.places), *parts)))
    return states[key]


@cache
def rules_mark() -> str:
    """Return what changes with the code that chooses cells, the knowledge files, and Python."""
    mark = blake2b(f"{fingerprint()} {sys.version}".encode(), digest_size=16)
    for folder in _CODE:
        for file in sorted(folder.rglob("*.py")):
            mark.update(file.name.encode())
            mark.update(file.read_bytes())
    return mark.hexdigest()


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()
