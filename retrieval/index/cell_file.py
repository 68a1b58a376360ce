"""Chosen cells of tables in a file beside the library, so that what was compared once is at hand.

It holds nothing that could not be found again: whoever can't read or write it goes without it, and
it may be deleted at any time. Questions stand in it as digests only, never as they were asked.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import zlib
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, cast

_log = logging.getLogger(__name__)
# The layout of the table below; a file of another one is made anew.
_LAYOUT = 3
# What is found later of a question's places is a row of its own, so that nothing is read to write it.
_LAYOUT_SQL = """
CREATE TABLE questions (
    id INTEGER PRIMARY KEY, mark TEXT NOT NULL, rules TEXT NOT NULL, cells BLOB NOT NULL
);
CREATE INDEX questions_by_mark ON questions (mark, id)
"""
# Of so many questions the cells are kept, those that were written first being dropped.
MOST_QUESTIONS = 2000
# More rows of a question than this become one.
_MOST_ROWS = 64
_WAIT_SECONDS = 2.0

# By place: the digest of all that its cells were found in, and the cells, as JSON has them.
Places = dict[str, list[Any]]


class CellFile:
    """The file at a path, which need not be there. May be used from several threads and processes."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or made yet."""
        self._path = path

    def read(self, mark: str, rules: str) -> Places:
        """Return the cells of the question ``mark`` that were written under the same ``rules``;
        nothing where they can't be had."""
        if not self._path.exists():
            return {}
        try:
            with closing(self._connect("ro")) as database:
                return _read(database, mark, rules) if _layout_of(database) == _LAYOUT else {}
        except sqlite3.Error as error:
            _log.info("kept cells not read: %s", error)
            return {}

    def write(self, mark: str, rules: str, cells: Places, known: Collection[str]) -> bool:
        """Keep the cells of some places for the question ``mark``, in place of theirs before; return
        False where the file can't be written.

        Dropped is what other ``rules`` gave, and now and then the cells of places that are not
        ``known`` any more.
        """
        try:
            try:
                self._write(mark, rules, cells, known)
            except sqlite3.DatabaseError as error:
                if not (getattr(error, "sqlite_errorname", None) or "").startswith(_DAMAGE):
                    raise
                # Whatever is wrong with it, an empty one is as good.
                self._path.unlink()
                self._write(mark, rules, cells, known)
        except (sqlite3.Error, OSError) as error:
            _log.info("cells not kept: %s", error)
            return False
        return True

    def _write(self, mark: str, rules: str, cells: Places, known: Collection[str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect("rwc")) as database:
            database.execute("BEGIN IMMEDIATE")
            if _layout_of(database) != _LAYOUT:
                _lay_out(database)
            (rows,) = database.execute(COUNT, [mark, rules]).fetchone()
            if not rows:
                database.execute("DELETE FROM questions WHERE rules <> ?", [rules])
            if rows >= _MOST_ROWS:
                before = _read(database, mark, rules)
                cells = {place: row for place, row in before.items() if place in known} | cells
                database.execute("DELETE FROM questions WHERE mark = ?", [mark])
            database.execute(
                "INSERT INTO questions (mark, rules, cells) VALUES (?, ?, ?)",
                [mark, rules, _packed(cells)],
            )
            if not rows or rows >= _MOST_ROWS:
                database.execute(_DROP, [MOST_QUESTIONS])
            database.execute("COMMIT")

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self._path.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=_WAIT_SECONDS,
            isolation_level=None,
        )


READ = "SELECT cells FROM questions WHERE mark = ? AND rules = ? ORDER BY id"
COUNT = "SELECT count(*) FROM questions WHERE mark = ? AND rules = ?"
_DROP = """
DELETE FROM questions WHERE mark IN (
    SELECT mark FROM questions GROUP BY mark ORDER BY max(id) DESC LIMIT -1 OFFSET ?
)
"""
_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


def _layout_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _lay_out(database: sqlite3.Connection) -> None:
    """Make the tables, in place of whatever another version made."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        database.execute(f'DROP TABLE "{name}"')
    for statement in _LAYOUT_SQL.split(";"):
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {_LAYOUT}")


def _read(database: sqlite3.Connection, mark: str, rules: str) -> Places:
    """Return the cells of a question, what was found last before what was found earlier; what can't
    be read as such is nothing."""
    found: Places = {}
    try:
        for (cells,) in database.execute(READ, [mark, rules]):
            found |= cast("Places", json.loads(unpacked(cells)))
    except (ValueError, TypeError, zlib.error) as error:
        _log.info("kept cells not read: %s", error)
        return {}
    return found


def _packed(cells: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(cells: bytes) -> str:
    """Return the text that a question's cells are kept as."""
    return zlib.decompress(cells).decode()
