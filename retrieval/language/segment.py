"""The likeliest cut of a run of characters into words, as jieba finds it without its hidden
Markov model, several times as fast: its steps in one pass, with the logarithms taken beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf, log

# What jieba takes for Chinese; it leaves every other letter by itself.
_BLOCK = re.compile("[\u4e00-\u9fd5]+|.", re.DOTALL)


class Segmenter:
    """Words with their weights. Learning and cutting may go on in several threads, as long as no
    text is cut whose words are just being learnt."""

    def __init__(self, total: int) -> None:
        """``total`` is the sum of the frequencies of all words that there are."""
        self._log_total = log(total)
        # What begins a word and is none itself is there, without a weight.
        self._weights: dict[str, float | None] = {}

    def learn(self, entries: Iterable[tuple[str, int]]) -> None:
        """Add words with their frequencies."""
        weights, log_total = self._weights, self._log_total
        for word, frequency in entries:
            # jieba takes a word of frequency 0 for a beginning, too.
            weights[word] = log(frequency) - log_total if frequency else None
            for end in range(1, len(word)):
                weights.setdefault(word[:end])

    def cut(self, run: str) -> tuple[str, ...]:
        """Return the pieces of ``run`` in order; joined they are ``run`` again."""
        pieces: list[str] = []
        for block in _BLOCK.findall(run):
            if len(block) == 1:
                pieces.append(block)
            else:
                self._cut_block(block, pieces)
        return tuple(pieces)

    def _cut_block(self, block: str, pieces: list[str]) -> None:
        """Add the pieces of a block to ``pieces``.

        From the end on: the best cut from a position is a word and the best cut behind it.
        Of two that weigh the same jieba takes the longer word.
        """
        weight_of, size = self._weights.get, len(block)
        best, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            most, chosen = -inf, 0
            for end in range(start + 1, size + 1):
                # False: no word goes on like this; None: one does, but this is none.
                weight = weight_of(block[start:end], False)
                if weight is False:
                    break
                if weight is not None and (sum_ := weight + best[end]) >= most:
                    most, chosen = sum_, end
            if not chosen:
                chosen = start + 1
                most = best[chosen] - self._log_total
            best[start], ends[start] = most, chosen
        position = 0
        while position < size:
            pieces.append(block[position : ends[position]])
            position = ends[position]
