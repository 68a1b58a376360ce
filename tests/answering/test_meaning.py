"""What a figure stands for: told where its name says more than the question, else left to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from retrieval.answering.meaning import answer_meaning
from retrieval.answering.proof import prove
from retrieval.answering.question import parse_question
from retrieval.answering.scope import find_scope
from retrieval.answering.shelf import Shelf
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.library import Library
from retrieval.records import Answer

REPORT = """红岩镇人民政府
2023年法治政府建设年度报告

一、主要举措和成效
全年受理信访案件26件，党政办发文26件。引导开发商拿出50万元用于支付补偿金。列入目录的3个事项均向社会公开。
"""
Ask = Callable[[str], Answer | None]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("报告")
    (folder / "红岩.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
    store = Store.open(folder / "库.db")
    yield Shelf(store, Ranker(store.passages))
    store.close()


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    def answer(text: str) -> Answer | None:
        question = parse_question(text, shelf.gazetteer)
        found = answer_meaning(question, find_scope(question, shelf), shelf)
        if found is not None:
            prove(found, shelf)
        return found

    return answer


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
