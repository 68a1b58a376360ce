"""What townspeople ask in their own words, and the figures that stand near the right one."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "调解纠纷164件，其中土地承包52件、邻里47件、婚姻家庭31件。\n"
        "接待来访群众38批71人次，包案化解重点信访事项4件。\n"
        "法律援助目标任务21件，实际受理24件。\n"
        "查处违规停车1730辆次，出动执法车辆640台次。\n"
        "拆除违法建筑19处，面积2870平方米。\n"
        "行政处罚：办理29件；免罚案件18起。\n"
        "便民中心设6个窗口，差评2件已全部回访。\n"
        "为13个村配齐法律顾问，聘请法律顾问3名。\n"
        "为87名农民工追回工资142万元。\n"
        "拆除违建58处，其中新增违建7处。\n"
        "法律顾问审查合同66份，提出法律意见41条。\n"
    ),
    "b.txt": (
        "松河县枫桥镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "行政复议案件9件，其中维持7件、调解结案2件。\n"
        "调解成功一起补助调解员80元，全年发放补助1.92万元。\n"
        "全年调解纠纷203起，成功198起。新成立的“老娘舅”工作室调成36起。\n"
        "办理来信来访事项72件，按期答复70件。\n"
        "驻村法律顾问和干部到农户家摆事实、讲道理，全年开了94场。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # 包 stands in 土地承包 alone, not in what is listed beside it.
        ("柳塘镇包地的纠纷有多少件", "52件"),
        # Those who came together are no cases.
        ("柳塘镇上访来了几拨", "38批"),
        ("柳塘镇法援办了几件", "24件"),
        # Stopped again and again, they are counted each time.
        ("柳塘镇违规停车查了多少辆", "1730辆次"),
        ("柳塘镇拆违建拆了多少平方", "2870平方米"),
        ("柳塘镇处罚办了几件", "29件"),
        ("柳塘镇请了几个律师当顾问", "3名"),
        ("柳塘镇为多少农民工追回工资", "87名"),
        ("柳塘镇新增违建拆了几处", "7处"),
        ("柳塘镇律师提了多少条意见", "41条"),
        # A sum, not what is given for each.
        ("枫桥镇给调解员补了多少钱", "1.92万元"),
        ("枫桥镇老娘舅劝成几起", "36起"),
        # Counted by 件 they are what was done, not matters that need a permit.
        ("枫桥镇来信来访办了多少件", "72件"),
    ],
)
def test_the_right_one_is_told(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        # Beside the windows nothing is told that the centre did.
        ("柳塘镇便民中心办了多少件", "2件"),
        ("枫桥镇劝和了多少件", "2件"),
        ("枫桥镇驻村律师来了多少趟", "94场"),
        # Vehicles that were sent out are counted by trips.
        ("柳塘镇执法车辆多少辆", "640台次"),
    ],
)
def test_a_near_one_is_not(asked: str, never: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or never not in figures(answer)
