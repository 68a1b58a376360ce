"""What the bot's files tell its owner: what was not found, what was slow, what people found wrong."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.telegram.stored import load_answer
from retrieval.errors import DatabaseError

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's row; ``question`` is empty where it was not kept."""

    at: float
    answer: str
    channel: str
    status: str
    kind: str
    reason: str
    ms: float
    question: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """A question that found nothing, as often as it was asked; newest ``at``."""

    times: int
    reason: str
    question: str
    at: float


@dataclass(frozen=True, slots=True)
class Complaint:
    """A 👎: the reason given, and the question and answer as far as they are still kept."""

    at: float
    reason: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """All of it; ``p99`` is the time within which 99 of 100 answers were made."""

    counts: Mapping[str, int]
    median_ms: float
    p99_ms: float
    not_found: tuple[NotFound, ...]
    slowest: tuple[Asked, ...]
    complaints: tuple[Complaint, ...]


def review(logbook: Path, state: Path, *, days: int, most: int) -> Review:
    """Return what the two files tell of the last ``days``, each list at most ``most`` long.

    A file that is not there tells nothing. Raises DatabaseError for one that cannot be read.
    """
    since = time.time() - days * _DAY
    rows = _read_rows(logbook, since)
    times = sorted(row.ms for row in rows)
    return Review(
        counts=dict(
            Counter("smalltalk" if row.kind == "smalltalk" else row.status for row in rows)
        ),
        median_ms=median(times) if times else 0.0,
        p99_ms=times[min(len(times) - 1, len(times) * 99 // 100)] if times else 0.0,
        not_found=_not_found(rows)[:most],
        slowest=tuple(sorted(rows, key=lambda row: -row.ms)[:most]),
        complaints=_read_complaints(state, since)[:most],
    )


def _not_found(rows: tuple[Asked, ...]) -> tuple[NotFound, ...]:
    """Return the rows that found nothing, the same question once; most often asked first."""
    groups: dict[tuple[str, str], list[Asked]] = {}
    for row in rows:
        if row.status == "not_found":
            groups.setdefault((row.reason, row.question), []).append(row)
    found = [
        NotFound(len(group), reason, question, max(row.at for row in group))
        for (reason, question), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, -one.at)))


def _read_rows(logbook: Path, since: float) -> tuple[Asked, ...]:
    with _open(logbook) as connection:
        if connection is None:
            return ()
        sql = (
            "SELECT at, answer, channel, status, kind, coalesce(reason, ''), ms,"
            " coalesce(question, '') FROM asked WHERE at >= ? ORDER BY at"
        )
        return tuple(Asked(*row) for row in connection.execute(sql, (since,)))


def _read_complaints(state: Path, since: float) -> tuple[Complaint, ...]:
    with _open(state) as connection:
        if connection is None:
            return ()
        sql = (
            "SELECT votes.at, coalesce(votes.reason, ''), answers.body FROM votes"
            " LEFT JOIN answers ON answers.id = votes.answer"
            " WHERE NOT votes.good AND votes.at >= ? ORDER BY votes.at DESC"
        )
        found = []
        for at, reason, body in connection.execute(sql, (since,)):
            answer = load_answer(body) if body else None
            question = (answer.resolved or answer.question) if answer else ""
            found.append(Complaint(at, reason, question, answer.text if answer else ""))
        return tuple(found)


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Yield the file, to be read only; None where there is none."""
    if not path.is_file():
        yield None
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            yield opened
    except sqlite3.Error as error:
        raise DatabaseError(
            f"机器人的记录读不出：{path}（{error}）", "请用运行机器人的那个用户执行"
        ) from error
