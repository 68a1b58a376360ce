"""Official words in place of everyday ones: the figure that has them, only it, and only one way."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from retrieval.language.everyday import find_everyday
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "查处违纪执法人员3人，辞退协管员9人，开除党籍1人。\n"
        "关停非法采砂点5处，取缔黑作坊2家。\n"
        "征缴社会保险费7.8亿元。\n"
        "组织干部测试，合格41人，不合格2人。\n"
        "行政机关负责人应出庭12次，实际出庭11次。\n"
        "落实减税降费2.3亿元。\n"
        "帮助16家企业申请质押融资，获得贷款4500万元。\n"
        "便民服务中心全年受理各类事项6038件，办结6001件。\n"
        "扣押电动车30辆，拖移僵尸车12辆。\n"
        "排查欠薪线索14条，为农民工追发工资88万元。\n"
        "清理证明事项99项，取消87项，保留12项。\n"
        "我镇距县城四十七公里。\n"
        "查封仓库3处，取缔仓库4处。\n"
        "全年罚没款26.5万元，其中无证经营类案件14件。\n"
        "收购夏粮入库6.2万吨。查扣“三无”船舶29艘，拆解24艘。交付率96.7%，交付住房1268套。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇炒掉几个协管员", "9人"),
        ("柳塘镇关掉了几个非法采砂点", "5处"),
        ("柳塘镇征了多少社保费", "7.8亿元"),
        ("柳塘镇质押贷款额多少", "4500万元"),
        ("柳塘镇便民中心收了多少件", "6038件"),
        ("柳塘镇给农民工讨回多少工钱", "88万元"),
        ("柳塘镇的证明还剩几项", "12项"),
        ("柳塘镇离县城多远", "47公里"),
        ("柳塘镇一共罚了多少钱", "26.5万元"),
        ("柳塘镇测试没考过的有几个人", "2人"),
        # The asking word parts the verb from its object.
        ("柳塘镇收了多少吨粮", "62000吨"),
        # The thing stands in the clause before, in quotation marks.
        ("柳塘镇三无船拆了几艘", "24艘"),
        # No rate was asked for.
        ("柳塘镇房子交了多少套", "1268套"),
    ],
)
def test_an_official_word_tells_for_an_everyday_one(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        # The official word is not there, or not in the figure's own clause.
        "柳塘镇表扬了几个协管员",
        "柳塘镇讨回多少电动车",
        "柳塘镇关掉了几家网吧",
        # It is there only turned round, or says more than was asked.
        "柳塘镇测试弃考的有几个人",
        "柳塘镇税钱多少",
        # One way only.
        "柳塘镇辞退党员几人",
        # Another act of the same thing.
        "柳塘镇扣了几辆僵尸车",
        "柳塘镇该去法院多少次",
        # A share is asked for, and only a number told.
        "柳塘镇协管员炒掉的占多少",
    ],
)
def test_no_other_figure_stands_for_it(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"


def test_of_two_official_words_told_the_bot_asks_back(ask: Ask) -> None:
    answer = ask("柳塘镇封掉几处仓库")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert sorted(figures(answer)) == ["3处", "4处"]


def test_a_question_s_everyday_words_are_found_longest_first() -> None:
    found = find_everyday("讨回来多少")
    assert [(word.start, word.end, word.is_act) for word in found][:1] == [(0, 3, True)]
    assert "追发" in found[0].official
    assert "讨回" not in found[0].official
