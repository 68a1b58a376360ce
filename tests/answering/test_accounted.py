"""What a figure must account for, and what it may pass over: each with its near misses."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县青石镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "青石镇下辖9个社区。全年立案查处86件，结案80件，罚款12万元，单笔最高的是对超限运输作出的3万元罚款。"
        "取缔黑作坊4家，相关罚款2万元。\n"
        "行政复议。收到申请40件，受理35件；审结30件，其中维持20件、撤销10件。\n"
        "行政诉讼案件12起，一审审结9起，败诉2起，其中镇本级行政诉讼3起，无败诉。\n"
        "案卷评查60卷，平均91分，最高98分，最低79分。\n"
        "受理诉求900件，其中热线派单720件，占80%。专题研究法治工作3次。\n"
        "合法性审查文件、合同、决策事项共计352件。工伤案件86件，其中一审61件、二审25件，撤诉7件。\n"
        "调处欠薪86件，追回工资60万元，数额最大的一起追回17万元。\n"
    )
}


shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("青石镇管着几个社区", ["9个"]),
        ("青石镇立案多少件", ["86件"]),
        ("青石镇罚款多少", ["12万元"]),
        ("青石镇最大一笔罚款是多少", ["3万元"]),
        ("青石镇行政复议撤销多少件", ["10件"]),
        ("青石镇行政诉讼败诉几起", ["2起"]),
        ("青石镇案卷评查最低多少分", ["79分"]),
        ("青石镇案卷评查平均多少分", ["91分"]),
        ("青石镇热线派单占多少", ["80%"]),
        ("青石镇专门研究法治工作几次", ["3次"]),
        ("青石镇追回工资多少", ["60万元"]),
    ],
)
def test_accounted_for(ask: Ask, asked: str, stated: list[str]) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == stated


@pytest.mark.parametrize(
    "asked",
    [
        "青石镇撤回了几个社区",
        "青石镇单次最高检查多少家",
        "青石镇行政诉讼撤销多少件",
        "青石镇行政复议调解多少件",
        "青石镇信访撤销多少件",
        "青石镇合法性审查合同多少件",
        "青石镇工伤一审撤诉几件",
        "青石镇网上受理诉求占多少",
    ],
)
def test_not_accounted_for(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.status != "answered"
