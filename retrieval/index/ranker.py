"""The passages that suit a question, best first.

Two BM25 scores are added, of words and of characters with their pairs: words tell, pairs
find what a dictionary cuts amiss. A share of the score of the passage's best sentence comes
on top, since what answers a question tends to stand in one place: half of it among the
paragraphs of an encyclopedia, more in reports, whose paragraphs run through many matters.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.index.bm25_weights import K1, B, idf
from retrieval.index.values import IndexedPassage
from retrieval.language.fold import fold
from retrieval.language.tokens import ranking_grams, words
from retrieval.records import Hit

if TYPE_CHECKING:
    from retrieval.index.bm25 import PassageScores

_STOP_WORDS = Path(__file__).parent.parent / "data" / "stopwords.txt"
# Measured: 0.5 serves paragraphs of one matter; among the passages of one report, recall@1
# over the open FAQ questions rises from 58% to 67% with 1.5, and recall@5 stays.
PARAGRAPH_SHARE = 0.5
REPORT_SHARE = 1.5
# Sentences are weighed for so many of the best passages (at least), not for all.
_WEIGHED = 30
_WEIGHED_PER_HIT = 3


@dataclass(frozen=True, slots=True)
class Query:
    """What is left of a question without its asking words: each token once, in order."""

    words: tuple[str, ...]
    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The passages, in order of (report, passage), with all that scoring needs."""

    passages: tuple[IndexedPassage, ...]
    positions: dict[tuple[str, int], int]
    by_report: dict[str, tuple[int, ...]]
    words: PassageScores
    grams: PassageScores


class Ranker:
    """Ranks passages; indexes them on first use. May be used from several threads."""

    def __init__(
        self,
        load: Callable[[], Sequence[IndexedPassage]],
        *,
        sentence_share: float = REPORT_SHARE,
    ) -> None:
        """Rank what ``load`` returns; it is called once, at the first question.

        ``sentence_share`` is how much of its best sentence's score a passage gets on top.
        """
        self._load = load
        self._share = sentence_share
        self._lock = threading.Lock()
        self._index: _Index | None = None
        self._sentences: dict[int, SentenceScores] = {}

    def rank(
        self, question: str, reports: Sequence[str] | None = None, k: int = 10
    ) -> tuple[Hit, ...]:
        """Return up to ``k`` passages that share a word or character with the question.

        ``reports`` limits them to these report ids; how rare a word is counts over the
        whole library all the same. Equal scores stand in order of (report, passage).
        """
        index, query = self._indexed(), parse_query(question)
        positions = _positions(index, reports)
        # Only here: numpy is slow to import, and figures need none.
        from retrieval.index.bm25 import best_of

        scores = index.words.of(query.words) + index.grams.of(query.grams)
        best = best_of(scores, positions, weighed_for(k))
        weighed = [
            (
                score + self._share * max(self._sentence_scores(index, at, query), default=0.0),
                at,
            )
            for score, at in best
        ]
        weighed.sort(key=_best_first)
        return tuple(
            Hit(index.passages[at].report, index.passages[at].passage, score, rank)
            for rank, (score, at) in enumerate(weighed[: max(k, 0)], 1)
        )

    def sentence_scores(self, question: str, report: str, passage: int) -> tuple[float, ...]:
        """Return a score for each sentence of a passage, among those sentences alone.

        Nothing for a passage that is not in the library.
        """
        index = self._indexed()
        at = index.positions.get((report, passage))
        return () if at is None else self._sentence_scores(index, at, parse_query(question))

    def _sentence_scores(self, index: _Index, at: int, query: Query) -> tuple[float, ...]:
        scores = self._sentences.get(at)
        if scores is None:
            scores = SentenceScores([ranking_grams(s) for s in index.passages[at].sentences])
            self._sentences[at] = scores
        return scores.of(query.grams)

    def _indexed(self) -> _Index:
        with self._lock:
            if self._index is None:
                self._index = _build(self._load())
            return self._index


class SentenceScores:
    """BM25 among the few sentences of one passage, where numpy would only be in the way."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        """Count the tokens of each sentence; what they weigh is worked out when they are asked for."""
        self._counts = [dict(Counter(sentence)) for sentence in sentences]
        self._held = frozenset().union(*self._counts)
        self._lengths = [len(sentence) for sentence in sentences]
        self._mean = sum(self._lengths) / len(sentences) if any(sentences) else 1.0
        self._weights: dict[str, tuple[float, ...]] = {}

    def of(self, query: Sequence[str]) -> tuple[float, ...]:
        """Return each sentence's score."""
        weights = [self._weights_of(token) for token in query if token in self._held]
        return tuple(map(sum, zip(*weights, strict=True))) or (0.0,) * len(self._counts)

    def _weights_of(self, token: str) -> tuple[float, ...]:
        """Return what a token that one of the sentences has adds to each."""
        weights = self._weights.get(token)
        if weights is None:
            often = [counts.get(token, 0) for counts in self._counts]
            weights = self._weigh(often, idf(len(often), len(often) - often.count(0)))
            self._weights[token] = weights
        return weights

    def _weigh(self, often: Sequence[int], telling: float) -> tuple[float, ...]:
        return tuple(
            telling * (n * (K1 + 1) / (n + K1 * (1 - B + B * length / self._mean))) if n else 0.0
            for n, length in zip(often, self._lengths, strict=True)
        )


def weighed_for(k: int) -> int:
    """Return of how many of the best passages the sentences are weighed to find the ``k`` best."""
    return max(_WEIGHED, _WEIGHED_PER_HIT * k)


def parse_query(question: str) -> Query:
    """Return the tokens of a question; where it has none but asking words, those."""
    found = words(question)
    telling = [word for word in found if word.text not in stop_words()] or list(found)
    kept = [" "] * len(question)
    for word in telling:
        kept[word.start : word.end] = question[word.start : word.end]
    return Query(
        tuple(dict.fromkeys(word.text for word in telling)),
        tuple(dict.fromkeys(ranking_grams("".join(kept)))),
    )


@cache
def stop_words() -> frozenset[str]:
    """Return the words of questions and of grammar, folded."""
    lines = _STOP_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(
        fold(word) for line in lines if not line.startswith("#") for word in line.split()
    )


def _build(passages: Sequence[IndexedPassage]) -> _Index:
    # Only here: rank_bm25 and numpy are slow to import, and figures need neither.
    from retrieval.index.bm25 import PassageScores

    ordered = tuple(sorted(passages, key=lambda passage: (passage.report, passage.passage)))
    by_report: dict[str, list[int]] = {}
    for at, passage in enumerate(ordered):
        by_report.setdefault(passage.report, []).append(at)
    return _Index(
        ordered,
        {(passage.report, passage.passage): at for at, passage in enumerate(ordered)},
        {report: tuple(positions) for report, positions in by_report.items()},
        PassageScores([passage.words for passage in ordered]),
        PassageScores([ranking_grams(passage.text) for passage in ordered]),
    )


def _positions(index: _Index, reports: Sequence[str] | None) -> Sequence[int]:
    if reports is None:
        return range(len(index.passages))
    return [at for report in dict.fromkeys(reports) for at in index.by_report.get(report, ())]


def _best_first(scored: tuple[float, int]) -> tuple[float, int]:
    """Order by score, ties by the passage's position, which is that of (report, passage)."""
    score, at = scored
    return -score, at
