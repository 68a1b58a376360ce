"""Looking only at figures that share a term with the question finds what looking at all finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.fact_index import FactIndex
from retrieval.answering.matching import asked_terms, match_facts
from retrieval.answering.question import parse_question
from retrieval.answering.scope import Scope
from retrieval.answering.select import asked_of
from retrieval.answering.shelf import Shelf
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.language.tokens import Dictionary, using
from retrieval.library import Library
from tests.support.mixtures import CORPUS, mixtures

QUESTIONS = [
    "嘉祥街道2023年有多少件行政应诉案件", "行政执法面积多少", "结了几件", "办理行政复议案件多少件",
    "未判决的有几件", "法律培训参加了多少人次", "行政的有多少", "率是多少",
]  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path = tmp_path_factory.mktemp("index") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([CORPUS])
    with Store.open(path) as store:
        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        with using(dictionary):
            yield Shelf(store, Ranker(store.passages))


def test_no_candidate_is_lost(shelf: Shelf) -> None:
    for text in [*QUESTIONS, *mixtures(250, seed=5)]:
        question = parse_question(text, shelf.gazetteer)
        asked = asked_of(question, Scope(shelf.reports))
        terms, may_lack = asked_terms(asked)
        for report in shelf.reports:
            every = shelf.source.facts(report.id)
            near = shelf.fact_index.near(terms, report.id, may_lack)
            assert near == sorted(near, key=every.index)
            assert match_facts(asked, near, shelf.folded_sentence) == match_facts(
                asked, every, shelf.folded_sentence
            )


def test_a_report_read_in_later_is_found_by_a_term_asked_before(shelf: Shelf) -> None:
    asked = asked_of(parse_question("行政复议案件多少件", shelf.gazetteer), Scope(shelf.reports))
    terms, may_lack = asked_terms(asked)
    index = FactIndex(shelf.source.facts)
    found = {r.id: index.near(terms, r.id, may_lack) for r in shelf.reports}
    backwards = FactIndex(shelf.source.facts)
    assert found == {r.id: backwards.near(terms, r.id, may_lack) for r in reversed(shelf.reports)}
    assert any(found.values())
    assert index.near([], shelf.reports[0].id, 1) == []
