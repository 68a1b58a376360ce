"""A table of measures over places and years, every cell selected and proven like an answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from retrieval.answering.cells import Definition, Found, definition_of, find_cell, readings_once
from retrieval.answering.compose import amount_of, cite
from retrieval.answering.fact_index import among_reports
from retrieval.answering.proof import prove
from retrieval.answering.question import Question, parse_once
from retrieval.answering.shelf import Shelf
from retrieval.answering.span_of_years import read_change
from retrieval.answering.table_lines import Line, lines_named, years_of
from retrieval.answering.table_sums import Entry, ranks_of, sums_of
from retrieval.answering.templates import say
from retrieval.errors import ProofError, UsageError
from retrieval.records import Answer, Evidence, Fact, Value
from retrieval.table_records import Cell, Group, Row, Table

_log = logging.getLogger(__name__)
_HOW_MANY = "多少"
_ASKS = re.compile("多少|几")


def build_table(
    shelf: Shelf, measures: Sequence[str], places: Sequence[str], years: Sequence[int]
) -> Table:
    """Return the table of ``measures`` (one group of rows or more each).

    Without ``places`` every place of the library is in it, without ``years`` every year that
    they report on. Raises UsageError for a measure that names nothing.
    """
    asked = [(measure, _question(measure, shelf)) for measure in measures]
    lines, notes = lines_named(shelf, places)
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


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was found for a place and year: its figures by what they count, and its gap."""

    entries: dict[Definition, Entry]
    gap: Cell


_Memory = dict[tuple[object, ...], _Kept]
# The same figures are asked for again in another view: sorted, added up, as a table.
_MEMORY: WeakKeyDictionary[Shelf, dict[object, _Memory]] = WeakKeyDictionary()
_MOST_KEPT = 16


