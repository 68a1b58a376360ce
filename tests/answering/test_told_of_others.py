"""What another figure's label says is not told of the figure beside it."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县民政局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全县登记社会组织337家，其中社会团体126家、民办非企业单位205家、基金会6家。"
        "全年成立登记15家，注销登记22家。\n"
        "调解矛盾纠纷137件，成功131件，其中婚姻纠纷32件、邻里纠纷25件。\n"
        "县人大评议司法所、派出所，满意率分别为94%和91%。\n"
        "办理法律援助案件14件，其中农民工讨薪8件，帮助追回工资61.4万元。\n"
        "现有专职调解员7名，其中55岁以上4名。建成司法所11个，其中五星级司法所2个。\n"
        "行政应诉案件9件，其中涉及违法建设拆除5件、信息公开3件。\n"
        "处置批而未供土地1130亩、闲置土地476亩。规划核实51件，其中不予通过4件。\n"
        "向纪检监察、公安等部门移送问题线索49件，其中纪检监察机关31件、公安机关7件、其他11件，涉及人员86人。\n"
        "粮食播种面积58.7万亩。危房改造84户。检查药店638家次。暂扣车辆58辆。\n"
        "市区优良天数331天。断面水质优良比例94.4%。抽检合格率97.7%。核发许可证36张。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "基金会注销几家",
        "婚姻纠纷成功几件",
        "讨薪涉及多少农民工",
        "55岁以下的专职调解员几名",
        "违法建设拆除了几处",
        "打了多少粮食",
        "药店关了几家",
        "三轮车扣了多少",
        "蓝天比例多少",
        "抽检不合格的比例有多大",
        "许可案子几件",
        "危房有多少栋",
    ],
)
def test_another_figures_word_makes_none_of_ones_own(ask: Ask, asked: str) -> None:
    answer = ask(f"松河县民政局2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("基金会几家", "6家"),
        ("注销登记几家", "22家"),
        ("婚姻纠纷几件", "32件"),
        ("矛盾纠纷调解成功几件", "131件"),
        ("派出所满意率多少", "91%"),
        ("农民工讨薪几件", "8件"),
        ("55岁以上的专职调解员几名", "4名"),
        ("五星级司法所几个", "2个"),
        ("涉及违法建设拆除的行政诉讼几件", "5件"),
        ("处置闲置土地多少亩", "476亩"),
        ("规划核实没通过的几件", "4件"),
        ("移送公安机关几件", "7件"),
        ("移送了多少线索", "49件"),
    ],
)
def test_its_own_figure_is_found(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"松河县民政局2023年{asked}")
    assert answer is not None
    assert figures(answer) == [stated], answer.text
