"""Lists: every item, in order, each quoted; None or a question back where that can't be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.enumerations import find_enumerations
from retrieval.answering.lists.lists import answer_list
from retrieval.answering.lists.outline import find_groups, role_group
from retrieval.answering.lists.points import strip_mark
from retrieval.answering.lists.wanted import same_name
from retrieval.records import Answer
from tests.answering.shelves import Ask, asking, shelf_of

QINGSHI = """青石街道办事处
2023年法治政府建设年度报告

2023年，青石街道扎实推进依法行政。现将有关情况报告如下：

一、主要举措和成效
（一）夯实组织基础
　　成立领导小组，下设办公室、执法监督组和普法组。先后印发了《青石街道普法方案》《青石街道合同管理办法》等文件。根据《法治政府建设实施纲要》开展自查。领导干部带头学习了《宪法》《民法典》等法律。
（二）化解矛盾纠纷
　　围绕物业管理、邻里关系和婚姻家庭开展排查。建立问题收集、转交、解决、反馈“四个台账”。全年受理行政调解案件9件，其中和解2件，调解成功6件，终止1件。推行“三步走”工作法，成效明显。在“3·15”消费者权益日、“6·26”禁毒日等节点开展集中宣传，宣传采取讲座、展板等方式。邀请县人民法院、县人民检察院业务骨干授课2场。公布重大决策事项2项，分别是老街改造项目和食堂布局规划。聚焦依法决策、规范执法、减少争议三个重点。在合法性审查、行政复议、重大决策等工作中坚持法律顾问参与。对5个科室、8个社区开展督察。
（三）以法治方式处置槐树小区漏水事件
　　一是现场协商。约谈物业公司。
二是依法鉴定。委托鉴定机构查明原因。
三是限期整改。
二、存在的不足
一是普法形式单一。线上活动只办了3场。二是执法力量薄弱。
三、2024年工作打算
1.新增“法律明白人”20名。
2.12345热线满意率达到97%。
3.建成法治公园1个。
"""
BAIHE = """白河镇人民政府2023年法治政府建设年度报告
一、主要工作
（一）抓普法。举办讲座5场。
（二）抓执法。检查企业30家次。
二、存在的问题
工作中仍有短板，比如执法人员偏少，案卷质量不高。
"""
HEDONG = """河东县河东局2023年法治政府建设情况报告
一、主要工作
开展检查9次。
二、2024年工作安排
（一）推进规范化建设2个。
（二）组织轮训。
（三）继续推行包容审慎监管

