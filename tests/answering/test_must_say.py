"""Some words restrict a question so hard that no figure may answer without them."""

from __future__ import annotations

import pytest

from retrieval.answering.excluding.must_say import load_rules
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县应急管理局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "开展执法记录仪使用情况抽查16次。全年立案查处违法案件97起，罚没金额286万元。\n"
        "审查合同47份，涉及金额1860万元。移送问题线索13件。\n"
        "现有编制18名，其中取得执法证的11名。\n"
        "办理人大代表建议18件，办结16件，满意率97.3%。\n"
        "县政府法律顾问由11人组成。对未成年人开展帮教45人。\n"
        "完成供水改造，惠及群众9200人。推行告知承诺制事项19项。\n"
        "组织干部职工集中学法15次。纳税人满意率94%。评定优秀案卷84卷。\n"
        "县人大代表开展执法检查2次。立案查处违法建设类案件28宗。\n"
        "局长包案化解信访事项5件。\n"
        "暂扣驾驶证1490本。对以本局名义印发的58份文件逐件过筛。\n"
    ),
    "b.txt": (
        "青石镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "开展“双随机、一公开”抽查24次。没收违法所得3.2万元。新办执法证6个。\n"
        "受理举报64件，结案52件。群众满意率98%。村法律顾问12名。\n"
        "普法讲座听众2300人次。制定规范性文件2件。\n"
    ),
    "c.txt": (
        "松林区人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全年制定行政规范性文件7件，其中以区政府办公室名义印发4件。下辖3个行政村，"
        "干部职工96人，其中持有行政执法证件的31人，较上年增加7人。\n"
        "11月组织参加网上学法用法考试，应考96人，参考人员平均得分93.5分。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "双随机抽查多少次",
        "没收多少钱",
        "涉案金额多少",
        "举报案件几件",
        "新办执法证几个",
        "结案多少件",
        "群众满意度多少",
        "村法律顾问几名",
        "刑满释放人员多少名",
        "受众多少人",
        "一网通办多少事项",
        "扣了多少车",
        "扣几车",
        "发了几份规范性文件",
        "领导干部学法几次",
        "热线满意率多少",
        "案卷评查多少卷",
        "执法检查多少次",
        "拆了多少违建",
        "信访件多少",
    ],
)
def test_a_figure_that_lacks_the_word_is_no_answer(ask: Ask, asked: str) -> None:
    answer = ask(f"松河县应急管理局{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("双随机抽查多少次", "24"),
        ("没收多少钱", "3.2"),
        ("举报几件", "64"),
        ("新办执法证几个", "6"),
        ("结案多少件", "52"),
        ("群众满意度多少", "98"),
        ("村法律顾问几名", "12"),
        ("普法讲座听众多少人次", "2300"),
        ("规范性文件几件", "2"),
    ],
)
def test_a_figure_that_has_the_word_answers(ask: Ask, asked: str, value: str) -> None:
    answer = ask(f"青石镇{asked}")
    assert answer is not None
    assert [told.value for told in answer.values] == [value], answer.text


def test_every_rule_says_what_it_looks_for() -> None:
    assert all(rule.asked and (rule.told or rule.barred) for rule in load_rules())


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("以区政府办公室名义印发的行政规范性文件有几件", "4件"),
        ("持有行政执法证件的干部职工有多少人", "31人"),
        ("网上学法用法考试参考人员平均得分是多少", "93.5分"),
    ],
)
def test_a_part_is_of_what_its_whole_is(ask: Ask, asked: str, value: str) -> None:
    answer = ask(f"松林区2023年{asked}？")
    assert answer is not None and answer.status == "answered", asked
    assert value in answer.text
