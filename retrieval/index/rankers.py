"""Which ranker serves a library: in memory while it is small, else with an index on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.index.database import index_folder
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store

if TYPE_CHECKING:
    from retrieval.index.disk_ranker import DiskRanker

__all__ = ["DISK_FROM", "choose_ranker", "index_folder", "prepare_ranking"]

# From so many passages on. Below, ranking in memory takes 10 ms at most, and nothing lies about.
DISK_FROM = 20_000


def choose_ranker(store: Store, disk_from: int | None = DISK_FROM) -> Ranker | DiskRanker:
    """Return the ranker for what the library holds now; neither loads anything yet.

    From ``disk_from`` passages on it is the one with an index on disk; None: never.
    """
    if disk_from is None or store.passage_table.count() < disk_from:
        return Ranker(store.passages)
    # Only here: tantivy is nothing that a small library needs.
    from retrieval.index.disk_ranker import DiskRanker

    return DiskRanker(index_folder(store.path), store.passage_table, store.passages)


def prepare_ranking(store: Store, disk_from: int | None = DISK_FROM) -> None:
    """Bring the index on disk up to date, where the library is large enough to have one."""
    ranker = choose_ranker(store, disk_from)
    if not isinstance(ranker, Ranker):
        ranker.prepare()
