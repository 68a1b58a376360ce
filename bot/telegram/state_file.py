"""The bot's state file: one SQLite file of our own, opened, and its errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.telegram.own_file import OwnFile
from retrieval.errors import DatabaseError

APPLICATION_ID = 0x4654656C  # "FTel"
SCHEMA_VERSION = 1
# The bot waits on its one loop: a file that another program holds must not stop all chats.
_WAIT_SECONDS = 1.0

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
_FILE = OwnFile(APPLICATION_ID, SCHEMA_VERSION, _TABLES)
_REASONS = (
    ("SQLITE_FULL", "磁盘已满", "请腾出空间"),
    ("SQLITE_BUSY", "另一个程序正占着它", "请等它做完，或停掉它"),
    ("SQLITE_READONLY", "只读，不能写入", "请检查文件和文件夹的写入权限"),
    ("SQLITE_CANTOPEN", "无法打开", "请检查文件夹是否存在、能否写入"),
    ("SQLITE_IOERR", "读写时磁盘出错", "请检查磁盘空间和磁盘状况"),
)


def open_state_file(path: Path | None) -> sqlite3.Connection:
    """Return the open state file, made where it is missing; None is one in memory.

    Raises DatabaseError for a file that is not ours, newer, or cannot be written.
    """
    try:
        return _FILE.open(path, _WAIT_SECONDS)
    except OSError as error:
        raise DatabaseError(
            f"机器人的状态文件打不开：{path}（{error.strerror}）",
            "请检查磁盘空间、文件夹和文件的写入权限",
        ) from error
    except sqlite3.Error as error:
        reason, remedy = _reason(error)
        raise DatabaseError(
            f"机器人的状态文件打不开：{path}（{reason}）", f"{remedy}；损坏时可移走此文件再启动"
        ) from error


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what SQLite reports inside the block into a DatabaseError with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        reason, remedy = _reason(error)
        raise DatabaseError(f"机器人的状态存不进文件：{reason}", remedy) from error


def _reason(error: sqlite3.Error) -> tuple[str, str]:
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, reason, remedy in _REASONS:
        if name.startswith(prefix):
            return reason, remedy
    return str(error), "请检查磁盘和文件权限"
