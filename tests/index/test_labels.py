"""What a figure is called: whose share, which part, what it goes on about."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.index.facts import find_facts
from retrieval.language.numerals import format_number
from retrieval.reading import read_report

HEAD = "甲子街道2023年度法治政府建设情况报告\n一、主要举措和成效\n"

NAMES = {
    # A share is the part's, which the figure before names, or the wording before 占.
    "受理诉求900件，其中热线派单720件，占80%。": {
        "80%": "热线派单占比",
    },
    "案件中程序问题占六成。": {"6成": "程序问题占比"},
    # Parts go on past their shares, and 其他 is the whole's, not its neighbour's.
    "调解纠纷600件，其中邻里纠纷300件，占50%，物业纠纷200件，占33.3%，其他100件。": {
        "200件": "调解纠纷（物业纠纷）",
        "100件": "调解纠纷其他",
    },
    # Outcomes belong to the thing that the lexicon knows, not to the acts between.
    "收到行政复议申请40件，受理35件、补正3件；审结30件，其中维持20件、撤销10件。": {
        "30件": "收到行政复议申请审结",
        "10件": "收到行政复议申请审结撤销",
    },
    # Cases are no outcome of people: 立案 stands by itself.
    "在岗人员35人。全年立案120件。": {"120件": "立案"},
    # What opens the amount is no thing that it counts.
    "法律顾问团由5名专家学者和8名律师组成。": {"5名": "专家学者"},
    "公职律师从2021年底的23名增至31名。": {"23名": "公职律师"},
    "局机关52名干部参加学法。": {"52名": "局机关干部"},
    # The thing is both's, what was done only the second's.
    "领导包案的11件信访积案化解10件。": {"10件": "信访积案化解"},
    # Of two things counted each has its own noun.
    "14个调委会共有调解员52人。": {"14个": "调委会"},
    "为辖区38家规模以上企业和合作社配备联络员。": {"38家": "规模以上企业和合作社"},
    # The sum of old and new is not called new.
    "新增县级示范村4个，累计15个。": {"4个": "新增县级示范村", "15个": "县级示范村"},
    "新增县级示范村4个，其中山区2个。": {"2个": "新增县级示范村（山区）"},
    # A verb whose object stands behind the amount is not what is counted.
    "明确47项重点工作和156条任务。": {"47项": "明确重点工作", "156条": "任务"},
    "全面施行198项行政许可事项清单管理。": {"198项": "全面施行行政许可事项清单管理"},
    "群众代表23人到会。": {"23人": "群众代表"},
    # The bodies that an amount counts, not what they have, say, or are asked for.
    "全区54家单位各级领导干部深入一线。": {"54家": "单位"},
    "印发了15家单位的“三定”规定和23家单位的编制调整通知。": {"15家": "单位", "23家": "单位"},
    "全市16家公共法律服务中心提供法律咨询4万人次。": {"16家": "公共法律服务中心"},
    "将全县278项行政许可事项统一划入审批局。": {"278项": "行政许可事项"},
    "邀请法律顾问分别到14个社区对人民调解员进行培训。": {"14个": "社区"},
    "清水河等9个断面稳定达标。": {"9个": "断面稳定达标"},
    "两个科室各1名工作人员。": {"1名": "工作人员"},
    "明确了法治政府建设7个方面18项任务。": {"7个": "方面", "18项": "任务"},
    "共有30件行政案件被告行政机关的负责人出庭应诉。": {
        "30件": "行政案件被告行政机关的负责人出庭应诉"
    },
    # The amount stands within what was done, or before what it was spent on.
    "镇党委会议先后4次研究部署法治建设。": {"4次": "镇党委会议研究部署法治建设"},
    "投资50万元建成集教育、调解于一体的法治基地。": {"50万元": "投资建成法治基地"},
    "投资50万元。": {"50万元": "投资"},
    # What only leads to a name is cut off it; what was in brackets stays in its place.
    "通过举办法治讲座4次、发放手册2000册，提升意识。": {"4次": "举办法治讲座"},
    "今年来开展送法下乡5场次。": {"5场次": "开展送法下乡"},
    "以每两月1次的频次开展学习6次。": {"6次": "开展学习"},
    "镇、村（社区）人民调解组织化解纠纷35件。": {"35件": "村（社区）人民调解组织化解纠纷"},
    "围绕法治思想、宪法、民法典等各项新颁布的法律法规组织专题学习8次。": {"8次": "组织专题学习"},
    "全年复议决定没有出现被法院撤销现象。": {"0": "复议决定被法院撤销现象"},
    # The first of two is counted by what stands between, where only the area is told before.
    "新培养明白人7万名。全省1.2万名村（居）法律顾问提供服务66万人次。": {
        "12000名": "村（居）法律顾问"
    },
    "2023 年街道办理处罚731宗。": {"731宗": "办理处罚"},
    "区县政府收到申请16件。": {"16件": "区县政府收到申请"},
    "指导修订村规民约2项。": {"2项": "指导修订村规民约"},
    # Numbering is no part of a name; points are a distance.
    "13.办理人大代表建议14件。": {"14件": "办理人大代表建议"},
}


@pytest.mark.parametrize(("body", "named"), NAMES.items())
def test_names(tmp_path: Path, body: str, named: dict[str, str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    facts = find_facts(read_report(file))
    found = {f"{format_number(f.quantity.value)}{f.quantity.unit}": f.measure for f in facts}
    assert {amount: found.get(amount) for amount in named} == named


@pytest.mark.parametrize(
    "body",
    [
        "将其作为一项重要的政治任务。",
        "出台改革方案6.0版。",
        "工作体现出四个“最”：力度最大。",
        "受到4部门联合表扬。",
        "明确各部门职责，杜绝权责不清问题。",
        "每两月1次的频率。",
    ],
)
def test_what_counts_nothing(tmp_path: Path, body: str) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    assert find_facts(read_report(file)) == ()


RETOLD = "2019年清平市法治政府建设报告\n发布日期:2020-03-31\n{}"


@pytest.mark.parametrize(
    ("body", "years"),
    [
        # News tell of a report a year after: 去年 is the report's own.
        ("去年，全市审结复议案件73件。\n清平市去年接受询问3项。\n去年还培训12次。", [2019, 2019, 2019]),
        ("2019年，审结案件73件。\n去年接受询问3项。\n去年培训12次。\n去年调解6件。", [2019, 2018, 2018, 2018]),
        ("去年审结案件73件。\n去年接受询问3项。\n去年培训12次。\n今年调解6件。", [2018, 2018, 2018, 2019]),
    ],
)  # fmt: skip
def test_the_year_before_in_news_of_a_report(tmp_path: Path, body: str, years: list[int]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(RETOLD.format(body) + "\n", encoding="utf-8")
    assert [fact.period for fact in find_facts(read_report(file))] == years


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("败诉率仍高于全市平均水平2.3个百分点。", ["change"]),
        ("实际支出26万元，比上年多支出5万元。", ["actual", "change"]),
        ("新增支出5万元。", ["actual"]),
        # Plans that were made are counted; what they plan is not.
        ("制定抽查计划42个，其中联合抽查15个。", ["actual", "actual"]),
        ("代拟法律文书47份。", ["actual"]),
        ("制定计划，力争新增调解员3名。", ["target"]),
        ("不作为类案件同比增长超过50%。", ["change"]),
    ],
)
def test_distances_targets_and_results(tmp_path: Path, body: str, kinds: list[str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    assert [fact.kind for fact in find_facts(read_report(file))] == kinds
