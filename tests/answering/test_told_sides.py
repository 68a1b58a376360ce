"""Most, fewest and sums over all places: told as they were before, they are what looking again gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answering.comparing import sides, verdict
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept import kept_places, told_sides
from retrieval.answering.selecting import picking
from retrieval.answering.tables import tables_ahead
from retrieval.index import cell_file
from retrieval.index.database import index_folder
from retrieval.library import Library
from retrieval.records import Answer
from tests.answering.keeping import synthetic_library
from tests.soak import LONG, sample
from tests.support.synthetic import YEARS, Synthetic

STYLES = ("styles", "styles2", "styles3", "styles4", "styles5", "styles6", "styles7", "styles8")
ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "哪里的行政应诉案件最多", "2021年哪里的行政应诉案件最少", "行政应诉案件哪个镇最多",
    "哪个街道的调解纠纷最多", "哪里的法律明白人最少", "各地的法律明白人平均多少",
    "2022年各地的行政复议案件一共多少件", "哪些地方报告了罚没款", "哪里的信访件最多",
    "哪里的执法人员最少", "哪里的调解成功率最高", "哪里的种植面积最大",
)  # fmt: skip
ASKED = sample(QUESTIONS, 4)
# Few enough that those of a test are many.
FEW = 3


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sides that are looked at, by name; all libraries keep what they tell."""
    monkeypatch.setattr(kept_places, "MANY", FEW)
    monkeypatch.setattr(told_sides, "MANY", FEW)
    seen: list[str] = []
    pick = picking.pick_slots

    def pick_and_note(asked: object, scope: Scope, shelf: object) -> object:
        seen.append(scope.name())
        return pick(asked, scope, shelf)  # type: ignore[arg-type]

    monkeypatch.setattr(sides, "pick_slots", pick_and_note)
    return seen


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic_library(tmp_path_factory, 5, 9 * YEARS)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("库") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest(
            [ROOT / "corpus", *(ROOT / "tests/support/reports" / n for n in sample(STYLES, 3))]
        )
    return path


@pytest.fixture(autouse=True)
def nothing_kept(synthetic: Path) -> Iterator[None]:
    yield
    kept(synthetic).unlink(missing_ok=True)


def kept(path: Path) -> Path:
    return index_folder(path) / "cells.db"


def ask(path: Path) -> list[Answer]:
    """Return the answers of a process that asks all questions."""
    with Library.open(path) as library:
        return [replace(library.ask(question), elapsed_ms=0.0) for question in ASKED]


