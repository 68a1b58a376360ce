"""What people say shortly: two words by their first characters (年检 of 年度检查), and where by one
(村里 of 17个村)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from retrieval.language.tokens import folded_words

_LENGTH = 2
# Met by its first character alone.
WHERE = re.compile("[村镇乡街][里上]")


def is_said_longer(word: str, kind: str, text: str) -> bool:
    """Return whether a folded text says at more length what a word of a question is short for."""
    where = WHERE.fullmatch(word) is not None and word[0] in text
    return where or (kind == "word" and is_short_for_words(word, text))


@lru_cache(maxsize=20_000)
def is_short_for_words(short: str, text: str) -> bool:
    """Return whether two words of a folded text, one right behind the other, begin with the two
    characters of ``short``."""
    if len(short) != _LENGTH or not _may_hold(short, text):
        return False
    return any(
        one.end == other.start
        and one.end - one.start == _LENGTH <= other.end - other.start
        and text.startswith(short[0], one.start)
        and text.startswith(short[1], other.start)
        for one, other in pairwise(folded_words(text))
    )


def _may_hold(short: str, text: str) -> bool:
    """Return whether the characters of a short form stand two apart anywhere in a text."""
    return any(
        one == short[0] and other == short[1] for one, other in zip(text, text[2:], strict=False)
    )
