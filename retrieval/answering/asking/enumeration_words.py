"""The words of ``enumerations.toml``: what introduces, counts and closes an enumeration."""

from __future__ import annotations

import re
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import rows, table_at, word_list
from retrieval.language.fold import fold
from retrieval.language.wording import alternation

_FILE = "enumerations.toml"


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """Return one list of the file, folded; DataFileError where it is missing or malformed."""
    return frozenset(word_list(_FILE, section, key))


@cache
def any_of(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of one list, the longest first."""
    return re.compile(alternation(word_list(_FILE, section, key)))


@cache
def ordinal_rows() -> tuple[tuple[str, ...], ...]:
    """Return the series of words that count items (一是, 二是, …), each in order."""
    series = rows(_FILE, "ordinals.rows", table_at(_FILE, "ordinals")["rows"])
    return tuple(tuple(fold(word) for word in row) for row in series)


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """Return a pattern for a counting word where an item may begin; ``word`` holds it."""
    words = alternation(tuple(word for row in ordinal_rows() for word in row))
    return re.compile(rf"(?:^|(?<=[：:，,；;。\s]))(?P<word>{words})")


@cache
def place_in_series(word: str) -> tuple[int, int]:
    """Return (series, position) of a counting word."""
    return next(
        (number, row.index(word)) for number, row in enumerate(ordinal_rows()) if word in row
    )


@cache
def alike(head: str) -> tuple[str, ...]:
    """Return the nouns that a report may use for what the question calls ``head``."""
    groups = rows(_FILE, "alike.rows", table_at(_FILE, "alike")["rows"])
    return tuple(word for group in groups if head in group for word in group if word != head)


@cache
def spoken_verbs() -> dict[str, str]:
    """Return how reports write the verbs that people say in one character (学 → 学习)."""
    pairs = rows(_FILE, "spoken.rows", table_at(_FILE, "spoken")["rows"])
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise DataFileError(
            _FILE,
            "[spoken] rows",
            "每一行要有两个词：说法和报告里的写法",
            '照 ["学", "学习"] 的样子写',
        )
    return {fold(said): fold(written) for said, written in pairs}
