"""What comes to each on average is one word in reports, and so are those who live there; a bound that is
asked for was planned; of what is counted by sorts alone the sort is asked back."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "县.txt": (
        "松河县2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "政务服务大厅全年办件31万件，日均办件860件，平均每件耗时12分钟。\n"
        "县司法局现有复议人员5名，人均办案31件。全年投入普法经费180万元，人均4.5元。\n"
        "县政府党组会议研究法治议题7次，县政府常务会议会前学法9次，召开听证会3次。\n"
        "办理行政复议案件112件、行政应诉案件86件、法律援助案件640件。\n"
    ),
    "镇.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全镇总人口3.2万人。全年召开会议14次。办理行政复议案件2件。组织执法培训6期。\n"
        "二、2024年工作安排\n"
        "执法培训不少于9期，矛盾纠纷化解率不低于96%。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河县平均一天办多少件", "860件"),
        ("松河县政务大厅平均每天办件多少", "860件"),
        ("松河县一个人平均办几件案子", "31件"),
        ("松河县每个复议人员平均办案多少件", "31件"),
        ("松河县普法经费平均一个人几块钱", "4.5元"),
        ("柳塘镇会议开了几次", "14次"),
        ("柳塘镇一共有多少人", "32000人"),
        ("柳塘镇有几口人", "32000人"),
        ("柳塘镇报告提出2024年执法培训不少于多少期", "9期"),
        ("柳塘镇要求2024年化解率不低于多少", "96%"),
    ],
)
def test_what_is_put_otherwise_is_found(ask: Ask, asked: str, stated: str) -> None:
    assert figures(ask(asked)) == [stated]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("松河县开了多少次会", ["7次", "9次", "3次"]),
        ("松河县案件一共多少件", ["112件", "86件", "640件"]),
    ],
)
def test_which_sort_is_asked_back(ask: Ask, asked: str, offered: list[str]) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.status == "ambiguous"
    assert [label.rsplit("（")[-1].rstrip("）") for label in (c.label for c in answer.choices)] == (
        offered
    )


def test_the_only_sort_is_not_all_of_them(ask: Ask) -> None:
    answer = ask("柳塘镇案件一共多少件")
    assert answer is not None
    assert answer.status == "not_found"
