"""Who, when, where, which, why, how often: the right span, its sentence, and honest abstaining."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.proof import prove
from retrieval.answering.evidence.scope import find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.texts.answer_types import name_types
from retrieval.answering.texts.text_target import read_target
from retrieval.answering.texts.texts import answer_text
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.ingest import ingest
from retrieval.language.tokens import Dictionary, using
from retrieval.records import Answer

_STONE = """云川县石桥镇人民政府
2023年法治政府建设情况报告

2023年，石桥镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要举措和成效
（一）强化组织领导。成立了以镇党委书记为组长，其他班子成员为副组长的依法治镇领导小组。每季度研究一次法治建设工作。
（二）规范决策。聘请云川青松律师事务所担任常年法律顾问，出台《石桥镇合同管理办法》，自2023年5月1日起施行。与县公证处共建“家门口”公证服务点。
（三）化解纠纷。建立“一村一警”制度，在河湾村打造“老街坊”调解品牌。行政诉讼案件3件，均是因土地流转引起的，经云川县人民法院判决驳回起诉，无败诉案件。10月底市司法局督察科到镇检查指导。
（四）平台建设。接入“云川通”治理平台，委托县应急管理局开展安全检查。
（五）普法宣传。开设“周末法治夜校”12期，“法治夜校”获评全县“优秀普法项目”。领导小组办公室设在司法所。坚持“逢三逢八”集日巡回调解。文化站扩建1项因选址未定，结转下年。以小广场为普法主阵地，打造了一个以民法典为主题的法治长廊。
二、2024年工作安排
拟建设法治文化公园，预计6月建成。组建镇综合执法局。
"""
_WILLOW = """云川县柳塘镇人民政府
2023年法治政府建设情况报告

