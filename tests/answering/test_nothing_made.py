"""What a body says it did not make or issue is none of it: 未制发行政规范性文件 is 0."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "清泉街道2022年度法治政府建设年度报告\n\n一、主要工作\n"
        "当年未制发行政规范性文件。年内没有出台重大行政决策事项。本年度未收到检察建议。\n"
        "队伍专业底子弱，全街道没有1名法学专业毕业的干部。\n"
    ),
    "b.txt": (
        "白沙镇2022年度法治政府建设年度报告\n\n一、主要工作\n"
        "法治工作有序推进。\n二、存在的不足\n部分部门尚未制定规范性文件，个别村未收到检察建议。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "none"),
    [
        ("制发了多少件行政规范性文件", "0件"),
        ("有几件规范性文件", "0件"),
        ("出台了几项重大行政决策", "0项"),
        ("收到几份检察建议", "0份"),
        ("有几名法学专业毕业的干部", "0名"),
    ],
)
def test_what_was_not_made_is_none(ask: Ask, asked: str, none: str) -> None:
    answer = ask(f"清泉街道2022年{asked}？")
    assert answer is not None and answer.status == "answered"
    assert none in answer.text


@pytest.mark.parametrize("asked", ["清理规范性文件几件", "审查了多少件规范性文件"])
def test_what_else_is_done_to_such_is_not_denied(ask: Ask, asked: str) -> None:
    answer = ask(f"清泉街道2022年{asked}？")
    assert answer is None or answer.status == "not_found"


@pytest.mark.parametrize("asked", ["制定了几件规范性文件", "收到几份检察建议"])
def test_what_some_did_not_make_is_not_none_of_all(ask: Ask, asked: str) -> None:
    answer = ask(f"白沙镇2022年{asked}？")
    assert answer is None or answer.status == "not_found"
