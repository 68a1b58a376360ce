"""Cells that were chosen before: read back they are what looking them up again gives, or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from retrieval.answering.kept import kept_places
from retrieval.index import cell_file
from retrieval.index.database import index_folder
from retrieval.library import Library
from retrieval.table_records import Table
from tests.answering.keeping import (
    MEASURE,
    LookedUp,
    file_of,
    looked_up_fixture,
    same,
    small_fixture,
    synthetic_library,
    write,
)
from tests.soak import sample
from tests.support.synthetic import YEARS

ROOT = Path(__file__).parents[2]
STYLES = ("styles", "styles2", "styles3", "styles4", "styles5", "styles6", "styles7", "styles8")
MEASURES = (
    "行政应诉案件", "法律明白人", "调解成功率", "受理信访件", "罚没款", "矛盾纠纷", "法律顾问",
    "行政复议维持", "执法人员", "种植面积",
)  # fmt: skip
looked_up = looked_up_fixture()
small = small_fixture()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("库") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest(
            [ROOT / "corpus", *(ROOT / "tests/support/reports" / n for n in sample(STYLES, 3))]
        )
    return path


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic_library(tmp_path_factory, 3, 12 * YEARS)


@pytest.mark.parametrize("reports", ["real", "synthetic"])
def test_kept_cells_are_those_that_are_found(
    reports: str,
    request: pytest.FixtureRequest,
    looked_up: LookedUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Some folders are fewer reports than a library keeps the cells of.
    monkeypatch.setattr(kept_places, "MANY", 3)
    path: Path = request.getfixturevalue(reports)
    measures = sample(MEASURES, 2)
    file_of(path).unlink(missing_ok=True)
    with Library.open(path) as library:
        found = [same(library.compare([measure])) for measure in measures]
    assert looked_up
    looked_up.clear()
    with Library.open(path) as library:
        kept = [same(library.compare([measure])) for measure in measures]
        one_year = library.compare([MEASURE], years=[library.vocabulary().years[-1]])
    assert kept == found
    assert not looked_up
    assert any(cell.value for group in one_year.groups for row in group.rows for cell in row.cells)


def compare(path: Path, places: tuple[str, ...] = ()) -> Table:
    with Library.open(path) as library:
        return same(library.compare([MEASURE], places))


def written(table: Table) -> dict[tuple[str, int | None], str]:
    return {
        (row.place, cell.year): cell.written or str(cell.gap)
        for row in table.groups[0].rows
        for cell in row.cells
    }


def test_a_small_library_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "甲山镇", 2023, "全年办理行政应诉案件21件。")
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path])
        library.compare([MEASURE])
    assert not index_folder(tmp_path / "库.db").exists()


def test_what_changed_is_looked_up_and_the_rest_is_not(small: Path, looked_up: LookedUp) -> None:
    write(small.parent / "报告", "甲山镇", 2023, "全年办理行政应诉案件34件。")
    with Library.open(small) as library:
        library.ingest([small.parent / "报告"])
    cells = written(compare(small))
    assert cells["甲山镇", 2023] == "34件"
    assert sorted(looked_up) == [("甲山镇2022年", (2022,)), ("甲山镇2023年", (2023,))]
    looked_up.clear()
    assert written(compare(small)) == cells
    assert not looked_up


def test_a_report_that_joins_a_place_changes_its_other_years_too(small: Path) -> None:
    write(small.parent / "报告", "丙川镇", 2022, "行政应诉案件5件。")
    with Library.open(small) as library:
        library.ingest([small.parent / "报告"])
    cells = written(compare(small))
    assert cells["丙川镇", 2022] == "5件"
    file_of(small).unlink()
    assert written(compare(small)) == cells


def test_other_rules_find_all_cells_anew(
    small: Path, looked_up: LookedUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compare(small)
    assert not looked_up
    monkeypatch.setattr(kept_places, "rules_mark", lambda: "其他规则")
    assert compare(small) == before
    assert len(looked_up) == 4 * 2
    with sqlite3.connect(file_of(small)) as database:
        assert database.execute("SELECT rules FROM questions").fetchall() == [("其他规则",)]


def test_cells_of_a_report_that_was_removed_are_gone(small: Path) -> None:
    with Library.open(small) as library:
        library.remove(["丁岭镇2023.txt", "甲山镇2022.txt"])
    cells = written(compare(small))
    assert cells["甲山镇", 2022] == "no_report"
    assert not any(place == "丁岭镇" for place, _ in cells)


def test_a_quote_that_does_not_stand_is_no_cell(small: Path) -> None:
    with sqlite3.connect(small) as database:
        changed = database.execute("UPDATE lines SET text = replace(text, '21', '12')").rowcount
    assert changed
    cells = written(compare(small))
    assert cells["甲山镇", 2023] == "unclear_in_source"
    assert cells["乙水镇", 2022] == "20余件"


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but long enough to be one" * 40, b"SQLite format 3\0"]
)
def test_a_damaged_file_is_made_anew(small: Path, content: bytes, looked_up: LookedUp) -> None:
    before = compare(small)
    file_of(small).write_bytes(content)
    assert compare(small) == before
    assert looked_up
    looked_up.clear()
    assert compare(small) == before
    assert not looked_up


def test_cells_that_can_not_be_read_are_looked_up(small: Path) -> None:
    before = compare(small)
    with sqlite3.connect(file_of(small)) as database:
        database.execute("UPDATE questions SET cells = x'0000'")
    assert compare(small) == before


def test_a_folder_that_can_not_be_written_is_done_without(small: Path) -> None:
    before = compare(small)
    file_of(small).unlink()
    index_folder(small).rmdir()
    index_folder(small).write_text("", encoding="utf-8")
    assert compare(small) == before
    assert index_folder(small).read_bytes() == b""


def test_some_places_are_kept_with_the_others(small: Path, looked_up: LookedUp) -> None:
    file_of(small).unlink()
    compare(small, ("甲山镇",))
    compare(small, ("乙水镇",))
    looked_up.clear()
    assert compare(small, ("乙水镇", "甲山镇")).groups
    assert not looked_up


def test_the_questions_kept_first_are_dropped(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_file, "MOST_QUESTIONS", 2)
    with Library.open(small) as library:
        for measure in ("法律明白人", "罚款金额", "调解纠纷"):
            library.compare([measure])
    with sqlite3.connect(file_of(small)) as database:
        assert database.execute("SELECT count(*) FROM questions").fetchall() == [(2,)]


def test_no_words_of_a_question_are_kept(small: Path) -> None:
    asked = "罚款金额"
    with Library.open(small) as library:
        library.compare([asked])
    with sqlite3.connect(file_of(small)) as database:
        marks = [mark for (mark,) in database.execute("SELECT mark FROM questions")]
        rows = [bytes(cells) for (cells,) in database.execute("SELECT cells FROM questions")]
    assert all(set(mark) <= set("0123456789abcdef") for mark in marks)
    assert asked not in "".join(cell_file.unpacked(row) for row in rows)
