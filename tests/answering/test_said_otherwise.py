"""A question put in another way that means the same gets the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.plain_form import put_plainly
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.records import Answer

FIGURES = (
    "嘉祥街道2023年行政应诉案件有多少件？",
    "中梁镇2023年成功调解案件多少件",
    "谢家湾街道2021年召开行政办公会几次",
    "联芳街道2023年选派社区治安巡逻队员多少名？",
    "华苑街道2022年出动执法人员多少人次",
)
TEXTS = (
    "华苑街道的微信公众号叫什么",
    "中梁镇和哪家公证处合作？",
    "谢家湾街道为什么行政应诉案件只有一件",
    "中梁镇党政班子的学习专题有哪些？",
)
CLAIMS = (
    "中梁镇2023年行政诉讼是22件吗？",
    "嘉祥街道2023年有没有败诉的案件",
    "嘉祥街道2023年受委托的行政处罚案件全办结了吗？",
    "华苑街道2022年信访件的办结完成率达到100%了吗",
)
AROUND = (
    "请问{}",
    "帮我查一下{}",
    "麻烦看看{}",
    "能不能告诉我{}",
    "{}？谢谢",
    "{}来着？",
    "{}呀",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The five reports."""
    with Library.open(tmp_path_factory.mktemp("库") / "库.db", create=True) as library:
        library.ingest([Path(__file__).parents[2] / "corpus"])
        yield library


def _bare(question: str) -> str:
    return question.rstrip("？")


def _said(answer: Answer) -> tuple[object, ...]:
    values = sorted((str(v.value), v.unit, v.place, v.year or 0) for v in answer.values)
    quotes = [(e.file, e.line, e.quote) for e in answer.evidence]
    return answer.status, answer.kind, values, quotes


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("question", [*FIGURES, *TEXTS, *CLAIMS])
def test_politeness_and_particles_change_nothing(
    question: str, around: str, corpus: Library
) -> None:
    asked = corpus.ask(question)
    assert asked.status == "answered" or question in TEXTS
    assert _said(corpus.ask(around.format(_bare(question)))) == _said(asked)


@pytest.mark.parametrize(
    "otherwise",
    [
        "{place}{year}{thing}到底多少{unit}",
        "{place}{year}{thing}究竟有几{unit}？",
        "{thing}的{unit}数，{place}{year}是多少",
        "{thing}，{place}{year}是多少",
        "{thing}多少{unit}？{place}{year}的",
        "{thing}多少{unit} {place}{year}",
        "{place}{year}{thing}有多少{unit}，报告里有写吗",
        "{year}，{place}{thing}多少{unit}",
    ],
)
@pytest.mark.parametrize(
    ("place", "year", "thing", "unit"),
    [
        ("嘉祥街道", "2023年", "规范性文件", "件"),
        ("嘉祥街道", "2023年", "化解矛盾纠纷", "件"),
        ("中梁镇", "2023年", "提供专业化法律意见", "条"),
        ("谢家湾街道", "2021年", "下发责令整改书", "份"),
        ("华苑街道", "2022年", "出动执法人员", "人次"),
    ],
)
def test_order_and_stress_change_nothing(
    otherwise: str, place: str, year: str, thing: str, unit: str, corpus: Library
) -> None:
    words = {"place": place, "year": year, "thing": thing, "unit": unit}
    asked = corpus.ask("{place}{year}{thing}多少{unit}".format(**words))
    assert asked.status == "answered"
    assert _said(corpus.ask(otherwise.format(**words)))[:3] == _said(asked)[:3]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("有败诉的么？", "有败诉的吗？"),
        ("都办结了嘛", "都办结了吗"),
        ("收到的是什么", "收到的是什么"),
        ("律所叫啥来着", "律所叫什么"),
        ("什么原因导致败诉", "为什么败诉"),
        ("好多件", "多少件"),
        ("邀请了哪几个人", "邀请了哪些人"),
        ("到底有几件", "有几件"),
        ("将专项行动进行到底", "将专项行动进行到底"),
        ("受理一共几件、办结几件", "受理几件、办结几件"),
        ("行政编制和事业编制各总共多少", "行政编制和事业编制各多少"),
        ("培训和讲座一共多少场", "培训和讲座一共多少场"),
        ("各多少场，一共多少场", "各多少场，一共多少场"),
        ("败诉率，报告里有写吗？", "败诉率"),
        ("枫桥经验报告里有写吗", "枫桥经验报告里有写吗"),
    ],
)
def test_what_only_stresses_a_question_is_taken_out(question: str, plain: str) -> None:
    assert put_plainly(fold(question)) == fold(plain)


def test_a_whole_and_its_part_are_never_added_up(corpus: Library) -> None:
    answer = corpus.ask("华苑自调的案件一共有几件，调成了几件？")
    assert [value.value for value in answer.values] == ["4", "1"]
    assert not any(value.derived for value in answer.values)


def test_the_year_before_told_first_is_that_of_what_is_asked(corpus: Library) -> None:
    for question in ("嘉祥街道上年，行政诉讼多少件", "嘉祥街道上年 行政诉讼多少件"):
        values = corpus.ask(question).values
        assert [(value.value, value.year) for value in values] == [("7", 2022)]
