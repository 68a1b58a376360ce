"""Each no has its reason, and lines that stand near."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.engine import Engine
from retrieval.answering.evidence.nearest import nearest_lines
from retrieval.answering.evidence.scope import find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.mentions import mentioned
from retrieval.answering.selecting.refuse import speaks_of_genre
from tests.answering.shelves import shelf_of

REPORTS = {
    "a.txt": (
        "松河县青石镇人民政府\n2023年法治政府建设情况报告\n\n"
        "青石镇聘请法律顾问参与重大决策。全年办理行政诉讼案件8件，推荐23人到岗就业。\n"
        "组织执法人员开展业务培训，添置盆架。"
    )
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("refuse")
    with shelf_of(folder, REPORTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("红枫镇2023年行政诉讼几件", "no_such_place"),
        ("青石镇2019年行政诉讼几件", "no_such_year"),
        ("青石镇法律顾问有几名", "mentioned_without_figure"),
        ("青石镇有多少只流浪狗", "not_reported"),
        ("青石镇行政复议案件多少件", "not_reported"),
        ("有几盆好看的盆栽", "off_topic"),
    ],
)
def test_reasons(shelf: Shelf, asked: str, reason: str) -> None:
    answer = Engine(shelf.source, shelf.ranker).ask(asked)
    assert (answer.status, answer.reason) == ("not_found", reason)
    assert not answer.values
    assert not answer.evidence


@pytest.mark.parametrize(
    ("asked", "speaks"),
    [
        ("行政诉讼几件", True),
        ("有哪些不足", True),
        ("盆架好看吗", False),  # one word that a report holds is chance
        ("青石镇盆架好看吗", True),  # a place of the library is named
        ("盆栽怎么浇水", False),
    ],
)
def test_genre(shelf: Shelf, asked: str, speaks: bool) -> None:
    assert speaks_of_genre(parse_question(asked, shelf.gazetteer), shelf) is speaks


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("青石镇法律顾问有几名", True),
        ("青石镇执法人员业务培训几次", True),
        ("青石镇法律顾问培训几次", False),  # no one sentence speaks of both
        ("青石镇有几个", False),
    ],
)
def test_mentioned_in_one_sentence(shelf: Shelf, asked: str, found: bool) -> None:
    question = parse_question(asked, shelf.gazetteer)
    assert mentioned(question, find_scope(question, shelf), shelf) is found


def test_nearest_lines_are_quoted_verbatim(shelf: Shelf) -> None:
    question = parse_question("青石镇法律顾问有几名", shelf.gazetteer)
    lines = shelf.source.parsed(shelf.reports[0].id).report.lines
    near = nearest_lines(question, find_scope(question, shelf), shelf)
    assert near
    assert all(item.quote in lines[item.line - 1] for item in near)
