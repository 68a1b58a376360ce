"""Ranks the passages of a library that is too large to hold in memory, with the same scores.

The index on disk names some more passages than are needed, about in the right order; those are
fetched by key and weighed as :class:`~retrieval.index.ranker.Ranker` weighs them, from the
library's own text. So what an index lags behind costs a place in the order and never shows
what is not there.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from retrieval.index.bm25_weights import K1, B, idf
from retrieval.index.catching_up import open_current
from retrieval.index.disk_index import DiskIndex, IndexFaultError, Totals
from retrieval.index.passage_table import Key, PassageTable
from retrieval.index.ranker import (
    REPORT_SHARE,
    Query,
    Ranker,
    SentenceScores,
    parse_query,
    weighed_for,
)
from retrieval.index.values import IndexedPassage, StoredPassage
from retrieval.language.tokens import ranking_grams
from retrieval.records import Hit

# The index may have a passage this many places too low.
_SPARE = 20
# So few reports are looked up, whether or not there are others.
_LOOKED_UP = 200
# What was counted of so many passages is kept, then counted anew.
_MOST_KEPT = 4000
# Of which field, and its text.
_Token = tuple[str, str]
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The tokens of a passage."""

    passage: int
    words: Counter[str]
    grams: Counter[str]


@dataclass(frozen=True)
class _Open:
    """The index as it is now, and what was worked out of it and of the library."""

    index: DiskIndex
    table: PassageTable
    totals: Totals
    counted: dict[Key, _Counted] = field(default_factory=dict)
    sentences: dict[Key, SentenceScores] = field(default_factory=dict)
    telling: dict[_Token, float] = field(default_factory=dict)

    @cached_property
    def reports(self) -> frozenset[str]:
        """All reports of the library."""
        return self.table.reports()


class DiskRanker:
    """Ranks passages; opens its index on first use. May be used from several threads."""

    def __init__(
        self,
        folder: Path,
        table: PassageTable,
        load: Callable[[], Sequence[IndexedPassage]],
        *,
        sentence_share: float = REPORT_SHARE,
    ) -> None:
        """Rank the passages of ``table`` with an index in ``folder``, made and kept up to date.

        ``load`` returns all passages, for a ranking in memory where the folder can be neither
        read nor written. ``sentence_share`` is as for :class:`Ranker`.
        """
        self._folder = folder
        self._table = table
        self._share = sentence_share
        self._lock = threading.Lock()
        self._open: _Open | None = None
        self._memory = Ranker(load, sentence_share=sentence_share)

    def prepare(self) -> None:
        """Bring the index up to date now, and not at the first question."""
        self._use(lambda _: None)

    def rank(
        self, question: str, reports: Sequence[str] | None = None, k: int = 10
    ) -> tuple[Hit, ...]:
        """Return what :meth:`Ranker.rank` does."""
        query = parse_query(question)
        hits = self._use(lambda opened: self._rank(opened, query, reports, k))
        return self._memory.rank(question, reports, k) if hits is None else hits

    def sentence_scores(self, question: str, report: str, passage: int) -> tuple[float, ...]:
        """Return what :meth:`Ranker.sentence_scores` does."""
        position = self._table.position_of(report, passage)
        if position is None:
            return ()
        texts = self._table.sentences_at([(report, position)])[report, position]
        return SentenceScores([ranking_grams(text) for text in texts]).of(
            parse_query(question).grams
        )

    def _use(self, work: Callable[[_Open], _Result]) -> _Result | None:
        """Return what ``work`` makes of the index; a damaged one is built anew. None without one."""
        try:
            return work(self._opened())
        except IndexFaultError as fault:
            _log.info("the index of passages is built anew: %s", fault)
        try:
            return work(self._opened(anew=True))
        except IndexFaultError as fault:
            _log.warning("no index of passages, they are ranked in memory: %s", fault)
            return None

    def _opened(self, *, anew: bool = False) -> _Open:
        with self._lock:
            if self._open is None or anew:
                index = open_current(self._folder, self._table, anew=anew)
                self._open = _Open(index, self._table, index.totals())
            return self._open

    def _rank(
        self, opened: _Open, query: Query, reports: Sequence[str] | None, k: int
    ) -> tuple[Hit, ...]:
        most = weighed_for(k)
        among = None if reports is None or self._are_all(opened, reports) else reports
        keys = opened.index.search(query.words, query.grams, among, most + _SPARE)
        counted = self._counted(opened, keys)
        weights = _weights(opened, query)
        scored = [(_score(one, query, weights, opened.totals), key) for key, one in counted.items()]
        best = sorted((pair for pair in scored if pair[0] > 0), key=_best_first)[:most]
        sentences = self._sentences(opened, [key for _, key in best])
        weighed = [
            (score + self._share * max(sentences[key].of(query.grams), default=0.0), key)
            for score, key in best
        ]
        weighed.sort(key=_best_first)
        return tuple(
            Hit(key[0], counted[key].passage, score, rank)
            for rank, (score, key) in enumerate(weighed[: max(k, 0)], 1)
        )

    def _are_all(self, opened: _Open, reports: Sequence[str]) -> bool:
        """Return whether these are all reports, which then need not each be looked up."""
        return len(reports) > _LOOKED_UP and opened.reports.issubset(reports)

    def _counted(self, opened: _Open, keys: Sequence[Key]) -> dict[Key, _Counted]:
        """Return the tokens of the passages at ``keys`` that are in the library."""
        if len(opened.counted) > _MOST_KEPT:
            opened.counted.clear()
        found = {key: one for key in keys if (one := opened.counted.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        new = {key: _count(p) for key, p in self._table.passages_at(missing).items()}
        opened.counted.update(new)
        return found | new

    def _sentences(self, opened: _Open, keys: Sequence[Key]) -> dict[Key, SentenceScores]:
        """Return the scores of the sentences of the passages at ``keys``."""
        if len(opened.sentences) > _MOST_KEPT:
            opened.sentences.clear()
        found = {key: one for key in keys if (one := opened.sentences.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        new = {
            key: SentenceScores([ranking_grams(text) for text in texts])
            for key, texts in self._table.sentences_at(missing).items()
        }
        opened.sentences.update(new)
        return found | new


def _count(passage: StoredPassage) -> _Counted:
    return _Counted(passage.passage, Counter(passage.words), Counter(ranking_grams(passage.text)))


def _weights(opened: _Open, query: Query) -> Mapping[_Token, float]:
    """Return how telling each token of the query is in the whole library."""
    if len(opened.telling) > _MOST_KEPT:
        opened.telling.clear()
    weights = {}
    for name, tokens in (("words", query.words), ("grams", query.grams)):
        for token in tokens:
            weight = opened.telling.get((name, token))
            if weight is None:
                weight = idf(opened.totals.passages, opened.index.holding(name, token))
                opened.telling[name, token] = weight
            weights[name, token] = weight
    return weights


def _score(
    counted: _Counted, query: Query, weights: Mapping[_Token, float], totals: Totals
) -> float:
    """Return the BM25 score of a passage, by words and by grams, added."""
    score = 0.0
    for name, tokens, counts, mean in (
        ("words", query.words, counted.words, totals.words),
        ("grams", query.grams, counted.grams, totals.grams),
    ):
        length = counts.total()
        part = 0.0
        for token in tokens:
            if often := counts[token]:
                share = often * (K1 + 1) / (often + K1 * (1 - B + B * length / mean))
                part += weights[name, token] * share
        score += part
    return score


def _best_first(scored: tuple[float, Key]) -> tuple[float, Key]:
    """Order by score, ties by (report, passage)."""
    score, key = scored
    return -score, key
