"""What stands near a figure is not what the figure counts."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "青石区林业局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全年受理林木采伐申请412件，办结395件，其中商品林采伐210件、公益林采伐120件、其他65件。\n"
        "执法大队在编41人，其中36人取得执法证，另有辅警52人。\n"
        "全年立案58起，其中滥伐林木类25起、非法占地类20起、野生动物类13起，罚款46.2万元。\n"
        "开展木材市场检查，查处违规经营户9家，其中单笔最高罚款6万元。\n"
        "为林农节省检测费用35万元。\n"
        "调处林权纠纷166件，成功151件。\n"
        "收到信息公开申请48件，受理40件，不予受理8件，办结33件。\n"
        "组织苗圃改建听证会2场。\n"
        "建立台账后，清理积案，查处案件638件，结案621件，追缴税款19万元。"
        "其中：甲类案件214件，乙类案件365件，丙类案件42件，丁类监督案件17件。\n"
        "二、存在的不足\n"
        "全区12个镇中有4个镇护林队员不足8人。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "商品林采伐申请受理多少件",
        "公益林采伐受理了几件",
        "辅警取得执法证的有多少人",
        "野生动物类罚款多少",
        "滥伐林木类罚款多少万元",
        "违规经营户罚款多少",
        "木材市场罚款一共多少",
        "法律顾问费多少",
        "印刷费花了多少",
        "各镇护林队员有多少人",
        "行政处罚听证会几场",
        "林权纠纷罚款",
        "信息公开申请罚款",
    ],
)
def test_what_stands_beside_a_figure_is_not_answered_with_it(ask: Ask, asked: str) -> None:
    answer = ask(f"青石区林业局2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("商品林采伐办结多少件", "210件"),
        ("林木采伐申请受理多少件", "412件"),
        ("执法大队取得执法证的有多少人", "36人"),
        ("辅警有多少人", "52人"),
        ("罚款多少万元", "46.2万元"),
        ("单笔最高罚款多少", "6万元"),
        ("检测费用节省多少", "35万元"),
        ("听证会几场", "2场"),
        ("乙类案件查处多少件", "365件"),
    ],
)
def test_what_a_figure_counts_is_found(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"青石区林业局2023年{asked}")
    assert answer is not None
    assert figures(answer) == [stated], answer.text


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("林权纠纷调解不成功的几件", "15件"),
        ("信息公开申请还没办结的几件", "7件"),
    ],
)
def test_what_is_left_is_computed_from_the_nearest_whole(ask: Ask, asked: str, left: str) -> None:
    answer = ask(f"青石区林业局2023年{asked}")
    assert answer is not None
    assert f"还有{left}" in answer.text
