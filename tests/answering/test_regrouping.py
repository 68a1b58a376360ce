"""Verb and object parted by 多少 or said twice, who did it named first, and words turned by 不 and 非."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "县法院全年受理案件9836件；执行到位金额3.27亿元；司法拘留83人，巡回审判126场。"
        "县检察院批准逮捕231人，不批准逮捕117人，提起公诉503人，不起诉198人。\n"
        "完成高速公路征地1120亩，迁坟215座，造林1.8万亩。查处酒驾97起，追回被盗车辆38辆。\n"
        "检查非煤矿山27家次。评查案卷240卷，其中优秀案卷51卷。\n"
        "排查矛盾纠纷702起，化解688起；调解成功率98%；签订书面调解协议254份。"
        "涉及婚姻家庭189起、邻里148起、物业133起。\n"
        "县政府法律顾问团由9名律师、3名教师组成，参与论证38次，出具法律意见书45份。\n"
        "兑现举报奖金7.9万元，最高一笔奖励2万元。返还群众被骗款612万元。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河县2023年迁了多少座坟", ["215座"]),
        ("松河县2023年征了多少地", ["1120亩"]),
        ("松河县2023年种了多少树", ["18000亩"]),
        ("松河县2023年查酒驾查了多少起", ["97起"]),
        # 辆车 is in the dictionary; the unit counts all the same.
        ("松河县2023年追回几辆车", ["38辆"]),
    ],
)
def test_verb_and_object_parted_or_said_twice(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河县2023年法院拘留了多少人", ["83人"]),
        ("松河县2023年法院下乡开庭几场", ["126场"]),
        # Of how many a team is made up says nothing of what it did.
        ("松河县2023年政府法律顾问团出具法律意见书多少份", ["45份"]),
        # Another body is named since.
        ("松河县2023年法院批准逮捕多少人", []),
        ("松河县2023年法院不起诉多少人", []),
    ],
)
def test_who_did_it_is_told_by_the_paragraph(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河县2023年检察院起诉多少人", ["503人"]),
        ("松河县2023年检察院不起诉多少人", ["198人"]),
        ("松河县2023年检察院没批捕多少人", ["117人"]),
        ("松河县2023年检查煤矿多少家次", []),
    ],
)
def test_a_word_turned_is_another(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # The first of a list is not told by what a later item is called.
        ("松河县2023年物业扯皮的纠纷几起", ["133起"]),
        # Not all that were looked at.
        ("松河县2023年好案卷有几卷", ["51卷"]),
        # The highest of several is not all of them.
        ("松河县2023年兑现举报奖金多少钱", ["7.9万元"]),
        # What was given back is not what was lost.
        ("松河县2023年老百姓被骗走多少钱", []),
    ],
)
def test_what_says_which_of_them_is_kept(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated
