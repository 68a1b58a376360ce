"""Text for a terminal: how wide it is, whether it has colour, where a Chinese line breaks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

Span = tuple[int, int]

BOLD, DIM, MARK, GOOD, BAD, WARN = "1", "2", "1;33", "32", "1;31", "33"
# Below this no line could hold two Chinese characters and an indent.
NARROWEST = 12
# Longer lines of prose are hard to read, however wide the window.
WIDEST = 100
# Marks that no line begins with, and marks that no line ends with.
_NOT_FIRST = frozenset("，。、；：？！）》】〉”’」』％%,.;:?!)]}…")
_NOT_LAST = frozenset("（《【〈“‘「『([{")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: ``width`` in columns, None where lines are left whole (a pipe, a file)."""

    width: int | None = None
    color: bool = False

    def paint(self, text: str, code: str) -> str:
        """Return ``text`` in the given look, or as it is without colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text and code else text


def style_of(stream: TextIO, color: str = "auto") -> Style:
    """Return the style for a stream: colour and wrapping on a terminal only.

    ``color`` is auto, always or never; NO_COLOR and TERM=dumb switch auto off.
    """
    terminal = stream.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    auto = terminal and not dumb and not os.environ.get("NO_COLOR")
    width = None
    if terminal:
        # Imported here: a pipe need not pay for it.
        import shutil

        width = max(NARROWEST, shutil.get_terminal_size((80, 24)).columns)
    return Style(width=width, color=color == "always" or (color == "auto" and auto))


def width_of(text: str) -> int:
    """Return the columns that ``text`` takes; an East Asian wide character takes two."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def pad(text: str, width: int) -> str:
    """Return ``text`` filled with spaces to ``width`` columns, never cut."""
    return text + " " * max(0, width - width_of(text))


def clip(text: str, width: int) -> str:
    """Return ``text`` cut to at most ``width`` columns, with … where something is gone."""
    if width_of(text) <= width:
        return text
    taken = 0
    for position, character in enumerate(text):
        taken += _columns(character)
        if taken > width - 1:
            return text[:position] + "…"
    return text


def break_lines(text: str, width: int) -> list[Span]:
    """Return the spans of the lines that ``text`` takes at ``width`` columns.

    Breaks between any two Chinese characters, never inside a word of Latin letters or digits
    that fits a line, nor so that a line begins with closing or ends with opening punctuation.
    """
    spans: list[Span] = []
    start = 0
    for piece_end in _paragraph_ends(text):
        while start < piece_end:
            end = _line_end(text, start, piece_end, width)
            spans.append((start, end))
            start = end
            # A blank at which a line breaks is not carried to the next.
            while start < piece_end and text[start] == " ":
                start += 1
        if piece_end == start and (not spans or spans[-1][1] != piece_end):
            spans.append((start, start))
        start = piece_end + 1
    return spans


def wrap(
    text: str, style: Style, indent: str = "", marks: Sequence[Span] = (), look: str = ""
) -> list[str]:
    """Return the printed lines of ``text``, each behind ``indent``, the spans in ``marks`` lit up.

    ``look`` is the look of the rest. Without a width the text's own lines are kept.
    """
    if style.width is None:
        spans = _own_lines(text)
    else:
        room = max(NARROWEST - 4, min(style.width, WIDEST) - width_of(indent))
        spans = break_lines(text, room)
    return [indent + _paint_span(text, span, marks, style, look) for span in spans]


def _columns(character: str) -> int:
    if character < "\x7f":
        return 1
    # Imported here: 30 ms that a pipe never needs.
    from wcwidth import wcwidth

    return max(0, wcwidth(character))


def _own_lines(text: str) -> list[Span]:
    spans = []
    start = 0
    for end in _paragraph_ends(text):
        spans.append((start, end))
        start = end + 1
    return spans


def _paragraph_ends(text: str) -> list[int]:
    ends = [position for position, character in enumerate(text) if character == "\n"]
    return [*ends, len(text)]


def _line_end(text: str, start: int, limit: int, width: int) -> int:
    taken = 0
    end = start
    while end < limit:
        taken += _columns(text[end])
        if taken > width and end > start:
            break
        end += 1
    if end == limit:
        return end
    for candidate in range(end, start, -1):
        if _may_break(text, candidate):
            return candidate
    return end


def _may_break(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    # A figure or a Latin word stays whole.
    return not (_joins(before) and _joins(after))


def _joins(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "._-/%")


def _paint_span(text: str, span: Span, marks: Sequence[Span], style: Style, look: str) -> str:
    start, end = span
    parts = []
    for left, right in sorted(marks):
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        parts.append(style.paint(text[start:left], look))
        parts.append(style.paint(text[left:right], MARK))
        start = right
    parts.append(style.paint(text[start:end], look))
    return "".join(parts)
