"""Reports of one place bear one place, whatever they tell of the units above it."""

from __future__ import annotations

from pathlib import Path

from retrieval.answering.evidence.same_places import unite_places
from retrieval.library import Library
from retrieval.records import Place, Report


def report(number: int, *parents: str, name: str = "虹雪乡", alias: str = "") -> Report:
    place = Place(name, "乡", parents, (alias,) if alias else ())
    return Report(str(number), "", place, 2020 + number, "", "", "", ())


def places(*reports: Report) -> list[Place | None]:
    return [united.place for united in unite_places(reports)]


def test_what_is_not_told_is_no_contradiction() -> None:
    found = places(report(1), report(2, "甲县"), report(3, "丙市", "甲县"))
    assert len(set(found)) == 1
    assert found[0] is not None and found[0].parents == ("丙市", "甲县")


def test_aliases_of_all_are_kept() -> None:
    found = places(report(1, alias="虹雪"), report(2, "甲县", alias="虹雪乡政府"))
    assert found[0] is not None and set(found[0].aliases) == {"虹雪", "虹雪乡政府"}


def test_two_places_of_one_name_stay_apart() -> None:
    found = places(report(1, "甲县"), report(2, "乙县"), report(3))
    assert len(set(found)) == 3


def test_order_and_other_names_are_left_alone() -> None:
    given = (report(2, name="甲镇"), report(1, name="乙镇"))
    assert unite_places(given) == given


def test_a_place_with_and_without_its_county_is_one(tmp_path: Path) -> None:
    for year, title, cases in ((2022, "虹雪乡", 31), (2023, "岚砚县虹雪乡", 44)):
        text = f"{title}{year}年法治政府建设年度报告\n\n{year}年，行政应诉案件{cases}件。\n"
        text += f"比{year - 1}年的31件多。\n" if year == 2023 else ""
        (tmp_path / f"{title}{year}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path])
        answer = library.ask("虹雪乡2022年行政应诉案件几件")
        assert (answer.status, len(answer.values)) == ("answered", 1)
        trend = library.ask("虹雪乡行政应诉案件2023年比2022年多几件")
        assert trend.status == "answered"
        assert {value.value for value in trend.values} == {"31", "44", "13"}
