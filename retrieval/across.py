"""What the library tells of many reports at once: figures, tables, audits, plans, the copy to browse."""

from __future__ import annotations

import dataclasses
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.asked_text import cleaned
from retrieval.errors import UsageError
from retrieval.index.store import Store
from retrieval.language.fold import fold
from retrieval.language.tokens import Dictionary, using
from retrieval.records import ReportSummary

if TYPE_CHECKING:
    from retrieval.answering.engine import Engine
    from retrieval.answering.tables.tables_ahead import Portion
    from retrieval.audit_records import AuditKind, FindingKind, ReportAudit
    from retrieval.review_records import PlanReview
    from retrieval.table_records import Figure, FigureFilter, Table


class AcrossReports(ABC):
    """The part of Library that looks across reports; Library says how it is prepared."""

    _store: Store

    @abstractmethod
    def pick(self, keys: Iterable[str]) -> tuple[ReportSummary, ...]:
        """Return the rows of the reports that ``keys`` name, each once."""

    @abstractmethod
    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library, by place and year."""

    @abstractmethod
    def _prepared(self) -> tuple[Dictionary, Engine]:
        """Return dictionary and engine; LibraryError where the library has no report."""

    def audit(
        self, keys: Sequence[str] = (), off: Collection[FindingKind] = ()
    ) -> tuple[ReportAudit, ...]:
        """Return what an audit finds in the reports that ``keys`` name, in all without keys.

        They are held against every report of the library. Kinds in ``off`` are not looked for.
        Raises LibraryError where the library has no report, or none of that name.
        """
        from retrieval.auditing.auditor import Auditor

        dictionary, _ = self._prepared()
        chosen = self.pick(keys) if keys else self.reports()
        with using(dictionary):
            return tuple(Auditor(self._store, off).audit([report.id for report in chosen]))

    @staticmethod
    def audit_kinds() -> tuple[AuditKind, ...]:
        """Return the kinds of finding that an audit looks for, with their names."""
        from retrieval.auditing.wording import audit_kinds

        return audit_kinds()

    def figures(self, wanted: FigureFilter) -> tuple[Figure, ...]:
        """Return the figures that pass the filter, by place and year, in reading order."""
        from retrieval.answering.tables.figures import list_figures

        dictionary, engine = self._prepared()
        with using(dictionary):
            return tuple(list_figures(engine.shelf, wanted))

    def compare(
        self, measures: Sequence[str], places: Sequence[str] = (), years: Sequence[int] = ()
    ) -> Table:
        """Return the measures over places and years, each cell as an answer would give it.

        Without ``places`` or ``years`` all of the library are in it. Raises UsageError where
        no measure is named, or one that can't be read.
        """
        began = time.perf_counter()
        from retrieval.answering.tables.tables import build_table

        wanted = tuple(dict.fromkeys(text for text in map(cleaned, measures) if text))
        if not wanted:
            raise UsageError("没有指标", "例如：fazhi compare 行政应诉案件")
        names = tuple(dict.fromkeys(text for text in map(cleaned, places) if text))
        dictionary, engine = self._prepared()
        with using(dictionary):
            table = build_table(engine.shelf, wanted, names, years)
        elapsed = (time.perf_counter() - began) * 1000
        return dataclasses.replace(table, elapsed_ms=round(elapsed, 3))

    def prepare_tables(
        self,
        progress: Callable[[str, int, int], None] | None = None,
        workers: int | None = None,
        most: int | None = None,
    ) -> int:
        """Choose the cells of all measures that several places tell, and what each place tells where
        the most or fewest are asked for, so that both are at hand at once; or those of the ``most``
        commonest. Return how many measures those are, names that people have for them
        among them, 0 where the library is so small that none are kept.

        What was chosen before and has not changed is left as it is. ``workers`` processes choose, by
        default one a core; 0: this one. ``progress`` hears (what, how much is done, of how much).
        """
        from retrieval.answering.tables.tables_ahead import measures_ahead, portions_of
        from retrieval.tables_pool import choose_all

        if not self._store.reports():
            return 0
        dictionary, engine = self._prepared()
        with using(dictionary):
            measures = measures_ahead(engine.shelf, most)
        work = portions_of(measures, len(engine.shelf.gazetteer.places))
        choose_all(self._store.path, work, self.choose_cells, progress, workers)
        return len(measures)

    def choose_cells(self, portion: Portion) -> int:
        """Choose the cells of a portion of :meth:`prepare_tables`; return how many rows had any to
        choose."""
        from retrieval.answering.tables.tables_ahead import choose_ahead

        dictionary, engine = self._prepared()
        with using(dictionary):
            return choose_ahead(engine.shelf, portion)

    def plans(self, place: str, year: int | None = None) -> tuple[PlanReview, ...]:
        """Return last year's plans beside the report of ``year`` for each place that ``place`` names.

        ``year`` is the latest that has a report and one before it where it is not given;
        nothing comes back for a place without a report. Every quote is proven.
        """
        from retrieval.answering.lists.plans import review_plans

        dictionary, engine = self._prepared()
        with using(dictionary):
            found = engine.shelf.gazetteer.find(fold(place))
            places = dict.fromkeys(p for m in found for p in m.places)
            return tuple(review_plans(engine.shelf, place, year) for place in places)

    def write_browsing(self, path: Path) -> None:
        """Write a new file ``path`` to browse the library in: its reports, lines and figures as
        plain tables with full-text search (see browsing.py)."""
        from retrieval.browsing import write_browsing
        from retrieval.table_records import FigureFilter

        figures = self.figures(FigureFilter())
        write_browsing(self._store, figures, path)

    @staticmethod
    def search_phrases(text: str) -> str:
        """Return what a person types as a query of the search in such a file."""
        from retrieval.browsing import search_phrases

        return search_phrases(text)

    def unknown_places(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``names`` that no report stands under, nor speaks of as a town."""
        from retrieval.answering.tables.figures import is_known_place

        dictionary, engine = self._prepared()
        with using(dictionary):
            return tuple(name for name in names if not is_known_place(engine.shelf, name))
