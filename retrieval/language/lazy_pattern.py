"""Patterns made of word lists, compiled when one of their words is first met.

A question is looked through for some thirty lists and holds words of three; to compile all of
them would take as long as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache


class LazyPattern:
    """A pattern that no text without one of ``words`` can match; used like a compiled one."""

    def __init__(self, words: Iterable[str], pattern: str) -> None:
        """Take the words (none empty) and the pattern in which every match holds one of them."""
        self.words = tuple(words)
        self.pattern = pattern
        self._first = frozenset(word[0] for word in self.words)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``."""
        return self._compiled.search(text) if self._may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of ``text``."""
        return self._compiled.match(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in ``text`` from left to right, never overlapping."""
        return self._compiled.finditer(text) if self._may_match(text) else iter(())

    def sub(self, replacement: str, text: str) -> str:
        """Return ``text`` with every match replaced."""
        return self._compiled.sub(replacement, text) if self._may_match(text) else text

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        by_first: dict[str, list[str]] = {}
        for word in self.words:
            by_first.setdefault(word[0], []).append(word)
        return by_first

    def _may_match(self, text: str) -> bool:
        # The first characters alone rule most texts out, and most words.
        for char in self._first & _characters(text):
            for word in self._by_first[char]:
                if word in text:
                    return True
        return False


# The same question, and the same sentence, is looked through for one list after the other.
@lru_cache(maxsize=1024)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)
