"""A stretch: running text that is gathered from slices of lines, and can tell where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.reading.leftovers import clean_pieces
from retrieval.records import Piece, Sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with its pieces: ``text`` is the pieces' slices joined, nothing between."""

    text: str
    pieces: tuple[Piece, ...]

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
        at = 0
        for piece in self.pieces:
            length = piece.end - piece.start
            low, high = max(start - at, 0), min(end - at, length)
            if low < high:
                pieces.append(Piece(piece.line, piece.start + low, piece.start + high))
            at += length
        return Sentence(self.text[start:end], tuple(pieces))


def stretch_of(lines: Sequence[str], numbers: Iterable[int]) -> Stretch:
    """Return the text of the lines with these numbers (from 1), leftovers and margins left out."""
    pieces = [p for n in numbers for p in clean_pieces(lines[n - 1], n)]
    return Stretch("".join(lines[p.line - 1][p.start : p.end] for p in pieces), tuple(pieces))
