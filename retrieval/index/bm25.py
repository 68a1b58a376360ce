"""BM25 over any texts, as rank_bm25 computes it, with a weight for words that is never negative.

This is the one importer of rank_bm25; numpy comes with it, and both take 75 ms to import,
so a question that the figures alone answer never comes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.index.bm25_weights import K1, B, idf

Scores = NDArray[numpy.float64]
Share = tuple[NDArray[numpy.int_], Scores]
# Shares are kept for so many pairs of a token and a text, 16 bytes each, then worked out anew.
_MOST_KEPT = 2_000_000


class PassageScores:
    """BM25 scores of tokenised texts; the texts are named by their position.

    What a token adds to each text is worked out once, when a query first holds it: the next
    query only adds up. May be used from several threads.
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Count the tokens of ``texts``; there may be none, and some may be empty."""
        self._size = len(texts)
        # rank_bm25 divides by the mean length.
        self._model = _Positive(texts, k1=K1, b=B) if any(texts) else None
        self._shares: dict[str, Share] = {}
        self._kept = 0

    def of(self, query: Sequence[str]) -> Scores:
        """Return the score of every text; 0 for sharing no token."""
        scores = numpy.zeros(self._size)
        model = self._model
        if model is not None:
            for token in query:
                if token in model.idf:
                    holders, weights = self._share(token, model)
                    scores[holders] += weights
        return scores

    def _share(self, token: str, model: _Positive) -> Share:
        """Return the texts that hold a token, and what it adds to the score of each."""
        share = self._shares.get(token)
        if share is None:
            holders = [at for at, counts in enumerate(model.doc_freqs) if token in counts]
            share = numpy.array(holders), numpy.array(model.get_batch_scores([token], holders))
            if self._kept > _MOST_KEPT:
                self._shares, self._kept = {}, 0
            self._shares[token] = share
            self._kept += len(holders)
        return share


def best_of(scores: Scores, positions: Sequence[int], most: int) -> list[tuple[float, int]]:
    """Return the ``most`` best (score, position) above 0 among ``positions``, ties by position."""
    chosen = numpy.sort(numpy.array(positions, dtype=numpy.intp))
    found = scores[chosen]
    order = numpy.argsort(-found, kind="stable")[:most]
    return [(float(found[at]), int(chosen[at])) for at in order if found[at] > 0]


class _Positive(BM25Okapi):  # type: ignore[misc]
    """Okapi with Lucene's idf.

    Okapi's own is 0 for a word in half the texts and negative beyond, and in a library of
    a few reports nearly every word of the trade is such a word.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {token: idf(self.corpus_size, count) for token, count in nd.items()}
