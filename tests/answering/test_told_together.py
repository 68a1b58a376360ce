"""Two things by one name, one act of a whole list, two figures in different units, and what of them
is asked for in which unit."""

from __future__ import annotations

import pytest

from retrieval.answering.router import route
from retrieval.records import Answer
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "办理人大代表建议14件、政协提案9件，办结率和满意率均为100%。\n"
        "全年接待群众来访41批次、130人次，办理网上信访件26件。\n"
        "破获入室盗窃案23起、扒窃案11起、盗窃电动车案16起。\n"
        "抽检药品96批次、化妆品24批次，均未检出不合格产品。\n"
        "拆除违法建设76处，其中新增违建9处、存量违建67处。\n"
        "审核各类合同64份，合同标的额1.37亿元。\n"
        "办理时限较法定时限压缩72%，提前办结率100%。\n"
        "通过公众号发布信息735条，总阅读量102万次，粉丝3.9万人。\n"
        "发放惠农补贴1086.4万元，惠及农户9870户。\n"
        "发放救灾物资帐篷18顶、大米36吨。\n"
        "核发危险品施工许可12件，取缔“三无”船舶38艘。\n"
        "计划检查企业240家，实际检查252家。热线满意率96.8%，较上年提升1.9个百分点。\n"
        "全年罚款总额69.8万元，单案罚款最高的为8万元，人均执法量3.9件。\n"
        "服务9.4万居民，查处58种违法行为；信访老案件台账中信访积案7件。\n"
        "按类型分，邻里纠纷24件、婚姻家庭纠纷11件。\n"
        "排查重大隐患47处，完成整改41处，剩余6处已落实措施。挂牌督办重大隐患12处。\n"
        "化解疑难问题5件，尚有3件正在推进化解。距县城28公里。\n"
        "综合行政执法大队核定编制16名，实有13人。行政诉讼案件8件，审结6件。\n"
        "全年立案105件，向公安机关移送案件19件，公安机关立案16件。\n"
        "救助流浪乞讨人员87人次，帮助寻亲返家23人。\n"
        "为80周岁以上老年人发放高龄津贴643.2万元。\n"
        "二、下一步打算\n"
        "计划检查企业260家，开展消防演练不少于100次。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(lambda question, _, shelf: route(question, shelf))


def told(ask: Ask, asked: str) -> list[str]:
    answer = ask(asked)
    assert answer is not None
    return figures(answer) if answer.status == "answered" else []


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # One name for two things that the report counts apart.
        ("柳塘镇人大代表建议和政协提案各办理多少件", ["14件", "9件"]),
        ("柳塘镇建议提案多少件", ["14件", "9件"]),
        ("柳塘镇建议提案办了多少件，满意率多少", ["14件", "9件", "100%"]),
        # Those who come are counted in 批, what they write is not.
        ("柳塘镇来上访的有多少批", ["41批次"]),
        # One act is told of the whole list.
        ("柳塘镇盗窃电动车的案子破了几起", ["16起"]),
        ("柳塘镇大米发了多少吨", ["36吨"]),
        # 份数 is the other part's unit.
        ("柳塘镇审核合同份数及标的额", ["64份", "1.37亿元"]),
        ("柳塘镇办理时限压缩比例", ["72%"]),
        ("柳塘镇多少农户拿到了惠农补贴", ["9870户"]),
        # The asker's verb is a word of its own.
        ("柳塘镇三无船清了几艘", ["38艘"]),
        ("柳塘镇计划检查企业多少家，实际检查多少家", ["240家", "252家"]),
        ("柳塘镇明年要检查多少家企业", ["260家"]),
        ("柳塘镇热线满意率比上年提高几个点", ["96.8%", "1.9个百分点"]),
        ("柳塘镇最大一笔罚款多少", ["8万元"]),
        ("柳塘镇人均执法量", ["3.9件"]),
        ("柳塘镇信访老案子有几件", ["7件"]),
        # What is left is told by the report itself, of whichever whole.
        ("柳塘镇重大隐患还有几处没整改", ["6处"]),
        ("柳塘镇疑难问题还有几件没化解", ["3件"]),
        ("柳塘镇距离县城多远", ["28公里"]),
        ("柳塘镇核定编制和实有人数", ["16名", "13人"]),
        ("柳塘镇诉讼案件有几件，审结几件", ["8件", "6件"]),
        # What others did with it is no second reading.
        ("柳塘镇立了多少案", ["105件"]),
        ("柳塘镇帮多少流浪的人找到家", ["23人"]),
        ("柳塘镇高龄津贴发放金额", ["643.2万元"]),
        ("柳塘镇明年消防演练至少几次", ["100次"]),
        # One thing by two names is asked for once.
        ("柳塘镇两口子闹矛盾、家庭纠纷这类的有几件", ["11件"]),
    ],
)
def test_what_is_asked_for_is_told(asked: str, stated: list[str], ask: Ask) -> None:
    assert told(ask, asked) == stated


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        # One of two is not both.
        ("柳塘镇人大代表建议和政协提案一共多少件", "9件"),
        # What the report has none of is not told by what stands beside it.
        ("柳塘镇医疗器械抽检多少批次", "24批次"),
        # 存量 is not what was built anew, though 新增 opens the list.
        ("柳塘镇新盖的违建拆了几处", "67处"),
        # Who reads is not who follows.
        ("柳塘镇公众号发了几条信息，看的人有多少", "39000人"),
        ("柳塘镇许可办理时限压缩比例", "100%"),
        ("柳塘镇网上来访的有多少批", "26件"),
    ],
)
def test_what_was_not_asked_for_is_not_told_alone(asked: str, never: str, ask: Ask) -> None:
    stated = told(ask, asked)
    assert never not in stated or len(stated) > 1


def test_a_question_of_both_states_each_under_its_own_name(ask: Ask) -> None:
    answer = ask("柳塘镇人大建议、政协提案多少件")
    assert isinstance(answer, Answer)
    assert "人大代表建议为14件" in answer.text
    assert "政协提案为9件" in answer.text
