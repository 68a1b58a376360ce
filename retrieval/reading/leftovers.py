"""What converters leave behind in a line, and what of the line is left without it."""

from __future__ import annotations

import re

from retrieval.records import Piece

_LEFTOVER = re.compile(
    r"\[(?:bookmark|书签)\s*[:：][^\]\n]{0,80}\]"
    r"|<!--.{0,200}?-->|<!\[(?:if|endif)[^\]]{0,80}\]>|\[(?:if|endif)[^\]]{0,80}\]"
    r"|\{? {0,2}(?:HYPERLINK|PAGEREF|INCLUDEPICTURE|MERGEFORMAT) +\"?[^\s\"}]{0,200}\"? {0,2}\}?"
    r"|&(?:nbsp|ensp|emsp|#160|#12288|zwnj|zwj);"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffc\x00-\x08\x0b-\x1f\x7f]+"
)


def clean_pieces(line: str, number: int) -> tuple[Piece, ...]:
    """Return what of ``line`` is text, left to right: no leftovers, no space at either end.

    ``number`` is the line's number, from 1. A leftover amid the line parts two pieces.
    """
    return trim(cut_leftovers(line, number, 0, len(line)), line)


def cut_leftovers(line: str, number: int, start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of ``line[start:end]`` between leftovers, white space kept."""
    pieces: list[Piece] = []
    at = start
    for match in _LEFTOVER.finditer(line, start, end):
        pieces.append(Piece(number, at, match.start()))
        at = match.end()
    pieces.append(Piece(number, at, end))
    return tuple(p for p in pieces if p.start < p.end)


def trim(pieces: tuple[Piece, ...], line: str) -> tuple[Piece, ...]:
    """Return ``pieces`` of ``line`` without white space at the two outer ends."""
    kept = list(pieces)
    while kept:
        first = kept[0]
        text = line[first.start : first.end]
        start = first.end - len(text.lstrip())
        if start < first.end:
            kept[0] = Piece(first.line, start, first.end)
            break
        kept.pop(0)
    while kept:
        last = kept[-1]
        text = line[last.start : last.end]
        end = last.start + len(text.rstrip())
        if end > last.start:
            kept[-1] = Piece(last.line, last.start, end)
            break
        kept.pop()
    return tuple(kept)
