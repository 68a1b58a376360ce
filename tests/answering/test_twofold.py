"""Two pieces of text asked for in one question, and verdicts that a clause must not give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.engine import Engine
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.twofold import split_twofold
from tests.answering.shelves import shelf_of

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "成立了由镇党委书记任组长，其他班子成员任副组长的法治建设领导小组。\n"
        "行政应诉案件1件，经松河县人民法院裁定驳回起诉。\n"
        "组织村社区和法律顾问签约，今年实现了法律顾问全覆盖。\n"
        "二、存在的不足\n"
        "执法队伍辅助人员多正式人员少。\n"
    )
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with shelf_of(tmp_path_factory.mktemp("twofold"), REPORTS) as shelf:
        opened: Shelf = shelf
        yield Engine(opened.source, opened.ranker)


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("领导小组谁当组长、谁当副组长", ("领导小组谁当组长", "谁当副组长")),
        ("是哪个法院裁的，结果怎样？", ("是哪个法院裁的", "结果怎样？")),
        ("领导小组组长是谁，副组长是谁", ("领导小组组长是谁", "副组长是谁")),
        ("领导小组组长、副组长是谁", None),
        ("有哪些不足和问题", None),
        ("2023年信访多少件，办结几件", None),
    ],
)
def test_only_a_question_that_asks_twice_is_split(
    question: str, halves: tuple[str, str] | None
) -> None:
    assert split_twofold(question) == halves


def test_both_are_told(engine: Engine) -> None:
    answer = engine.ask("柳塘镇法治建设领导小组谁当组长、谁当副组长")
    assert answer.status == "answered"
    assert "镇党委书记" in answer.text and "其他班子成员" in answer.text
    assert all(v.evidence is None or v.evidence < len(answer.evidence) for v in answer.values)


def test_one_that_is_not_found_is_named(engine: Engine) -> None:
    answer = engine.ask("柳塘镇法治建设领导小组谁当组长、谁当顾问")
    assert "镇党委书记" in answer.text
    assert "“谁当顾问”没有找到" in answer.text


def test_a_compound_subject_is_told_in_halves(engine: Engine) -> None:
    answer = engine.ask("柳塘镇实现村社区法律顾问全覆盖了吗")
    assert answer.kind == "yesno" and answer.text.startswith("是")


def test_a_clause_that_names_both_sides_is_no_verdict(engine: Engine) -> None:
    answer = engine.ask("柳塘镇执法队伍正式人员比辅助人员多吗")
    assert not answer.text.startswith("是")


def test_whose_reports_speak_of_it_is_told_by_place(engine: Engine) -> None:
    answer = engine.ask("哪些乡镇的报告提到法律顾问")
    assert answer.status == "answered" and "柳塘镇" in answer.text
    assert engine.ask("哪些乡镇的报告提到海上搜救").status == "not_found"
