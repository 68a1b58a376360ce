"""What the bot remembers of people and updates: one SQLite file beside the library.

Kept of a person: the questions that a follow-up leans on, the answers that buttons refer to,
votes with their reasons. Gone with /forget, and by age. Updates done are kept by number only.
What the file cannot take, as on a full disk, is kept in memory: people are answered all the same.
"""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.telegram.latest import Latest
from bot.telegram.state_file import guarded, open_state_file
from bot.telegram.stored import dump_answer, load_answer
from retrieval.errors import DatabaseError
from retrieval.records import Answer

log = logging.getLogger(__name__)

# Telegram repeats an update for a day at most, and numbers them anew after a quiet week.
KEPT_UPDATES = 10_000
KEPT_DAYS = 30
_DAY = 86_400
_MOST_UNSAVED = 1000
# Two moments of the clock that are told apart as floats, today and for centuries.
_TICK = 1e-6
_OF_CHATS = ("talks", "answers", "prompts")
_OF_PEOPLE = ("talks", "answers", "votes", "prompts")


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a person's conversation in a chat stands: earlier questions and the last answer's id."""

    context: tuple[str, ...] = ()
    answer: str | None = None


class State:
    """The open state file. Calls are short; use it from one thread.

    Methods that must not be lost on a person (votes, /forget) raise DatabaseError where the file
    takes nothing; the others go on from memory.
    """

    def __init__(self, db: sqlite3.Connection, clock: Callable[[], float] = time.time) -> None:
        """Serve from an open database; use :meth:`open`."""
        self._db = db
        self._clock = clock
        self._done = 0
        self._last_done = float(self._value("SELECT ifnull(max(at), 0) FROM done"))
        self._complained = False
        self._unsaved_talks: Latest[tuple[int, int], Talk] = Latest(_MOST_UNSAVED)
        self._unsaved_answers: Latest[str, Answer] = Latest(_MOST_UNSAVED)
        self._unsaved_done: Latest[tuple[int, str], bool] = Latest(KEPT_UPDATES)

    @classmethod
    def open(cls, path: Path | None, clock: Callable[[], float] = time.time) -> Self:
        """Return the state in ``path``, made where it is missing; None keeps it in memory.

        ``clock`` tells the time in seconds. Raises DatabaseError for a file that is not ours,
        newer, or cannot be written.
        """
        return cls(open_state_file(path), clock)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # Updates: what was answered is not answered again.

    def begin(self, source: str) -> None:
        """Take updates from ``source``, a server and bot; those of another have other numbers."""
        if self._value("SELECT mark FROM source") != source:
            with self._together():
                self._run("DELETE FROM done")
                self._run("DELETE FROM parked")
                self._run("INSERT OR REPLACE INTO source VALUES (1, ?)", (source,))

    def is_done(self, update_id: int, mark: str = "") -> bool:
        """Return whether the update was answered, as far as the latest 10,000 tell.

        ``mark`` tells it from another of the same number: Telegram numbers anew now and then.
        """
        if self._unsaved_done.get((update_id, mark)):
            return True
        sql = "SELECT 1 FROM done WHERE update_id = ? AND mark = ?"
        return self._value(sql, (update_id, mark)) is not None

    def finish(self, update_id: int, mark: str = "") -> None:
        """Note that the update was answered; a parked one is let go."""
        # In the order of their coming, even where the clock is set back in between.
        self._last_done = max(self._clock(), self._last_done + _TICK)
        with self._or_in_memory() as saved, self._together():
            row = (update_id, mark, self._last_done)
            self._run("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", row)
            self._run("DELETE FROM parked WHERE update_id = ?", (update_id,))
            self._done += 1
            if self._done % 1000 == 0:
                self._trim_done()
        if not saved:
            self._unsaved_done.put((update_id, mark), True)

    def park(self, update_id: int, body: dict[str, Any]) -> None:
        """Keep an update that is still waiting, so that Telegram need not.

        Raises DatabaseError where it cannot be kept.
        """
        row = (update_id, self._clock(), json.dumps(body))
        self._run("INSERT OR REPLACE INTO parked VALUES (?, ?, ?)", row)

    def parked(self) -> list[dict[str, Any]]:
        """Return the updates that were waiting when the program ended, oldest first."""
        rows = self._rows("SELECT body FROM parked ORDER BY update_id")
        return [json.loads(body) for (body,) in rows]

    # Conversations and answers.

    def talk(self, chat: int, person: int) -> Talk:
        """Return where the conversation stands; an empty one where there is none."""
        if (unsaved := self._unsaved_talks.get((chat, person))) is not None:
            return unsaved
        sql = "SELECT context, answer FROM talks WHERE chat = ? AND person = ?"
        for context, answer in self._rows(sql, (chat, person)):
            return Talk(tuple(json.loads(context)), answer)
        return Talk()

    def keep_talk(self, chat: int, person: int, context: Sequence[str], answer: str | None) -> None:
        """Remember where the conversation stands."""
        row = (chat, person, json.dumps(list(context)), answer, self._clock())
        with self._or_in_memory() as saved:
            self._run("INSERT OR REPLACE INTO talks VALUES (?, ?, ?, ?, ?)", row)
        if saved:
            self._unsaved_talks.drop((chat, person))
        else:
            # Or the next question would lean on what stood before.
            self._unsaved_talks.put((chat, person), Talk(tuple(context), answer))

    def reset(self, chat: int, person: int) -> None:
        """Forget what was said in the conversation; buttons keep working."""
        self.keep_talk(chat, person, (), None)

    def keep_answer(self, chat: int, person: int, answer: Answer) -> str:
        """Return the id under which the answer is kept: 11 characters fit for a deep link."""
        key = secrets.token_urlsafe(8)
        row = (key, chat, person, dump_answer(answer), self._clock())
        with self._or_in_memory() as saved:
            self._run("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", row)
        if not saved:
            self._unsaved_answers.put(key, answer)
        return key

    def answer(self, key: str) -> Answer | None:
        """Return the answer kept under ``key``; None once it is forgotten or too old."""
        if (unsaved := self._unsaved_answers.get(key)) is not None:
            return unsaved
        # Ours are ASCII; what a link or a button brings may be anything.
        body = (
            self._value("SELECT body FROM answers WHERE id = ?", (key,)) if key.isascii() else None
        )
        return load_answer(body) if body else None

    def vote(
        self, key: str, person: int, good: bool, reason: str | None = None, draft: str | None = None
    ) -> None:
        """Remember what a person thinks of an answer; the last vote counts."""
        row = (key, person, int(good), reason, draft, self._clock())
        self._run("INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?, ?, ?)", row)

    def prompt(self, chat: int, message: int, person: int, key: str) -> None:
        """Remember that a reply to ``message`` is the person's reason for a 👎."""
        row = (chat, message, person, key, self._clock())
        self._run("INSERT OR REPLACE INTO prompts VALUES (?, ?, ?, ?, ?)", row)

    def take_prompt(self, chat: int, message: int, person: int) -> str | None:
        """Return, once, the answer that a reply to ``message`` gives a reason for."""
        where, whose = "chat = ? AND message = ? AND person = ?", (chat, message, person)
        key = self._value(f"SELECT answer FROM prompts WHERE {where}", whose)
        if key is not None:
            self._run(f"DELETE FROM prompts WHERE {where}", whose)
        return None if key is None else str(key)

    # People and chats.

    def forget(self, person: int) -> None:
        """Delete all that is kept of a person, and overwrite where it stood in the file."""
        # Whose is whose is not noted of what is in memory: it all goes.
        self._unsaved_talks.clear()
        self._unsaved_answers.clear()
        with self._together():
            for table in _OF_PEOPLE:
                self._run(f"DELETE FROM {table} WHERE person = ?", (person,))
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def move_chat(self, old: int, new: int) -> None:
        """Carry over what is kept of a group that became a supergroup."""
        with self._or_in_memory(), self._together():
            for table in _OF_CHATS:
                self._run(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old))

    def mark_inactive(self, chat: int, why: str) -> None:
        """Note that the chat takes no messages from us any more."""
        row = (chat, why, self._clock())
        with self._or_in_memory():
            self._run("INSERT OR REPLACE INTO inactive VALUES (?, ?, ?)", row)

    def mark_active(self, chat: int) -> None:
        """Note that the chat takes messages (again)."""
        with self._or_in_memory():
            self._run("DELETE FROM inactive WHERE chat = ?", (chat,))

    def is_inactive(self, chat: int) -> bool:
        """Return whether the chat has blocked us, as far as we know."""
        return self._value("SELECT 1 FROM inactive WHERE chat = ?", (chat,)) is not None

    # Figures for /stats, and age.

    def count(self, name: str) -> None:
        """Add one to a counter that names no person and no question."""
        sql = "INSERT INTO counts VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1"
        with self._or_in_memory():
            self._run(sql, (name,))

    def figures(self) -> dict[str, int]:
        """Return the counters, and how many people, votes, parked updates and blocked chats."""
        figures = {str(name): int(count) for name, count in self._rows("SELECT * FROM counts")}
        return figures | {name: int(self._value(sql)) for name, sql in _FIGURES.items()}

    def purge(self, days: int = KEPT_DAYS) -> None:
        """Delete what is older than ``days``."""
        now = self._clock()
        with self._together():
            for table in _OF_PEOPLE:
                # Written while the clock was ahead: they would stay for longer than we promise.
                self._run(f"UPDATE {table} SET at = ? WHERE at > ?", (now, now))
                self._run(f"DELETE FROM {table} WHERE at < ?", (now - days * _DAY,))
            self._trim_done()

    def _trim_done(self) -> None:
        self._run(
            "DELETE FROM done WHERE update_id NOT IN"
            " (SELECT update_id FROM done ORDER BY at DESC LIMIT ?)",
            (KEPT_UPDATES,),
        )

    # Inside

    def _run(self, sql: str, values: Sequence[object] = ()) -> None:
        with guarded():
            self._db.execute(sql, values)

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with guarded():
            rows: list[tuple[Any, ...]] = self._db.execute(sql, values).fetchall()
        return rows

    def _value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """Return the first value of the first row; None where there is none."""
        rows = self._rows(sql, values)
        return rows[0][0] if rows else None

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Write all of it or nothing."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        finally:
            if self._db.in_transaction:
                self._run("ROLLBACK")

    @contextmanager
    def _or_in_memory(self) -> Iterator[list[bool]]:
        """Give a list that is no longer empty once what stands inside has been written."""
        saved: list[bool] = []
        try:
            yield saved
            saved.append(True)
            self._complained = False
        except DatabaseError as error:
            if not self._complained:
                log.warning("%s（%s）；先记在内存里", error.message, error.hint)
            self._complained = True


_FIGURES = {
    "people": "SELECT count(DISTINCT person) FROM talks",
    "good": "SELECT count(*) FROM votes WHERE good",
    "bad": "SELECT count(*) FROM votes WHERE NOT good",
    "parked": "SELECT count(*) FROM parked",
    "inactive": "SELECT count(*) FROM inactive",
}
