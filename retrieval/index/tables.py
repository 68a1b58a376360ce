"""Writing one report into the tables, and taking one out. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from retrieval.index import codec
from retrieval.index.values import Entry
from retrieval.language.pairs import pairs_of
from retrieval.records import Fact

if TYPE_CHECKING:
    from retrieval.index.database import Database

_PARTS = ("lines", "sections", "passages", "sentences", "facts", "fact_terms", "copies")


def delete_report(database: Database, report_id: str) -> None:
    """Take out a report with all its parts; words of the dictionary and of the cues stay, they do
    no harm."""
    stored = database.execute("SELECT passages FROM reports WHERE id = ?", [report_id]).fetchone()
    if stored:
        _note_change(database, report_id, -int(stored[0]))
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
        "modified": entry.modified,
    }
    _fill(database, "reports", [summary])
    _note_change(database, report.id, len(entry.parsed.passages))
    # What was an older copy of another report is a report now.
    database.execute("DELETE FROM copies WHERE location = ?", [entry.location])
    lines = ({"report": report.id, "line": n, "text": t} for n, t in enumerate(report.lines, 1))
    _fill(database, "lines", lines)
    sections = enumerate(entry.parsed.sections)
    _fill(database, "sections", (codec.section_to_row(report.id, n, s) for n, s in sections))
    _insert_passages(database, entry)
    _fill(database, "facts", (codec.fact_to_row(report.id, n, f) for n, f in enumerate(facts)))
    database.conn.executemany(
        "INSERT INTO fact_terms (term, report, fact) VALUES (?, ?, ?)", _terms(report.id, facts)
    )
    pairs = {(pair, cue) for f in facts for cue, _ in f.cues for pair in pairs_of(cue)}
    database.conn.executemany("INSERT OR IGNORE INTO cue_pairs (pair, cue) VALUES (?, ?)", pairs)


def insert_copy(database: Database, location: str, stamp: str, report: str) -> None:
    """Note that the file at ``location`` is an older copy of a stored report."""
    if location:
        row = {"location": location, "stamp": stamp, "report": report}
        database.table("copies").insert(row, replace=True)


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


def _note_change(database: Database, report: str, passages: int) -> None:
    """Note in the log that a report changed, and by how many passages the library grew."""
    database.execute(
        "INSERT INTO changes (mark, report, passages) SELECT random(), ?, ? + coalesce("
        "(SELECT passages FROM changes ORDER BY number DESC LIMIT 1), 0)",
        [report, passages],
    )


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


def _terms(report: str, facts: Iterable[Fact]) -> list[tuple[str, str, int]]:
    """Return the rows of ``fact_terms``, each cue of a fact once, in the table's own order: SQLite
    then goes through its pages once."""
    return sorted({(term, report, n) for n, fact in enumerate(facts) for term, _ in fact.cues})


def _fill(database: Database, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows of the same columns; a report has thousands, which insert_all takes twice as long for."""
    rest = iter(rows)
    first = next(rest, None)
    if first is None:
        return
    columns = ", ".join(f'"{column}"' for column in first)
    values = ", ".join(f":{column}" for column in first)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({values})"
    database.conn.executemany(sql, chain([first], rest))
