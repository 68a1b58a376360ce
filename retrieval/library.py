"""The one door to the knowledge side: open a library, add reports, ask."""

from __future__ import annotations

import dataclasses
import threading
import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from retrieval.errors import LibraryError, UsageError
from retrieval.index.database import copy_database, replace_database
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.language.fold import fold
from retrieval.language.knowledge import fingerprint, remember
from retrieval.language.tokens import Dictionary, using
from retrieval.quote_ids import answer_id
from retrieval.records import (
    Answer,
    Check,
    Fact,
    IngestResult,
    ParsedReport,
    ReportSummary,
    Vocabulary,
)
from retrieval.report_keys import pick_report
from retrieval.table_records import Figure, FigureFilter, Table

if TYPE_CHECKING:
    from retrieval.answering.engine import Engine
    from retrieval.audit_records import AuditKind, FindingKind, ReportAudit
    from retrieval.review_records import PlanReview, QuoteCheck

_LONGEST_QUESTION = 2000
_LONGEST_CONTEXT = 20
_EXAMPLE = "例如：嘉祥街道2023年有多少件行政应诉案件？"


class Library(AbstractContextManager["Library"]):
    """An open library of reports. May be used from several threads; a context manager.

    Every method raises DatabaseError where the file is locked, full, damaged or gone.
    """

    def __init__(self, store: Store) -> None:
        """Serve from an open ``store``; use :meth:`open`."""
        self._store = store
        self._lock = threading.RLock()
        self._ready: tuple[Dictionary, Engine] | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Return the library in the file ``path``; with ``create`` a missing one is made.

        Raises DatabaseError, and writes nothing, where the file is not a library of ours.
        """
        return cls(Store.open(path, create=create))

    @classmethod
    def open_copy(cls, path: Path, into: Path) -> Self:
        """Return a library in the new file ``into`` with what ``path`` holds, if there is such.

        For trying out what a change would do; ``path`` is only read.
        """
        return cls(Store.open_copy(path, into))

    @staticmethod
    def check(path: Path) -> tuple[Check, ...]:
        """Return what each check of the library in the file ``path`` came to; nothing is written.

        Raises DatabaseError where the file is missing, foreign or of a newer version.
        """
        from retrieval.index.checkup import check_library

        return check_library(path)

    @staticmethod
    def copy(path: Path, into: Path) -> None:
        """Copy the library in ``path`` into a new file, as it is between two writes.

        It may be in use, and written to, meanwhile.
        """
        copy_database(path, into)

    @staticmethod
    def replace(path: Path, by: Path) -> bool:
        """Put what the library in ``by`` holds in place of what ``path`` does, all or nothing.

        Whoever has ``path`` open answers from the new content from then on. A damaged file
        stays beside as ``….damaged``; return whether that was so.
        """
        return replace_database(path, by)

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        self._store.close()

    def __exit__(self, *error: object) -> None:
        """Close the library."""
        self.close()

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        progress: Callable[[str, int, int], None] | None = None,
        sync: bool = False,
    ) -> tuple[IngestResult, ...]:
        """Return what became of each report file in ``paths``; folders and archives are searched.

        A file that can't be read has the outcome ``failed`` and the others go on. With
        ``sync`` reports from these folders whose file is gone are ``removed``. ``progress``
        hears (file name, how many are done, how many there are).
        """
        # The readers of all formats are loaded by those who read, not by those who ask.
        from retrieval.ingest import ingest

        try:
            return ingest(self._store, paths, progress, sync=sync)
        finally:
            self._forget()

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Return the answer to ``question``, with the time it took.

        ``context`` are the earlier questions of the conversation, oldest first. Raises
        UsageError for a question without words or of more than 2,000 characters, and
        LibraryError where the library has no report.
        """
        began = time.perf_counter()
        asked = _checked(question)
        earlier = [text for text in map(_cleaned, context[-_LONGEST_CONTEXT:]) if text]
        dictionary, engine = self._prepared()
        with using(dictionary):
            answer = engine.ask(asked, earlier)
        reports = [self._store.parsed(item.report).report for item in answer.evidence]
        named = answer_id(answer.evidence, reports)
        elapsed = (time.perf_counter() - began) * 1000
        return dataclasses.replace(answer, answer_id=named, elapsed_ms=round(elapsed, 3))

    def verify(self, answer_id: str) -> tuple[QuoteCheck, ...]:
        """Return for each quote of the answer with this id whether it still stands.

        Raises UsageError for what is no id, and LibraryError where the library has no report.
        """
        from retrieval.verifying import verify

        checks = verify(self._store, answer_id)
        self._refuse_empty()
        return checks

    def audit(
        self, keys: Sequence[str] = (), off: Collection[FindingKind] = ()
    ) -> tuple[ReportAudit, ...]:
        """Return what an audit finds in the reports that ``keys`` name, in all without keys.

        They are held against every report of the library. Kinds in ``off`` are not looked for.
        Raises LibraryError where the library has no report, or none of that name.
        """
        from retrieval.auditing.auditor import Auditor

        self._refuse_empty()
        dictionary, _ = self._prepared()
        chosen = self.pick(keys) if keys else self.reports()
        with using(dictionary):
            return tuple(Auditor(self._store, off).audit([report.id for report in chosen]))

    @staticmethod
    def audit_kinds() -> tuple[AuditKind, ...]:
        """Return the kinds of finding that an audit looks for, with their names."""
        from retrieval.auditing.wording import audit_kinds

        return audit_kinds()

    def remove(self, keys: Iterable[str]) -> tuple[ReportSummary, ...]:
        """Take out the reports that ``keys`` name (see :meth:`parsed`), all or none; return them."""
        chosen = self.pick(keys)
        if chosen:
            self._store.remove(*(report.id for report in chosen))
            self._forget()
        return chosen

    def pick(self, keys: Iterable[str]) -> tuple[ReportSummary, ...]:
        """Return the rows of the reports that ``keys`` name, each once."""
        reports = self._store.reports()
        wanted = [pick_report(key, reports).id for key in keys]
        rows = {row.id: row for row in self.reports()}
        return tuple(rows[report] for report in dict.fromkeys(wanted))

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library, by place and year."""
        return self._store.summaries()

    def parsed(self, key: str) -> ParsedReport:
        """Return the report that ``key`` names: id or its beginning, file name, place and year.

        LibraryError names the nearest keys where none fits, and all where several do.
        """
        return self._store.parsed(pick_report(key, self._store.reports()).id)

    def facts(self, key: str | None = None) -> tuple[Fact, ...]:
        """Return the figures of the report that ``key`` names, or of all reports in turn."""
        reports = self._store.reports()
        chosen = reports if key is None else (pick_report(key, reports),)
        return tuple(fact for report in chosen for fact in self._store.facts(report.id))

    def figures(self, wanted: FigureFilter) -> tuple[Figure, ...]:
        """Return the figures that pass the filter, by place and year, in reading order."""
        from retrieval.answering.figures import list_figures

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
        from retrieval.answering.tables import build_table

        wanted = tuple(dict.fromkeys(text for text in map(_cleaned, measures) if text))
        if not wanted:
            raise UsageError("没有指标", "例如：fazhi compare 行政应诉案件")
        names = tuple(dict.fromkeys(text for text in map(_cleaned, places) if text))
        dictionary, engine = self._prepared()
        with using(dictionary):
            table = build_table(engine.shelf, wanted, names, years)
        elapsed = (time.perf_counter() - began) * 1000
        return dataclasses.replace(table, elapsed_ms=round(elapsed, 3))

    def plans(self, place: str, year: int | None = None) -> tuple[PlanReview, ...]:
        """Return last year's plans beside the report of ``year`` for each place that ``place`` names.

        ``year`` is the latest that has a report and one before it where it is not given;
        nothing comes back for a place without a report. Every quote is proven.
        """
        from retrieval.answering.plans import review_plans

        dictionary, engine = self._prepared()
        with using(dictionary):
            found = engine.shelf.gazetteer.find(fold(place))
            places = dict.fromkeys(p for m in found for p in m.places)
            return tuple(review_plans(engine.shelf, place, year) for place in places)

    def write_browsing(self, path: Path) -> None:
        """Write a new file ``path`` to browse the library in: its reports, lines and figures as
        plain tables with full-text search (see browsing.py)."""
        from retrieval.browsing import write_browsing

        figures = self.figures(FigureFilter())
        write_browsing(self._store, figures, path)

    @staticmethod
    def search_phrases(text: str) -> str:
        """Return what a person types as a query of the search in such a file."""
        from retrieval.browsing import search_phrases

        return search_phrases(text)

    def unknown_places(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``names`` that no report stands under, nor speaks of as a town."""
        from retrieval.answering.figures import is_known_place

        dictionary, engine = self._prepared()
        with using(dictionary):
            return tuple(name for name in names if not is_known_place(engine.shelf, name))

    def vocabulary(self) -> Vocabulary:
        """Return the places, years and measures of the library, for completion and hints.

        An alias that two places share is left out.
        """
        reports = self._store.reports()
        places = [report.place for report in reports if report.place]
        owners: dict[str, set[str]] = {}
        for place in places:
            for alias in place.aliases:
                owners.setdefault(alias, set()).add(place.name)
        return Vocabulary(
            tuple(dict.fromkeys(place.name for place in places)),
            tuple(sorted({report.year for report in reports if report.year})),
            self._store.measures(),
            {alias: min(names) for alias, names in owners.items() if len(names) == 1},
        )

    def context_of(self, report_id: str, line: int, around: int = 2) -> tuple[tuple[int, str], ...]:
        """Return (line number, text) of ``line`` and its neighbours; lines count from 1."""
        lines = self.parsed(report_id).report.lines
        if not 1 <= line <= len(lines):
            raise UsageError(f"没有第 {line} 行", f"这份报告共 {len(lines)} 行")
        first, last = max(line - around, 1), min(line + around, len(lines))
        return tuple((number, lines[number - 1]) for number in range(first, last + 1))

    def _prepared(self) -> tuple[Dictionary, Engine]:
        """Return the dictionary and the engine for the file as it is now."""
        with self._lock:
            if self._store.refresh():
                self._ready = None
            if self._ready is None:
                self._ready = self._prepare()
            return self._ready

    def _prepare(self) -> tuple[Dictionary, Engine]:
        self._refuse_empty()
        store = self._store
        remember(store.knowledge(fingerprint()))
        from retrieval.answering.engine import Engine

        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        with using(dictionary):
            return dictionary, Engine(store, Ranker(store.passages))

    def _refuse_empty(self) -> None:
        if not self._store.reports():
            raise LibraryError("库里还没有报告", "请先读入：fazhi ingest 报告文件或文件夹")

    def _forget(self) -> None:
        with self._lock:
            self._ready = None


def _checked(question: str) -> str:
    """Return the question without what no one can see; UsageError where nothing is left."""
    asked = _cleaned(question)
    if not asked:
        raise UsageError("问题是空的", _EXAMPLE)
    if len(asked) > _LONGEST_QUESTION:
        raise UsageError(
            f"问题太长：{len(asked)} 个字，最多 {_LONGEST_QUESTION} 个字", "请只写要问的那一句"
        )
    return asked


def _cleaned(text: str) -> str:
    """Return ``text`` without control, invisible and half characters; breaks become spaces."""
    kept = (" " if char in "\t\n\r\v\f\x85\u2028\u2029" else char for char in text)
    # Cc control, Cf invisible (zero width, direction), Cs half of a surrogate pair.
    return "".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}).strip()
