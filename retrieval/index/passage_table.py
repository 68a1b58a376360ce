"""The passages by their keys, and the log of which reports changed: what ranking on disk reads.

Nothing here goes through all passages; a key is (report, position in its report).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from retrieval.index.loading import Rows
from retrieval.index.values import Change, StoredPassage

Key = tuple[str, int]

# SQLite takes some 32,000 values in a statement; older ones 999.
_AT_ONCE = 400
_COLUMNS = "p.report, p.position, p.passage, p.text, p.words"


class PassageTable:
    """Reads passages by key, through the store that holds the file open."""

    def __init__(self, rows: Rows) -> None:
        """``rows`` runs a query and returns what it found."""
        self._rows = rows

    def count(self) -> int:
        """Return how many passages the library has; looks at one row."""
        found = self._rows("SELECT passages FROM changes ORDER BY number DESC LIMIT 1", ())
        return int(found[0]["passages"]) if found else 0

    def reports(self) -> frozenset[str]:
        """Return the ids of all reports."""
        return frozenset(row["id"] for row in self._rows("SELECT id FROM reports", ()))

    def last_change(self) -> Change:
        """Return where the library's history stands."""
        found = self._rows("SELECT number, mark FROM changes ORDER BY number DESC LIMIT 1", ())
        return Change(found[0]["number"], found[0]["mark"]) if found else Change()

    def knows(self, change: Change) -> bool:
        """Return whether the library's history went through ``change``."""
        sql = "SELECT number FROM changes WHERE number = ? AND mark = ?"
        return change == Change() or bool(self._rows(sql, (change.number, change.mark)))

    def changed_since(self, change: Change) -> list[tuple[str, Change]]:
        """Return the reports that were written or taken out after ``change``, each once with its
        latest change, in the order of those."""
        found = self._rows(
            "SELECT report, max(number) AS number, mark FROM changes WHERE number > ? "
            "GROUP BY report ORDER BY number",
            (change.number,),
        )
        return [(row["report"], Change(row["number"], row["mark"])) for row in found]

    def of_report(self, report: str) -> list[StoredPassage]:
        """Return the passages of a report in order, none where it is not in the library."""
        sql = f"SELECT {_COLUMNS} FROM passages p WHERE p.report = ? ORDER BY p.position"
        return [_stored(row) for row in self._rows(sql, (report,))]

    def passages_at(self, keys: Sequence[Key]) -> dict[Key, StoredPassage]:
        """Return the passages at ``keys`` by key; what is not in the library is left out."""
        found = self._at(keys, _COLUMNS, "passages")
        return {(row["report"], row["position"]): _stored(row) for row in found}

    def sentences_at(self, keys: Sequence[Key]) -> dict[Key, list[str]]:
        """Return the texts of the sentences of the passages at ``keys``, in order, by key."""
        texts: dict[Key, list[str]] = {key: [] for key in keys}
        for row in self._at(keys, "p.report, p.position, p.sentence, p.text", "sentences"):
            texts[row["report"], row["position"]].append(row["text"])
        return texts

    def position_of(self, report: str, passage: int) -> int | None:
        """Return the position of the passage that bears the number ``passage`` in a report."""
        sql = "SELECT position FROM passages WHERE report = ? AND passage = ?"
        found = self._rows(sql, (report, passage))
        return int(found[0]["position"]) if found else None

    def _at(self, keys: Sequence[Key], columns: str, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of ``table`` at ``keys`` in the order of its own key."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join(["(?, ?)"] * len(some))
            # CROSS: looked up key by key, whatever the planner thinks of the table's size.
            yield from self._rows(
                f"WITH wanted (report, position) AS (VALUES {marks}) SELECT {columns} "
                f"FROM wanted CROSS JOIN {table} p "
                "ON p.report = wanted.report AND p.position = wanted.position",
                tuple(_flat(some)),
            )


def _flat(keys: Iterable[Key]) -> Iterator[str | int]:
    for key in keys:
        yield from key


def _stored(row: dict[str, Any]) -> StoredPassage:
    return StoredPassage(
        row["report"], row["position"], row["passage"], row["text"], tuple(row["words"].split())
    )
