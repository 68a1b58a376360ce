"""A table of measures over places and years, every cell selected and proven like an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.fact_index import among_reports
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.kept.cell_rows import Definition, KeptCell, KeptFigure
from retrieval.answering.kept.kept_cells import KeptCells
from retrieval.answering.kept.quick_records import make_cell, make_value, uncollected
from retrieval.answering.kept.table_lines import Line, lines_named, years_of
from retrieval.answering.tables.cell_finder import CellFinder, question_of
from retrieval.answering.tables.table_sums import Entry, ranks_of, sums_of
from retrieval.records import Evidence, Value
from retrieval.table_records import Cell, Gap, Group, Row, Table


def build_table(
    shelf: Shelf, measures: Sequence[str], places: Sequence[str], years: Sequence[int]
) -> Table:
    """Return the table of ``measures`` (one group of rows or more each).

    Without ``places`` every place of the library is in it, without ``years`` every year that
    they report on. Raises UsageError for a measure that names nothing.
    """
    asked = [(measure, question_of(measure, shelf)) for measure in measures]
    lines, notes = lines_named(shelf, places)
    with uncollected():
        table = tabulate(shelf, asked, lines, tuple(years) or years_of(lines))
    return replace(table, notes=tuple(notes))


def tabulate(
    shelf: Shelf,
    asked: Sequence[tuple[str, Question]],
    lines: Sequence[Line],
    years: Sequence[int | None],
) -> Table:
    """Return the table of measures, each with the question that its cells answer."""
    evidence = _Lines()
    groups = [
        group
        for measure, question in asked
        for group in _Measure(shelf, measure, question, lines, years, evidence).groups()
    ]
    names = tuple(measure for measure, _ in asked)
    return Table(names, tuple(years), tuple(groups), tuple(evidence.items))


class _Lines:
    """The evidence of the table, each line once."""

    def __init__(self) -> None:
        self.items: list[Evidence] = []
        self._index: dict[tuple[str, int, str], int] = {}

    def add(self, item: Evidence) -> int:
        """Return the index of a quote; the spans of two figures in one quote are both kept."""
        key = (item.report, item.line, item.quote)
        index = self._index.setdefault(key, len(self.items))
        if index == len(self.items):
            self.items.append(item)
        else:
            spans = {*self.items[index].highlights, *item.highlights}
            self.items[index] = replace(self.items[index], highlights=tuple(sorted(spans)))
        return index


class _Measure:
    """One measure of the table: its cells, then the groups that they make."""

    def __init__(
        self,
        shelf: Shelf,
        measure: str,
        question: Question,
        lines: Sequence[Line],
        years: Sequence[int | None],
        evidence: _Lines,
    ) -> None:
        self._measure, self._lines, self._years, self._evidence = measure, lines, years, evidence
        self._plain_gaps: dict[tuple[int | None, Gap], Cell] = {}
        # Per place and year: the figure of each definition, and the cell that stands for a gap.
        self._entries: list[list[dict[Definition, Entry]]] = []
        self._gaps: list[list[Cell]] = []
        reports = [report for line in lines for report in line.scope.reports]
        known = tuple(year for year in years if year is not None)
        among = among_reports(reports, known if len(known) == len(years) else None)
        finder = CellFinder(shelf, question, among)
        cells = KeptCells(shelf, question, lines).look(years, finder.find)
        for line, row in zip(lines, cells, strict=True):
            of_years = list(zip(years, row, strict=True))
            self._entries.append([self._placed(line, year, cell) for year, cell in of_years])
            self._gaps.append([self._gap(line, year, cell) for year, cell in of_years])

    def _placed(self, line: Line, year: int | None, cell: KeptCell) -> dict[Definition, Entry]:
        """Return the figures of a cell by what they count, their lines among the table's."""
        entries = {}
        for figure in cell.figures:
            first = self._evidence.add(figure.evidence[0])
            for header in figure.evidence[1:]:
                # The header of a table's column stands behind its row's line.
                self._evidence.add(header)
            value = _value(line, figure, first)
            hedge = figure.quantity.hedge
            shown = make_cell(year, value, figure.written, hedge, figure.measure)
            entries[figure.what] = Entry(line.name, figure.quantity, shown)
        return entries

    def _gap(self, line: Line, year: int | None, cell: KeptCell) -> Cell:
        """Return the cell that stands where a row has no figure; readings have no line in the table."""
        if cell.readings:
            readings = tuple(_value(line, figure) for figure in cell.readings)
            return Cell(year, gap=cell.gap, readings=readings)
        gap = self._plain_gaps.get((year, cell.gap))
        if gap is None:
            gap = self._plain_gaps[year, cell.gap] = Cell(year, gap=cell.gap)
        return gap

    def groups(self) -> Iterable[Group]:
        """Yield the measure's rows by definition, the commonest first."""
        counts: dict[Definition, int] = {}
        told_by: dict[Definition, dict[int, None]] = {}
        for position, places in enumerate(self._entries):
            for entries in places:
                for definition in entries:
                    counts[definition] = counts.get(definition, 0) + 1
                    told_by.setdefault(definition, {})[position] = None
        ordered = sorted(counts, key=lambda definition: -counts[definition])
        main = ordered[0] if ordered else None
        yield self._group(main, main, range(len(self._lines)))
        for definition in ordered[1:]:
            yield self._group(definition, main, told_by[definition])

    def _group(
        self, definition: Definition | None, main: Definition | None, positions: Iterable[int]
    ) -> Group:
        """Return the rows of a definition: the lines at ``positions``, in their order."""
        rows: list[tuple[str, list[Entry | None], list[Cell]]] = []
        for position in positions:
            entries = [
                own.get(definition) if definition else None for own in self._entries[position]
            ]
            shown = [
                e.cell if e else gap for e, gap in zip(entries, self._gaps[position], strict=True)
            ]
            rows.append((self._lines[position].name, entries, shown))
        columns = [
            [entries[position] for _, entries, _ in rows] for position in range(len(self._years))
        ]
        parents = {line.name: line.scope.places for line in self._lines}
        ranks = [ranks_of(column) for column in columns]
        return Group(
            measure=self._measure,
            unit=_unit(columns, definition),
            rows=tuple(
                Row(name, tuple(cells), tuple(column[position] for column in ranks))
                for position, (name, _, cells) in enumerate(rows)
            ),
            sums=tuple(
                sums_of(year, column, len(self._lines), self._measure, parents)
                for year, column in zip(self._years, columns, strict=True)
            ),
            definition="、".join(definition[1]) if definition else "",
            reason=_reason(definition, main, columns),
        )


def _value(line: Line, figure: KeptFigure, evidence: int | None = None) -> Value:
    quantity = figure.quantity
    return make_value(
        figure.number, quantity.unit, figure.measure, line.name, figure.year, quantity.approx,
        evidence,
    )  # fmt: skip


def _unit(columns: Sequence[Sequence[Entry | None]], definition: Definition | None) -> str:
    units = [entry.quantity.unit for column in columns for entry in column if entry]
    if not units:
        return ""
    return max(dict.fromkeys(units), key=units.count) or (definition[0] if definition else "")


def _reason(
    definition: Definition | None,
    main: Definition | None,
    columns: Sequence[Sequence[Entry | None]],
) -> str:
    """Return why a group's rows stand apart from the measure's first group."""
    if definition is None or main is None or definition == main:
        return ""
    wording = next((e.cell.measure for column in columns for e in column if e), "")
    reasons = []
    if definition[0] != main[0]:
        reasons.append(say("table", "other_unit", unit=definition[0], main=main[0]))
    if definition[1] != main[1]:
        reasons.append(say("table", "other_definition", wording=wording))
    return "；".join(reasons)
