"""A stretch: running text that is gathered from slices of lines, and can tell where it is from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrieval.reading.leftovers import clean_pieces
from retrieval.records import Piece, Sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with its pieces: ``text`` is the pieces' slices joined, nothing between.

    ``offsets[i]`` is where piece ``i`` begins in ``text``.
    """

    text: str
    pieces: tuple[Piece, ...]
    offsets: tuple[int, ...]

    @property
    def first_line(self) -> int:
        """The line it begins on, from 1."""
        return self.pieces[0].line

    @property
    def last_line(self) -> int:
        """The line it ends on, from 1."""
        return self.pieces[-1].line

    def cut(self, start: int, end: int) -> Sentence:
        """Return ``text[start:end]`` as a sentence with the pieces it is made of."""
        pieces: list[Piece] = []
        at = bisect_right(self.offsets, start) - 1
        while at < len(self.pieces) and self.offsets[at] < end:
            piece, offset = self.pieces[at], self.offsets[at]
            low = max(start - offset, 0)
            high = min(end - offset, piece.end - piece.start)
            pieces.append(Piece(piece.line, piece.start + low, piece.start + high))
            at += 1
        return Sentence(self.text[start:end], tuple(pieces))


def stretch_of(lines: Sequence[str], numbers: Iterable[int]) -> Stretch:
    """Return the text of the lines with these numbers (from 1), leftovers and margins left out."""
    pieces = tuple(p for n in numbers for p in clean_pieces(lines[n - 1], n))
    offsets = accumulate((p.end - p.start for p in pieces[:-1]), initial=0)
    text = "".join(lines[p.line - 1][p.start : p.end] for p in pieces)
    return Stretch(text, pieces, tuple(offsets))
