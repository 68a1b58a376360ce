"""What a question may say that no report says: everyday verbs, and whom or by whom it was done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "检查企业和商户528家次。\n"
        "全年办理信访案件26件，结案20件。\n"
        "全覆盖走访重点企业65家，收集问题231条。\n"
        "巡查出动执法车辆1500余车次。\n"
        "公开招聘人民调解员3名。\n"
        "律师参与调解15件，调解案件104件。\n"
        "受应急管理局委托承办行政处罚案件4件。\n"
        "执法人员持证率由年初的85%提升至96%。\n"
        "召开党工委会35次、行政办公会19次。\n"
    )
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with shelf_of(tmp_path_factory.mktemp("loose"), REPORTS) as opened:
        shelf: Shelf = opened
        yield asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇执法人员跑了多少家次企业商户检查", "528家次"),
        ("柳塘镇老百姓信访的案子办了多少", "26件"),
        ("柳塘镇走访企业收上来几条问题", "231条"),
        ("柳塘镇出了多少趟执法车", "1500车次"),
        ("柳塘镇招来几个人民调解员", "3名"),
        ("柳塘镇受应急局委托承办了几件行政处罚案件", "4件"),
        ("柳塘镇执法人员持证率多少", "96%"),
    ],
)
def test_everyday_words_are_passed_over(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "柳塘镇辞退了几个人民调解员",
        "柳塘镇法官信访的案子办了多少",
        "柳塘镇驳回了多少信访案件",
        "柳塘镇走访企业退回几条问题",
        "柳塘镇受县政府委托承办了几件行政处罚案件",
        "柳塘镇由法官参与的调解有多少件",
        "柳塘镇辅助人员持证率多少",
    ],
)
def test_what_tells_figures_apart_is_not(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"
