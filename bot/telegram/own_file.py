"""A small SQLite file of the bot's own: made where it is missing, private, and no other program's."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What marks a kind of file as ours: its application id, its version, and its tables in SQL."""

    application_id: int
    version: int
    tables: str

    def open(self, path: Path | None, wait: float) -> sqlite3.Connection:
        """Return the open file at ``path``, made where it is missing; None is one in memory.

        ``wait`` is for how many seconds another program may hold it. Raises OSError or
        sqlite3.Error for a file that is not ours, is of another version, or cannot be written.
        """
        if path is not None:
            # For the eyes of the bot's own user only.
            path.touch(mode=0o600)
        connection = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=wait)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty file; refuse any other file that is not ours."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not empty and (mark != self.application_id or version != self.version):
            raise sqlite3.DatabaseError("不是本程序这个版本的文件")
        connection.execute("PRAGMA journal_mode = WAL")
        # A killed process loses nothing in this mode; only a power cut may cost the last moment.
        connection.execute("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten: /forget means it.
        connection.execute("PRAGMA secure_delete = ON")
        if empty:
            connection.executescript(
                f"BEGIN;{self.tables}PRAGMA application_id = {self.application_id};"
                f"PRAGMA user_version = {self.version};COMMIT;"
            )
