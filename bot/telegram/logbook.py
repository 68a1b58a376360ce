"""What became of each question: one small SQLite file beside the state, for ``fazhi log``.

Without ``log.questions`` a row says neither what was asked nor by whom. With it both are kept, so
that /forget can find a person's rows. Old rows go by age and by number.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bot.telegram.observing import Answered, Outcome
from bot.telegram.own_file import OwnFile
from retrieval.errors import DatabaseError

log = logging.getLogger(__name__)

APPLICATION_ID = 0x464C6F67  # "FLog"
SCHEMA_VERSION = 1
KEPT_DAYS = 30
KEPT_ROWS = 20_000
_TRIMMED_EVERY = 500
_DAY = 86_400

_TABLES = """
CREATE TABLE asked (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, answer TEXT NOT NULL, channel TEXT NOT NULL,
    status TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT, ms REAL NOT NULL,
    person INTEGER, question TEXT
);
CREATE INDEX asked_by_person ON asked (person);
"""
_FILE = OwnFile(APPLICATION_ID, SCHEMA_VERSION, _TABLES)


class Logbook:
    """The open file, an observer of the bot. Use it from one thread."""

    def __init__(
        self, connection: sqlite3.Connection, *, questions: bool, clock: Callable[[], float]
    ) -> None:
        """Write to an open file; use :meth:`open`."""
        self._connection = connection
        self._questions = questions
        self._clock = clock
        self._written = 0
        self._complained = False

    @classmethod
    def open(
        cls, path: Path | None, *, questions: bool, clock: Callable[[], float] = time.time
    ) -> Self:
        """Return the logbook in ``path``, made where it is missing; None keeps it in memory.

        Raises DatabaseError for a file that is not ours or cannot be written.
        """
        try:
            connection = _FILE.open(path, wait=1)
        except (sqlite3.Error, OSError) as error:
            raise DatabaseError(
                f"机器人的记录文件打不开：{path}（{error}）",
                "请检查目录权限；损坏时可移走此文件再启动",
            ) from error
        return cls(connection, questions=questions, clock=clock)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def answered(self, event: Answered) -> None:
        """Keep a row; a disk that is full costs the row and never the answer."""
        answer, told = event.answer, self._questions
        row = (
            self._clock(), event.key, event.channel, answer.status, answer.kind, answer.reason,
            round(event.seconds * 1000, 2), event.person if told else None,
            (answer.resolved or answer.question) if told else None,
        )  # fmt: skip
        try:
            self._connection.execute(
                "INSERT INTO asked (at, answer, channel, status, kind, reason, ms, person, question)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._written += 1
            if self._written % _TRIMMED_EVERY == 0:
                self.purge()
        except sqlite3.Error as error:
            if not self._complained:
                log.warning("记录写不进去：%s", error)
            self._complained = True

    def updated(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Keep nothing of updates."""

    def failed(self, where: str) -> None:
        """Keep nothing of errors: they stand in the log."""

    def forget(self, person: int) -> None:
        """Delete a person's rows, and overwrite where they stood in the file."""
        self._connection.execute("DELETE FROM asked WHERE person = ?", (person,))
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def purge(self) -> None:
        """Delete what is older than 30 days, and the oldest beyond 20,000 rows."""
        self._connection.execute(
            "DELETE FROM asked WHERE at < ?", (self._clock() - KEPT_DAYS * _DAY,)
        )
        self._connection.execute(
            "DELETE FROM asked WHERE id <= (SELECT max(id) FROM asked) - ?", (KEPT_ROWS,)
        )
