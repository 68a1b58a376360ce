"""What the lexicon holds together, what it keeps apart, and what it leaves to single characters."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import parse_question
from retrieval.language.lexicon import load_lexicon
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import find_terms


def keys(text: str, *, question: bool = True) -> tuple[str, ...]:
    return tuple(t.key for t in find_terms(text, question=question) if not t.is_light)


def asked(text: str) -> tuple[str, ...]:
    return tuple(term.key for term in parse_question(text, Gazetteer((), lambda _: ())).content)


# How people ask, and the report's own wording.
SAME = [
    ("招了调解员", "公开招聘人民调解员"),
    ("招来调解员", "招录调解员"),
    ("花了", "总投资"),
    ("花掉", "支出"),
    ("请法律顾问的顾问费", "法律顾问服务费用"),
    ("要回工钱", "追回工资"),
    ("讨回工资", "追发工资"),
    ("跑了企业", "走访企业"),
    ("送了读本", "发放读本"),
    ("抓了犯罪嫌疑人", "抓获犯罪嫌疑人"),
    ("完工", "竣工"),
    ("黑车", "非法营运"),
    ("拖欠企业账款", "拖欠企业的账款"),
    ("派出执法人员", "出动执法人员"),
    ("工伤险", "工伤保险"),
    ("饭店", "餐饮单位"),
    ("渔网", "网具"),
    ("代拟法律文书", "代写法律文书"),
    ("信访接待", "信访 接待"),
    ("复议案子", "行政复议案件"),
    ("让人告", "行政应诉"),
    ("官司赢了", "胜诉"),
    ("官司输了", "败诉"),
    ("立的案子", "立案"),
    ("没被罚", "不予处罚"),
    ("头一回违法没罚", "首次违法不予处罚"),
    ("责令整改通知", "责令改正通知书"),
    ("手里有执法证", "持有行政执法证"),
    ("红头文", "行政规范性文件"),
    ("看合不合法", "合法性审核"),
    ("审看合同", "审查合同"),
    ("法律顾问团", "常年法律顾问"),
    ("不要钱打官司", "法律援助"),
    ("调成了", "成功调处"),
    ("夫妻家庭方面的纠纷", "婚姻家庭纠纷"),
    ("邻居间的纠纷", "邻里纠纷"),
    ("承包地闹的纠纷", "土地承包经营纠纷"),
    ("争山林的纠纷", "山林权属争议"),
    ("欠钱的纠纷", "民间借贷纠纷"),
    ("老百姓的诉求", "群众诉求"),
    ("来信来访", "信访"),
    ("明白人", "“法律明白人”"),
    ("普法花的钱", "法治宣传经费"),
    ("违章房", "违法建（构）筑物"),
    ("路边摊", "流动摊点"),
    ("摆到店外", "跨门经营"),
    ("打工人", "务工人员"),
    ("偷采砂", "盗采河砂"),
    ("清四乱", "河湖“四乱”"),
    ("黑诊所", "非法行医"),
    ("开公司", "企业开办"),
    ("在网上办的比例", "网办率"),
    ("代表委员的建议", "人大代表建议和政协委员提案"),
    ("真正", "实际"),
    ("从轻减轻", "从轻或者减轻处罚"),
]


@pytest.mark.parametrize(("spoken", "official"), SAME)
def test_an_everyday_wording_asks_for_the_official_one(spoken: str, official: str) -> None:
    wanted = {"追发工资": ("追回", "工资")}.get(official, keys(official, question=False))
    assert keys(spoken) == wanted


# Different figures in one and the same report: neither may stand for the other.
APART = [
    ("普法经费", "经费"),
    ("工伤保险", "失业保险", "养老保险", "基本医疗保险", "生育保险"),
    ("A级", "B级", "C级", "D级"),
    ("A类", "B类", "C类"),
    ("3A级", "4A级", "5A级"),
    ("从轻处罚", "减轻处罚", "不予处罚"),
    ("首违不罚", "轻微免罚"),
    ("废止", "宣布失效", "修改", "继续有效"),
    ("合格", "不合格", "基本合格", "优秀"),
    ("新增就业", "再就业", "转移就业"),
    ("交办", "督办"),
    ("征地", "拆迁"),
    ("占地面积", "建筑面积"),
    ("行政村", "社区"),
    ("商标", "专利"),
    ("电梯", "特种设备"),
    ("药店", "药品", "疫苗"),
    ("幼儿园", "学校"),
    ("12345热线", "12333热线", "12315热线", "12348热线"),
    ("耕地", "永久基本农田", "高标准农田"),
    ("农贸市场", "超市"),
    ("消火栓", "灭火器"),
    ("越级上访", "进京上访", "赴省上访"),
    ("社保", "社保卡"),
    ("追回", "挽回"),
    ("收到", "受理", "审结", "办结"),
    ("排查", "化解", "调解", "调解成功"),
    ("立案", "查处", "移送"),
    ("招聘", "解聘"),
    ("法律文书", "执法文书"),
    ("从轻处罚案件", "减轻处罚案件"),
    ("行政编制", "事业编制", "执法专项编制", "人员编制"),
    ("在编人员", "在岗人员", "在职人员", "实有人员"),
    ("领导干部", "科级领导干部"),
    ("人大代表", "两代表一委员"),
    ("负责人出庭", "主要负责人出庭", "应出庭", "实际出庭"),
    ("出庭率", "应诉率"),
    ("调解率", "调解成功率"),
    ("衔接率", "安置率", "帮教率"),
    ("答复率", "按时答复率"),
    ("报备率", "报备及时率", "报备规范率"),
    ("罚款", "罚没款", "没收违法所得"),
    ("批评教育", "警告", "训诫", "责令改正", "处罚"),
    ("检查", "日常检查", "抽查", "评查"),
    ("巡查", "日常巡查"),
    ("来电咨询", "来访咨询", "现场咨询"),
    ("领导小组", "普法领导小组", "工作专班", "工作组"),
    ("党委会", "班子会", "党政联席会", "常务会", "局长办公会", "局务会"),
    ("应急演练", "消防演练", "疏散演练"),
    ("食品", "药品", "食品药品"),
    ("党纪处分", "政务处分", "党纪政务处分"),
    ("违纪", "职务犯罪"),
    ("经费", "经费预算", "专项资金"),
    ("重大事故", "特别重大事故", "较大事故", "一般事故"),
    ("社区矫正对象", "在册社区矫正对象", "解除社区矫正对象"),
    ("学法", "会前学法"),
    ("土地承包纠纷", "土地权属纠纷", "山林纠纷", "宅基地纠纷"),
    ("经济纠纷", "民间借贷纠纷", "金融纠纷"),
    ("占道经营", "店外经营", "流动摊贩"),
    ("企业开办", "新设企业", "企业登记"),
    ("非法采砂", "非法采矿"),
    ("医院", "卫生院", "诊所", "社区卫生服务中心"),
    ("取水许可", "水资源"),
    ("其他案件", "案件"),
    ("意见书", "法律意见书", "合法性审查意见书"),
    ("执法监督意见书", "执法监督建议书", "执法监督决定书", "执法监督通知书"),
    ("执法大队", "执法中队", "综合行政执法局"),
    ("派出所", "公安局"),
    ("公共法律服务中心", "公共法律服务工作站", "公共法律服务室", "公共法律服务点"),
    ("法律援助中心", "法律援助工作站", "法律援助联络点"),
    ("推进会", "部署会", "动员会", "调度会"),
    ("培训", "集中培训", "日常培训"),
]


@pytest.mark.parametrize("wordings", APART, ids=lambda wordings: wordings[0])
def test_what_reports_tell_apart_has_a_key_of_its_own(wordings: tuple[str, ...]) -> None:
    for one, other in itertools.combinations(wordings, 2):
        assert keys(one) != keys(other), (one, other)


# A compound is the sum of its parts: each of them restricts which figure is meant.
PARTS = [
    ("解除社区矫正", ("解除", "社区矫正")),
    ("代写法律文书", ("代写", "法律文书")),
    ("接待来访群众", ("接待", "来访")),
    ("发现问题", ("发现", "问题")),
    ("检查企业", ("检查", "企业")),
    ("抽查案卷", ("抽查", "案卷")),
    ("检查安全生产", ("检查", "安全生产")),
    ("驳回诉讼请求", ("驳回", "诉讼请求")),
    ("清理拖欠企业账款", ("清理", "拖欠账款")),
    ("涉企纠纷", ("企业", "矛盾纠纷")),
    ("拖欠农民工工资", ("拖欠工资",)),
    ("追回农民工工资", ("追回", "农民工", "工资")),
    ("城镇居民人均可支配收入", ("城镇", "居民人均可支配收入")),
    ("消防隐患", ("消防", "安全隐患")),
    ("一般隐患", ("一般", "安全隐患")),
    ("日常检查", ("日常", "检查")),
    ("没收违法所得", ("没收", "违法所得")),
    ("普法领导小组", ("普法宣传", "领导小组")),
    ("实际支出", ("实际", "投资")),
]


@pytest.mark.parametrize(("compound", "parts"), PARTS)
def test_a_compound_is_read_as_its_parts(compound: str, parts: tuple[str, ...]) -> None:
    assert keys(compound) == parts


@pytest.mark.parametrize("question", ["信访件有几多件", "信访件好多件", "有好多件信访件"])
def test_how_many_is_asked_in_dialect_too(question: str) -> None:
    assert asked(question) == ("信访",)


RATES = [
    ("办结的比例", "办结率"),
    ("按时办结的比例", "按期办结率"),
    ("调解成功的比例", "调解成功率"),
    ("有执法证的比例", "持证率"),
    ("满意的比例", "满意率"),
    ("知晓比率", "知晓率"),
]


@pytest.mark.parametrize(("share", "rate"), RATES)
def test_a_rate_is_asked_for_by_its_share(share: str, rate: str) -> None:
    assert keys(share) == (rate,)


@pytest.mark.parametrize("question", ["占受理的比例", "占全部办结案件的比例", "占调解总数的比例"])
def test_the_share_in_a_whole_is_no_rate(question: str) -> None:
    assert "占比" in keys(question)


@pytest.mark.parametrize("question", ["新聘了几名律师", "实际聘了几名律师", "其他律师几名"])
def test_a_word_that_restricts_is_not_dropped(question: str) -> None:
    assert asked(question) != asked("聘了几名律师")


@pytest.mark.parametrize(
    "verb", ["查了", "接了", "收了", "清了", "派了", "发了", "退了", "调了", "改了"]
)
def test_a_verb_of_many_acts_is_left_to_its_character(verb: str) -> None:
    # 查了 may be 检查, 评查 or 查处: as a word of one of them it would miss the others.
    assert asked(f"{verb}多少东西")[0] == verb[0]


@pytest.mark.parametrize(
    "question",
    [
        "到底信访件有多少件",
        "我们这信访件多少件",
        "咱们这边信访件有几件",
        "信访件查一下有多少件",
        "帮我查查信访件有几件",
    ],
)
def test_words_that_ask_for_nothing_are_dropped(question: str) -> None:
    assert asked(question) == ("信访",)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("平均浓度34微克/立方米", "34", "微克/立方米"),
        ("鱼苗45万尾", "450000", "尾"),
        ("检查6轮次", "6", "轮次"),
        ("巡查林地1.2万亩次", "12000", "亩次"),
        ("检查学校30所次", "30", "所次"),
        ("劝阻酒席12桌", "12", "桌"),
        ("清理垃圾500余平方", "500", "平方"),
        ("噪声62分贝", "62", "分贝"),
    ],
)
def test_a_unit_of_the_genre_is_known(text: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_no_spoken_word_is_read_across_an_act_and_its_object() -> None:
    # 查企业 as a word of 涉企执法 once took 企业 out of 检查企业.
    lexicon = load_lexicon()
    things = {w for c in lexicon.concepts if c.kind == "thing" for w in c.words}
    acts = ["检查", "抽查", "排查", "清理", "发放", "下发", "受理", "办理", "接待", "审查"]
    spoken = {w for c in lexicon.concepts for w in c.spoken if len(w) > 2 and w[1:] in things}
    torn = [
        (act, word) for act, word in itertools.product(acts, sorted(spoken)) if act[-1] == word[0]
    ]
    assert [pair for pair in torn if act_lost(*pair)] == []


def act_lost(act: str, word: str) -> bool:
    named = [match.start for match in load_lexicon().find(act + word[1:], question=True)]
    return 0 not in named
