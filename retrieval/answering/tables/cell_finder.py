"""Looking the cells of a table up: each selected and proven like an answer."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace

from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.span_of_years import read_change
from retrieval.answering.evidence.compose import amount_of, cite
from retrieval.answering.evidence.fact_index import Among
from retrieval.answering.evidence.proof import prove
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.cell_rows import Definition, KeptAmount, KeptCell, KeptFigure
from retrieval.answering.kept.table_lines import Line
from retrieval.answering.tables.cells import definition_of, find_cell, readings_once
from retrieval.errors import ProofError, UsageError
from retrieval.records import Answer, Evidence, Fact, Value

_log = logging.getLogger(__name__)
_HOW_MANY = "多少"
_ASKS = re.compile("多少|几")


def question_of(measure: str, shelf: Shelf) -> Question:
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


@dataclass(frozen=True, slots=True)
class CellFinder:
    """Finds the cells of one question; ``among`` are the reports of the whole table, if many."""

    shelf: Shelf
    question: Question
    among: Among | None = None

    def find(self, line: Line, year: int | None) -> KeptCell:
        """Return the place's figures of a year by what they count, or why it has none."""
        reports = line.scope.reports
        if year is None:
            reports = tuple(report for report in reports if report.year is None)
        scope = replace(
            line.scope, reports=reports, years=() if year is None else (year,), among=self.among
        )
        found = find_cell(self.question, scope, self.shelf)
        figures: dict[Definition, KeptFigure] = {}
        for fact in found.facts:
            figure = self._figure(line, fact)
            if figure is None:
                return KeptCell(gap="unclear_in_source")
            figures.setdefault(figure.what, figure)
        if found.gap is None:
            return KeptCell(tuple(figures.values()))
        read = [self._figure(line, fact) for fact in readings_once(found.readings)]
        return KeptCell((), found.gap, tuple(figure for figure in read if figure))

    def _figure(self, line: Line, fact: Fact) -> KeptFigure | None:
        """Return a figure with its lines, None where they do not carry it."""
        cited = cite(self.shelf, [fact])
        value = replace(cited.values[0], place=line.name)
        written = amount_of(fact)
        try:
            prove(_as_answer(value, written, cited.evidence), self.shelf)
        except ProofError as error:
            _log.error("cell withheld: %s", error)
            return None
        what = definition_of(fact, self.question)
        quantity = fact.quantity
        amount = KeptAmount(
            quantity.text, quantity.value, quantity.unit, quantity.approx, quantity.hedge
        )
        return KeptFigure(
            what, amount, value.value, fact.measure, value.year, written, cited.evidence
        )


def _as_answer(value: Value, written: str, evidence: tuple[Evidence, ...]) -> Answer:
    """Return a cell as the answer that it would be, for the proof."""
    return Answer("", "", "answered", "compare", written, (value,), evidence)
