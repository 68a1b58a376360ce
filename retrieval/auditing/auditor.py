"""Every rule over every report: the one door of this package."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from retrieval.audit_records import Finding, FindingKind, ReportAudit, SumThatHolds
from retrieval.auditing.aligned import find_unaligned
from retrieval.auditing.conflicts import figures_of_year, find_conflicts, find_last_year
from retrieval.auditing.copies import Copies
from retrieval.auditing.growth import Earlier, find_growth
from retrieval.auditing.numbering import find_gaps
from retrieval.auditing.page import Page
from retrieval.auditing.parts import required_parts
from retrieval.auditing.promises import find_broken_promises
from retrieval.auditing.proof import prove_finding, prove_sum
from retrieval.auditing.rates import find_rates
from retrieval.auditing.sums import find_sums, sums_that_hold
from retrieval.auditing.table_sums import find_table_sums, table_sums_that_hold
from retrieval.auditing.targets import find_targets
from retrieval.errors import ProofError
from retrieval.records import Fact, ParsedReport, Place, Report, ReportSummary

_log = logging.getLogger(__name__)
_ALONE: tuple[tuple[FindingKind, Callable[[Page], Iterator[Finding]]], ...] = (
    ("sum", find_sums),
    ("sum", find_table_sums),
    ("aligned", find_unaligned),
    ("rate", find_rates),
    ("conflict", find_conflicts),
    ("target", find_targets),
    ("promised", find_broken_promises),
    ("numbering", find_gaps),
)


class Source(Protocol):
    """What the audit needs of the store."""

    def reports(self) -> tuple[Report, ...]:
        """Return every report of the library, without its lines."""

    def parsed(self, report_id: str) -> ParsedReport:
        """Return a report with its outline."""

    def facts(self, report_id: str) -> tuple[Fact, ...]:
        """Return the figures of a report in reading order."""

    def summaries(self) -> tuple[ReportSummary, ...]:
        """Return a row for each report."""


class Auditor:
    """Audits the reports of a library, each alone and against the others."""

    def __init__(self, source: Source, off: Collection[FindingKind] = ()) -> None:
        """Read from ``source``; kinds in ``off`` are not looked for."""
        self._source = source
        self._off = frozenset(off)
        self._page = lru_cache(maxsize=256)(self._load)
        self._told = lru_cache(maxsize=256)(self._figures)
        self._by_year: dict[tuple[str, int], list[Report]] = {}
        for report in source.reports():
            if report.place is not None and report.year is not None:
                self._by_year.setdefault((report.place.name, report.year), []).append(report)
        self._copies: Copies | None = None

    def audit(self, reports: Iterable[str]) -> Iterator[ReportAudit]:
        """Yield what is found in each of the reports with these ids, in turn."""
        rows = {row.id: row for row in self._source.summaries()}
        for report_id in reports:
            page = self._page(report_id)
            yield ReportAudit(
                rows[report_id],
                tuple(self._findings(page)),
                required_parts(page),
                tuple(self._sums(page)),
            )

    def _findings(self, page: Page) -> Sequence[Finding]:
        found: list[Finding] = []
        for kind, find in _ALONE:
            if kind not in self._off:
                found.extend(find(page))
        last = self._last_year(page)
        if "growth" not in self._off:
            found.extend(find_growth(page, last))
        if "last_year" not in self._off:
            found.extend(find_last_year(page, last))
        if "copied" not in self._off:
            found.extend(self._all_sentences().find(page, self._page))
        proven = [finding for finding in found if self._is_proven(finding)]
        return sorted(proven, key=lambda f: (f.evidence[0].line, f.kind))

    def _is_proven(self, finding: Finding) -> bool:
        try:
            prove_finding(finding, self._lines)
        except ProofError:
            # A finding that cannot be shown is a defect of the program, not of the report.
            _log.exception("审读结果未能通过核对：%s", finding.message)
            return False
        return True

    def _sums(self, page: Page) -> Iterator[SumThatHolds]:
        if "sum" in self._off:
            return
        for found in (*sums_that_hold(page), *table_sums_that_hold(page)):
            prove_sum(found, self._lines)
            yield found

    def _lines(self, report_id: str) -> tuple[str, ...]:
        return self._source.parsed(report_id).report.lines

    def _load(self, report_id: str) -> Page:
        return Page(self._source.parsed(report_id), self._source.facts(report_id))

    def _figures(self, report_id: str) -> dict[str, Earlier]:
        return figures_of_year(self._page(report_id))

    def _last_year(self, page: Page) -> dict[str, Earlier]:
        """Return the figures of the same place's report on the year before, if there is one."""
        place, year = page.report.place, page.report.year
        if place is None or year is None:
            return {}
        before = [
            report
            for report in self._by_year.get((place.name, year - 1), ())
            if report.place is not None and _may_be_one(place, report.place)
        ]
        # Two reports of one place and year may disagree: neither is the one to compare with.
        return self._told(before[0].id) if len(before) == 1 else {}

    def _all_sentences(self) -> Copies:
        if self._copies is None:
            self._copies = Copies()
            for report in self._source.reports():
                # Sentences alone: a report's figures take longer to read than they do.
                self._copies.add(Page(self._source.parsed(report.id), ()))
        return self._copies


def _may_be_one(one: Place, other: Place) -> bool:
    """Return whether two places of one name may be the same: what is told above them agrees."""
    ours, theirs = set(one.parents), set(other.parents)
    return ours <= theirs or theirs <= ours
