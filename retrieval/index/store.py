"""The library's store: reports with their outline, figures and words in one SQLite file.

A report is written whole or not at all, a few of them in one transaction, so that a run that is
killed leaves the last whole state. Reading takes each report in one piece, from one state of the file, whatever another
process writes meanwhile; what was read is kept until the file changes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from retrieval.index import codec
from retrieval.index.cell_file import CellFile
from retrieval.index.copies import LiesThere, find_predecessors
from retrieval.index.database import (
    copy_database,
    decoding,
    guarded,
    index_folder,
    open_database,
    writer,
)
from retrieval.index.fact_table import FactTable
from retrieval.index.loading import TOLD, load_parsed, load_passages, read_lines
from retrieval.index.passage_table import PassageTable
from retrieval.index.spots import Spots
from retrieval.index.tables import (
    delete_report,
    insert_copy,
    insert_dictionary,
    insert_entry,
    insert_knowledge,
)
from retrieval.index.transactions import all_or_nothing
from retrieval.index.values import Added, Entry, IndexedPassage, Origin, Spot
from retrieval.records import PAGE_AROUND, Fact, ParsedReport, Report, ReportSummary

if TYPE_CHECKING:
    from retrieval.index.database import Database

_AT_ONCE = 500
_CACHE_KIB = 16_384


class Store(AbstractContextManager["Store"]):
    """One open library file. May be used from several threads; a context manager.

    Every method raises DatabaseError where the file is locked, full, damaged or gone.
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        """Wrap an open connection; use :meth:`open`."""
        self.path = path
        self._database = database
        self._lock = threading.RLock()
        self._seen = self._data_version()
        self._parsed = lru_cache(maxsize=256)(self._load_parsed)
        self._facts = lru_cache(maxsize=1024)(self._load_facts)
        self._lines = lru_cache(maxsize=4096)(self._load_lines)
        self._reports = lru_cache(maxsize=1)(self._load_reports)
        self._heads = lru_cache(maxsize=1)(self._load_heads)
        self._spots = Spots(self._rows)
        self.fact_table = FactTable(path, self._rows)
        self.passage_table = PassageTable(self._rows)
        self.cell_file = CellFile(index_folder(path) / "cells.db")

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Return the store at ``path``; with ``create`` a missing file is made."""
        return cls(path, open_database(path, create=create))

    @classmethod
    def open_copy(cls, path: Path, into: Path) -> Self:
        """Return a store in the file ``into`` that holds what ``path`` does, if there is such."""
        if path.exists():
            copy_database(path, into)
        return cls.open(into, create=True)

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        with self._lock:
            self._database.close()

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self.close()

    # Writing

    def add(self, entry: Entry, lies_there: LiesThere = lambda _: False) -> Added:
        """Write one report in one transaction, in place of what it is a newer copy of.

        Where a newer copy is in the store and ``lies_there`` still finds its file, that one is
        kept instead, and the entry's location noted.
        """
        with self._writing() as database:
            replaced, newer = find_predecessors(database, entry, lies_there)
            for row in replaced:
                delete_report(database, row["id"])
            if newer is None:
                insert_entry(database, entry)
                for row in replaced:
                    if row["location"] != entry.location and lies_there(row["location"]):
                        insert_copy(database, row["location"], row["stamp"], entry.parsed.report.id)
            else:
                insert_copy(database, entry.location, entry.stamp, newer["id"])
        origins = (
            Origin(*(row[key] for key in ("id", "file", "location", "stamp"))) for row in replaced
        )
        return Added(tuple(origins), newer["id"] if newer else "")

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written inside the block in one go at its end: to wait for the disk once for
        each of many reports takes longer than to write them."""
        with self._writing():
            yield

    def move(self, report_id: str, location: str) -> None:
        """Note that the file of a report lies elsewhere now."""
        with self._writing() as database:
            database.execute("UPDATE reports SET location = ? WHERE id = ?", [location, report_id])

    def remove(self, *report_ids: str) -> None:
        """Take reports out, with all that was found in them; unknown ids are ignored."""
        with self._writing() as database:
            for report_id in report_ids:
                delete_report(database, report_id)

    def learn_dictionary(self, buckets: Mapping[str, str], total: int) -> None:
        """Keep a dictionary's words by first character, in place of the one before."""
        with self._writing() as database:
            insert_dictionary(database, buckets, total)

    def learn_knowledge(self, fingerprint: str, text: str) -> None:
        """Keep what the knowledge files of this fingerprint come to, in place of the one before."""
        with self._writing() as database:
            insert_knowledge(database, fingerprint, text)

    # Reading

    def reports(self) -> tuple[Report, ...]:
        """Return all reports by place, year and id, their ``lines`` left out (empty)."""
        return self._reports()

    def head(self, report_id: str) -> Report:
        """Return a report, its ``lines`` left out (empty); LibraryError where it is unknown."""
        head = self._heads().get(report_id)
        return head if head else self.parsed(report_id).report

    def parsed(self, report_id: str) -> ParsedReport:
        """Return a report with its lines and outline; LibraryError where it is unknown."""
        return self._parsed(report_id)

    def lines(self, report_id: str) -> tuple[str, ...]:
        """Return the lines of a report, none where it is unknown."""
        return self._lines(report_id)

    def texts(self, report_id: str) -> tuple[str, ...]:
        """Return the texts of a report's passages, in order."""
        with self._reading():
            sql = "SELECT text FROM passages WHERE report = ? ORDER BY position"
            return tuple(row[0] for row in self._fetch(sql, (report_id,)))

    def told(self, report_id: str) -> tuple[str, ...]:
        """Return the sentences of a report, in order, without those of the page around it."""
        with self._reading():
            return tuple(row[0] for row in self._fetch(TOLD, (report_id, PAGE_AROUND)))

    def sentences(self, report_id: str) -> tuple[tuple[int, int, str], ...]:
        """Return all sentences of a report by passage and number, in order."""
        sql = "SELECT position, sentence, text FROM sentences WHERE report = ? ORDER BY 1, 2"
        return tuple(self._rows_as_tuples(sql, (report_id,)))

    def spot(self, report_id: str, passage: int, sentence: int) -> Spot:
        """Return a sentence (by its place in the outline) with what it takes to quote it.

        LibraryError where the report has no such sentence.
        """
        with decoding(self.path):
            return self._spots.spot((report_id, passage, sentence))

    def line(self, report_id: str, number: int) -> str | None:
        """Return a line of a report (from 1), None where there is none."""
        return self._spots.line(report_id, number)

    def read_ahead(self, facts: Iterable[Fact]) -> None:
        """Read the sentences of ``facts`` and their lines in one go, for ``spot`` and ``line``."""
        with decoding(self.path):
            self._spots.read_ahead((f.report, f.passage, f.sentence) for f in facts)

    def lines_at(self, keys: Sequence[tuple[str, int]]) -> list[str]:
        """Return lines by report and number, read in one go; an empty one where there is none."""
        if len(keys) > _AT_ONCE:
            # They lie on as many pages, and so do those of the next table: 2 MB hold too few.
            self._rows_as_tuples(f"PRAGMA cache_size = -{_CACHE_KIB}")
        return read_lines(self._rows_as_tuples, keys)

    def facts(self, report_id: str) -> tuple[Fact, ...]:
        """Return a report's facts, in the order in which they were found."""
        return self._facts(report_id)

    def facts_with(self, terms: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Return (report, fact number) of the facts whose cues hold every one of ``terms``.

        Looked up through an index, over all reports; no terms, no facts.
        """
        wanted = list(dict.fromkeys(terms))[:_AT_ONCE]
        if not wanted:
            return ()
        marks = ",".join("?" * len(wanted))
        rows = self._rows(
            f"SELECT report, fact FROM fact_terms WHERE term IN ({marks}) "
            "GROUP BY report, fact HAVING count(*) = ? ORDER BY report, fact",
            (*wanted, len(wanted)),
        )
        return tuple((row["report"], row["fact"]) for row in rows)

    def summaries(self) -> tuple[ReportSummary, ...]:
        """Return a row for each report, by place, year and id."""
        with decoding(self.path):
            rows = self._rows("SELECT * FROM reports ORDER BY place, year, id")
            return tuple(codec.summary_from_row(row) for row in rows)

    def measures(self) -> tuple[str, ...]:
        """Return the names of all measures that have a figure, the commonest first."""
        rows = self._rows(
            "SELECT measure FROM facts WHERE measure <> '' "
            "GROUP BY measure ORDER BY count(*) DESC, measure"
        )
        return tuple(row["measure"] for row in rows)

    def passages(self) -> tuple[IndexedPassage, ...]:
        """Return every passage of every report with its ranking words, in a fixed order."""
        with self._reading():
            return load_passages(self._rows)

    def dictionary_total(self) -> int:
        """Return the sum of the dictionary's frequencies; 0 where none was learnt."""
        with self._reading():
            rows = self._fetch("SELECT value FROM meta WHERE key = 'dictionary_total'")
            return int(rows[0][0]) if rows else 0

    def dictionary_buckets(self, characters: Sequence[str]) -> dict[str, str]:
        """Return the dictionary's words that begin with one of ``characters``, by character."""
        buckets: dict[str, str] = {}
        with self._reading():
            for start in range(0, len(characters), _AT_ONCE):
                wanted = characters[start : start + _AT_ONCE]
                marks = ",".join("?" * len(wanted))
                sql = f"SELECT first, words FROM dictionary WHERE first IN ({marks})"
                buckets.update(self._fetch(sql, wanted))
        return buckets

    def knowledge(self, fingerprint: str) -> str:
        """Return what was learnt for knowledge files of this fingerprint; empty if nothing was."""
        rows = self._rows(
            "SELECT value FROM meta WHERE key = 'knowledge' AND EXISTS "
            "(SELECT * FROM meta WHERE key = 'knowledge_of' AND value = ?)",
            (fingerprint,),
        )
        return str(rows[0]["value"]) if rows else ""

    def summary(self, report_id: str) -> ReportSummary | None:
        """Return the row of one report; None where it is unknown."""
        with decoding(self.path):
            rows = self._rows("SELECT * FROM reports WHERE id = ?", (report_id,))
            return codec.summary_from_row(rows[0]) if rows else None

    def origins(self, **wanted: str) -> tuple[Origin, ...]:
        """Return where all reports came from, or those with the ``stamp`` or ``location`` given."""
        where = " AND ".join(f"{column} = ?" for column in wanted) or "true"
        sql = f"SELECT id, file, location, stamp FROM reports WHERE {where} ORDER BY location, id"
        return tuple(Origin(*row.values()) for row in self._rows(sql, tuple(wanted.values())))

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each report: it changes whenever reading its file again could give
        something else."""
        return dict(self._rows_as_tuples("SELECT id, stamp FROM reports"))

    def newer_copy(self, location: str, stamp: str) -> str:
        """Return the report that the file at ``location``, with this content, is an older copy of."""
        rows = self._rows(
            "SELECT report FROM copies WHERE location = ? AND stamp = ?", (location, stamp)
        )
        return str(rows[0]["report"]) if rows else ""

    def refresh(self) -> bool:
        """Return whether another process changed the file since; forget what was read if so."""
        with guarded(self.path), self._lock:
            version = self._data_version()
            changed = version != self._seen
            self._seen = version
            if changed:
                self._forget()
        return changed

    # Inside

    def _data_version(self) -> int:
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def _forget(self) -> None:
        self._parsed.cache_clear()
        self._facts.cache_clear()
        self._lines.cache_clear()
        self._spots.forget()
        self.fact_table.forget()
        self._reports.cache_clear()
        self._heads.cache_clear()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read from one state of the file, whatever is written meanwhile."""
        with self._lock, guarded(self.path), decoding(self.path):
            if self._database.in_transaction:
                yield
                return
            self._database.execute("BEGIN")
            try:
                yield
            finally:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """Write all or nothing; inside :meth:`together` with all the rest."""
        with self._lock, guarded(self.path):
            database = writer(self._database)
            try:
                with all_or_nothing(self._database):
                    yield database
            finally:
                self._forget()

    def _fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._database.execute(sql, values).fetchall()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        # One query sees one state of the file by itself: no transaction around it.
        with self._lock, guarded(self.path), decoding(self.path):
            cursor = self._database.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def _rows_as_tuples(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, guarded(self.path), decoding(self.path):
            return self._fetch(sql, values)

    def _load_reports(self) -> tuple[Report, ...]:
        with decoding(self.path):
            rows = self._rows("SELECT * FROM reports ORDER BY place, year, id")
            return tuple(codec.report_from_row(row, ()) for row in rows)

    def _load_heads(self) -> dict[str, Report]:
        return {report.id: report for report in self._reports()}

    def _load_parsed(self, report_id: str) -> ParsedReport:
        with self._reading():
            return load_parsed(self._rows, report_id)

    def _load_lines(self, report_id: str) -> tuple[str, ...]:
        with self._reading():
            sql = "SELECT text FROM lines WHERE report = ? ORDER BY line"
            return tuple(row[0] for row in self._fetch(sql, (report_id,)))

    def _load_facts(self, report_id: str) -> tuple[Fact, ...]:
        with decoding(self.path):
            rows = self._rows("SELECT * FROM facts WHERE report = ? ORDER BY fact", (report_id,))
            return tuple(codec.fact_from_row(row) for row in rows)