def _memory(shelf: Shelf, question: Question) -> _Memory:
    """Return what was found for a measure before, the measures asked for last being kept."""
    kept = _MEMORY.setdefault(shelf, {})
    key = (question.folded, question.terms, question.unit, question.unit_class)
    memory = kept.pop(key, None)
    if memory is None:
        memory = {}
        if len(kept) >= _MOST_KEPT:
            # Another thread may have been quicker.
            kept.pop(next(iter(tuple(kept)), None), None)
    kept[key] = memory
    return memory


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
        self._shelf, self._measure, self._years, self._evidence = shelf, measure, years, evidence
        self._question = question
        self._lines = lines
        reports = [report for line in lines for report in line.scope.reports]
        known = tuple(year for year in years if year is not None)
        self._among = among_reports(reports, known if len(known) == len(years) else None)
        self._kept = _memory(shelf, question)
        # Per place and year: the figure of each definition, and the cell that stands for a gap.
        self._entries: list[list[dict[Definition, Entry]]] = []
        self._gaps: list[list[Cell]] = []
        for line in lines:
            found = [self._look(line, year) for year in years]
            self._entries.append([entries for entries, _ in found])
            self._gaps.append([gap for _, gap in found])

    def _look(self, line: Line, year: int | None) -> tuple[dict[Definition, Entry], Cell]:
        """Return the place's figures of a year by what they count, and the cell of those that
        have none, from memory where it was looked up before."""
        kept = self._kept.get(key := (line.name, line.key, year))
        if kept is None:
            kept = self._kept[key] = self._find(line, year)
        entries = {what: self._placed(entry) for what, entry in kept.entries.items()}
        return entries, kept.gap

    def _find(self, line: Line, year: int | None) -> _Kept:
        reports = line.scope.reports
        if year is None:
            reports = tuple(report for report in reports if report.year is None)
        scope = replace(
            line.scope, reports=reports, years=() if year is None else (year,), among=self._among
        )
        found = find_cell(self._question, scope, self._shelf)
        entries: dict[Definition, Entry] = {}
        for fact in found.facts:
            entry = self._entry(line, year, fact)
            if entry is None:
                return _Kept({}, Cell(year, gap="unclear_in_source"))
            entries.setdefault(definition_of(fact, self._question), entry)
        return _Kept(entries, self._gap(line, year, found))

    def _gap(self, line: Line, year: int | None, found: Found) -> Cell:
        if found.gap is None:
            return Cell(year, gap="other_row")
        read = [self._entry(line, year, fact) for fact in readings_once(found.readings)]
        values = tuple(entry.value for entry in read if entry)
        return Cell(year, gap=found.gap, readings=values)

    def _entry(self, line: Line, year: int | None, fact: Fact) -> Entry | None:
        """Return a figure with its cell, None where its line does not carry it."""
        cited = cite(self._shelf, [fact])
        value = replace(cited.values[0], place=line.name)
        written = amount_of(fact)
        try:
            prove(_as_answer(value, written, cited.evidence), self._shelf)
        except ProofError as error:
            _log.error("cell withheld: %s", error)
            return None
        cell = Cell(year, value, written, fact.quantity.hedge, fact.measure)
        return Entry(line.name, fact, value, cell, cited.evidence)

    def _placed(self, entry: Entry) -> Entry:
        """Return an entry with its lines among the table's."""
        # The header of a table's column stands behind its row's line. Written out, not
        # replaced: thousands of cells pay for each look at a field.
        first, *_ = [self._evidence.add(item) for item in entry.evidence]
        cell, value = entry.cell, entry.value
        placed = Value(
            value.value, value.unit, value.measure, value.place, value.year, value.approx,
            evidence=first,
        )  # fmt: skip
        shown = Cell(cell.year, placed, cell.written, cell.hedge, cell.measure)
        return Entry(entry.place, entry.fact, placed, shown, entry.evidence)

    def groups(self) -> Iterable[Group]:
        """Yield the measure's rows by definition, the commonest first."""
        counts: dict[Definition, int] = {}
        for places in self._entries:
            for entries in places:
                for definition in entries:
                    counts[definition] = counts.get(definition, 0) + 1
        ordered = sorted(counts, key=lambda definition: -counts[definition])
        main = ordered[0] if ordered else None
        yield self._group(main, main)
        for definition in ordered[1:]:
            yield self._group(definition, main)

    def _group(self, definition: Definition | None, main: Definition | None) -> Group:
        rows: list[tuple[str, list[Entry | None], list[Cell]]] = []
        for line, places, gaps in zip(self._lines, self._entries, self._gaps, strict=True):
            entries = [own.get(definition) if definition else None for own in places]
            if definition == main or any(entries):
                shown = [e.cell if e else gap for e, gap in zip(entries, gaps, strict=True)]
                rows.append((line.name, entries, shown))
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


def _question(measure: str, shelf: Shelf) -> Question:
    """Return what a measure's cells are asked by; UsageError where it names nothing to look for."""
    asks = "" if _ASKS.search(measure) else _HOW_MANY
    question = parse_once(f"{measure.strip()}{asks}", shelf.gazetteer)
    if not question.content:
        raise UsageError(f"看不懂指标“{measure}”", "写报告里的叫法，例如：行政应诉案件、法律明白人")
    if question.places or question.years:
        raise UsageError(f"指标“{measure}”里有地区或年份", "地区用 --place、年份用 --year 另写")
    if read_change(question):
        raise UsageError(f"“{measure}”问的是变化，不是一个指标", "只写指标本身，例如：行政应诉案件")
    return question


def _as_answer(value: Value, written: str, evidence: tuple[Evidence, ...]) -> Answer:
    """Return a cell as the answer that it would be, for the proof."""
    return Answer("", "", "answered", "compare", written, (value,), evidence)


def _unit(columns: Sequence[Sequence[Entry | None]], definition: Definition | None) -> str:
    units = [entry.fact.quantity.unit for column in columns for entry in column if entry]
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
    wording = next((e.fact.measure for column in columns for e in column if e), "")
    reasons = []
    if definition[0] != main[0]:
        reasons.append(say("table", "other_unit", unit=definition[0], main=main[0]))
    if definition[1] != main[1]:
        reasons.append(say("table", "other_definition", wording=wording))
    return "；".join(reasons)
