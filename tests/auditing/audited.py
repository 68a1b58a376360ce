"""A library over reports written for a test, and what an audit finds in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from retrieval.audit_records import Finding, FindingKind, ReportAudit
from retrieval.library import Library

TITLE = "青石镇{year}年度法治政府建设情况报告"
OPENING = "{year}年，青石镇扎实推进法治政府建设。现将有关情况报告如下："


@contextmanager
def library_of(folder: Path, reports: Mapping[str, str]) -> Iterator[Library]:
    """Give a library of ``reports`` (file name → text) that lies in ``folder``."""
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library


def report_of(*body: str, year: int = 2023, place: str = "青石镇") -> str:
    """Return a report of a place and year whose chapter on results is ``body``, a line each."""
    head = (TITLE.format(year=year), OPENING.format(year=year), "一、主要举措和成效")
    return "\n".join((*head, *body)).replace("青石镇", place)


def audit_of(folder: Path, *body: str) -> ReportAudit:
    """Return what an audit finds in the one report with this body."""
    with library_of(folder, {"报告.txt": report_of(*body)}) as library:
        (audit,) = library.audit()
    return audit


def found(folder: Path, kind: FindingKind, *body: str) -> tuple[Finding, ...]:
    """Return the findings of one kind in the one report with this body."""
    return tuple(finding for finding in audit_of(folder, *body).findings if finding.kind == kind)
