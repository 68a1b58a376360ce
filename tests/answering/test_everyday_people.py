"""Everyday words for the fields of people's lives: school, doctor, insurance, wages, family, shops,
police, taxes. A phrase that takes in a thing is told by that thing only."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "棠溪县人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "检查托育机构23家，清退违规收费37.2万元。\n"
        "市医疗纠纷调解委员会受理医疗纠纷61件。\n"
        "没收违法所得8.3万元，吊销医疗机构执业许可证3家。\n"
        "检查定点医药机构417家次，解除协议6家，暂停医保服务9家。\n"
        "跨省住院直接结算5200人次，生育津贴支付由15个工作日缩短至6个工作日。\n"
        "查处冒领养老金11人，少缴社会保险费42万元。\n"
        "清欠民营企业账款530万元。\n"
        "推荐就业74人。\n"
        "城市低保804户，农村低保1730户，临时救助219人次。\n"
        "补领婚姻登记证46对，查处违规建墓7起。\n"
        "完成食品抽检912批次，检出食品不合格13批次。\n"
        "注销经营主体388户，新登记经营主体1205户。\n"
        "办理留抵退税1.7亿元，认定非正常户65户。\n"
        "通过劝阻，避免群众损失96万元。\n"
        "收容流浪犬140只。\n"
        "劳动人事争议调解中心受理案件58件。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("棠溪县查了几家看孩子的机构", "23家"),
        ("棠溪县乱收的钱退了多少", "37.2万元"),
        ("棠溪县跟医院闹纠纷的几件", "61件"),
        ("棠溪县没收了多少不义之财", "8.3万元"),
        ("棠溪县吊掉几家诊所执照", "3家"),
        ("棠溪县查了多少家医院药店", "417家次"),
        ("棠溪县赶出医保的几家", "6家"),
        ("棠溪县外省住院当场报的多少人次", "5200人次"),
        ("棠溪县产假工资几天到手", "6个工作日"),
        ("棠溪县骗领退休金的几人", "11人"),
        ("棠溪县漏缴了多少社保", "42万元"),
        ("棠溪县帮忙找工作的几人", "74人"),
        ("棠溪县结婚证补办几对", "46对"),
        ("棠溪县私修坟查了几起", "7起"),
        ("棠溪县关张的多少户", "388户"),
        ("棠溪县跑路的户认定多少", "65户"),
        ("棠溪县逮了多少流浪狗", "140只"),
    ],
)
def test_what_people_say_is_told_by_what_reports_write(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        # Wages are no accounts of firms, and an arbitration is no mediation.
        "棠溪县要回多少工钱",
        "棠溪县劳动仲裁几件",
        # A loss that was spared was not suffered.
        "棠溪县老百姓被骗走多少钱",
        # 吃的 and 介绍工作 are more than words of grammar.
        "棠溪县吃的方面罚了几件",
        "棠溪县给几家公司介绍工作",
        "棠溪县高龄补贴多少钱",
        "棠溪县收养几个孩子",
    ],
)
def test_no_neighbouring_figure_is_taken(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"
