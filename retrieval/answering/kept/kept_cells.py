"""What was found for a measure's cells before: in memory, and in a file beside a large library.

Kept cells are found again by all that they were found by: the question as read, the rules of this
program and its knowledge files, and the reports of the place. If any of these changes, the cell is
looked up anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.cell_rows import (
    KeptCell,
    cells_from_row,
    cells_to_row,
    lines_in,
    years_in,
)
from retrieval.answering.kept.kept_places import (
    Memories,
    digest,
    is_filed,
    place_key,
    read_places,
    state_of,
    write_places,
)
from retrieval.answering.kept.table_lines import Line
from retrieval.index.cell_file import Places

Years = Sequence[int | None]
Find = Callable[[Line, int | None], KeptCell]
# The same figures are asked for again in another view: sorted, added up, as a table. By line, the
# cells by year.
_MEMORIES: Memories[tuple[str, tuple[str, ...]], dict[int | None, KeptCell]] = Memories(16)


class KeptCells:
    """The cells of one question over the lines of a table."""

    def __init__(
        self, shelf: Shelf, question: Question, lines: Sequence[Line], *, in_memory: bool = True
    ) -> None:
        """Nothing is read yet; unless ``in_memory`` they are forgotten with this object."""
        self._shelf, self._lines = shelf, lines
        self._mark = _mark_of(question)
        self._memory = _MEMORIES.of(shelf, self._mark) if in_memory else {}

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
            if is_filed(line, self._shelf)
            and not stored.get((place_key(line), state_of(line, self._shelf)), set()).issuperset(
                years
            )
        ]

    def read(self, lines: Iterable[Line]) -> None:
        """Read from the file what is there of some lines."""
        shelf = self._shelf
        wanted = {place_key(line): line for line in lines if is_filed(line, shelf)}
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
        return read_places(self._mark, self._shelf)

    def write(self, lines: Sequence[Line]) -> None:
        """Put all that is known of some lines into the file."""
        shelf = self._shelf
        chosen = [line for line in lines if is_filed(line, shelf)]
        if not chosen:
            return
        rows = [
            cells_to_row(self._memory[line.name, line.key], line.scope.reports, shelf.source.line)
            for line in chosen
        ]
        write_places(self._mark, chosen, rows, shelf)


def _mark_of(question: Question) -> str:
    """Return a digest of the question as read, whatever words stood around it."""
    read = (
        sorted(value) if isinstance(value := getattr(question, field.name), frozenset) else value
        for field in fields(question)
        if field.name != "text"
    )
    return digest(repr(tuple(read)))
