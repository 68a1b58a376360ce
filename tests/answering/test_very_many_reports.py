"""Of very many reports some are looked at first; what is answered is the same in kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.selecting import likely
from retrieval.library import Library
from retrieval.records import Answer
from tests.support.synthetic import Synthetic

WORLD = Synthetic(11, faults=False)
COUNT = 70


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("many")
    (folder / "reports").mkdir()
    WORLD.write(folder / "reports", COUNT)
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder / "reports"])
        yield library


def both(library: Library, question: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Answer, Answer]:
    """Return the answer as of few reports, and as of very many."""
    few = library.ask(question)
    monkeypatch.setattr(likely, "VERY_MANY", 50)
    return few, library.ask(question)


@pytest.mark.parametrize(
    "question", ["法律明白人有多少", "2023年行政复议案件多少件", "信访件有几件"]
)
def test_whose_figure_is_meant_is_asked_back(
    library: Library, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    few, many = both(library, question, monkeypatch)
    assert few.status == many.status == "ambiguous"
    assert len(few.values) == len(many.values)
    places = {(value.place, value.year) for value in many.values}
    assert len(places) == len(many.values)
    for value in many.values:
        assert value.value in many.evidence[value.evidence].quote.replace(",", "")


@pytest.mark.parametrize(
    "question",
    [
        "无人机巡查了多少架次", "有没有开展沙漠治理", "养老院的床位有几张", "哪里的法律明白人最多",
        "哪里的信访件最少", "各地的法律明白人平均多少", "怎么开展沙漠治理",
    ],
)  # fmt: skip
def test_what_all_tell_or_none_is_told_alike(
    library: Library, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    few, many = both(library, question, monkeypatch)
    assert (few.status, few.reason, few.text, few.values) == (
        many.status, many.reason, many.text, many.values,
    )  # fmt: skip


def test_a_place_named_is_read_whole(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    report = WORLD.report(5)
    figure = next(f for f in report.figures if not f.part_of and f.period == report.year)
    few, many = both(library, f"{report.place}{report.year}年{figure.measure}是多少", monkeypatch)
    assert few.text == many.text
    assert few.status == "answered"


def test_few_rank_among_very_many(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    ranker = library._prepared()[1].shelf.ranker
    rank = ranker.rank
    monkeypatch.setattr(
        ranker, "rank", lambda q, reports, k: asked.append(k) or rank(q, reports, k)
    )
    library.ask("有没有开展沙漠治理")
    few = list(asked)
    monkeypatch.setattr(likely, "VERY_MANY", 50)
    library.ask("有没有开展沙漠治理")
    assert likely._PASSAGES not in few
    assert likely._PASSAGES in asked[len(few) :]
