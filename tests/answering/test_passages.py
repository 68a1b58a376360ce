"""Passages: the sentences that speak of all that was asked, verbatim, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.passages.passages import answer_passage
from tests.answering.shelves import Ask, asking, shelf_of

QINGSHI = """青石街道办事处
2023年法治政府建设年度报告

2023年，青石街道扎实推进依法行政。现将有关情况报告如下：

一、主要举措和成效
（一）规范行政执法
　　推行“柔性执法”，让执法有温度。以责令改正的方式督促当事人自觉守法。全年查处占道经营案件12件。
（二）用好法律顾问
　　聘请法律顾问2名，法律顾问全年审查合同46份。推行“1+3”调解机制，由一名调解员带三名志愿者入户调解。
（三）以法治方式处置槐树小区漏水事件
　　一是现场协商。约谈物业公司。
二是依法鉴定。委托鉴定机构查明原因。
二、存在的不足
一是普法形式单一。二是执法力量薄弱，执法人员多为兼职。
三、2024年工作打算
一是在新建小区试点“物业+法律顾问”模式；二是开展执法培训4期。
"""
BAIHE = """白河镇人民政府2023年法治政府建设年度报告
一、主要工作
（一）抓执法。推行“柔性执法”，给企业留出整改时间。检查企业30家次。
二、存在的问题
工作中仍有短板，比如执法人员偏少，案卷质量不高。
"""
REPORTS = {"青石.txt": QINGSHI, "白河.txt": BAIHE}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("报告"), REPORTS) as shelf:
        yield shelf


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_passage, regions_allowed=False)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "青石街道柔性执法具体怎么做",
            "推行“柔性执法”，让执法有温度。以责令改正的方式督促当事人自觉守法。",
        ),
        ("青石街道的法律顾问情况，报告怎么说", "聘请法律顾问2名，法律顾问全年审查合同46份。"),
        (
            "青石街道“1+3”调解机制是什么意思",
            "推行“1+3”调解机制，由一名调解员带三名志愿者入户调解。",
        ),
        ("青石街道报告里46份出自哪句话", "聘请法律顾问2名，法律顾问全年审查合同46份。"),
        ("青石街道占道经营怎么处理", "全年查处占道经营案件12件。"),
        ("青石街道打算怎么开展执法培训", "开展执法培训4期。"),
    ],
)
def test_the_sentences_are_verbatim(ask: Ask, question: str, text: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, answer.kind) == ("answered", "passage")
    assert answer.text == text
    quoted = "".join(evidence.quote for evidence in answer.evidence)
    assert text in quoted


def test_the_figures_of_the_sentences_are_values(ask: Ask) -> None:
    answer = ask("青石街道的法律顾问情况，报告怎么说")
    assert answer is not None
    assert {(value.value, value.unit) for value in answer.values} == {("2", "名"), ("46", "份")}


def test_asked_how_the_points_under_the_heading_are_told(ask: Ask) -> None:
    answer = ask("青石街道怎么处置槐树小区漏水事件")
    assert answer is not None
    assert answer.text.splitlines()[1:] == ["· 现场协商", "· 依法鉴定"]


def test_the_part_asked_about_comes_first(ask: Ask) -> None:
    answer = ask("青石街道执法力量有什么不足的情况")
    assert answer is not None
    assert "多为兼职" in answer.text


def test_several_reports_are_offered(ask: Ask) -> None:
    answer = ask("柔性执法是怎么推行的")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert {choice.label for choice in answer.choices} == {"青石街道2023年", "白河镇2023年"}


@pytest.mark.parametrize(
    "question",
    [
        "青石街道怎么做社区矫正",
        "白河镇“1+3”机制是什么意思",
        "青石街道报告里47份出自哪句话",
        "青石街道查处占道经营案件多少件",
        "青石街道党工委书记姓什么",
        "报告怎么说",
        "青石街道2019年柔性执法怎么做",
    ],
)
def test_what_is_not_accounted_for_gets_none(ask: Ask, question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "青石街道占道经营案件是什么原因引起的",
        "青石街道柔性执法是什么时候推行的",
        "青石街道审查合同的法律顾问是哪家律师事务所",
        "青石街道哪三名志愿者入户调解",
    ],
)
def test_sentences_without_what_was_asked_are_no_answer(ask: Ask, question: str) -> None:
    assert ask(question) is None


def test_asked_why_it_says_so_the_report_s_own_point_is_told(ask: Ask) -> None:
    answer = ask("青石街道为什么说执法力量薄弱")
    assert answer is not None
    assert answer.text.splitlines()[1:] == ["· 执法力量薄弱，执法人员多为兼职"]
