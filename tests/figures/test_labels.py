"""What a figure is called: whose share, which part, what it goes on about."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.figures.facts import find_facts
from retrieval.language.numerals import format_number
from retrieval.reading.files import read_report

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
    # Cases are set apart by their procedure: what follows is of them, not of the sum before.
    "处罚金额60万元；一般程序案件26件，同比增长20.1%，处罚金额91万元，其中重大案件9件。": {
        "20.1%": "一般程序案件同比增长",
        "9件": "一般程序案件（重大案件）",
    },
    # Days in quotation marks are no amounts, and keep their marks.
    "在“4·15”“12·4”等节点集中宣传12场。": {"12场": "“4·15”“12·4”等节点集中宣传"},
    # A bare sum counts what all of those have, or what was done with what is theirs.
    "47个村都有“学法用法示范户”，共45户。": {"45户": "学法用法示范户"},
    "12个村均配备了法律顾问，共15名。": {"15名": "法律顾问"},
    "对12个乡镇的履职事项做了梳理，共4402项。": {"4402项": "履职事项"},
    # Whose they are, then how many.
    "审批事项从18个部门75项减为14个部门46项。": {
        "18个": "部门",
        "75项": "审批事项",
        "46项": "审批事项",
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
    # Each of two amounts before its own noun; a verb takes the noun behind its amount.
    "召集96个村调委会412名调解员每月分析形势。": {"96个": "村调委会", "412名": "调解员"},
    "依托8个社区公共法律服务工作室接待群众来访75人次。": {
        "8个": "依托社区公共法律服务工作室",
        "75人次": "社区公共法律服务工作室接待群众来访",
    },
    "督促9户用人单位清欠社会保险费88万元。": {"9户": "督促用人单位清欠社会保险费"},
    "取缔燃放点2起各300元。": {"300元": "取缔燃放点"},
    "全镇9个村社共调解纠纷120起。": {"9个": "村社"},
    "24名社区工作者中仅有3名持证。": {"24名": "社区工作者"},
    "在全市31个执法部门排名第4。": {"31个": "执法部门"},
    # The sum of a list is counted by the noun behind it.
    "成立旅游纠纷调委会、消费纠纷调委会2个行业性调解组织。": {"2个": "行业性调解组织"},
    # What people or a lesser part are told of goes on about the whole.
    "共有调解员52人，其中专职调解员3人，受理矛盾纠纷64件，调解成功61件。": {
        "64件": "受理矛盾纠纷",
        "61件": "受理矛盾纠纷调解成功",
    },
    "发现问题隐患720项，其中重大事故隐患15项，整改完成698项。": {"698项": "发现问题隐患整改完成"},
    "办理公证900件，其中国内公证700件、涉外公证200件，收费61万元。": {"61万元": "收费"},
    "办理许可90件，其中卫生许可50件，执业许可30件，备案或其他10件。": {"10件": "备案或其他"},
    "对40起首次违法行为不予处罚，减轻处罚17件。": {"17件": "减轻处罚"},
    "查处违法案件28起，罚没款9万元，移送司法机关2起5人。": {"5人": "查处违法案件移送司法机关"},
    # Fellows of a list are not of each other, be their sum as it may.
    "出具意见书38份，调解书3份，决定书7份，通知书2份，律师函1份。": {"1份": "律师函"},
    "从类型看，处罚类71件，公开类26件，投诉类15件，其他7件。": {"7件": "其他"},
    "涉及县公安局48件、县人社局21件、乡镇人民政府33件。": {"33件": "乡镇人民政府"},
    "排查隐患90处，其中重大6处、一般84处，已整改销号80处。": {"80处": "排查隐患（已整改销号）"},
    "累计接收矫正对象846名，解除659名，现有187名。": {"187名": "矫正对象"},
    "办理复议案件86件，审结69件，中止3件。区政府行政应诉案件14件。": {"14件": "区政府行政应诉案件"},
    "全县68名律师办理各类案件3125件。": {"68名": "律师"},
    "9个社区调委会化解纠纷76件。": {"9个": "社区调委会", "76件": "社区调委会化解纠纷"},
    "4个镇街司法所只有1名工作人员。": {"4个": "镇街司法所"},
    "对8家连续两年未年检的社会组织作出撤销登记处罚。": {"8家": "未年检的社会组织作出撤销登记处罚"},
    "城建类127件，经协调撤诉86件，撤诉率26.8%。": {"26.8%": "撤诉率"},
    # A change without a name goes on about what changed before.
    "调解纠纷300件。信访总量下降18.6%，较2021年减少211件次。": {"211件次": "信访总量较2021年减少"},
    "行政处罚案件90宗，罚没金额50万元，案件数比2021年增加30宗，增幅50%。": {
        "50%": "行政处罚案件增幅"
    },
    "发生交通事故214起，受伤231人，两项指数同比分别下降8.5%、6.1%。": {"6.1%": "受伤"},
    # What is taken up is no share; an entry's title and a quotation's first word are no lead.
    "违法占用耕地面积比例为2.3%。": {"2.3%": "违法占用耕地面积比例"},
    "【法律援助】全年受理法律援助案件37件。": {"37件": "受理法律援助案件"},
    "“和为贵”调解室化解纠纷46起。": {"46起": "“和为贵”调解室化解纠纷"},
    "镇长办公会审议《甲镇年度法治政府建设情况报告》、通报《2022年审判年度报告》并研究部署法治建设事项9次。": {
        "9次": "研究部署法治建设事项"
    },
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
        "坚持每周二组织集中学习。",
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
        ("公开规划计划2条。", ["actual"]),
        ("审批时限由90个工作日压减为38个工作日。", ["base", "actual"]),
        ("制定计划，力争新增调解员3名。", ["target"]),
        ("不作为类案件同比增长超过50%。", ["change"]),
    ],
)
def test_distances_targets_and_results(tmp_path: Path, body: str, kinds: list[str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    assert [fact.kind for fact in find_facts(read_report(file))] == kinds
