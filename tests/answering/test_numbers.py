"""Single figures, figures side by side, and what the question restricts them to."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县青石镇人民政府2023年法治政府建设情况报告\n\n"
        "一、重点领域执法\n"
        "全年办理行政应诉案件7件，其中一审5件、二审2件。截至11月底，受理信访事项31件。"
        "受理群众举报120件，其中噪声类80件、水类40件。\n"
        "开展执法培训4次，培训执法人员60人次。评查行政案卷20卷、刑事案卷12卷。"
        "对12名法治带头人、30名法律明白人开展轮训。\n"
    )
}


shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("青石镇行政应诉案件一审几件二审几件", ["5件", "2件"]),
        ("青石镇举报里噪声类和水类各有多少", ["80件", "40件"]),
        ("青石镇的行政案卷和刑事案卷各评查了多少卷", ["20卷", "12卷"]),
        ("青石镇2023 法治带头人 法律明白人 人数", ["12名", "30名"]),
        # One alone is asked for: its neighbour is not told.
        ("青石镇行政应诉案件二审几件", ["2件"]),
        ("青石镇 行政应诉 二审 件数", ["2件"]),
        ("青石镇法律明白人多少名", ["30名"]),
    ],
)
def test_neighbours_are_told_where_both_are_asked(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    "asked",
    [
        "青石镇2023年3月行政应诉案件多少件",
        "青石镇6月15日受理信访事项几件",
        "青石镇重点行政应诉案件多少件",
        "青石镇有几个执法人员培训",
    ],
)
def test_a_part_of_the_year_or_of_the_matter_is_not_the_whole(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.status == "not_found" and not answer.values


@pytest.mark.parametrize(
    "asked", ["青石镇截至11月底受理信访事项几件", "青石镇1-12月受理信访事项几件"]
)
def test_the_month_that_the_report_names_is_answered(ask: Ask, asked: str) -> None:
    assert figures(ask(asked)) == ["31件"]


def test_a_refused_figure_stands_first_among_the_nearest_lines(ask: Ask) -> None:
    answer = ask("青石镇未成年人信访事项受理几件")
    assert answer is not None and answer.status == "not_found"
    assert "受理信访事项31件" in answer.nearest[0].quote
