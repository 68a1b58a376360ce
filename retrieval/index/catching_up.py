"""Keeps the index on disk in step with the library: whoever opens it brings it up to date.

The index says which point of the library's history it has reached; what changed since is put
in, in portions that each end in a commit. So a process that is killed between the library's
commit and the index's, or in the midst of one, leaves nothing to repair. An index that is
missing, damaged or of another history (a backup was put back) is built anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from retrieval.errors import DatabaseError
from retrieval.index.disk_index import DiskIndex, IndexFaultError
from retrieval.index.passage_table import PassageTable
from retrieval.index.values import Change
from retrieval.index.write_lock import write_lock

_LOCK, _PASSAGES = "lock", "passages"
# Reports a commit; one takes some 10 ms, and what a kill costs is one portion.
_PORTION = 2000
# What was taken out lies in the files for a while, and makes counting slower.
_MOST_DEAD = 0.25
# While another process writes: for so long one waits with an older index at hand, and without.
_SECONDS_WITH, _SECONDS_WITHOUT = 1.0, 60.0


def open_current(folder: Path, table: PassageTable, *, anew: bool = False) -> DiskIndex:
    """Return the index in ``folder`` as the library is now.

    While another process brings it up to date, it is returned as it is, if there is one; it
    is built from nothing with ``anew``. Raises IndexFaultError where it can neither be used nor
    built, and DatabaseError where another process takes too long to build it.
    """
    usable = None if anew else _open_usable(folder, table)
    if usable is not None and usable.state() == table.last_change():
        return usable
    try:
        with write_lock(
            folder / _LOCK, _SECONDS_WITHOUT if usable is None else _SECONDS_WITH
        ) as held:
            if held:
                return _catch_up(folder / _PASSAGES, table, anew=anew)
    except OSError as error:
        # A folder that only others may write to.
        if usable is None:
            raise IndexFaultError(str(error)) from error
    if usable is None:
        raise DatabaseError("另一个程序正在建检索索引", "请稍后再试")
    return usable


def _open_usable(folder: Path, table: PassageTable) -> DiskIndex | None:
    """Return the index as it is, None where none of this library's history can be opened."""
    try:
        index = DiskIndex.open(folder / _PASSAGES)
        state = index.state()
    except IndexFaultError:
        return None
    return index if state is not None and state != Change() and table.knows(state) else None


def _catch_up(passages: Path, table: PassageTable, *, anew: bool) -> DiskIndex:
    """Return the index brought up to date; the caller holds the lock."""
    if not anew:
        try:
            return _written(DiskIndex.open(passages), table)
        except IndexFaultError:
            # Whatever is wrong with it, a new one is as good.
            anew = True
    shutil.rmtree(passages, ignore_errors=True)
    return _written(DiskIndex.create(passages), table)


def _written(index: DiskIndex, table: PassageTable) -> DiskIndex:
    """Put in what changed since the point that the index has reached, and return it."""
    state = index.state()
    afresh = state is None or not table.knows(state)
    since = Change() if state is None or afresh else state
    changed = table.changed_since(since)
    if since != Change() and (
        2 * len(changed) > len(table.reports()) or index.dead_share() > _MOST_DEAD
    ):
        # Less would be left of it than is put in, or has gathered in it.
        afresh, changed = True, table.changed_since(Change())
    if afresh and not changed:
        index.write((), Change(), afresh=True)
    for start in range(0, len(changed), _PORTION):
        portion = changed[start : start + _PORTION]
        upto = portion[-1][1]
        index.write(
            ((report, table.of_report(report)) for report, _ in portion), upto, afresh=afresh
        )
        afresh = False
    return index
