"""Looking only at figures that share a term with the question finds what looking at all finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence import shelf as shelf_module
from retrieval.answering.evidence.fact_index import Among, FactIndex
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.router import route
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.matching import asked_terms, match_facts
from retrieval.answering.tables.tables import build_table
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.language.tokens import Dictionary, using
from retrieval.library import Library
from tests.support.mixtures import CORPUS, mixtures

QUESTIONS = [
    "嘉祥街道2023年有多少件行政应诉案件", "行政执法面积多少", "结了几件", "办理行政复议案件多少件",
    "未判决的有几件", "法律培训参加了多少人次", "行政的有多少", "率是多少",
]  # fmt: skip
OVER_ALL = [
    "哪里的行政应诉案件最多",
    "2023年哪个街道调解纠纷最多",
    "行政处罚案件多少件",
    "各地2023年的法律明白人",
]
MEASURES = ["行政应诉案件", "调解矛盾纠纷", "法律明白人", "罚款金额", "人民调解员"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path = tmp_path_factory.mktemp("index") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([CORPUS])
    with Store.open(path) as store:
        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        with using(dictionary):
            yield Shelf(store, Ranker(store.passages))


def index_of(shelf: Shelf) -> FactIndex:
    return FactIndex(shelf.source.facts, shelf.source.fact_table, shelf.source.read_ahead)


def test_no_candidate_is_lost(shelf: Shelf) -> None:
    for text in [*QUESTIONS, *mixtures(250, seed=5)]:
        question = parse_question(text, shelf.gazetteer)
        asked = asked_of(question, Scope(shelf.reports))
        terms, may_lack, _ = asked_terms(asked)
        for report in shelf.reports:
            every = shelf.source.facts(report.id)
            near = shelf.fact_index.near(terms, report.id, may_lack)
            assert near == sorted(near, key=every.index)
            assert match_facts(asked, near, shelf.folded_sentence) == match_facts(
                asked, every, shelf.folded_sentence
            )


def test_a_report_read_in_later_is_found_by_a_term_asked_before(shelf: Shelf) -> None:
    asked = asked_of(parse_question("行政复议案件多少件", shelf.gazetteer), Scope(shelf.reports))
    terms, may_lack, _ = asked_terms(asked)
    index = index_of(shelf)
    found = {r.id: index.near(terms, r.id, may_lack) for r in shelf.reports}
    backwards = index_of(shelf)
    assert found == {r.id: backwards.near(terms, r.id, may_lack) for r in reversed(shelf.reports)}
    assert any(found.values())
    assert index.near([], shelf.reports[0].id, 1) == []


def test_what_stands_around_figures_chosen_together_is_read_in_one_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MANY", 1)
    every = {r.id: shelf.source.facts(r.id) for r in shelf.reports}
    anew = Shelf(shelf.source, shelf.ranker)
    asked = asked_of(parse_question("矛盾纠纷多少件", anew.gazetteer), Scope(anew.reports))
    terms, may_lack, _ = asked_terms(asked)
    chosen = anew.fact_index.near_among(terms, may_lack, Among(frozenset(every), None))
    monkeypatch.setattr(shelf.source, "facts", None)
    facts = [fact for of_report in chosen.values() for fact in of_report]
    assert len(chosen) > 1
    for fact in facts:
        own = enumerate(every[fact.report])
        assert anew.facts_around(fact) == {n: f for n, f in own if f.passage == fact.passage}


def test_what_is_chosen_among_many_reports_is_what_is_found_in_each(shelf: Shelf) -> None:
    reports = frozenset(report.id for report in shelf.reports)
    every, own_year = Among(reports, None), Among(reports, ())
    for text in [*QUESTIONS, "罚款金额多少", "办结率是多少", *mixtures(60, seed=6)]:
        question = parse_question(text, shelf.gazetteer)
        terms, may_lack, _ = asked_terms(asked_of(question, Scope(shelf.reports)))
        in_all = shelf.fact_index.near_among(terms, may_lack, every)
        of_own_year = shelf.fact_index.near_among(terms, may_lack, own_year)
        for report in shelf.reports:
            each = shelf.fact_index.near(terms, report.id, may_lack)
            assert list(in_all.get(report.id, ())) == each
            assert list(of_own_year.get(report.id, ())) == [
                fact for fact in each
                if fact.kind != "actual" or None in (report.year, fact.period)
                or fact.period == report.year
            ]  # fmt: skip


def test_answers_over_all_places_are_the_same_either_way(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for many in (10_000, 0):
        monkeypatch.setattr("retrieval.answering.evidence.fact_index.MANY", many)
        fresh = Shelf(shelf.source, shelf.ranker)
        asked = [route(parse_question(text, fresh.gazetteer), fresh) for text in OVER_ALL]
        told.append((asked, build_table(fresh, MEASURES, (), ())))
    assert told[0] == told[1]
    assert any(answer.values for answer in told[0][0])
