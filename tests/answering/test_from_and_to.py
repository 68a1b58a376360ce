"""Of what something was before and what it came to, the latter is told; bounds and sorts that a
question names must be a figure's own."""

from __future__ import annotations

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_fixture

REPORTS = {
    "a.txt": (
        "松溪街道2024年法治政府建设年度报告\n\n一、主要工作\n"
        "政务服务大厅将原有11个窗口整合为7个综合窗口。电信网络诈骗发案数由上年的96起降为58起。\n"
        "街道常住人口8.74万人。综合行政执法队编制32名，实有29名。\n"
        "开展拖欠民营企业账款清理，全年清偿拖欠账款2864万元，清偿率86.5%。\n"
        "综合行政执法队立案156件。从案由看，占道经营最多，有62件，其次是违规倾倒建筑垃圾41件。\n"
        "行政处罚案件平均办理周期由45天缩短到32天，群众平均等候时间由13分钟缩短至6分钟。\n"
        "处理群众举报违法建设线索112条，属实71条。\n"
        "学校布局调整方案因家长反映强烈，经评估认定为高风险，区政府决定暂缓实施。\n"
        "清理长期占道的“僵尸车”134辆。\n"
        "二、存在的不足\n执法队伍年龄结构偏大，35岁以下队员仅8名。\n"
    ),
}

library = library_fixture(REPORTS)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("政务大厅现在几个窗口", "7个"),
        ("电信网络诈骗发案数多少起", "58起"),
        ("三十五岁以下的队员几个人", "8名"),
        ("管着多少人口", "8.74万人"),
        ("哪种案由最多", "占道经营最多"),
        ("占道经营的案件多少件", "62件"),
        ("立案多少件", "156件"),
        ("处罚案件平均几天办完", "32天"),
        ("办事平均等候几分钟", "6分钟"),
        ("群众举报的违建有多少条是真的", "71条"),
        ("学校布局调整方案为什么暂缓实施", "家长反映强烈，经评估认定为高风险"),
    ],
)
def test_what_it_came_to_is_told(library: Library, asked: str, told: str) -> None:
    answer = library.ask(f"松溪街道2024年{asked}？")
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize("asked", ["执法队三十五岁以下的几个人", "还欠企业多少钱没还"])
def test_what_the_question_restricts_is_not_passed_over(library: Library, asked: str) -> None:
    answer = library.ask(f"松溪街道2024年{asked}？")
    assert answer.status == "not_found" or "8名" in answer.text


def test_lines_with_the_asked_unit_are_near(library: Library) -> None:
    answer = library.ask("松溪街道2024年拖走多少辆坏在路边的旧车？")
    assert answer.status == "not_found"
    assert "“僵尸车”134辆" in answer.nearest[0].quote
