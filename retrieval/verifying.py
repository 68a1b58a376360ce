"""Whether the quotes that an answer's id names still stand: in the library, and in the files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from retrieval.errors import FazhiError
from retrieval.index.store import Store
from retrieval.ingest.sources import MARK, Source, bytes_of, lies_there
from retrieval.quote_ids import QuoteRef, find_quote, read_answer_id, report_digest
from retrieval.reading.files import read_data
from retrieval.records import Report
from retrieval.review_records import FileVerdict, QuoteCheck, Verdict

_ORDER: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class _Look:
    """What looking for a quote in some lines gave."""

    verdict: Literal["stands", "line_moved", "text_changed"]
    line: int | None = None
    quote: str = ""


def verify(store: Store, text: str) -> tuple[QuoteCheck, ...]:
    """Return a check for each quote that the id ``text`` names, in the answer's order.

    Where several reports share a reference (two of one place and year), the one in which the
    quote stands best counts. Raises UsageError for what is no id.
    """
    refs = read_answer_id(text)
    reports: dict[str, list[Report]] = {}
    for report in store.reports():
        reports.setdefault(report_digest(report), []).append(report)
    files = _Files(store)
    return tuple(_check(ref, reports.get(ref.report, []), store, files) for ref in refs)


class _Files:
    """The reports' own files, each read at most once."""

    def __init__(self, store: Store) -> None:
        self._locations = {origin.report: origin.location for origin in store.origins()}
        self._store = store
        self._read: dict[str, tuple[str, ...] | FileVerdict] = {}

    def lines(self, report: Report) -> tuple[str, ...] | FileVerdict:
        """Return the lines of a report's file as they are now, or why there are none."""
        if report.id not in self._read:
            self._read[report.id] = self._load(report)
        return self._read[report.id]

    def _load(self, report: Report) -> tuple[str, ...] | FileVerdict:
        location = self._locations.get(report.id, "")
        if not location or not lies_there(location):
            return "file_gone"
        try:
            source = _source_at(location)
            data = bytes_of(source)
            if hashlib.sha256(data).hexdigest() == report.sha256:
                return self._store.parsed(report.id).report.lines
            return read_data(data, source.name, {}).report.lines
        except FazhiError:
            return "unreadable"


def _source_at(location: str) -> Source:
    container, mark, member = location.rpartition(MARK)
    if not mark or Path(location).exists():
        return Source(Path(location))
    return Source(Path(container), member)


def _check(ref: QuoteRef, reports: Sequence[Report], store: Store, files: _Files) -> QuoteCheck:
    checks = [_check_in(ref, report, store, files) for report in reports]
    gone = QuoteCheck("report_gone", "report_gone", "file_gone", ref.line)
    return min(checks, key=lambda check: _ORDER.index(check.verdict), default=gone)


def _check_in(ref: QuoteRef, report: Report, store: Store, files: _Files) -> QuoteCheck:
    stored = _look(ref, store.parsed(report.id).report.lines)
    lines = files.lines(report)
    in_file: FileVerdict
    if isinstance(lines, tuple):
        looked = _look(ref, lines)
        worse = max(stored, looked, key=lambda look: _ORDER.index(look.verdict))
        # A quote that only one of the two has is shown from there.
        shown = looked if looked.line else stored
        in_file = looked.verdict
    else:
        worse = shown = stored
        in_file = lines
    return QuoteCheck(
        verdict=worse.verdict,
        stored=stored.verdict,
        in_file=in_file,
        line=ref.line,
        found=shown.line,
        quote=shown.quote,
        report=report.id,
        title=report.title,
        place=report.place.name if report.place else "",
        year=report.year,
        file=report.file,
    )


def _look(ref: QuoteRef, lines: Sequence[str]) -> _Look:
    found = find_quote(ref, lines)
    if found is None:
        return _Look("text_changed")
    line, quote = found
    return _Look("stands" if line == ref.line else "line_moved", line, quote)
