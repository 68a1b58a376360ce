"""Ranking: the scores of a plain implementation of the formula, in a fixed order."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.bm25 import PassageScores, best_of
from retrieval.index.ranker import Ranker, parse_query, stop_words
from retrieval.index.values import IndexedPassage
from retrieval.language.fold import fold
from retrieval.language.tokens import ranking_grams, ranking_words

CHARS = "行政应诉案件普法宣传场次调解纠纷，。22的"
SHARE = 0.5
sentences = st.lists(st.text(CHARS, max_size=8), max_size=3)
libraries = st.lists(st.tuples(st.sampled_from("abc"), sentences), max_size=12)


def passages_of(library: Sequence[tuple[str, Sequence[str]]]) -> list[IndexedPassage]:
    passages = []
    for number, (report, parts) in enumerate(library):
        text = "".join(parts)
        words = tuple(ranking_words(text))
        passages.append(IndexedPassage(report, number, text, words, tuple(parts)))
    return passages


def plain_bm25(query: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """BM25 as the books have it: k1 1.2, b 0.75, the idf of Lucene."""
    mean = sum(len(text) for text in texts) / max(len(texts), 1)
    scores = [0.0] * len(texts)
    for token in query:
        holding = sum(token in text for text in texts)
        weight = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for at, text in enumerate(texts):
            if often := Counter(text)[token]:
                length = 1 - 0.75 + 0.75 * len(text) / mean
                scores[at] += weight * often * 2.2 / (often + 1.2 * length)
    return scores


def plain_ranking(
    question: str, passages: Sequence[IndexedPassage], reports: Sequence[str] | None
) -> list[tuple[str, int, float]]:
    query = parse_query(question)
    by_words = plain_bm25(query.words, [passage.words for passage in passages])
    by_grams = plain_bm25(query.grams, [ranking_grams(passage.text) for passage in passages])
    ranked = []
    for passage, words, grams in zip(passages, by_words, by_grams, strict=True):
        parts = plain_bm25(query.grams, [ranking_grams(part) for part in passage.sentences])
        if words + grams > 0 and (reports is None or passage.report in reports):
            score = words + grams + SHARE * max(parts, default=0.0)
            ranked.append((passage.report, passage.passage, score))
    return ranked


@given(libraries, st.text(CHARS, max_size=12), st.none() | st.lists(st.sampled_from("abcd")))
def test_scores_are_those_of_a_plain_implementation(
    library: list[tuple[str, list[str]]], question: str, reports: list[str] | None
) -> None:
    passages = passages_of(library)
    ranker = Ranker(lambda: passages, sentence_share=SHARE)
    hits = ranker.rank(question, reports, k=len(passages))
    expected = {(r, p): score for r, p, score in plain_ranking(question, passages, reports)}
    assert {(hit.report, hit.passage) for hit in hits} == set(expected)
    for hit in hits:
        assert hit.score == pytest.approx(expected[hit.report, hit.passage])
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


@given(libraries, st.text(CHARS, max_size=12), st.integers(0, 5))
def test_the_order_is_fixed_whatever_the_order_of_loading(
    library: list[tuple[str, list[str]]], question: str, k: int
) -> None:
    passages = passages_of(library)
    hits = Ranker(lambda: passages).rank(question, None, k)
    assert hits == Ranker(lambda: passages[::-1]).rank(question, None, k)
    order = [(-hit.score, hit.report, hit.passage) for hit in hits]
    assert order == sorted(order)
    assert len(hits) <= k


def test_ties_stand_in_order_of_report_and_passage() -> None:
    passages = passages_of([("b", ["行政应诉"]), ("a", ["行政应诉"]), ("a", ["行政应诉"])])
    hits = Ranker(lambda: passages).rank("行政应诉")
    assert [(hit.report, hit.passage) for hit in hits] == [("a", 1), ("a", 2), ("b", 0)]


def test_a_word_of_every_passage_still_counts() -> None:
    passages = passages_of([("a", ["案件22"]), ("a", ["案件调解"]), ("a", ["案件普法"])])
    hits = Ranker(lambda: passages).rank("案件")
    assert len(hits) == 3
    assert all(hit.score > 0 for hit in hits)


@pytest.mark.parametrize("library", [[], [("a", [])], [("a", ["，。"]), ("b", [""])]])
def test_a_library_without_words_gives_nothing(library: list[tuple[str, list[str]]]) -> None:
    assert Ranker(lambda: passages_of(library)).rank("行政应诉") == ()


@pytest.mark.parametrize("question", ["", "，。！", "没有一个共同字", "'; DROP TABLE passages --"])
def test_a_question_that_shares_nothing_gives_nothing(question: str) -> None:
    assert Ranker(lambda: passages_of([("a", ["调解纠纷"])])).rank(question) == ()


def test_asking_words_are_dropped_but_not_when_nothing_else_is_left() -> None:
    assert parse_query("请问调解的纠纷有多少？").words == ("调解", "纠纷")
    assert "的纠" not in parse_query("调解的纠纷").grams
    assert parse_query("的").words == ("的",)


def test_sentence_scores_name_the_sentence_that_answers() -> None:
    passages = passages_of([("a", ["普法宣传22场次。", "调解纠纷22件。"])])
    scores = Ranker(lambda: passages).sentence_scores("调解纠纷", "a", 0)
    assert scores[1] > scores[0] == 0
    assert Ranker(lambda: passages).sentence_scores("调解纠纷", "a", 7) == ()


def test_scores_add_up_token_by_token_as_rank_bm25_has_them() -> None:
    texts = [["甲"], ["乙"], ["甲", "乙", "乙"], []]
    scores = PassageScores(texts)
    model = scores._model
    for query in (["甲"], ["乙", "甲"], ["丙", "乙"], ["丙"], []):
        known = [token for token in query if token != "丙"]
        expected = model.get_batch_scores(known, range(4)) if known else [0.0] * 4
        assert list(scores.of(query)) == list(scores.of(query)) == list(expected)


def test_the_best_are_chosen_among_the_positions_alone_ties_in_their_order() -> None:
    scores = PassageScores([["甲"], ["乙"], ["甲"], ["甲", "乙"], ["丁"]]).of(["甲"])
    assert [at for _, at in best_of(scores, [4, 3, 2, 0], 9)] == [0, 2, 3]
    assert [at for _, at in best_of(scores, [4, 3, 2, 0], 1)] == [0]
    assert best_of(scores, [], 3) == best_of(scores, [1, 4], 3) == []


def test_stop_words_are_folded() -> None:
    assert all(fold(word) == word for word in stop_words())
    assert {"多少", "的"} <= stop_words()
    assert "案件" not in stop_words()


def test_numpy_is_not_loaded_before_the_first_ranking() -> None:
    code = (
        "import sys\n"
        "from retrieval.index.ranker import Ranker\n"
        "ranker = Ranker(list)\n"
        "assert not {'numpy', 'rank_bm25'} & set(sys.modules)\n"
        "ranker.rank('行政应诉')\n"
        "assert 'rank_bm25' in sys.modules\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert done.returncode == 0