2023年，柳塘镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要举措和成效
聘请云川白鹤律师事务所担任常年法律顾问。接待来访群众12批。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Dictionary]]:
    """Two towns' reports on a shelf."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "石桥镇.txt").write_text(_STONE, encoding="utf-8")
    (folder / "柳塘镇.txt").write_text(_WILLOW, encoding="utf-8")
    with Store.open(folder / "library.db", create=True) as store:
        ingest(store, [folder])
        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        yield Shelf(store, Ranker(store.passages)), dictionary


def _ask(library: tuple[Shelf, Dictionary], text: str) -> Answer | None:
    shelf, dictionary = library
    with using(dictionary):
        question = parse_question(text, shelf.gazetteer)
        answer = answer_text(question, find_scope(question, shelf), shelf)
        if answer is not None:
            prove(answer, shelf)
    return answer


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("石桥镇的法律顾问是哪家律师事务所", "云川青松律师事务所"),
        ("石桥镇法律顾问是哪个律所的", "云川青松律师事务所"),
        ("石桥镇出台了什么办法", "《石桥镇合同管理办法》"),
        ("石桥镇合同管理办法从哪天起施行", "2023年5月1日"),
        ("石桥镇多久研究一次法治建设工作", "每季度"),
        ("石桥镇依法治镇领导小组组长是谁", "镇党委书记"),
        ("石桥镇和谁共建公证服务点", "县公证处"),
        ("石桥镇接入的治理平台叫什么", "“云川通”治理平台"),
        ("石桥镇建立了什么制度", "“一村一警”制度"),
        ("石桥镇在哪个村打造调解品牌", "河湾村"),
        ("石桥镇的行政诉讼案件是什么原因引起的", "土地流转"),
        ("石桥镇行政诉讼是哪个法院判的", "云川县人民法院"),
        ("石桥镇行政诉讼案件结果如何", "判决驳回起诉"),
        ("10月底是谁到石桥镇检查指导", "市司法局督察科"),
        ("石桥镇什么时候来检查指导的", "10月底"),
        ("石桥镇法律顾问是哪家", "云川青松律师事务所"),
        ("石桥镇常年法律顾问请的哪家", "云川青松律师事务所"),
        ("石桥镇的夜校叫什么", "“周末法治夜校”"),
        ("石桥镇法治夜校获得了什么荣誉", "全县“优秀普法项目”"),
        ("石桥镇领导小组办公室设在哪个科室", "司法所"),
        ("石桥镇在什么日子巡回调解", "逢三逢八"),
        ("石桥镇文化站扩建没完成的原因", "选址未定"),
        ("石桥镇的普法主阵地是哪里", "小广场"),
    ],
)
def test_the_asked_span_is_named_and_highlighted(
    library: tuple[Shelf, Dictionary], question: str, span: str
) -> None:
    answer = _ask(library, question)
    assert answer is not None
    assert answer.status == "answered"
    assert answer.text == f"石桥镇2023年：{span}。"
    marked = [e.quote[a:b] for e in answer.evidence for a, b in e.highlights]
    assert "".join(marked) == span


@pytest.mark.parametrize(
    "question",
    [
        "石桥镇与哪家银行合作",
        "石桥镇的法治公园在哪里",
        "石桥镇行政诉讼败诉的原因是什么",
        "石桥镇党委书记叫什么名字",
        "石桥镇多久培训一次执法人员",
        "石桥镇2022年聘请了哪家律师事务所",
        "柳塘镇依法治镇领导小组组长是谁",
        "柳塘镇出台了什么办法",
        "石桥镇的法治长廊叫什么名字",  # described, not named
        "石桥镇12个村叫什么",  # several names are a list
    ],
)
def test_what_the_report_does_not_say_is_not_answered(
    library: tuple[Shelf, Dictionary], question: str
) -> None:
    assert _ask(library, question) is None


@pytest.mark.parametrize(
    "question",
    [
        "石桥镇有哪些制度",
        "石桥镇和柳塘镇谁接待的来访批次多",
        "石桥镇行政诉讼多少件",
        "石桥镇有什么问题",
    ],
)
def test_other_kinds_of_question_are_left_alone(
    library: tuple[Shelf, Dictionary], question: str
) -> None:
    assert _ask(library, question) is None


def test_places_that_differ_are_asked_back(library: tuple[Shelf, Dictionary]) -> None:
    answer = _ask(library, "常年法律顾问是哪家律师事务所")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert {choice.label for choice in answer.choices} == {"石桥镇2023年", "柳塘镇2023年"}
    assert "青松" in answer.text
    assert "白鹤" in answer.text
    assert {e.place for e in answer.evidence} == {"石桥镇", "柳塘镇"}


def test_the_only_place_that_answers_is_named(library: tuple[Shelf, Dictionary]) -> None:
    answer = _ask(library, "哪个镇接入了治理平台")
    assert answer is not None
    assert answer.status == "answered"
    assert "石桥镇" in answer.text
    assert "柳塘镇" not in answer.text


def test_a_plan_is_said_to_be_one(library: tuple[Shelf, Dictionary]) -> None:
    answer = _ask(library, "石桥镇法治文化公园什么时候建成")
    assert answer is not None
    assert "6月" in answer.text
    assert "计划" in answer.text


def test_what_is_planned_stands_in_the_plan(library: tuple[Shelf, Dictionary]) -> None:
    answer = _ask(library, "石桥镇打算组建什么机构")
    assert answer is not None
    assert "镇综合执法局" in answer.text
    assert "领导小组" not in answer.text


def test_the_noun_asked_for_is_read_behind_what_describes_it(
    library: tuple[Shelf, Dictionary],
) -> None:
    shelf, dictionary = library
    with using(dictionary):
        target = read_target(parse_question("石桥镇制定了什么走访企业的方案", shelf.gazetteer))
    assert target is not None
    assert (target.kind, target.head, target.document) == ("name", "方案", True)
    assert "走访" in {term.text for term in target.terms}


def test_every_noun_asks_for_one_kind_of_name() -> None:
    nouns = [noun for kind in name_types() for noun in kind.asks]
    assert len(nouns) == len(set(nouns))
