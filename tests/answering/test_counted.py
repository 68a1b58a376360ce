"""A figure counts what is asked for: no money for firms, no letters for allowances, no
applications for what was granted."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "棠溪县民政局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "受理农村宅基地审批申请310宗，批准268宗，不予批准42宗。\n"
        "对若干企业开展社会保险稽核，查出少缴社会保险费86万元。\n"
        "收到公开申请，涉及养老机构补贴4件。\n"
        "选派3名干部参加业务培训班。\n"
        "查获假劣种子720公斤、假劣农药95公斤。\n"
        "资助困难群众参保310名，资助金额88万元。\n"
        "落实干部接访和走访企业4项工作制度。引导来自2家律师事务所的6名法律顾问提供服务。\n"
        "停发7名不符合条件人员的高龄津贴。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("棠溪县民政局宅基地批了多少宗", "268宗"),
        ("棠溪县民政局受理宅基地审批申请多少宗", "310宗"),
        ("棠溪县民政局少缴社会保险费多少", "86万元"),
        ("棠溪县民政局查获假劣农药多少", "95公斤"),
        ("棠溪县民政局有几家律师事务所", "2家"),
        ("棠溪县民政局停发高龄津贴多少人", "7名"),
    ],
)
def test_what_is_asked_for_is_told(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "棠溪县民政局社保稽核查了多少企业",
        "棠溪县民政局养老补贴发了多少",
        "棠溪县民政局技能培训多少人",
        "棠溪县民政局假化肥查获多少",
        "棠溪县民政局走访企业多少",
        "棠溪县民政局接访多少",
    ],
)
def test_what_counts_something_else_does_not_tell(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"


def test_a_firm_of_lawyers_is_no_lawyer(ask: Ask) -> None:
    answer = ask("棠溪县民政局有几个律师")
    assert answer is None or "2家" not in figures(answer)
