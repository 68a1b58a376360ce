"""Neighbouring characters: words that have no two of them in common are never alike."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def pairs_of(*words: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters of ``words``, a lone character itself."""
    pairs = {word[i : i + 2] for word in words for i in range(max(len(word) - 1, 1))}
    return tuple(sorted(pairs))


def shares_pair(word: str, text: str) -> bool:
    """Return whether two neighbouring characters of ``word`` stand beside each other in ``text``."""
    return len(word) > 1 and any(pair in text for pair in pairs_of(word))
