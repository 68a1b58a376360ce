"""The figure whose own words hold nearly all that is asked, and the words that may not be passed over."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县白鹿镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "利用广场大屏轮播反诈短片260余次，设置便民晾衣绳等惠民设施75处。\n"
        "“蓝丝带”护河队清捞水葫芦38吨，劝离野泳人员412人次。\n"
        "完成老旧楼道改造，加装扶手96处、感应灯310盏。执法人员参加考试14人，其中兼职人员5人。\n"
        "依托12345热线办理噪声诉求67件。帮助消费者挽回损失12万元，法律援助为受援人挽回损失31万元。\n"
        "应参加轮训干部45人，实际参加轮训干部43人。\n"
        "校园伤害纠纷调解34件，涉及赔付金额96.3万元。\n"
        "依托法治教育基地开展青少年学法体验，接待学生8600人次、家长700人次。\n"
        "石佛村、桃岭村开展林地确权，涉及林地面积860亩；技能比武获二等奖，队员2名受表彰。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("白鹿镇广场大屏滚动着轮播反诈短片多少次", ["260次"]),
        ("白鹿镇2023年蓝丝带护河队齐心协力清捞了多少吨水葫芦", ["38吨"]),
    ],
)
def test_words_that_no_rule_knows_may_be_left(ask: Ask, asked: str, stated: list[str]) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    "asked",
    [
        # Another line's number, another post, for whom, another thing.
        "白鹿镇12333热线办理噪声诉求多少件",
        "白鹿镇专职人员参加考试多少人",
        "白鹿镇为游客挽回损失多少万元",
        "白鹿镇护河队清捞浮萍多少吨",
        "白鹿镇拆除楼道扶手多少处",
        "白鹿镇广场大屏轮播禁毒短片多少次",
    ],
)
def test_what_tells_things_apart_must_be_met(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is None or answer.status != "answered"


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("白鹿镇学校受伤赔了多少钱", ["96.3万元"]),
        ("白鹿镇2023年学法基地接待多少学生", ["8600人次"]),
    ],
)
def test_what_the_sentence_says_in_all_may_stand_beside_the_figure(
    ask: Ask, asked: str, stated: list[str]
) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    "asked",
    [
        # One of several places, a prize, the parents.
        "白鹿镇石佛村面积多大",
        "白鹿镇技能比武获几等奖",
        "白鹿镇基地接待教师多少人次",
    ],
)
def test_a_sentence_that_has_all_words_may_still_tell_of_another_thing(
    ask: Ask, asked: str
) -> None:
    answer = ask(asked)
    assert answer is None or answer.status != "answered"