河东县河东局
2024年1月22日
"""
REPORTS = {"青石.txt": QINGSHI, "白河.txt": BAIHE, "河东.txt": HEDONG}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("报告"), REPORTS) as shelf:
        yield shelf


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_list, regions_allowed=False)


def items_of(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [line[2:] for line in answer.text.splitlines() if line.startswith("· ")]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("青石街道领导小组下设哪些机构", ["办公室", "执法监督组", "普法组"]),
        ("青石街道围绕哪些方面开展排查", ["物业管理", "邻里关系", "婚姻家庭"]),
        ("青石街道“四个台账”是哪四个", ["问题收集", "转交", "解决", "反馈"]),
        ("四个台账是什么", ["问题收集", "转交", "解决", "反馈"]),
        ("青石街道印发了哪些文件", ["《青石街道普法方案》", "《青石街道合同管理办法》"]),
        ("青石街道学习了哪些法律", ["《宪法》", "《民法典》"]),
        ("青石街道行政调解案件有哪几类结果", ["和解2件", "调解成功6件", "终止1件"]),
        ("青石街道处置槐树小区漏水事件有哪三项做法", ["现场协商", "依法鉴定", "限期整改"]),
        ("青石街道集中宣传都在哪些日子", ["“3·15”消费者权益日", "“6·26”禁毒日"]),
        ("青石街道请了哪些单位来授课", ["县人民法院", "县人民检察院"]),
        ("青石街道公布的重大决策事项有哪些", ["老街改造项目", "食堂布局规划"]),
        ("青石街道两项重大决策事项是什么", ["老街改造项目", "食堂布局规划"]),
        ("青石街道聚焦哪三个重点", ["依法决策", "规范执法", "减少争议"]),
        ("青石街道2023年不足清单", ["普法形式单一。线上活动只办了3场", "执法力量薄弱"]),
        ("青石街道有哪两个问题", ["普法形式单一。线上活动只办了3场", "执法力量薄弱"]),
        ("青石街道存在哪些不足", ["普法形式单一。线上活动只办了3场", "执法力量薄弱"]),
        (
            "青石街道2023年的主要举措",
            ["夯实组织基础", "化解矛盾纠纷", "以法治方式处置槐树小区漏水事件"],
        ),
        ("白河镇主要工作有哪些", ["抓普法", "抓执法"]),
        ("白河镇有什么问题", ["执法人员偏少", "案卷质量不高"]),
    ],
)
def test_every_item_in_order(ask: Ask, question: str, items: list[str]) -> None:
    assert items_of(ask(question)) == items


@pytest.mark.parametrize(
    "question", ["青石街道2024年工作打算", "青石街道明年有什么计划", "青石街道2024年要做哪些工作"]
)
def test_a_plan_stands_in_the_report_of_the_year_before(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert items_of(answer) == ["新增“法律明白人”20名", "12345热线满意率达到97%", "建成法治公园1个"]
    assert answer is not None
    assert [(value.value, value.unit) for value in answer.values] == [
        ("20", "名"),
        ("97", "%"),
        ("1", "个"),
    ]


def test_every_item_is_quoted_and_highlighted(ask: Ask) -> None:
    answer = ask("青石街道存在哪些不足")
    assert answer is not None
    highlighted = [e.quote[a:b] for e in answer.evidence for a, b in e.highlights]
    assert highlighted[0] == "普法形式单一"
    assert "执法力量薄弱" in highlighted
    assert all(evidence.section == "二、存在的不足" for evidence in answer.evidence)


def test_headings_are_quoted_by_their_line(ask: Ask) -> None:
    answer = ask("青石街道2023年的主要举措")
    assert answer is not None
    assert [evidence.quote for evidence in answer.evidence][:2] == [
        "（一）夯实组织基础",
        "（二）化解矛盾纠纷",
    ]
    assert answer.values == ()


def test_an_open_enumeration_is_said_to_be_open(ask: Ask) -> None:
    laws, plain = ask("青石街道学习了哪些法律"), ask("青石街道“四个台账”是哪四个")
    assert laws is not None and plain is not None
    assert "未必列全" in laws.text
    assert "未必列全" not in plain.text


def test_several_reports_are_offered(ask: Ask) -> None:
    answer = ask("存在哪些不足")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert [choice.label for choice in answer.choices] == ["白河镇2023年", "青石街道2023年"]
    again = ask(answer.choices[1].question)
    assert again is not None and items_of(again)[1] == "执法力量薄弱"


@pytest.mark.parametrize(
    "question",
    [
        # One of the items is what is asked about: they are not what was done in it.
        "青石街道2023年在行政复议方面做了哪些工作",
        "白河镇下一步打算有哪些",  # has no plan
        "青石街道“三步走”是哪三步",  # named, never said
        "青石街道“五个台账”是哪五个",
        "青石街道制定了哪些应急预案",
        "青石街道领导干部开展了哪些尊法活动",
        "青石街道2019年存在哪些不足",
        "青石街道受理行政调解案件多少件",
        "青石街道开展了哪些招商活动",
        "青石街道督察了哪些科室",  # counted, not named
        "青石街道行政调解在哪些日子",  # the items beside it are no days
    ],
)
def test_what_no_list_accounts_for_gets_none(ask: Ask, question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("划分为普法宣传、法律服务、人民调解3个功能区。", ["普法宣传", "法律服务", "人民调解"]),
        ("完善领导、干部、党员接待和联系群众3个基本机制", ["领导", "干部", "党员接待和联系群众"]),
        ("围绕骨干企业、限上企业和新招引企业抓好服务", ["骨干企业", "限上企业", "新招引企业"]),
        ("积极推进“阳光信访、责任信访、法治信访”建设", ["阳光信访", "责任信访", "法治信访"]),
        ("采取“三步式”执法（提醒、教育、处罚），效果好", ["提醒", "教育", "处罚"]),
        (
            "以最严的标准、最快的速度、最好的服务做好工作",
            ["最严的标准", "最快的速度", "最好的服务做好工作"],
        ),
        (
            "接受人大监督、司法监督、社会监督和舆论监督",
            ["人大监督", "司法监督", "社会监督", "舆论监督"],
        ),
        ("行政案件中和解2件，胜诉6件，未判决1件。", ["行政案件中和解2件", "胜诉6件", "未判决1件"]),
        ("签订“财产保全申请书”和“民事起诉状”", ["“财产保全申请书”", "“民事起诉状”"]),
        ("在“12.4”宪法宣传周、“3.8”妇女节等节点宣传", ["“12.4”宪法宣传周", "“3.8”妇女节"]),
        ("聚焦依法决策、规范执法、化解矛盾三个重点", ["依法决策", "规范执法", "化解矛盾"]),
        ("联系商会、银行等解决融资难、招工难等难题", ["商会", "银行"]),
    ],
)
def test_enumerations_are_split_into_their_items(text: str, items: list[str]) -> None:
    found = [[text[a:b] for a, b in enumeration.items] for enumeration in find_enumerations(text)]
    assert items in found


def test_a_count_settles_whether_a_conjunction_parts_items() -> None:
    text = "设置接待、排查和化解窗口"
    assert [len(e.items) for e in find_enumerations(text, 2)] == [2]
    assert [len(e.items) for e in find_enumerations(text, 3)] == [3]


@pytest.mark.parametrize(
    "text", ["", "、、、", "“、”", "和和和", "A、", "共４，６２０平方米", "《甲》《", "（（、"]
)
def test_any_text_can_be_read(text: str) -> None:
    for enumeration in find_enumerations(text):
        assert all(0 <= a < b <= len(text) for a, b in enumeration.items)


def test_two_joined_items_are_sure_where_the_report_says_that_these_are_they() -> None:
    sure = find_enumerations("公布事项2项，分别是老街改造项目和食堂布局规划")
    plain = find_enumerations("推进老街改造项目和食堂布局规划")
    assert [e.weak for e in sure] == [False]
    assert [e.weak for e in plain] == [True]


@pytest.mark.parametrize(
    ("label", "text", "same"),
    [
        ("四个台账", "建立问题“4个台账”", True),
        ("两项重大决策", "公布重大决策事项2项", True),
        ("两项重大决策", "公布重大决策事项3项", False),
        ("两项重大决策", "公布重大决策，完成2项", False),
    ],
)
def test_a_numbered_name_is_known_however_its_number_stands(
    label: str, text: str, same: bool
) -> None:
    assert same_name(label, text) is same


def test_a_last_point_without_text_under_it_belongs_to_the_list(ask: Ask) -> None:
    assert items_of(ask("河东局2024年安排有哪三条")) == [
        "推进规范化建设2个",
        "组织轮训",
        "继续推行包容审慎监管",
    ]


def test_marks_are_stripped() -> None:
    assert strip_mark("（一）强化领导") == "强化领导"
    assert strip_mark("一是强化领导") == "强化领导"
    assert strip_mark("3.强化领导") == "强化领导"
    assert strip_mark("12345热线") == "12345热线"


def test_the_outline_finds_parts_and_counted_runs(shelf: Shelf) -> None:
    parsed = next(
        shelf.source.parsed(r.id) for r in shelf.reports if r.place and r.place.name == "青石街道"
    )
    plan = role_group(parsed, "plan")
    assert plan is not None and len(plan.items) == 3
    assert role_group(parsed, "leadership") is None
    counted = [g for g in find_groups(parsed) if g.items[0].text == "现场协商"]
    assert len(counted) == 1 and "漏水" in counted[0].frame[-1]


def test_a_list_that_others_share_is_a_list_of_its_own() -> None:
    text = "菜场改造、河道夜游两项重大决策均履行了公众参与、专家论证、风险评估三道程序"
    found = [[text[a:b] for a, b in e.items] for e in find_enumerations(text)]
    assert found == [["菜场改造", "河道夜游"], ["公众参与", "专家论证", "风险评估"]]


def test_so_many_of_a_name_whatever_the_verb(ask: Ask) -> None:
    assert items_of(ask("青石街道抓住哪三个重点")) == ["依法决策", "规范执法", "减少争议"]
    assert ask("青石街道抓住哪四个重点") is None
