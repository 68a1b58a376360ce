"""A small library that keeps the cells of its tables, and which cells are looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval.answering.evidence.scope import Scope
from retrieval.answering.kept import kept_places
from retrieval.answering.tables import cell_finder
from retrieval.index.database import index_folder
from retrieval.library import Library
from retrieval.table_records import Table
from tests.support.synthetic import Synthetic

LookedUp = list[tuple[str, tuple[int, ...]]]

HEAD = "{place}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n"
TEXTS = {
    ("甲山镇", 2022): "全年办理行政应诉案件13件。",
    ("甲山镇", 2023): "全年办理行政应诉案件21件。",
    ("乙水镇", 2022): "行政应诉案件20余件。",
    ("乙水镇", 2023): "行政应诉案件7起。行政应诉案件9起。",
    ("丙川镇", 2023): "认真做好行政应诉工作。",
    ("丁岭镇", 2023): "一审行政应诉案件8件。",
}
MEASURE = "行政应诉案件"


def same(table: Table) -> Table:
    return replace(table, elapsed_ms=0.0)


def file_of(path: Path) -> Path:
    return index_folder(path) / "cells.db"


def looked_up_fixture() -> Any:
    """Return the fixture ``looked_up`` of a test module."""

    @pytest.fixture
    def looked_up(monkeypatch: pytest.MonkeyPatch) -> LookedUp:
        """The cells that are looked up, as place and years."""
        seen: LookedUp = []
        find = cell_finder.find_cell

        def find_and_note(question: object, scope: Scope, shelf: object) -> object:
            seen.append((scope.name(), scope.years))
            return find(question, scope, shelf)  # type: ignore[arg-type]

        monkeypatch.setattr(cell_finder, "find_cell", find_and_note)
        return seen

    return looked_up


def small_fixture() -> Any:
    """Return the fixture ``small`` of a test module."""

    @pytest.fixture
    def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A small library that keeps its cells as a large one does, with a measure compared."""
        monkeypatch.setattr(kept_places, "MANY", 2)
        folder = tmp_path / "报告"
        folder.mkdir()
        for (place, year), text in TEXTS.items():
            write(folder, place, year, text)
        with Library.open(tmp_path / "库.db", create=True) as library:
            library.ingest([folder])
            library.compare([MEASURE])
        yield tmp_path / "库.db"

    return small


def write(folder: Path, place: str, year: int, text: str) -> None:
    head = HEAD.format(place=place, year=year)
    (folder / f"{place}{year}.txt").write_text(f"{head}{text}\n", encoding="utf-8")


def synthetic_library(factory: pytest.TempPathFactory, seed: int, reports: int) -> Path:
    """Return a library of so many synthetic reports."""
    folder, path = factory.mktemp("报告"), factory.mktemp("库") / "库.db"
    Synthetic(seed=seed).write(folder, reports)
    with Library.open(path, create=True) as library:
        library.ingest([folder])
    return path
