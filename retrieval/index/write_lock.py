"""Who may write a folder: one process at a time, and nobody for ever where one is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def write_lock(file: Path, seconds: float) -> Iterator[bool]:
    """Hold the lock ``file`` inside the block; False where another has it for longer than that.

    The file is made, with its folder. It is an empty database, since SQLite's locks work on all
    systems and end with their process. Raises OSError where it can't be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(file, timeout=seconds, isolation_level=None)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    with closing(connection):
        yield _begin(connection)


def _begin(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if (error.sqlite_errorname or "").startswith("SQLITE_BUSY"):
            return False
        raise OSError(str(error)) from error
    return True
