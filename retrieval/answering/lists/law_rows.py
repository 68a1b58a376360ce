"""Laws that stand in one row with titles in 《》, without such marks themselves (宪法、民法典、《信访工作条例》)."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.enumeration_words import listed
from retrieval.answering.lists.enumerations import find_enumerations
from retrieval.language.fold import fold


def with_unmarked(text: str, titles: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the titles with the laws that are named in one row with them, but without 《》 (宪法、《…条例》)."""
    laws = tuple(listed("heads", "law_ends"))
    beside = [
        (start, end)
        for found in find_enumerations(text)
        if any(title in found.items for title in titles)
        for start, end in found.items
        if (start, end) not in titles and fold(text[start:end]).endswith(laws)
    ]
    return sorted([*titles, *beside])
