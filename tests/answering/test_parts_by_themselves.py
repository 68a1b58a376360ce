"""Several figures asked for at once: each by its own words, and from the clause that tells it."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "办理行政处罚案件31件，罚款3.4万元，没收违法所得1.2万元。\n"
        "受理建房申请90宗，审批82宗，不予批准8宗。\n"
        "兑现举报奖励14人次、2.6万元，其中单笔最高奖励0.5万元。\n"
        "凡五万元以上的工程均上会研究，全年上会工程12个，涉及资金640万元。\n"
        "减免摊位租金75万元，惠及商户61户。\n"
        "排查事故隐患340条，整改331条，其中重大隐患4条，已整改3条。\n"
        "接待来访群众22批57人次。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河镇2023年罚款和没收违法所得各多少", ["3.4万元", "1.2万元"]),
        ("松河镇2023年没收违法所得与罚款分别是多少", ["1.2万元", "3.4万元"]),
        ("松河镇2023年建房申请受理和批准的各有几宗", ["90宗", "82宗"]),
        ("松河镇2023年 处罚案件数 罚款额", ["31件", "3.4万元"]),
        ("松河镇2023年举报奖励发给多少人次、多少钱", ["14人次", "2.6万元"]),
        ("松河镇2023年上会的工程有几个，一共多少资金", ["12个", "640万元"]),
        ("松河镇2023年减免了多少摊位租金，有多少户受益", ["75万元", "61户"]),
        ("松河镇2023年排查出多少事故隐患，整改了多少条", ["340条", "331条"]),
        ("松河镇2023年来访群众多少批、多少人次", ["22批", "57人次"]),
    ],
)
def test_each_part_has_its_own_figure(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # The unit that is asked for says which of the two.
        ("松河镇2023年来访群众多少批", ["22批"]),
        ("松河镇2023年来访群众多少人次", ["57人次"]),
        # Those of the part are not all.
        ("松河镇2023年事故隐患整改了多少条", ["331条"]),
    ],
)
def test_one_figure_is_not_the_other(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    "asked",
    [
        "松河镇2023年没收违法所得几件，结案几件",
        "松河镇2023年 立案数 罚款笔数",
    ],
)
def test_what_is_not_written_gets_no_other_figure(ask: Ask, asked: str) -> None:
    assert figures(ask(asked)) == []
