"""Texts and lists asked for in everyday words: what was left undone, who holds two offices, the
parts of a report, who got or gave something; and what must not be answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.asking.at_large import asks_at_large
from retrieval.library import Library
from tests.answering.shelves import library_of

_REPORT = """青禾县石桥镇人民政府
2023年法治政府建设情况报告

2023年，石桥镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要工作
（一）加强领导。镇党委书记林恪、镇长佟远认真履行职责。制定任务清单20项，完成19项，剩余1项“智慧大厅升级”因资金原因调整至2024年实施。邀请青禾县人民法院行政庭庭长邵知行作专题讲座。
（二）依法决策。与青禾安泽律师事务所续签法律顾问合同。其中河埠夜市设置方案于9月15日召开听证会。起草《石桥镇养犬管理办法》，草案已报送县司法局。
（三）规范执法。全面落实行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度等行政执法三项制度。
（四）化解纠纷。一起持续多年的水源争议，于九月二十日签订调解协议。未化解的3件纠纷已移交县矛盾纠纷调处化解中心。公共法律服务站搬迁未完成，原因是新址消防验收尚未通过。
（五）复议应诉。以镇为被申请人的行政复议案件3件，其中维持2件、驳回1件。行政诉讼案件2件，均胜诉。
（六）普法宣传。针对部分老人听不懂普通话的实际，组建双语普法队3支。河湾村成功创建为市级民主法治示范村，全镇市级以上民主法治示范村达到4个。2023年9月，石桥镇被市委依法治市办命名为“法治示范镇”。
二、问题和差距
（一）力量薄弱。司法所只有2人。
（二）执法案卷质量不高，全年有3卷不合格。
（三）普法形式单一，线上活动只办了1场。
三、2024年工作安排
（一）建成智慧大厅。
（二）选聘专职调解员2名。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("reports"), {"石桥镇2023.txt": _REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石桥镇的水源争议是哪天签的协议", ["九月二十日"]),
        ("石桥镇党委书记和镇长是谁", ["林恪", "佟远"]),
        ("谁来石桥镇作的专题讲座", ["邵知行"]),
        ("石桥镇智慧大厅升级为什么没搞成", ["资金原因"]),
        ("石桥镇公共法律服务站为什么没搬成", ["消防验收"]),
        ("石桥镇没化解的纠纷后来转到哪里去了", ["县矛盾纠纷调处化解中心"]),
        ("石桥镇养犬管理办法草案报到哪个单位了", ["县司法局"]),
        ("石桥镇的法律顾问是哪个所的", ["安泽律师事务所"]),
        ("石桥镇请了哪家律所", ["安泽律师事务所"]),
        ("石桥镇的法律顾问聘的是谁家", ["安泽律师事务所"]),
        ("石桥镇哪个方案开了听证会", ["河埠夜市设置方案"]),
        ("石桥镇为啥要组建双语普法队", ["听不懂普通话"]),
        ("石桥镇的示范镇称号是哪个单位授予的", ["市委依法治市办"]),
        ("石桥镇行政复议案件的结果怎么样", ["维持2件", "驳回1件"]),
        ("石桥镇行政复议最后维持了还是撤销了", ["维持2件"]),
    ],
)
def test_a_piece_of_text_is_found_however_it_is_asked_for(
    library: Library, question: str, told: list[str]
) -> None:
    answer = library.ask(question)
    assert answer.status == "answered", answer.text
    assert all(word in answer.text for word in told), answer.text


def test_a_village_is_named_and_not_the_title_it_won(library: Library) -> None:
    text = library.ask("石桥镇哪个村创成民主法治示范村").text
    assert "河湾村" in text
    assert "市级" not in text


@pytest.mark.parametrize(
    "question",
    [
        "石桥镇有哪些差距",
        "石桥镇2023年法治工作存在的问题",
        "石桥镇2023年的问题",
        "石桥镇依法行政还差在什么地方",
    ],
)
def test_shortcomings_are_told_to_the_last_point(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind) == ("answered", "list")
    assert all(word in answer.text for word in ("力量薄弱", "案卷质量", "普法形式"))


@pytest.mark.parametrize("question", ["石桥镇2024年重点工作", "石桥镇2024年打算从哪几方面着手"])
def test_work_of_a_year_without_report_is_what_was_planned(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind) == ("answered", "list")
    assert "智慧大厅" in answer.text
    assert "专职调解员2名" in answer.text


