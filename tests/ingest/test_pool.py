"""Reading on all cores: the same results in the same order, whatever becomes of a child."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support" / "reports"))

import make_files
from shelf_of_files import pack, report, write

from retrieval.errors import FazhiError
from retrieval.index.store import Store
from retrieval.index.values import Entry
from retrieval.ingest import ingest, pool
from retrieval.ingest.pool import read_all
from retrieval.ingest.sources import find_sources

PLACES = [f"{a}{b}镇" for a in "青白金石" for b in "山水谷田桥"]


def fill(folder: Path) -> Path:
    """Write twenty reports, some of them in an archive, one empty and one of no format of ours."""
    for number, place in enumerate(PLACES[:14]):
        write(folder / f"{number:02}{place}.txt", report(place, cases=number + 1))
    members = {f"{place}.txt": report(place, cases=40) for place in PLACES[14:]}
    pack(folder / "05x.zip", members)
    write(folder / "07x.txt", "")
    (folder / "03x.png").write_bytes(b"\x89PNG")
    return folder


def test_parallel_is_serial(tmp_path: Path) -> None:
    folder = fill(tmp_path / "报告")
    stores = [Store.open(tmp_path / f"{n}.db", create=True) for n in (0, 2)]
    heard: list[tuple[str, int, int]] = []
    serial = ingest(stores[0], [folder], workers=0)
    parallel = ingest(stores[1], [folder], lambda *step: heard.append(step), workers=2)
    assert serial == parallel
    assert [step[0] for step in heard] == [result.file for result in parallel]
    assert [step[1:] for step in heard] == [(n, 22) for n in range(1, 23)]
    assert stores[0].reports() == stores[1].reports()
    for row in stores[0].reports():
        assert stores[0].parsed(row.id) == stores[1].parsed(row.id)
        assert stores[0].facts(row.id) == stores[1].facts(row.id)
    assert {r.outcome for r in ingest(stores[1], [folder], workers=2)} == {"unchanged", "failed"}
    for store in stores:
        store.close()


def test_a_child_that_dies_costs_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = list(find_sources([fill(tmp_path / "报告")]))
    sources = [source for source in sources if source.error is None]
    real = pool._Child.read
    lock, killed = threading.Lock(), []

    def read(self: pool._Child, source: object) -> object:
        with lock:
            if len(killed) < 2 and getattr(source, "name", "").startswith(("02", "09")):
                killed.append(source)
                os.kill(self._process.pid, signal.SIGKILL)
        return real(self, source)  # type: ignore[arg-type]

    monkeypatch.setattr(pool._Child, "read", read)
    readings = list(read_all(sources, 2))
    names = [
        source.name
        for source, reading in zip(sources, readings, strict=True)
        if isinstance(reading, FazhiError)
    ]
    assert [name[:2] for name in names] == ["02", "07", "09"]
    for source, reading in zip(sources, readings, strict=True):
        if isinstance(reading, Entry):
            assert reading.location == source.location
        else:
            assert reading.message and reading.hint


def test_a_child_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "甲.txt", report())
    monkeypatch.setattr(pool, "SECONDS", 0.01)
    (reading,) = read_all(list(find_sources([file])), 1)
    assert isinstance(reading, FazhiError)
    assert "已停止" in reading.message


def test_leaving_early_ends_the_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[pool._Child] = []
    real = pool._Child.__init__

    def start(self: pool._Child) -> None:
        real(self)
        children.append(self)

    monkeypatch.setattr(pool._Child, "__init__", start)
    sources = [s for s in find_sources([fill(tmp_path / "报告")]) if s.error is None]
    readings = read_all(sources * 4, 2)
    next(readings)
    readings.close()
    assert children
    assert all(child._process.poll() is not None for child in children)


def test_a_file_that_changes_before_it_is_read_is_stamped_as_read(tmp_path: Path) -> None:
    file = write(tmp_path / "甲.txt", report(cases=1))
    (before,) = find_sources([file])
    write(file, report(cases=2))
    (entry,) = read_all([before], 0)
    (after,) = find_sources([file])
    assert isinstance(entry, Entry)
    assert entry.stamp == after.stamp != before.stamp


def test_every_format_and_every_broken_file_comes_out_the_same(tmp_path: Path) -> None:
    make_files.write_all(tmp_path / "报告")
    sources = list(find_sources([tmp_path / "报告"]))
    readable = [source for source in sources if source.error is None]
    assert len(sources) > len(readable) > 20
    for one, other in zip(read_all(readable, 0), read_all(readable, 2), strict=True):
        if isinstance(one, Entry):
            assert one == other
        else:
            assert isinstance(other, FazhiError)
            assert (one.message, one.hint) == (other.message, other.hint)


def test_children_are_replaced_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_FILES_A_CHILD", 4)
    sources = [s for s in find_sources([fill(tmp_path / "报告")]) if s.error is None]
    fresh = list(read_all(sources, 1))
    assert [isinstance(reading, Entry) for reading in fresh] == [
        not source.name.startswith("07x") for source in sources
    ]
