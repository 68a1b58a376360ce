"""What the bot remembers of people and updates: one SQLite file beside the library.

Kept of a person: the questions that a follow-up leans on, the answers that buttons refer to,
votes with their reasons. Gone with /forget, and by age. Updates done are kept by number only.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from bot.telegram.stored import dump_answer, load_answer
from retrieval.errors import DatabaseError
from retrieval.records import Answer

APPLICATION_ID = 0x4654656C  # "FTel"
SCHEMA_VERSION = 1
# Telegram repeats an update for a day at most, and numbers them anew after a quiet week.
KEPT_UPDATES = 10_000
KEPT_DAYS = 30
_DAY = 86_400

_TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY CHECK (id = 1), mark TEXT NOT NULL);
CREATE TABLE done (update_id INTEGER PRIMARY KEY, mark TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE parked (update_id INTEGER PRIMARY KEY, at REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE talks (
    chat INTEGER NOT NULL, person INTEGER NOT NULL, context TEXT NOT NULL, answer TEXT,
    at REAL NOT NULL, PRIMARY KEY (chat, person)
) WITHOUT ROWID;
CREATE TABLE answers (
    id TEXT PRIMARY KEY, chat INTEGER NOT NULL, person INTEGER NOT NULL, body TEXT NOT NULL,
    at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX answers_by_person ON answers (person, chat);
CREATE TABLE votes (
    answer TEXT NOT NULL, person INTEGER NOT NULL, good INTEGER NOT NULL, reason TEXT,
    draft TEXT, at REAL NOT NULL, PRIMARY KEY (answer, person)
) WITHOUT ROWID;
CREATE TABLE prompts (
    chat INTEGER NOT NULL, message INTEGER NOT NULL, person INTEGER NOT NULL,
    answer TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (chat, message)
) WITHOUT ROWID;
CREATE TABLE inactive (chat INTEGER PRIMARY KEY, why TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE counts (name TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
"""
_OF_CHATS = ("talks", "answers", "prompts")
_OF_PEOPLE = ("talks", "answers", "votes", "prompts")


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a person's conversation in a chat stands: earlier questions and the last answer's id."""

    context: tuple[str, ...] = ()
    answer: str | None = None


class State:
    """The open state file. Calls are short; use it from one thread."""

    def __init__(self, db: Database) -> None:
        """Serve from an open database; use :meth:`open`."""
        self._db = db
        self._done = 0

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """Return the state in ``path``, made where it is missing; None keeps it in memory.

        Raises DatabaseError for a file that is not ours, newer, or cannot be written.
        """
        try:
            if path is not None:
                # For the eyes of the bot's own user only.
                path.touch(mode=0o600)
            connection = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=10)
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise DatabaseError(
                f"机器人的状态文件打不开：{path}（{error}）",
                "请检查目录权限；损坏时可移走此文件再启动",
            ) from error
        return cls(Database(connection, execute_plugins=False))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # Updates: what was answered is not answered again.

    def begin(self, source: str) -> None:
        """Take updates from ``source``, a server and bot; those of another have other numbers."""
        row = self._db.execute("SELECT mark FROM source").fetchone()
        if row is None or row[0] != source:
            with self._db.conn:
                self._db.execute("BEGIN")
                self._db.execute("DELETE FROM done")
                self._db.execute("DELETE FROM parked")
                self._db.execute("INSERT OR REPLACE INTO source VALUES (1, ?)", (source,))

    def is_done(self, update_id: int, mark: str = "") -> bool:
        """Return whether the update was answered, as far as the latest 10,000 tell.

        ``mark`` tells it from another of the same number: Telegram numbers anew now and then.
        """
        sql = "SELECT 1 FROM done WHERE update_id = ? AND mark = ?"
        return self._db.execute(sql, (update_id, mark)).fetchone() is not None

    def finish(self, update_id: int, mark: str = "") -> None:
        """Note that the update was answered; a parked one is let go."""
        with self._db.conn:
            self._db.execute("BEGIN")
            self._db.execute(
                "INSERT OR REPLACE INTO done VALUES (?, ?, ?)", (update_id, mark, time.time())
            )
            self._db.execute("DELETE FROM parked WHERE update_id = ?", (update_id,))
        self._done += 1
        if self._done % 1000 == 0:
            self._trim_done()

    def park(self, update_id: int, body: dict[str, Any]) -> None:
        """Keep an update that is still waiting, so that Telegram need not."""
        row = {"update_id": update_id, "at": time.time(), "body": json.dumps(body)}
        self._db.table("parked").insert(row, replace=True)

    def parked(self) -> list[dict[str, Any]]:
        """Return the updates that were waiting when the program ended, oldest first."""
        rows = self._db.query("SELECT body FROM parked ORDER BY update_id")
        return [json.loads(row["body"]) for row in rows]

    # Conversations and answers.

    def talk(self, chat: int, person: int) -> Talk:
        """Return where the conversation stands; an empty one where there is none."""
        sql = "SELECT context, answer FROM talks WHERE chat = ? AND person = ?"
        row = self._db.execute(sql, (chat, person)).fetchone()
        return Talk(tuple(json.loads(row[0])), row[1]) if row else Talk()

    def keep_talk(self, chat: int, person: int, context: Sequence[str], answer: str | None) -> None:
        """Remember where the conversation stands."""
        self._db.execute(
            "INSERT OR REPLACE INTO talks VALUES (?, ?, ?, ?, ?)",
            (chat, person, json.dumps(list(context)), answer, time.time()),
        )

    def reset(self, chat: int, person: int) -> None:
        """Forget what was said in the conversation; buttons keep working."""
        self._db.table("talks").delete_where("chat = ? AND person = ?", (chat, person))

    def keep_answer(self, chat: int, person: int, answer: Answer) -> str:
        """Return the id under which the answer is kept: 11 characters fit for a deep link."""
        key = secrets.token_urlsafe(8)
        self._db.execute(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
            (key, chat, person, dump_answer(answer), time.time()),
        )
        return key

    def answer(self, key: str) -> Answer | None:
        """Return the answer kept under ``key``; None once it is forgotten or too old."""
        row = self._db.execute("SELECT body FROM answers WHERE id = ?", (key,)).fetchone()
        return load_answer(row[0]) if row else None

    def vote(
        self, key: str, person: int, good: bool, reason: str | None = None, draft: str | None = None
    ) -> None:
        """Remember what a person thinks of an answer; the last vote counts."""
        row = {
            "answer": key, "person": person, "good": int(good), "reason": reason,
            "draft": draft, "at": time.time(),
        }  # fmt: skip
        self._db.table("votes").insert(row, replace=True)

    def prompt(self, chat: int, message: int, person: int, key: str) -> None:
        """Remember that a reply to ``message`` is the person's reason for a 👎."""
        row = {
            "chat": chat, "message": message, "person": person, "answer": key, "at": time.time(),
        }  # fmt: skip
        self._db.table("prompts").insert(row, replace=True)

    def take_prompt(self, chat: int, message: int, person: int) -> str | None:
        """Return, once, the answer that a reply to ``message`` gives a reason for."""
        where = "chat = ? AND message = ? AND person = ?"
        rows = list(self._db.table("prompts").rows_where(where, (chat, message, person)))
        self._db.table("prompts").delete_where(where, (chat, message, person))
        return str(rows[0]["answer"]) if rows else None

    # People and chats.

    def forget(self, person: int) -> None:
        """Delete all that is kept of a person, and overwrite where it stood in the file."""
        with self._db.conn:
            self._db.execute("BEGIN")
            for table in _OF_PEOPLE:
                self._db.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def move_chat(self, old: int, new: int) -> None:
        """Carry over what is kept of a group that became a supergroup."""
        with self._db.conn:
            self._db.execute("BEGIN")
            for table in _OF_CHATS:
                self._db.execute(
                    f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old)
                )

    def mark_inactive(self, chat: int, why: str) -> None:
        """Note that the chat takes no messages from us any more."""
        row = {"chat": chat, "why": why, "at": time.time()}
        self._db.table("inactive").insert(row, replace=True)

    def mark_active(self, chat: int) -> None:
        """Note that the chat takes messages (again)."""
        self._db.execute("DELETE FROM inactive WHERE chat = ?", (chat,))

    def is_inactive(self, chat: int) -> bool:
        """Return whether the chat has blocked us, as far as we know."""
        rows = self._db.execute("SELECT 1 FROM inactive WHERE chat = ?", (chat,))
        return rows.fetchone() is not None

    # Figures for /stats, and age.

    def count(self, name: str) -> None:
        """Add one to a counter that names no person and no question."""
        self._db.execute(
            "INSERT INTO counts VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1",
            (name,),
        )

    def figures(self) -> dict[str, int]:
        """Return the counters, and how many people, votes, parked updates and blocked chats."""
        figures = {row["name"]: row["count"] for row in self._db.table("counts").rows}
        for name, sql in _FIGURES.items():
            figures[name] = self._db.execute(sql).fetchone()[0]
        return figures

    def purge(self, days: int = KEPT_DAYS) -> None:
        """Delete what is older than ``days``."""
        before = time.time() - days * _DAY
        with self._db.conn:
            self._db.execute("BEGIN")
            for table in _OF_PEOPLE:
                self._db.execute(f"DELETE FROM {table} WHERE at < ?", (before,))
        self._trim_done()

    def _trim_done(self) -> None:
        self._db.execute(
            "DELETE FROM done WHERE update_id NOT IN"
            " (SELECT update_id FROM done ORDER BY at DESC LIMIT ?)",
            (KEPT_UPDATES,),
        )


_FIGURES = {
    "people": "SELECT count(DISTINCT person) FROM talks",
    "good": "SELECT count(*) FROM votes WHERE good",
    "bad": "SELECT count(*) FROM votes WHERE NOT good",
    "parked": "SELECT count(*) FROM parked",
    "inactive": "SELECT count(*) FROM inactive",
}


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; refuse any other file that is not ours."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not empty and (mark != APPLICATION_ID or version != SCHEMA_VERSION):
        raise sqlite3.DatabaseError("不是本程序这个版本的文件")
    connection.execute("PRAGMA journal_mode = WAL")
    # A killed process loses nothing in this mode; only a power cut may cost the last moment.
    connection.execute("PRAGMA synchronous = NORMAL")
    # What is deleted is overwritten: /forget means it.
    connection.execute("PRAGMA secure_delete = ON")
    if empty:
        connection.executescript(
            f"BEGIN;{_TABLES}PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
        )