@pytest.mark.parametrize("reports", ["real", "synthetic"])
def test_what_was_told_before_is_what_is_found(
    reports: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path: Path = request.getfixturevalue(reports)
    monkeypatch.setattr(kept_places, "MANY", 1000)
    apart = ask(path)
    assert sum(answer.status == "answered" for answer in apart) >= len(ASKED) // 2
    assert not kept(path).exists()
    seen: list[str] = request.getfixturevalue("told")
    together = ask(path)
    assert seen
    assert kept(path).exists()
    seen.clear()
    assert ask(path) == together == apart
    assert not seen


def test_wherever_the_words_stand_what_was_told_is_found(synthetic: Path, told: list[str]) -> None:
    with Library.open(synthetic) as library:
        one = library.ask("哪里的行政应诉案件最多")
        told.clear()
        other = library.ask("行政应诉案件哪里最多")
        assert not told
        assert library.ask("2022年行政应诉案件哪里最多").values != other.values
        assert told
    assert other.values == one.values


def test_only_places_whose_reports_changed_are_looked_at_again(
    tmp_path: Path, told: list[str]
) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    world = Synthetic(seed=6, faults=False)
    world.write(folder, 5 * YEARS)
    question = "哪里的法律明白人最多"
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([folder])
        library.ask(question)
    report = world.report(YEARS - 1)
    text = f"{report.place}{report.year}年法治政府建设年度报告\n\n一、主要举措\n培养法律明白人98765名。\n"
    (folder / report.file).write_text(text, encoding="utf-8")
    told.clear()
    with Library.open(tmp_path / "库.db") as library:
        library.ingest([folder])
        assert library.ask(question).values[0].value == "98765"
        assert set(told) == {report.place}
        told.clear()
        library.remove([report.file])
        assert "98765" not in {value.value for value in library.ask(question).values}
    assert set(told) == {report.place}


def test_two_places_of_one_name_each_tell_their_own(tmp_path: Path, told: list[str]) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    above = ("东州市青石区", "西州市青石区", "东州市白河区", "西州市白河区")
    for number, unit in enumerate(above):
        text = f"{unit}双桥镇2023年法治政府建设年度报告\n\n一、主要举措\n培养法律明白人{number + 21}名。\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        with Library.open(tmp_path / "库.db", create=True) as library:
            library.ingest([folder])
            told.clear()
            answer = library.ask("哪里的法律明白人最多")
        assert [value.value for value in answer.values] == ["24", "23", "22", "21"]
    assert not told


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be one" * 40])
def test_a_damaged_file_costs_nothing_but_time(
    synthetic: Path, told: list[str], content: bytes
) -> None:
    before = ask(synthetic)
    kept(synthetic).write_bytes(content)
    told.clear()
    assert ask(synthetic) == before
    assert told


def test_other_rules_look_again(
    synthetic: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(synthetic)
    monkeypatch.setattr(kept_places, "rules_mark", lambda: "其他规则")
    told.clear()
    assert ask(synthetic) == before
    assert told


def test_no_words_of_a_question_are_kept(synthetic: Path, told: list[str]) -> None:
    with Library.open(synthetic) as library:
        library.ask("哪里的民告官最多")
    assert told
    with sqlite3.connect(kept(synthetic)) as database:
        rows = database.execute("SELECT mark, cells FROM questions").fetchall()
    assert rows
    assert all(set(mark) <= set("0123456789abcdef") for mark, _ in rows)
    assert "民告官" not in "".join(cell_file.unpacked(cells) for _, cells in rows)


def test_what_is_chosen_ahead_is_not_looked_at_again(
    synthetic: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_ahead, "_PLACES_AT_ONCE", FEW + 2)
    ahead_of = tables_ahead.measures_ahead
    if not LONG:

        def asked_for(shelf: Shelf, most: int | None) -> tuple[str, ...]:
            words = ("行政应诉案件", "法律明白人")
            return tuple(m for m in ahead_of(shelf, most) if m.endswith(words))

        monkeypatch.setattr(tables_ahead, "measures_ahead", asked_for)
    asked = [
        "哪里的行政应诉案件最多", "行政应诉案件最少的是哪里", "2023年哪里的行政应诉案件最多",
        "各地的行政应诉案件平均多少", "哪里的法律明白人最少",
    ]  # fmt: skip
    with Library.open(synthetic) as library:
        library.prepare_tables(workers=0)
    told.clear()
    with Library.open(synthetic) as library:
        ahead = []
        for question in asked:
            ahead.append(replace(library.ask(question), elapsed_ms=0.0))
            assert not told, question
    kept(synthetic).unlink()
    with Library.open(synthetic) as library:
        assert [replace(library.ask(question), elapsed_ms=0.0) for question in asked] == ahead
    assert told


def test_what_is_told_later_stands_beside_what_was_told_before(
    synthetic: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told_sides, "_AT_ONCE", 2)
    monkeypatch.setattr(cell_file, "_MOST_ROWS", 2)
    file = cell_file.CellFile(kept(synthetic))
    for number in range(5):
        assert file.write("a", "甲", {f"{number}": ["", []], "old": [f"{number}", []]}, {"1", "4"})
    assert file.read("a", "乙") == {}
    # Places that are unknown by now go when all that is known of a question is put together.
    assert set(file.read("a", "甲")) == {"1", "4", "old"}
    assert file.read("a", "甲")["old"] == ["4", []]


@pytest.mark.parametrize("sql", [cell_file.READ, cell_file.COUNT])
def test_a_question_is_found_among_thousands_by_its_mark(synthetic: Path, sql: str) -> None:
    cell_file.CellFile(kept(synthetic)).write("a", "甲", {}, ())
    with sqlite3.connect(kept(synthetic)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {sql}", ["a", "甲"]).fetchall()
    assert [row[3] for row in plan] == ["SEARCH questions USING INDEX questions_by_mark (mark=?)"]


def test_of_many_places_some_are_listed_and_all_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdict, "_MOST_LISTED", 3)
    folder = tmp_path / "报告"
    folder.mkdir()
    for number in range(6):
        place = f"{'甲乙丙丁戊己'[number]}山镇"
        text = (
            f"{place}2023年法治政府建设年度报告\n\n一、主要举措\n培养法律明白人{number + 21}名。\n"
        )
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([folder])
        most = library.ask("哪里的法律明白人最多")
        claimed = library.ask("丙山镇的法律明白人是不是最多")
        added = library.ask("各地的法律明白人一共多少名")
        monkeypatch.setattr(verdict, "_MOST_ADDED", 5)
        too_many = library.ask("各地的法律明白人一共多少名")
    figures = [[v.value for v in a.values] for a in (most, claimed, added, too_many)]
    assert figures[0] == ["26", "25", "24", "6"]
    assert "共6个地方" in most.text
    assert figures[1] == ["23", "26", "25", "6"]
    assert claimed.text.startswith("否，最多的是己山镇")
    assert figures[2][-1] == "141"
    assert len(figures[2]) == 7
    assert figures[3] == ["26", "25", "24", "6"]
    assert "不在这里相加" in too_many.text
