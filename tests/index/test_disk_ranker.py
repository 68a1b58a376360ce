"""Ranking on disk gives what ranking in memory gives, whatever happened to its folder."""

from __future__ import annotations

import logging
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_values import plain_entry

from retrieval.errors import DatabaseError
from retrieval.index import catching_up, disk_ranker
from retrieval.index.database import copy_database, replace_database
from retrieval.index.disk_index import DiskIndex
from retrieval.index.disk_ranker import DiskRanker
from retrieval.index.ranker import Ranker
from retrieval.index.rankers import index_folder
from retrieval.index.store import Store
from retrieval.index.values import Change, Entry, IndexedPassage
from retrieval.index.write_lock import write_lock
from retrieval.language.tokens import ranking_words
from retrieval.records import Hit, Passage, Piece, Sentence

ROOT = Path(__file__).parents[2]
PLACES = ("甲街道", "乙街道", "丙街道", "丁街道", "戊街道", "己街道")
CHARS = "行政应诉案件普法，。22的"
QUESTIONS = (
    "行政应诉案件",
    "普法宣传场次",
    "第3版普法10",
    "甲街道的调解",
    "没有一个共同字",
    "",
    "22件",
)


def entry_of(place: str, passages: Sequence[Sequence[str]]) -> Entry:
    """Return an entry whose passages are these, each given as its sentences."""
    lines = tuple("".join(parts) for parts in passages)
    entry = plain_entry(place, lines=(), report_id=f"{ord(place[0]):012x}", file=f"{place}.txt")
    cut = tuple(
        Passage(n, 0, line, tuple(Sentence(part, (Piece(n + 1, 0, 0),)) for part in parts))
        for n, (line, parts) in enumerate(zip(lines, passages, strict=True))
    )
    words = tuple(tuple(ranking_words(line)) for line in lines)
    return replace(entry, parsed=replace(entry.parsed, passages=cut), words=words)


def add(store: Store, place: str, version: int = 1, lines: int = 12) -> str:
    """Write a report whose lines tell of its place and version; return its id."""
    matters = ("行政应诉案件", "普法宣传", "调解纠纷", "行政复议", "执法检查")
    entry = entry_of(
        place,
        [
            (
                f"{place}第{version}版{matters[n % 5]}{n}件。",
                f"{matters[(n + version) % 5]}{n}场次。",
            )
            for n in range(lines)
        ],
    )
    store.add(entry)
    return entry.parsed.report.id


def on_disk(store: Store) -> DiskRanker:
    return DiskRanker(index_folder(store.path), store.passage_table, forbidden)


def forbidden() -> Sequence[IndexedPassage]:
    raise AssertionError("all passages were read")


def plain(hits: Sequence[Hit]) -> list[tuple[str, int, float, int]]:
    return [(hit.report, hit.passage, round(hit.score, 9), hit.rank) for hit in hits]


def assert_same(store: Store, ranker: DiskRanker | None = None) -> None:
    """Every question is ranked as in memory, among all reports and among some."""
    disk, memory = ranker or on_disk(store), Ranker(store.passages)
    ids = [report.id for report in store.reports()]
    for question in QUESTIONS:
        for reports in (None, ids, ids[:1], ids[1:3], [], ["nobody"]):
            expected = plain(memory.rank(question, reports, 10))
            assert plain(disk.rank(question, reports, 10)) == expected, (question, reports)


def state_of(store: Store) -> Change | None:
    return DiskIndex.open(index_folder(store.path) / "passages").state()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "库.db", create=True) as store:
        for place in PLACES:
            add(store, place)
        yield store


# The same as in memory


def test_questions_are_ranked_as_in_memory(store: Store) -> None:
    assert_same(store)
    assert plain(on_disk(store).rank("普法", None, 0)) == []


