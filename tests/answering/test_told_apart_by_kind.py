"""Figures of other bodies, other stretches of time, other kinds: none answers for the asked one."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松原县人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全县行政机关一审行政诉讼案件83件，败诉5件。\n"
        "各部门执法情况：县住建局处罚41件，县水务局处罚17件，合计行政处罚58件。\n"
        "车站周边投诉由上半年的91件降至下半年的27件。\n"
        "全年行政复议案件72件，其中工伤认定类58件、社会保险类14件。\n"
        "入驻公证机构4家。医患纠纷调解中心受理案件96件，调解成功88件。\n"
        "受理纠纷427件，调处成功421件；其中涉渔纠纷83件、劳资纠纷64件。\n"
        "预付卡投诉806件，居各类投诉之首，其次为网络购物和教育培训。\n"
        "登记社会组织120家，社会组织年检率93%。\n"
        "发放特困供养金118万元。\n"
        "组织现场述法8名。评查仲裁案卷50卷。完成药品抽检180批次。提供就业岗位300个。\n"
        "适用简易程序处罚33件、普通程序处罚8件，罚款共计2.6万元。\n"
        "二、存在的不足\n"
        "14个镇中有3个全年未办理强制执行案件。\n"
    ),
    "b.txt": (
        "青石区市场监督管理局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n全年办理行政处罚案件612件。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "以县政府为被告的行政诉讼多少件",
        "县市场监管局行政处罚多少件",
        "车站投诉多少件",
        "一共认定了多少工伤",
        "公证机构调解成功几件",
        "涉渔纠纷调处成功几件",
        "网络购物投诉多少件",
        "基金会年检率多少",
        "特困供养标准多少",
        "书面述法几名",
        "行政处罚案卷评查多少卷",
        "食品抽检多少批次",
        "公益性岗位多少个",
        "简易程序罚款多少",
        "强制执行案件多少件",
        "受镇政府委托的行政诉讼多少件",
    ],
)
def test_a_figure_of_another_kind_is_no_answer(ask: Ask, asked: str) -> None:
    answer = ask(f"松原县2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("行政机关一审行政诉讼多少件", "83件"),
        ("县水务局处罚多少件", "17件"),
        ("下半年车站投诉多少件", "27件"),
        ("工伤认定类案件多少件", "58件"),
        ("医患纠纷调解中心调解成功几件", "88件"),
        ("涉渔纠纷几件", "83件"),
        ("预付卡投诉多少件", "806件"),
        ("社会组织年检率多少", "93%"),
        ("特困供养金多少", "118万元"),
        ("现场述法几名", "8名"),
        ("药品抽检多少批次", "180批次"),
        ("罚款多少", "2.6万元"),
    ],
)
def test_its_own_figure_is_told(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"松原县2023年{asked}")
    assert answer is not None
    assert figures(answer) == [stated], answer.text
