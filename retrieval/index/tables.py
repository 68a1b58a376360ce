"""Writing one report into the tables, and taking one out. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from retrieval.index import codec
from retrieval.index.values import Entry
from retrieval.records import Fact

if TYPE_CHECKING:
    from retrieval.index.database import Database

_PARTS = ("lines", "sections", "passages", "sentences", "facts", "fact_terms")


def find_predecessors(database: Database, entry: Entry) -> tuple[str, ...]:
    """Return the ids of the stored reports that ``entry`` is a newer copy of.

    Those have the same content, or lie in the same place, or have the same file name for
    the same place and year: two folders may each hold a ``报告.txt`` of their own.
    """
    report = entry.parsed.report
    place = report.place.name if report.place else None
    rows = database.execute(
        "SELECT id FROM reports WHERE id = ? OR (location = ? AND location <> '') "
        "OR (file = ? AND place IS ? AND year IS ?) ORDER BY id",
        [report.id, entry.location, report.file, place, report.year],
    )
    return tuple(identifier for (identifier,) in rows)


def delete_report(database: Database, report_id: str) -> None:
    """Take out a report with all its parts; dictionary words stay, they do no harm."""
    for table in _PARTS:
        database.execute(f"DELETE FROM {table} WHERE report = ?", [report_id])
    database.execute("DELETE FROM reports WHERE id = ?", [report_id])


def insert_entry(database: Database, entry: Entry) -> None:
    """Write a report with all its parts."""
    report, facts = entry.parsed.report, entry.facts
    summary = {
        **codec.report_to_row(report),
        "passages": len(entry.parsed.passages),
        "figures": len(facts),
        "location": entry.location,
        "stamp": entry.stamp,
    }
    _fill(database, "reports", [summary])
    lines = ({"report": report.id, "line": n, "text": t} for n, t in enumerate(report.lines, 1))
    _fill(database, "lines", lines)
    sections = enumerate(entry.parsed.sections)
    _fill(database, "sections", (codec.section_to_row(report.id, n, s) for n, s in sections))
    _insert_passages(database, entry)
    _fill(database, "facts", (codec.fact_to_row(report.id, n, f) for n, f in enumerate(facts)))
    _fill(database, "fact_terms", _terms(report.id, facts))


def insert_dictionary(database: Database, buckets: Mapping[str, str], total: int) -> None:
    """Write the dictionary by first character, in place of the one before."""
    database.execute("DELETE FROM dictionary")
    rows = ({"first": first, "words": words} for first, words in sorted(buckets.items()))
    _fill(database, "dictionary", rows)
    weight = {"key": "dictionary_total", "value": str(total)}
    database.table("meta").insert(weight, replace=True)


def insert_knowledge(database: Database, fingerprint: str, text: str) -> None:
    """Write what the knowledge files come to, and which files those were."""
    rows = ({"key": "knowledge_of", "value": fingerprint}, {"key": "knowledge", "value": text})
    database.table("meta").insert_all(rows, replace=True)


def _insert_passages(database: Database, entry: Entry) -> None:
    report, passages = entry.parsed.report.id, entry.parsed.passages
    words = entry.words or ((),) * len(passages)
    rows = (
        codec.passage_to_row(report, position, passage, terms)
        for position, (passage, terms) in enumerate(zip(passages, words, strict=True))
    )
    _fill(database, "passages", rows)
    sentences = (
        codec.sentence_to_row(report, position, number, sentence)
        for position, passage in enumerate(passages)
        for number, sentence in enumerate(passage.sentences)
    )
    _fill(database, "sentences", sentences)


def _terms(report: str, facts: Iterable[Fact]) -> Iterable[dict[str, Any]]:
    """Return the rows of ``fact_terms``: each cue of a fact once."""
    for number, fact in enumerate(facts):
        for term in dict.fromkeys(term for term, _ in fact.cues):
            yield {"term": term, "report": report, "fact": number}


def _fill(database: Database, table: str, rows: Iterable[dict[str, Any]]) -> None:
    database.table(table).insert_all(rows)
