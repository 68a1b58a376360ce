"""Whose reports a question is about: a unit's name for its office, and when it is no place at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.scope import find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.router import route
from retrieval.records import Answer
from tests.answering.shelves import figures, shelf_of

REPORTS = {
    "a.txt": "云山市卫生健康委员会\n2023年法治政府建设情况报告\n\n全年立案查处86件，罚款12万元。没有发生行政诉讼案件。",
    "b.txt": "石溪县城关镇人民政府\n2023年法治政府建设情况报告\n\n全年立案3件。",
    "c.txt": "青原县人民政府\n2023年法治政府建设情况报告\n\n全县立案900件。",
    "d.txt": "青原县公安局\n2023年法治政府建设情况报告\n\n全年立案700件，破案500起。",
    "e.txt": "白沙区司法局\n2023年法治政府建设情况报告\n\n全年办理法律援助40件，审查文件9件。办理以区政府为被告的案件12件，其中征收类7件。",
    "f.txt": "白沙区城市管理局\n2023年法治政府建设情况报告\n\n全年罚款50万元，审查文件7件。",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("scope")
    with shelf_of(folder, REPORTS) as opened:
        yield opened


def ask(text: str, shelf: Shelf) -> Answer:
    return route(parse_question(text, shelf.gazetteer), shelf)


@pytest.mark.parametrize(
    ("question", "office", "figure"),
    [
        ("云山市罚款多少", "云山市卫生健康委员会", "12万元"),
        ("云山立案查处几件", "云山市卫生健康委员会", "86件"),
        ("白沙区罚款多少", "白沙区城市管理局", "50万元"),
        ("白沙区法律援助几件", "白沙区司法局", "40件"),
    ],
)
def test_a_unit_stands_for_its_only_office_that_has_the_figure(
    question: str, office: str, figure: str, shelf: Shelf
) -> None:
    answer = ask(question, shelf)
    assert figures(answer) == [figure]
    assert f"已按“{office}”理解" in answer.text


def test_a_verdict_comes_before_what_was_understood(shelf: Shelf) -> None:
    answer = ask("云山市有没有发生行政诉讼案件", shelf)
    assert answer.text.startswith("没有")
    assert answer.text.endswith("已按“云山市卫生健康委员会”理解。")


def test_two_offices_that_have_it_are_asked_back(shelf: Shelf) -> None:
    answer = ask("白沙区审查文件多少件", shelf)
    assert (answer.status, sorted(figures(answer))) == ("ambiguous", ["7件", "9件"])


def test_the_unit_s_own_report_comes_before_its_office_s(shelf: Shelf) -> None:
    answer = ask("青原县立案多少件", shelf)
    assert (figures(answer), "理解" in answer.text) == (["900件"], False)


@pytest.mark.parametrize(
    "question",
    ["石溪县立案多少件", "云山市政府罚款多少", "云山市委罚款多少", "云山市公安局罚款多少", "云山市法律援助几件"],
)  # fmt: skip
def test_a_unit_stands_for_no_town_no_government_no_other_office(
    question: str, shelf: Shelf
) -> None:
    answer = ask(question, shelf)
    assert (answer.status, answer.reason) == ("not_found", "no_such_place")


@pytest.mark.parametrize("question", ["云山市 卫健委 罚款", "云山市的卫健委罚款多少"])
def test_an_office_may_stand_apart_from_its_unit(question: str, shelf: Shelf) -> None:
    scope = find_scope(parse_question(question, shelf.gazetteer), shelf)
    assert ([p.name for p in scope.places], scope.note) == (["云山市卫生健康委员会"], "")


@pytest.mark.parametrize("question", ["石溪县立案总数是多少", "石溪县一共立案多少件"])
def test_a_total_of_a_county_is_not_its_only_towns_figure(question: str, shelf: Shelf) -> None:
    assert ask(question, shelf).reason == "no_such_place"


@pytest.mark.parametrize(
    ("question", "figure"),
    [("以白沙区政府为被告的案件多少件", "12件"), ("白沙区人民政府被告案件多少件", "12件")],
)
def test_the_office_of_justice_tells_what_the_government_was_party_to(
    question: str, figure: str, shelf: Shelf
) -> None:
    answer = ask(question, shelf)
    assert figures(answer) == [figure]
    assert "白沙区司法局" in answer.text


@pytest.mark.parametrize("question", ["白沙区政府审查文件几件", "白沙区政府法律援助多少件"])
def test_what_it_does_itself_is_not_the_government_s(question: str, shelf: Shelf) -> None:
    assert ask(question, shelf).reason == "no_such_place"


def test_the_office_that_was_asked_for_its_unit_shows_its_nearest_lines(shelf: Shelf) -> None:
    answer = ask("白沙区法律援助律师几名", shelf)
    assert (answer.status, answer.reason, answer.values) == ("not_found", "no_such_place", ())
    assert answer.nearest[0].place == "白沙区司法局"
    assert "法律援助40件" in answer.nearest[0].quote


def test_a_unit_beside_a_place_is_its_one_office(shelf: Shelf) -> None:
    answer = ask("云山市和青原县立案数量哪个多", shelf)
    assert "青原县2023年更多" in answer.text
    assert sorted(figures(answer)) == ["86件", "900件"]


def test_a_unit_with_two_offices_is_no_side(shelf: Shelf) -> None:
    answer = ask("白沙区和青原县立案数量哪个多", shelf)
    assert (answer.status, answer.values) == ("not_found", ())