def test_names_asked_for_each_are_no_figures(library: Library) -> None:
    answer = library.ask("石桥镇行政执法三项制度分别是什么")
    assert answer.kind == "list"
    assert "执法全过程记录制度" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # One office of the two has no holder in the report.
        "石桥镇党委书记和武装部长是谁",
        "石桥镇派出所为什么没搬成",
        "石桥镇河埠夜市设置方案交到哪个法院了",
        "石桥镇哪个社区创成民主法治示范社区",
    ],
)
def test_what_the_report_does_not_tell_is_not_answered(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status == "not_found" or "林恪" in answer.text, answer.text


@pytest.mark.parametrize(
    ("rest", "asks", "expected"),
    [
        ("重点工作", (), {"list.measures"}),
        ("法治建设的问题", (), {"list.shortcomings"}),
        ("排查问题", (), set()),
        ("重点工作", ("number",), set()),
        ("重点工作 完成率", ("measure",), set()),
    ],
)
def test_only_the_bare_name_of_a_part_asks_for_it(
    rest: str, asks: tuple[str, ...], expected: set[str]
) -> None:
    assert asks_at_large(rest, asks) == expected


_OFFICE = """云泽市城市管理局
2023年法治政府建设情况报告

2023年，云泽市城市管理局扎实推进法治政府建设。现将有关情况报告如下：
一、主要工作
（一）规范执法。全年罚款41万元，单笔最高的是对宏屿渣土运输公司作出的3万元罚款。行政诉讼案件十二件，其中行政处罚类八件，信息公开类三件，其他一件，均胜诉。四十名干部参加年度学法考试，全部合格。
（二）化解纠纷。组织20个科室现场述法，测评满意率最高的为法规科，达99%。噪声投诉806件，占投诉总量的24%，居各类投诉之首，其次为渣土和占道。受理物业纠纷137件，为各类纠纷中增幅最大的一类。在社区调解争议36件。
（三）普法宣传。采取坝坝会、大喇叭、入户走访等形式，开展普法活动53场。法治公园融合了绿化景观、法治雕塑、石书等元素。“云泽法治馆”投入360万元，7月1日对外开放。
（四）应诉。行政复议案件2件，一件为渣土处罚争议，被维持；一件为占道处罚争议，被撤销。法律顾问由江云同舟律师事务所律师担任。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("office"), {"城管局2023.txt": _OFFICE}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云泽市城市管理局罚得最重的是哪家公司", ["宏屿渣土运输公司"]),
        ("云泽市城市管理局现场述法测评满意率最高的是哪个科室", ["法规科"]),
        ("云泽市城市管理局投诉最多的是什么", ["噪声投诉", "其次为渣土和占道"]),
        ("云泽市城市管理局哪类纠纷增幅最大", ["物业纠纷137件"]),
        ("云泽市城市管理局的官司都是哪几类", ["行政处罚类八件", "信息公开类三件"]),
        ("云泽市城市管理局用什么形式搞普法", ["坝坝会", "入户走访"]),
        ("云泽市城市管理局法治公园里都有些啥", ["绿化景观", "石书"]),
        ("云泽市城市管理局行政复议案件分别是什么争议", ["渣土处罚争议", "占道处罚争议"]),
        ("云泽市城市管理局36件代表什么", ["社区调解争议"]),
        ("云泽市城市管理局法治馆投了多少钱，什么时候开放的", ["360万元", "7月1日"]),
        ("云泽市城市管理局的律师哪个所", ["江云同舟律师事务所"]),
    ],
)
def test_what_a_report_says_in_its_own_words_is_found(
    office: Library, question: str, told: list[str]
) -> None:
    answer = office.ask(question)
    assert answer.status == "answered", answer.text
    assert all(word in answer.text for word in told), answer.text


@pytest.mark.parametrize("question", ["官司有输的吗", "学法考试有没有不及格的"])
def test_what_is_said_of_all_denies_the_contrary(office: Library, question: str) -> None:
    answer = office.ask(f"云泽市城市管理局{question}")
    assert answer.kind == "yesno"
    assert answer.text.startswith("没有")


@pytest.mark.parametrize(
    "question",
    [
        # Only the disputes as a whole are said to have grown, by no figure for any kind.
        "云泽市城市管理局哪类案件降幅最大",
        "云泽市城市管理局罚得最轻的是哪家公司",
    ],
)
def test_no_superlative_is_answered_that_the_report_does_not_tell(
    office: Library, question: str
) -> None:
    assert office.ask(question).status == "not_found"
