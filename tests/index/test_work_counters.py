"""What one ranking reads of the library does not grow with the library: counted, never timed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from report_values import plain_entry

from retrieval.index.disk_ranker import DiskRanker
from retrieval.index.rankers import choose_ranker, index_folder
from retrieval.index.store import Store

SMALL, LARGE = 6, 60
LINES = 12


@dataclass
class Work:
    """How many statements SQLite ran, and how many hundreds of its own steps they took."""

    statements: int = 0
    steps: int = 0


@contextmanager
def counting(store: Store) -> Iterator[Work]:
    work = Work()

    def statement(sql: str) -> None:
        work.statements += not sql.startswith(("BEGIN", "ROLLBACK"))

    def step() -> None:
        work.steps += 1

    store._database.set_trace_callback(statement)
    store._database.set_progress_handler(step, 100)
    try:
        yield work
    finally:
        store._database.set_trace_callback(None)
        store._database.set_progress_handler(None, 100)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    opened = []
    for count in (SMALL, LARGE):
        store = Store.open(tmp_path_factory.mktemp("work") / "a.db", create=True)
        for number in range(count):
            lines = tuple(
                f"全年办理行政应诉案件，开展普法宣传{number * LINES + n}件。" for n in range(LINES)
            )
            name = f"街道{number}"
            store.add(plain_entry(name, lines=lines, report_id=f"{number:012x}", file=name))
        on_disk(store).prepare()
        opened.append(store)
    yield opened[0], opened[1]
    for store in opened:
        store.close()


def on_disk(store: Store) -> DiskRanker:
    return DiskRanker(index_folder(store.path), store.passage_table, store.passages)


@pytest.mark.parametrize("among", [None, ("000000000001",)], ids=["all", "one report"])
def test_a_ranking_reads_as_much_of_a_large_library_as_of_a_small_one(
    stores: tuple[Store, Store], among: tuple[str, ...] | None
) -> None:
    works = []
    for store in stores:
        ranker = on_disk(store)
        with counting(store) as work:
            assert ranker.rank("行政应诉案件", among, 10)
        works.append(work)
    small, large = works
    # Where the history stands, the passages, their sentences.
    assert small.statements == large.statements <= 4
    assert large.steps <= small.steps * 1.2 + 2


def test_choosing_a_ranker_looks_at_one_row(stores: tuple[Store, Store]) -> None:
    for store in stores:
        with counting(store) as work:
            choose_ranker(store)
        assert (work.statements, work.steps) == (1, 0)


def test_bringing_up_to_date_reads_what_changed(stores: tuple[Store, Store]) -> None:
    works = []
    for store in stores:
        store.add(
            plain_entry("街道0", lines=("新的一版1件。",), report_id=f"{0:012x}", file="街道0")
        )
        with counting(store) as work:
            on_disk(store).prepare()
        works.append(work)
    small, large = works
    # All reports' ids are counted, nothing else of them is read.
    assert small.statements == large.statements
    assert large.steps <= small.steps + LARGE


def test_passages_are_found_by_their_keys(stores: tuple[Store, Store]) -> None:
    plans: list[str] = []
    store = stores[1]
    with counting(store):
        store._database.set_trace_callback(plans.append)
        store.passage_table.passages_at([("000000000001", 2), ("000000000002", 0)])
        store.passage_table.sentences_at([("000000000001", 2)])
        store.passage_table.of_report("000000000001")
    asked = [sql for sql in plans if "SELECT" in sql]
    assert len(asked) == 3
    for sql in asked:
        plan = [row[3] for row in store._database.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any(step.startswith("SEARCH p USING PRIMARY KEY") for step in plan), plan
        assert not any(step.startswith("SCAN p") for step in plan), plan
