"""Cells chosen ahead: those of the measures that several places tell, and each only once."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which

import pytest

from retrieval.answering.tables import tables_ahead
from retrieval.answering.tables.tables_ahead import Portion, portions_of
from retrieval.library import Library
from tests.answering.keeping import (
    MEASURE,
    LookedUp,
    file_of,
    looked_up_fixture,
    same,
    small_fixture,
    write,
)
from tests.support.synthetic import YEARS, Synthetic

looked_up = looked_up_fixture()
small = small_fixture()


@pytest.fixture
def of_two(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library where what two places tell is chosen ahead, and more than one measure is."""
    monkeypatch.setattr(tables_ahead, "LEAST_PLACES", 2)
    for place in ("甲山镇", "丁岭镇"):
        write(small.parent / "报告", place, 2021, "开展行政检查12次。受理信访件9件，其中来信4件。")
    with Library.open(small) as library:
        library.ingest([small.parent / "报告"])
    return small


def test_what_several_places_tell_is_chosen_as_it_is_asked_for(of_two: Path) -> None:
    with Library.open(of_two) as library:
        _, engine = library._prepared()
        ahead = tables_ahead.measures_ahead(engine.shelf)
    assert {"开展行政检查", "行政检查", "受理信访件", "信访件", "来信"} <= set(ahead)
    assert not any("一审" in measure for measure in ahead)
    assert len(set(ahead)) == len(ahead)


def test_the_commonest_measures_alone_may_be_chosen(large: Path) -> None:
    with Library.open(large) as library:
        _, engine = library._prepared()
        few = tables_ahead.measures_ahead(engine.shelf, 3)
        everything = tables_ahead.measures_ahead(engine.shelf)
    assert 3 <= len(few) < len(everything)
    assert few == everything[: len(few)]


def test_what_was_chosen_ahead_is_not_looked_up(of_two: Path, looked_up: LookedUp) -> None:
    told: list[tuple[int, int]] = []
    with Library.open(of_two) as library:
        library.prepare_tables(lambda _, done, total: told.append((done, total)), workers=0)
    assert told[-1][0] == told[-1][1] == len(told)
    looked_up.clear()
    measures = ("行政检查", "受理信访件", "来信")
    with Library.open(of_two) as library:
        ahead = [same(library.compare([measure])) for measure in measures]
    assert not looked_up
    file_of(of_two).unlink()
    with Library.open(of_two) as library:
        assert [same(library.compare([measure])) for measure in measures] == ahead
    assert looked_up


def test_only_what_changed_is_chosen_again(of_two: Path, looked_up: LookedUp) -> None:
    with Library.open(of_two) as library:
        library.prepare_tables(workers=0)
        looked_up.clear()
        library.prepare_tables(workers=0)
        assert not looked_up
        write(of_two.parent / "报告", "甲山镇", 2021, "开展行政检查15次。")
        library.ingest([of_two.parent / "报告"])
        library.prepare_tables(workers=0)
    assert looked_up
    assert all(who.startswith("甲山镇") for who, _ in looked_up)


def test_a_library_that_keeps_no_cells_has_none_chosen(tmp_path: Path) -> None:
    with Library.open(tmp_path / "库.db", create=True) as library:
        assert library.prepare_tables() == 0
        write(tmp_path, "甲山镇", 2021, "开展行政检查12次。")
        library.ingest([tmp_path])
        assert library.prepare_tables() == 0
    assert not file_of(tmp_path / "库.db").exists()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("报告")
    path = tmp_path_factory.mktemp("库") / "库.db"
    Synthetic(seed=3).write(folder, 9 * YEARS)
    with Library.open(path, create=True) as library:
        library.ingest([folder])
    return path


def test_several_processes_choose_what_one_does(
    large: Path, looked_up: LookedUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_ahead, "MOST_MEASURES", 5)
    monkeypatch.setattr(tables_ahead, "_MEASURES_AT_ONCE", 2)
    monkeypatch.setattr(tables_ahead, "_PLACES_AT_ONCE", 5)
    with Library.open(large) as library:
        count = library.prepare_tables(workers=2)
        _, engine = library._prepared()
        measures = tables_ahead.measures_ahead(engine.shelf)
        assert count == len(measures)
        chosen = [same(library.compare([measure])) for measure in measures]
    assert not looked_up
    file_of(large).unlink()
    with Library.open(large) as library:
        assert [same(library.compare([measure])) for measure in measures] == chosen


def test_processes_that_die_cost_nothing_but_time(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", which("false"))
    with Library.open(large) as library:
        assert library.prepare_tables(workers=2) > 0
        assert library.compare([MEASURE]).evidence


def test_portions_are_all_of_it_and_each_once() -> None:
    portions = portions_of([f"指标{n}" for n in range(60)], 230)
    assert [(p.part, p.parts) for p in portions] == [(0, 3), (1, 3), (2, 3)] * 2
    assert portions[0] == Portion(tuple(f"指标{n}" for n in range(48)), 0, 3)
    assert portions[-1].measures == tuple(f"指标{n}" for n in range(48, 60))
