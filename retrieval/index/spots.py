"""Sentences with what it takes to quote them, and the lines that they stand on: read one by one,
or ahead for thousands of figures in one query."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from retrieval.errors import LibraryError
from retrieval.index import codec
from retrieval.index.values import Spot

Rows = Callable[[str, Sequence[object]], list[dict[str, Any]]]
SpotKey = tuple[str, int, int]
# So many sentences and lines are kept, then all are forgotten.
_MOST_KEPT = 65_536


class Spots:
    """Sentences and lines, each read once and kept. May be used from several threads."""

    def __init__(self, rows: Rows) -> None:
        """``rows`` runs a query and returns its rows by column."""
        self._rows = rows
        self._spots: dict[SpotKey, Spot] = {}
        self._lines: dict[tuple[str, int], str | None] = {}

    def spot(self, key: SpotKey) -> Spot:
        """Return the sentence at ``key`` (report, passage, sentence); LibraryError where none is."""
        spot = self._spots.get(key)
        if spot is None:
            rows = self._rows(f"{_SPOT} {ONE_SPOT}", key)
            if not rows:
                raise LibraryError(
                    f"报告 {key[0]} 里没有这一句", "用 fazhi ingest 重新读入这份报告"
                )
            spot = self._keep(key, codec.spot_from_row(rows[0]))
        return spot

    def line(self, report: str, number: int) -> str | None:
        """Return a line of a report, None where it has none of that number."""
        key = (report, number)
        if key not in self._lines:
            rows = self._rows(ONE_LINE, key)
            self._keep_line(key, rows[0]["text"] if rows else None)
            return rows[0]["text"] if rows else None
        return self._lines[key]

    def read_ahead(self, keys: Iterable[SpotKey]) -> None:
        """Read the sentences at ``keys`` and the lines that they begin on, unless they are kept."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._spots]
        if not wanted:
            return
        for row in self._rows(f"{_SPOT_AND_LINE} {MANY_SPOTS}", (json.dumps(wanted),)):
            key = (row["report"], row["position"], row["sentence"])
            self._keep(key, codec.spot_from_row(row))
            self._keep_line((row["report"], row["line"]), row["line_text"])

    def forget(self) -> None:
        """Forget what was read."""
        self._spots.clear()
        self._lines.clear()

    def _keep(self, key: SpotKey, spot: Spot) -> Spot:
        if len(self._spots) >= _MOST_KEPT:
            self._spots.clear()
        self._spots[key] = spot
        return spot

    def _keep_line(self, key: tuple[str, int], text: str | None) -> None:
        if len(self._lines) >= _MOST_KEPT:
            self._lines.clear()
        self._lines[key] = text


_SPOT = "SELECT s.text, s.pieces, p.headers, c.path"
ONE_SPOT = """
FROM sentences AS s
JOIN passages AS p ON p.report = s.report AND p.position = s.position
JOIN sections AS c ON c.report = p.report AND c.section = p.section
WHERE s.report = ? AND s.position = ? AND s.sentence = ?
"""
ONE_LINE = "SELECT text FROM lines WHERE report = ? AND line = ?"
_SPOT_AND_LINE = (
    f"{_SPOT}, s.report, s.position, s.sentence, l.line, l.text AS line_text"
)  # fmt: skip
# CROSS JOIN: the keys lead, each table is looked up by its own.
MANY_SPOTS = """
FROM json_each(?) AS k
CROSS JOIN sentences AS s ON s.report = json_extract(k.value, '$[0]')
    AND s.position = json_extract(k.value, '$[1]') AND s.sentence = json_extract(k.value, '$[2]')
CROSS JOIN passages AS p ON p.report = s.report AND p.position = s.position
CROSS JOIN sections AS c ON c.report = s.report AND c.section = p.section
CROSS JOIN lines AS l ON l.report = s.report AND l.line = json_extract(s.pieces, '$[0][0]')
"""
