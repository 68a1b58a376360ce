"""What is left out to be quick was not needed; counted, not timed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.scope import find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import met_in
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.matching import match_facts, match_fitting
from retrieval.answering.selecting.mentions import _forms_of, _meets
from retrieval.answering.selecting.select import select
from retrieval.answering.selecting.within_reach import at_hand
from retrieval.answering.texts.text_lines import _is_denied
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import find_terms
from retrieval.language.tokens import Dictionary, using
from retrieval.library import Library
from tests.support.mixtures import CORPUS, WORDS, mixtures

QUESTIONS = [
    "嘉祥街道2023年有多少件行政应诉案件", "行政执法面积多少", "结了几件", "办理行政复议案件多少件",
    "未判决的有几件", "法律培训参加了多少人次", "行政的有多少", "行政败诉率是多少", "打官司花了多少钱",
    "律师到村里讲课讲了多少场", "化解纠纷的成功率", "新增的法律明白人几名", "每村至少几名调解员",
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("fitting") / "库.db", create=True) as library:
        library.ingest([CORPUS])
        yield library


@pytest.fixture(scope="module")
def shelf(library: Library) -> Iterator[Shelf]:
    with Store.open(library._store.path) as store:
        dictionary = Dictionary(store.dictionary_buckets, store.dictionary_total())
        with using(dictionary):
            yield Shelf(store, Ranker(store.passages))


@pytest.mark.parametrize("question", [*QUESTIONS, *mixtures(80, 31)])
def test_those_that_fit_are_found_alone_as_among_all(shelf: Shelf, question: str) -> None:
    parsed = parse_question(question, shelf.gazetteer)
    scope = find_scope(parsed, shelf)
    asked = asked_of(parsed, scope)
    facts = [fact for report in scope.reports for fact in shelf.source.facts(report.id)]
    every = match_facts(asked, facts, shelf.folded_sentence)
    for most in (1, 3, 12):
        first = match_facts(asked, facts, shelf.folded_sentence, most=most, may_meet=at_hand(shelf))
        assert first[:most] == every[:most]
    alone = match_fitting(asked, facts, shelf.folded_sentence)
    assert alone == [candidate for candidate in every if candidate.fits]
    assert select(asked, scope, shelf, closely=False).slots == select(asked, scope, shelf).slots


def test_no_pattern_is_made_of_a_questions_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("全年无败诉案件，未发生信访", "出庭应诉、行政复议各有成效", "没有投诉，也有投诉")
    terms = [term for word in WORDS[:400:4] for term in find_terms(word)]
    for term in terms:
        # What is made of the lexicon's words is made once.
        met_in(term, texts[0])
    compiled: list[str] = []
    parser: Any = re._parser  # type: ignore[attr-defined]
    parse = parser.parse
    monkeypatch.setattr(
        parser, "parse", lambda text, *rest: compiled.append(text) or parse(text, *rest)
    )
    said = [[_is_denied(text, term) for term in terms] for text in texts]
    for term in terms:
        met_in(term, texts[1])
    assert compiled == []
    assert any(map(any, said)) is False
    denied = find_terms("败诉")[0], find_terms("投诉")[0]
    assert [_is_denied(texts[0], denied[0]), _is_denied(texts[2], denied[1])] == [True, False]


@pytest.mark.parametrize(
    "word",
    ["行政应诉案件", "纠纷", "法治讲座", "律师", "考试", "打官司", "罚款", "学法考试", "矛盾"],
)
def test_the_words_for_a_term_are_those_of_every_concept_like_it(word: str) -> None:
    for term in find_terms(word):
        found = _forms_of(term.key, term.text)
        concepts = (c for c in load_lexicon().concepts if _meets(term.key, term.text, c.name))
        expected = {term.key, term.text, *(w for c in concepts for w in c.words)}
        assert found is None or found == expected
