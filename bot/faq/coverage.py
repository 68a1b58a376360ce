"""Which figures of the library no FAQ case asks for, and which reports have no case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.faq.amounts import parse_amount
from bot.faq.cases import Expectation, FaqFile, Source
from retrieval.records import Fact, ReportSummary

if TYPE_CHECKING:
    from retrieval.library import Library


@dataclass(frozen=True, slots=True)
class Coverage:
    """Facts and reports, and those that no case covers. ``bare_facts`` go with their report."""

    facts: int
    reports: int
    bare_facts: tuple[tuple[ReportSummary, Fact], ...]
    bare_reports: tuple[ReportSummary, ...]

    def summary(self) -> str:
        """Return both counts on one line."""
        return (
            f"未覆盖：指标 {len(self.bare_facts)}/{self.facts}，"
            f"报告 {len(self.bare_reports)}/{self.reports}"
        )

    def __add__(self, other: Coverage) -> Coverage:
        """Return the coverage of two libraries together."""
        return Coverage(
            self.facts + other.facts,
            self.reports + other.reports,
            self.bare_facts + other.bare_facts,
            self.bare_reports + other.bare_reports,
        )


def measure_coverage(library: Library, files: Iterable[FaqFile]) -> Coverage:
    """Return what the cases of ``files`` leave uncovered in ``library``.

    A figure is covered when a case expects its amount from its report, in its sentence where
    the case names one.
    """
    expected = [
        turn.expected
        for file in files
        for case in file.cases
        for turn in case.turns
        if turn.expected is not None and turn.expected.status in ("answered", "ambiguous")
    ]
    reports = library.reports()
    bare_facts: list[tuple[ReportSummary, Fact]] = []
    bare_reports: list[ReportSummary] = []
    count = 0
    for report in reports:
        here = [e for e in expected if _is_about(e, report)]
        if not here:
            bare_reports.append(report)
        facts = library.facts(report.id)
        count += len(facts)
        passages = library.parsed(report.id).passages
        for fact in facts:
            sentence = passages[fact.passage].sentences[fact.sentence].text
            if not any(_covers(e, fact, sentence) for e in here):
                bare_facts.append((report, fact))
    return Coverage(count, len(reports), tuple(bare_facts), tuple(bare_reports))


def _is_about(expected: Expectation, report: ReportSummary) -> bool:
    return any(_names(source, report) for source in expected.sources)


def _names(source: Source, report: ReportSummary) -> bool:
    if source.file:
        return source.file == report.file
    same_place = not source.place or report.place.endswith(source.place)
    return same_place and (source.year is None or source.year == report.year)


def _covers(expected: Expectation, fact: Fact, sentence: str) -> bool:
    if expected.quotes and not any(q in sentence or sentence in q for q in expected.quotes):
        return False
    stated = parse_amount(f"{fact.quantity.value}{fact.quantity.unit}")
    return stated is not None and any(amount.same_as(stated) for amount in expected.amounts)
