"""Follow-ups that ask for nothing new: the same answer again, with its source (原文呢, 真的吗)."""

from __future__ import annotations

from functools import cache

from retrieval.answering.asking.chat import PUNCTUATION, cover
from retrieval.answering.asking.question_words import words_of


def asks_again(folded: str) -> bool:
    """Return whether a question doubts what was said, or asks where it stands, and no more."""
    pieces = cover(PUNCTUATION.sub("", folded), _words())
    return any("again" in _words()[piece] for piece in pieces)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for key in ("again", "again_fillers"):
        for word in words_of("followup", key):
            words[word] = (*words.get(word, ()), key)
    return words
