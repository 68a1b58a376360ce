"""The words of ``question_words.toml``, compiled: how people ask."""

from __future__ import annotations

import re
from functools import cache

from retrieval.language.data import word_list
from retrieval.language.lazy_pattern import LazyPattern
from retrieval.language.wording import alternation

_FILE = "question_words.toml"


def words_of(section: str, key: str) -> tuple[str, ...]:
    """Return one list of the file, folded; DataFileError where it is missing or malformed."""
    return word_list(_FILE, section, key)


@cache
def pattern_of(section: str, key: str) -> LazyPattern:
    """Return a pattern that finds any wording of one list, the longest first."""
    words = words_of(section, key)
    return LazyPattern(words, alternation(words))


@cache
def edge_pattern(section: str, key: str, *, at_start: bool) -> LazyPattern:
    """Return a pattern that matches wordings of one list repeated at an end of the question."""
    words = words_of(section, key)
    any_word = alternation(words)
    blank = r"[\s,，。.!！?？、~:：;；…]*"
    pattern = rf"^{blank}(?:{any_word}{blank})+" if at_start else rf"(?:{blank}{any_word})+{blank}$"
    return LazyPattern(words, pattern)


def is_one_of(folded: str, section: str, key: str) -> bool:
    """Return whether the folded question, punctuation aside, is exactly one of a list."""
    bare = re.sub(r"[\s,，。.!！?？、~:：;；…“”\"'()（）]", "", folded)
    return bare in {re.sub(r"\s", "", word) for word in words_of(section, key)}
