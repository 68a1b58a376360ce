"""A share, an occasion, an entry of a catalogue or a visit is not what is asked for by number."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县石坝镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "即办件占比提高到74.3%。全年举行行政处罚听证5场。\n"
        "开展校外培训机构专项检查6轮次。承担行政许可事项21项。\n"
        "矛盾纠纷调处化解中心全年接待群众2890人次。帮助3家企业解决用工方面的纠纷。\n"
        "组织企业负责人培训12期。检查商户346家次。\n"
        "未完成的1项为法律服务站搬迁。组建普法队，队员35人。\n"
        "公共法律服务中心办理法律援助案件1093件。组建排查隐患突击队14个。\n"
        "综治中心由法庭、司法所、派出所等7个单位派员入驻。\n"
        "开展法治进机关、进校园、进社区活动68场。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "即办件多少",
        "作出多少行政处罚",
        "执法培训多少期",
        "行政许可多少件",
        "解决了多少矛盾纠纷",
        "培训了多少企业",
        "有多少家商户",
        "法律服务站几个",
        "普法多少人参加",
        "公共法律服务中心几个",
        "派出所几个",
        "校园普法几场",
    ],
)
def test_what_is_counted_in_another_way_is_no_answer(ask: Ask, asked: str) -> None:
    answer = ask(f"石坝镇{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("即办件占多少", "74.3"),
        ("行政处罚听证几场", "5"),
        ("专项检查几轮次", "6"),
        ("行政许可事项几项", "21"),
        ("矛盾纠纷调处化解中心接待多少群众", "2890"),
        ("企业负责人培训几期", "12"),
        ("检查了多少家商户", "346"),
        ("普法队队员几人", "35"),
        ("派员入驻的单位几个", "7"),
    ],
)
def test_asked_for_in_that_way_it_answers(ask: Ask, asked: str, value: str) -> None:
    answer = ask(f"石坝镇{asked}")
    assert answer is not None
    assert [told.value for told in answer.values] == [value], answer.text
