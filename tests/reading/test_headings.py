"""Headings: what is one, how deep it stands, and what part it opens."""

import pytest

from retrieval.reading.headings import find_heading, find_unmarked_heading, is_item, role_of


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、2023年度推进法治政府建设的主要举措和成效", "review"),
        ("一、主要工作开展情况", "review"),
        ("二、2022年推进法治政府建设存在的不足和原因", "shortcomings"),
        ("三、法治政府建设中存在的主要问题", "shortcomings"),
        ("八、存在不足及原因", "shortcomings"),
        ("三、存在的问题和下一步打算", "shortcomings"),
        ("三、党政主要负责人履职情况", "leadership"),
        ("二、2023年党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况", "leadership"),
        ("四、2023年推进法治政府建设的工作思路目标举措", "plan"),
        ("四、下一年度推进法治政府建设的主要安排", "plan"),
        ("（三）下一步工作计划。", "plan"),
        ("五、今后努力方向", "plan"),
        ("三、2024年重点工作", "plan"),
        ("三、推进營商環境創新,形成一套企業服務機制", None),
        ("六、打造未来社区，提升治理水平", None),
        ("七、明确目标任务，压实工作责任", None),
        ("（五）着力解决群众反映存在的突出问题", None),
        ("（二）坚持问题导向，化解矛盾纠纷", None),
        ("二、突出工作重点，强化普法宣传", None),
    ],
)  # fmt: skip
def test_roles(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("text", "following", "heading", "depth"),
    [
        ("一、主要成效", "", "一、主要成效", 2),
        ("一．主要成效：", "", "一．主要成效", 2),
        ("一 主要成效", "", "一 主要成效", 2),
        ("（一）加强领导。成立小组，开会5次。", "", "（一）加强领导", 3),
        ("(一)加强领导", "", "(一)加强领导", 3),
        ("（ 一 ）加强领导", "", "（ 一 ）加强领导", 3),
        ("（1） 坚持党建统领，紧握“方向盘”", "", "（1） 坚持党建统领，紧握“方向盘”", 5),
        ("1.推进决策科学化、民主化、法治化。进一步完善程序。", "", "1.推进决策科学化、民主化、法治化", 4),
        ("１．加强领导", "", "１．加强领导", 4),
        ("第一部分 2023年工作情况", "", "第一部分 2023年工作情况", 1),
        ("第二章 存在问题", "", "第二章 存在问题", 1),
        ("①加强领导", "", "①加强领导", 6),
        ("（一）加强组织领导：成立领导小组，全年召开会议5次，研究议题12个，全面压实责任。", "", "（一）加强组织领导", 3),
        ("（2）进乡村。", "走村入户宣传56次。", "（2）进乡村", 5),
    ],
)  # fmt: skip
def test_headings(text: str, following: str, heading: str, depth: int) -> None:
    found = find_heading(text, following)
    assert found is not None
    assert (found.text, found.depth) == (heading, depth)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导。", "首先，加强领导。", "第一，加强领导。", "1.开展培训5次，发放资料300份；", "1.5万元已到位",
        "2023年，全镇调解纠纷86件。", "3.14", "（二）力争化解率达到98%以上。", "一把手讲法治2场次", "全年共22件",
        "（一）全年共开展行政执法检查120次，发现问题36个，立案查处12件，罚款3.5万元，移送公安机关2件，全部办结，没有发生行政复议。",
    ],
)  # fmt: skip
def test_no_headings(text: str) -> None:
    assert find_heading(text) is None


def test_unmarked_headings_stand_above_more_text() -> None:
    paragraph = "镇党委全年专题研究法治政府建设工作5次，研究法治议题12个，班子成员述法9人次，形成了良好格局。"
    assert find_unmarked_heading("加强党的领导", paragraph) is not None
    assert find_unmarked_heading("加强党的领导。", paragraph) is None
    assert find_unmarked_heading("非法采砂  11起", paragraph) is None
    assert find_unmarked_heading("开展宣传28场", paragraph) is None
    assert find_unmarked_heading("加强党的领导", "短。") is None
    assert find_unmarked_heading("存在的不足", "（一）力量薄弱") is not None


def test_items() -> None:
    assert is_item("一是加强领导") and is_item("首先，") and is_item("三要压实责任")
    assert not is_item("一、加强领导") and not is_item("一把手")
