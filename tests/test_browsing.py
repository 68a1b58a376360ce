"""The copy to browse in: all reports, lines and figures, and a search that finds any stretch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.browsing import search_phrases, spaced
from retrieval.errors import DatabaseError
from retrieval.library import Library
from retrieval.table_records import FigureFilter

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("five") / "库.db", create=True) as library:
        library.ingest([CORPUS])
        yield library


@pytest.fixture(scope="module")
def rows(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("browse") / "fazhi.db"
    library.write_browsing(path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def found(rows: sqlite3.Connection, typed: str) -> set[tuple[str, int]]:
    sql = "SELECT 报告, 行 FROM lines WHERE 序号 IN (SELECT rowid FROM lines_search WHERE lines_search MATCH ?)"
    return set(rows.execute(sql, [search_phrases(typed)]))


def test_every_line_that_holds_anything_is_there_as_it_is(
    library: Library, rows: sqlite3.Connection
) -> None:
    for report in library.reports():
        lines = library.parsed(report.id).report.lines
        kept = rows.execute("SELECT 行, 原文 FROM lines WHERE 报告 = ? ORDER BY 行", [report.id])
        assert kept.fetchall() == [(n, t) for n, t in enumerate(lines, 1) if t.strip()]


def test_every_figure_is_there_with_its_exact_value(
    library: Library, rows: sqlite3.Connection
) -> None:
    figures = library.figures(FigureFilter())
    kept = rows.execute(
        "SELECT 报告, 行, 指标, 通用名, 单位, 写法, 原文 FROM figures ORDER BY 序号"
    )
    assert kept.fetchall() == [
        (
            f.evidence.report,
            f.evidence.line,
            f.measure,
            f.name,
            f.value.unit,
            f.written,
            f.evidence.quote,
        )
        for f in figures
    ]
    values = [str(value) for (value,) in rows.execute("SELECT 数值 FROM figures ORDER BY 序号")]
    assert [float(v) for v in values if "/" not in v] == [
        float(f.value.value) for f in figures if "/" not in f.value.value
    ]
    # Whole numbers stay whole: 22, not 22.0.
    assert "22" in values and "22.0" not in values


def test_the_reports_are_there_with_place_and_year(
    library: Library, rows: sqlite3.Connection
) -> None:
    kept = set(rows.execute("SELECT 编号, 地区, 年份, 标题, 数字 FROM reports"))
    assert kept == {(r.id, r.place, r.year, r.title, r.figures) for r in library.reports()}


@pytest.mark.parametrize(
    "typed",
    ["普法", "行政应诉", "法律明白人", "22件", "征", "100%", "警保联控", "八五", "无败诉案件"],
)
def test_a_stretch_of_any_length_is_found_wherever_it_stands(
    library: Library, rows: sqlite3.Connection, typed: str
) -> None:
    holding = {
        (report.id, number)
        for report in library.reports()
        for number, text in enumerate(library.parsed(report.id).report.lines, 1)
        if typed in text
    }
    assert holding and found(rows, typed) >= holding
    # Beyond them only what punctuation parts (行政、应诉).
    for report, line in found(rows, typed) - holding:
        text = library.parsed(report).report.lines[line - 1]
        assert spaced(typed) in spaced(text)


def test_a_number_is_not_found_in_a_longer_one(rows: sqlite3.Connection) -> None:
    assert found(rows, "1600") and not found(rows, "160")


def test_traditional_and_full_width_writing_find_the_same(rows: sqlite3.Connection) -> None:
    assert found(rows, "行政應訴") == found(rows, "行政应诉") != set()
    assert found(rows, "２２件") == found(rows, "22件") != set()


def test_several_words_must_all_be_there(rows: sqlite3.Connection) -> None:
    both = found(rows, "行政应诉 22件")
    assert both == found(rows, "行政应诉") & found(rows, "22件") != found(rows, "行政应诉")


@given(st.text())
def test_whatever_is_typed_is_a_query(typed: str) -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE t USING fts5(x, content='')")
        memory.execute("SELECT rowid FROM t WHERE t MATCH ?", [search_phrases(typed)]).fetchall()


def test_a_file_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        library.write_browsing(tmp_path / "没有" / "fazhi.db")
