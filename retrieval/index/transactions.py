"""Writes that are kept whole or not at all, one by one or several together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

# By whether a transaction is open already: how a part begins, is kept and is taken back.
_ALONE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_WITHIN = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


@contextmanager
def all_or_nothing(database: sqlite3.Connection) -> Iterator[None]:
    """Keep what is written inside the block, or nothing of it where an error leaves the block.

    The lock is taken at once: two writers queue up, not clash. Inside another such block only
    this part is taken back, and what is kept of it lasts once the outer block ends.
    """
    begin, keep, undo = _WITHIN if database.in_transaction else _ALONE
    database.execute(begin)
    kept = False
    try:
        yield
        database.execute(keep)
        kept = True
    finally:
        # A full disk may have ended the transaction already.
        if not kept and database.in_transaction:
            for step in undo:
                database.execute(step)
