"""What a figure stands for: told where its name says more than the question, else left to others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.meaning import answer_meaning
from tests.answering.shelves import Ask, asking, shelf_of

REPORT = """红岩镇人民政府
2023年法治政府建设年度报告

一、主要举措和成效
全年受理信访案件26件，党政办发文26件。引导开发商拿出50万元用于支付补偿金。列入目录的3个事项均向社会公开。
"""
REPORTS = {"红岩.txt": REPORT}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("报告"), REPORTS) as shelf:
        yield shelf


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_meaning, regions_allowed=False)


def test_every_place_of_a_figure_is_told(ask: Ask) -> None:
    answer = ask("红岩镇的26件指什么")
    assert answer is not None
    assert "信访案件" in answer.text
    assert "发文" in answer.text


def test_the_class_asked_for_settles_which_is_meant(ask: Ask) -> None:
    answer = ask("红岩镇26件是什么案件")
    assert answer is not None
    assert "信访案件" in answer.text
    assert "发文" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "红岩镇50万元是干什么用的",  # 拿出 tells nothing: the sentence does
        "红岩镇列入目录的三个事项是什么",  # which they are, not that they are three
        "红岩镇的27件指什么",
    ],
)
def test_a_name_that_says_no_more_than_the_question_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question) is None
