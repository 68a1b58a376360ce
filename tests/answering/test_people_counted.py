"""What is told of people besides how many there are is no answer to how many there are."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘街道2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "共出动执法人员1300人次，执法车辆150车次。\n"
        "申请使用党政一体法律顾问38人次。\n"
        "在9个村设立法律服务室，每个服务室均配备一名律师，负责调解。\n"
        "接收社区矫正人员73人，解除54人。\n"
        "开展矛盾纠纷排查68次。成功调解案件104件。\n"
        "法律顾问开展讲座28场，参与调解15件。\n"
        "组织厂方和50名职工代表协商。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "执法人员有多少人",
        "有多少法律顾问",
        "律师多少名",
        "现在还有多少社区矫正人员",
        "排查出多少矛盾纠纷",
        "职工多少人",
    ],
)
def test_what_is_told_beside_is_no_head_count(ask: Ask, asked: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("出动执法人员多少人次", "1300人次"),
        ("使用法律顾问多少人次", "38人次"),
        ("每个服务室有几名律师", "1名"),
        ("接收社区矫正人员多少人", "73人"),
        ("排查矛盾纠纷多少次", "68次"),
        ("职工代表多少人", "50名"),
    ],
)
def test_what_is_asked_for_as_told_is_found(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert figures(answer) == [stated]
