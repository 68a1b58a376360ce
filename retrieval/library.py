"""The one door to the knowledge side: open a library, add reports, ask."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from retrieval.across import AcrossReports
from retrieval.asked_text import checked, cleaned
from retrieval.errors import LibraryError, UsageError
from retrieval.index.database import copy_database, replace_database
from retrieval.index.rankers import DISK_FROM, choose_ranker, prepare_ranking
from retrieval.index.store import Store
from retrieval.language.kept_patterns import KEPT_PATTERNS
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

if TYPE_CHECKING:
    from retrieval.answering.engine import Engine
    from retrieval.review_records import QuoteCheck

_LONGEST_CONTEXT = 20


class Library(AcrossReports, AbstractContextManager["Library"]):
    """An open library of reports. May be used from several threads; a context manager.

    Every method raises DatabaseError where the file is locked, full, damaged or gone.
    """

    def __init__(self, store: Store, disk_from: int | None = DISK_FROM) -> None:
        """Serve from an open ``store``; use :meth:`open`."""
        self._store = store
        self._disk_from = disk_from
        self._lock = threading.RLock()
        self._ready: tuple[Dictionary, Engine] | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, disk_from: int | None = DISK_FROM) -> Self:
        """Return the library in the file ``path``; with ``create`` a missing one is made.

        From ``disk_from`` passages on they are ranked with an index in a folder beside the
        file (None: never). Raises DatabaseError, and writes nothing, where the file is not a
        library of ours.
        """
        return cls(Store.open(path, create=create), disk_from)

    @classmethod
    def open_copy(cls, path: Path, into: Path) -> Self:
        """Return a library in the new file ``into`` with what ``path`` holds, if there is such.

        For trying out what a change would do; ``path`` is only read.
        """
        return cls(Store.open_copy(path, into), None)

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

    @property
    def opened_from(self) -> tuple[Path, int | None]:
        """Return what :meth:`open` was given: what opens this library in another process."""
        return self._store.path, self._disk_from

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        self._store.close()
        if self._ready is not None:
            KEPT_PATTERNS.keep()

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
            results = ingest(self._store, paths, progress, sync=sync)
            # Now, rather than at the next question.
            prepare_ranking(self._store, self._disk_from)
        finally:
            self._forget()
        return results

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Return the answer to ``question``, with the time it took.

        ``context`` are the earlier questions of the conversation, oldest first. Raises
        UsageError for a question without words or of more than 2,000 characters, and
        LibraryError where the library has no report.
        """
        began = time.perf_counter()
        asked = checked(question)
        earlier = [text for text in map(cleaned, context[-_LONGEST_CONTEXT:]) if text]
        dictionary, engine = self._prepared()
        with using(dictionary):
            answer = engine.ask(asked, earlier)
        reports = [self._store.head(item.report) for item in answer.evidence]
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
        # Before the modules that make them are loaded.
        KEPT_PATTERNS.supply()
        from retrieval.answering.engine import Engine

        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        with using(dictionary):
            return dictionary, Engine(store, choose_ranker(store, self._disk_from))

    def _refuse_empty(self) -> None:
        if not self._store.reports():
            raise LibraryError("库里还没有报告", "请先读入：fazhi ingest 报告文件或文件夹")

    def _forget(self) -> None:
        with self._lock:
            self._ready = None
