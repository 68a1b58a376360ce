"""BM25 over any texts, as rank_bm25 computes it, with a weight for words that is never negative.

This is the one importer of rank_bm25; numpy comes with it, and both take 75 ms to import,
so a question that the figures alone answer never comes here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rank_bm25 import BM25Okapi

K1 = 1.2
B = 0.75


class PassageScores:
    """BM25 scores of tokenised texts; the texts are named by their position."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Count the tokens of ``texts``; there may be none, and some may be empty."""
        # rank_bm25 divides by the mean length.
        self._model = _Positive(texts, k1=K1, b=B) if any(texts) else None

    def of(self, query: Sequence[str], positions: Sequence[int]) -> list[float]:
        """Return the scores of the texts at ``positions``; 0 for sharing no token."""
        model = self._model
        known = [token for token in query if model and token in model.idf]
        if model is None or not known or not positions:
            return [0.0] * len(positions)
        scores: list[float] = model.get_batch_scores(known, list(positions))
        return scores


class _Positive(BM25Okapi):  # type: ignore[misc]
    """Okapi with Lucene's idf.

    Okapi's own is 0 for a word in half the texts and negative beyond, and in a library of
    a few reports nearly every word of the trade is such a word.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {token: idf(self.corpus_size, count) for token, count in nd.items()}


def idf(texts: int, holding: int) -> float:
    """Return how telling a token is that ``holding`` of ``texts`` hold: positive, falling."""
    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))