@settings(max_examples=10)
@given(
    st.lists(st.lists(st.lists(st.text(CHARS, max_size=8), max_size=3), max_size=4), max_size=4),
    st.text(CHARS, max_size=8),
)
def test_any_library_is_ranked_as_in_memory(
    tmp_path_factory: pytest.TempPathFactory, library: list[list[list[str]]], question: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with Store.open(folder / "a.db", create=True) as store:
        for place, passages in zip(PLACES, library, strict=False):
            store.add(entry_of(place, passages))
        expected = plain(Ranker(store.passages).rank(question, None, 9))
        assert plain(on_disk(store).rank(question, None, 9)) == expected
    shutil.rmtree(folder)


def test_ties_stand_in_order_of_report_and_passage(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db", create=True) as store:
        for place in reversed(PLACES):
            store.add(entry_of(place, [("行政应诉。",)] * 3))
        found = [(hit.report, hit.passage) for hit in on_disk(store).rank("行政应诉", None, 9)]
    assert len(found) == 9
    assert found == sorted(found)


def test_sentences_are_scored_as_in_memory(store: Store) -> None:
    report, disk, memory = store.reports()[0].id, on_disk(store), Ranker(store.passages)
    scores = disk.sentence_scores("普法宣传", report, 1)
    assert scores == memory.sentence_scores("普法宣传", report, 1) != ()
    assert disk.sentence_scores("普法宣传", report, 99) == ()


def test_a_whole_library_named_one_by_one_is_all_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str] | None] = []
    search = DiskIndex.search

    def noted(self: DiskIndex, *arguments: object) -> object:
        asked.append(arguments[2])  # type: ignore[arg-type]
        return search(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(DiskIndex, "search", noted)
    monkeypatch.setattr(disk_ranker, "_LOOKED_UP", 3)
    on_disk(store).rank("普法", [report.id for report in store.reports()], 3)
    assert asked == [None]


# In step with the library


def test_only_what_changed_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk(store).prepare()
    written: list[str] = []
    read = store.passage_table.of_report
    monkeypatch.setattr(
        store.passage_table, "of_report", lambda report: written.append(report) or read(report)
    )
    changed = add(store, "丙街道", version=3)
    new = add(store, "庚街道", version=2)
    store.remove(gone := store.reports()[0].id)
    assert_same(store)
    assert sorted(written) == sorted([changed, new, gone])
    assert state_of(store) == store.passage_table.last_change()
    written.clear()
    on_disk(store).rank("普法")
    assert written == []


def test_where_most_changed_it_is_written_anew(store: Store) -> None:
    on_disk(store).prepare()
    for place in PLACES[:4]:
        add(store, place, version=5, lines=30)
    assert_same(store)


def test_a_library_emptied_and_filled(store: Store) -> None:
    on_disk(store).prepare()
    store.remove(*(report.id for report in store.reports()))
    assert on_disk(store).rank("普法") == ()
    assert store.passage_table.count() == 0
    add(store, "甲街道", version=2)
    assert_same(store)


def test_many_changes_go_in_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "_PORTION", 2)
    reached: list[Change] = []
    write = DiskIndex.write

    def killed(self: DiskIndex, changed: object, upto: Change, *, afresh: bool) -> None:
        if len(reached) == 2:
            raise KeyboardInterrupt
        reached.append(upto)
        write(self, changed, upto, afresh=afresh)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(DiskIndex, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            on_disk(store).prepare()
    assert state_of(store) == reached[-1] == Change(4, reached[-1].mark)
    assert_same(store)


def test_what_fails_in_the_midst_of_writing_is_taken_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk(store).prepare()
    before = state_of(store)
    add(store, "甲街道", version=2)

    def broken(_: str) -> list[object]:
        raise DatabaseError("磁盘出错", "")

    with monkeypatch.context() as patch:
        patch.setattr(store.passage_table, "of_report", broken)
        with pytest.raises(DatabaseError):
            on_disk(store).prepare()
    assert state_of(store) == before
    assert_same(store)


def test_a_backup_that_was_put_back_is_another_history(store: Store, tmp_path: Path) -> None:
    copy_database(store.path, backup := tmp_path / "backup.db")
    add(store, "甲街道", version=2)
    on_disk(store).prepare()
    replace_database(store.path, backup)
    store.refresh()
    assert_same(store)
    # As many changes as before, and others.
    add(store, "乙街道", version=7)
    assert_same(store)


_WRITE_FOREVER = """
import pathlib, sys
sys.path.insert(0, "tests/index")
from test_disk_ranker import PLACES, add, on_disk
from retrieval.index.store import Store
store = Store.open(pathlib.Path(sys.argv[1]), create=True)
version = 0
while True:
    version += 1
    for place in PLACES:
        add(store, place, version)
        on_disk(store).prepare()
        print("ready", flush=True)
"""


def write_forever(path: Path) -> subprocess.Popen[bytes]:
    """Return a process that changes the library and its index in turn, once it has begun."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE_FOREVER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    return writer


def end(writer: subprocess.Popen[bytes]) -> None:
    writer.kill()
    writer.wait()
    assert writer.stdout is not None
    writer.stdout.close()


def test_killed_at_any_moment_it_is_in_step_at_the_next_use(tmp_path: Path) -> None:
    luck = random.Random(9)
    path = tmp_path / "a.db"
    for _ in range(3):
        writer = write_forever(path)
        time.sleep(luck.uniform(0, 0.2))
        end(writer)
        with Store.open(path) as store:
            assert_same(store)


def test_others_read_while_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "_SECONDS_WITH", 0.05)
    path = tmp_path / "a.db"
    writer = write_forever(path)

    def read(_: int) -> None:
        with Store.open(path) as store:
            for _ in range(8):
                store.refresh()
                ranker = DiskRanker(index_folder(path), store.passage_table, forbidden)
                assert ranker.rank("行政应诉案件", None, 5)

    with ThreadPoolExecutor(2) as readers:
        list(readers.map(read, range(2)))
    end(writer)


def test_while_another_writes_an_older_index_serves(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "_SECONDS_WITH", 0.01)
    monkeypatch.setattr(catching_up, "_SECONDS_WITHOUT", 0.01)
    lock = index_folder(store.path) / "lock"
    with write_lock(lock, 0) as held:
        assert held
        with pytest.raises(DatabaseError, match="稍后再试"):
            on_disk(store).rank("普法")
    on_disk(store).prepare()
    store.remove(gone := store.reports()[0].id)
    new = add(store, "庚街道", version=2)
    with write_lock(lock, 0):
        hits = on_disk(store).rank("普法宣传", None, 50)
    assert hits
    # What is gone is not shown, whatever the index says.
    assert not {gone, new} & {hit.report for hit in hits}
    assert_same(store)


# A folder in disorder


def spoil(folder: Path, how: str) -> None:
    files = sorted(file for file in folder.iterdir() if file.suffix)
    if how == "gone":
        shutil.rmtree(folder)
    elif how == "emptied":
        for file in files:
            file.unlink()
    elif how == "no reports":
        (folder / "meta.json").write_text("{}")
    elif how == "a file instead":
        shutil.rmtree(folder)
        folder.touch()
    else:
        file = next(file for file in files if file.suffix == how)
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize(
    "how", ["gone", "emptied", "no reports", "a file instead", ".idx", ".term", ".store", ".fast"]
)
def test_a_missing_or_damaged_index_is_built_anew(store: Store, how: str) -> None:
    on_disk(store).prepare()
    spoil(index_folder(store.path) / "passages", how)
    if how == "a file instead":
        # Nothing of ours: left as it is, and ranked in memory.
        folder = index_folder(store.path)
        disk = DiskRanker(folder, store.passage_table, store.passages)
    else:
        disk = on_disk(store)
    assert_same(store, disk)


def test_bytes_that_differ_raise_nothing_and_show_nothing_that_is_not_there(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    on_disk(store).prepare()
    luck = random.Random(4)
    files = [f for f in (index_folder(store.path) / "passages").iterdir() if f.stat().st_size]
    known = {(p.report, p.passage) for p in store.passages()}
    for _ in range(20):
        file = luck.choice(files)
        whole = file.read_bytes() if file.exists() else b""
        if whole:
            spoiled = bytearray(whole)
            for _ in range(8):
                spoiled[luck.randrange(len(spoiled))] = luck.randrange(256)
            file.write_bytes(spoiled)
        hits = on_disk(store).rank("普法宣传", None, 9)
        assert {(hit.report, hit.passage) for hit in hits} <= known
    # What was asked is nobody's business.
    assert "普法" not in caplog.text


def test_an_index_of_another_form_is_built_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("retrieval.index.disk_index._FORM", "0")
        on_disk(store).prepare()
    assert state_of(store) is None
    assert_same(store)
    assert state_of(store) == store.passage_table.last_change()


def test_where_no_folder_can_be_made_it_is_ranked_in_memory(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    index_folder(store.path).touch()
    ranker = DiskRanker(index_folder(store.path), store.passage_table, store.passages)
    assert_same(store, ranker)
    assert "ranked in memory" in caplog.text
