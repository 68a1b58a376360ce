"""The points that a report lists: stretches of its sentences, items, groups, and their own numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.answering.asking.enumeration_words import ordinal_pattern
from retrieval.language.fold import fold

MARK = re.compile(
    r"^\s*(?:[（(]\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[）)]|[一二三四五六七八九十]+、|\d{1,2}\s*[.．、](?!\d)|[①-⑳])\s*"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A slice of a sentence: ``start`` and ``end`` count in the sentence's text."""

    passage: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing listed: its ``lead`` sentence, then the ``rest``; or a heading in ``line``.

    ``text`` is the lead without its mark. ``column`` is where ``text`` begins in the line.
    """

    text: str
    lead: Stretch | None = None
    rest: tuple[Stretch, ...] = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together under ``frame`` (headings and introducing words, outermost first).

    ``section`` is the section they stand in, ``passage`` the passage where they all stand in one.
    """

    section: int
    frame: tuple[str, ...]
    items: tuple[Item, ...]
    marked: bool = True
    passage: int | None = None


def strip_mark(text: str) -> str:
    """Return a heading or sentence without its own number (（一）, 1., 一是)."""
    return text[mark_length(text) :]


def mark_length(text: str) -> int:
    """Return how many characters of ``text`` are its number and the space around it."""
    folded = fold(text)
    match = MARK.match(folded)
    length = match.end() if match else 0
    counted = ordinal_pattern().match(folded[length:])
    if counted:
        length += counted.end()
    while length < len(text) and folded[length] in " ,，、:：":
        length += 1
    return length


def mark_style(text: str) -> str:
    """Return how a heading or sentence is numbered: its mark with every numeral alike."""
    match = MARK.match(fold(text))
    mark = match.group().strip() if match else ""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+|[①-⑳]", "1", mark))
