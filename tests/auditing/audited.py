"""Reports written for a test, as the rules see them and as a library audits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from retrieval.auditing.page import Page
from retrieval.figures.facts import find_facts
from retrieval.library import Library
from retrieval.reading.files import read_report

HEAD = (
    "{place}{year}年度法治政府建设情况报告",
    "{year}年，{place}扎实推进法治政府建设。现将有关情况报告如下：",
    "一、主要举措和成效",
)


def report_of(*body: str, year: int = 2023, place: str = "青石镇") -> str:
    """Return a report of a place and year whose chapter on results is ``body``, a line each."""
    head = [line.format(place=place, year=year) for line in HEAD]
    return "\n".join([*head, *body])


def page_of(folder: Path, *body: str, year: int = 2023) -> Page:
    """Return the report with this body as the rules see it."""
    return page_of_text(folder, report_of(*body, year=year))


def page_of_text(folder: Path, text: str) -> Page:
    """Return a whole report as the rules see it."""
    file = folder / "报告.txt"
    file.write_text(text, encoding="utf-8")
    parsed = read_report(file)
    return Page(parsed, find_facts(parsed))


@contextmanager
def library_of(folder: Path, reports: Mapping[str, str]) -> Iterator[Library]:
    """Give a library of ``reports`` (file name → text) that lies in ``folder``."""
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library
