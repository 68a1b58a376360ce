"""Reading whole reports and passages out of the tables. The caller holds the state they are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from retrieval.errors import LibraryError
from retrieval.index import codec
from retrieval.index.values import IndexedPassage
from retrieval.records import ParsedReport, Sentence

Rows = Callable[[str, Sequence[object]], list[dict[str, Any]]]
TOLD = """
SELECT s.text FROM passages AS p
JOIN sections AS c ON c.report = p.report AND c.section = p.section
JOIN sentences AS s ON s.report = p.report AND s.position = p.position
WHERE p.report = ? AND coalesce(json_extract(c.path, '$[0]'), '') <> ?
ORDER BY s.position, s.sentence
"""
# So many lines at once: an older SQLite takes 999 values.
_LINES_AT_ONCE = 400
_Groups = Mapping[tuple[str, int], Sequence[Mapping[str, Any]]]


def load_parsed(rows: Rows, report_id: str) -> ParsedReport:
    """Return a report with its lines and outline; LibraryError where it is unknown."""
    heads = rows("SELECT * FROM reports WHERE id = ?", (report_id,))
    if not heads:
        raise LibraryError(f"库里没有这份报告：{report_id}", "用 fazhi reports 查看库里的报告")

    def part(table: str, order: str) -> list[dict[str, Any]]:
        return rows(f"SELECT * FROM {table} WHERE report = ? ORDER BY {order}", (report_id,))

    sentences = _grouped(part("sentences", "position, sentence"))
    return ParsedReport(
        codec.report_from_row(heads[0], tuple(row["text"] for row in part("lines", "line"))),
        tuple(codec.section_from_row(row) for row in part("sections", "section")),
        tuple(
            codec.passage_from_row(row, _sentences(sentences, report_id, row["position"]))
            for row in part("passages", "position")
        ),
    )


def read_lines(
    rows: Callable[[str, Sequence[object]], list[tuple[Any, ...]]], keys: Sequence[tuple[str, int]]
) -> list[str]:
    """Return lines by report and number; an empty one where there is none."""
    lines: list[str] = []
    for start in range(0, len(keys), _LINES_AT_ONCE):
        portion = keys[start : start + _LINES_AT_ONCE]
        values = [value for key in portion for value in key]
        lines += [text or "" for (text,) in rows(lines_at(len(portion)), values)]
    return lines


@lru_cache(maxsize=8)
def lines_at(count: int) -> str:
    """Return the query for so many lines, in the order of their keys."""
    return (
        f"WITH k(report, line) AS (VALUES {','.join(['(?,?)'] * count)}) "
        "SELECT l.text FROM k LEFT JOIN lines AS l ON l.report = k.report AND l.line = k.line"
    )


def load_passages(rows: Rows) -> tuple[IndexedPassage, ...]:
    """Return every passage of every report with its ranking words, in a fixed order."""
    found = rows("SELECT * FROM passages ORDER BY report, position", ())
    sentences = _grouped(rows("SELECT * FROM sentences ORDER BY report, position, sentence", ()))
    return tuple(
        IndexedPassage(
            row["report"],
            row["passage"],
            row["text"],
            tuple(row["words"].split()),
            tuple(s["text"] for s in sentences.get((row["report"], row["position"]), ())),
        )
        for row in found
    )


def _grouped(
    rows: Sequence[dict[str, Any]],
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    grouped: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["report"], row["position"]), []).append(row)
    return grouped


def _sentences(grouped: _Groups, report: str, position: int) -> tuple[Sentence, ...]:
    return tuple(codec.sentence_from_row(row) for row in grouped.get((report, position), ()))
