"""What came of the cases: all outcomes that one sentence lists, none of them cut out of its denial."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.conversation import Conversation
from retrieval.library import Library
from tests.answering.shelves import figures, library_of

_TOWN = """青禾县杨渡镇人民政府
2023年法治政府建设情况报告

一、主要工作
全年共14件行政应诉案件，其中受县政府委托承办3件。和解2件，胜诉7件，已开庭未判决5件。
全年开展培训8场。
"""
_NEIGHBOUR = """青禾县竹坪镇人民政府
2023年法治政府建设情况报告

一、主要工作
全年行政诉讼案件2件，已开庭未判决2件。
"""
_LISTED = "杨渡镇2023年行政应诉案件14件：和解2件，胜诉7件，开庭未判决5件。"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    reports = {"杨渡镇2023.txt": _TOWN, "竹坪镇2023.txt": _NEIGHBOUR}
    with library_of(tmp_path_factory.mktemp("reports"), reports) as opened:
        yield opened


@pytest.mark.parametrize("asked", ["杨渡镇行政诉讼结果怎么样", "杨渡镇行政应诉案件结果分别是多少"])
def test_every_outcome_is_told_with_the_whole(library: Library, asked: str) -> None:
    answer = library.ask(asked)
    assert answer.text == _LISTED
    assert figures(answer) == ["14件", "2件", "7件", "5件"]


def test_a_whole_that_the_question_names_is_no_value_of_its_answer(library: Library) -> None:
    answer = library.ask("杨渡镇14件行政应诉案件的结果各是多少件")
    assert figures(answer) == ["2件", "7件", "5件"]


def test_what_came_of_it_follows_on_how_many_there_were(library: Library) -> None:
    talk = Conversation(library)
    talk.ask("杨渡镇2023年行政应诉案件几件")
    assert talk.ask("结果呢").text == _LISTED


def test_a_case_without_judgement_is_not_told_as_judged(library: Library) -> None:
    answer = library.ask("竹坪镇行政诉讼结果怎么样")
    assert "：判决" not in answer.text


def test_what_lists_no_outcomes_is_left_to_others(library: Library) -> None:
    assert library.ask("杨渡镇培训结果怎么样").trace.rule != "number.outcomes"
