"""Stretches of a report as evidence, and the proof that a piece of evidence is such a stretch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from retrieval.errors import ProofError
from retrieval.index.values import Spot
from retrieval.language.numerals import ARABIC, parse_arabic, parse_numeral
from retrieval.language.quantities import find_quantities, fold_numbers
from retrieval.records import Evidence, ParsedReport, Piece, Report, Sentence

Span = tuple[int, int]


def quote_line(
    parsed: ParsedReport, section: int, line: int, start: int, end: int, spans: Sequence[Span] = ()
) -> Evidence:
    """Return ``[start, end)`` of a line (from 1) as evidence; ``spans`` count in the quote.

    ``section`` is the position of the section that the line stands in.
    """
    quote = parsed.report.lines[line - 1][start:end]
    return _evidence(parsed.report, parsed.sections[section].path, line, quote, spans)


def quote_sentence(
    parsed: ParsedReport, passage: int, sentence: int, spans: Sequence[Span] = ()
) -> Evidence:
    """Return a sentence of an outline as evidence; ``spans`` count in it and are highlighted."""
    within = parsed.passages[passage]
    section = parsed.sections[within.section]
    spot = Spot(within.sentences[sentence], section.path, within.headers)
    lines = parsed.report.lines
    return quote_spot(parsed.report, spot, lambda number: lines[number - 1], spans)


def quote_spot(
    report: Report, spot: Spot, line: Callable[[int], str], spans: Sequence[Span] = ()
) -> Evidence:
    """Return a sentence as evidence; ``spans`` count in the sentence and are highlighted.

    A sentence broken over lines is quoted by the line that holds the first span. ``line``
    gives the report's lines by their number, from 1.
    """
    chosen, offset = piece_at(spot.sentence, spans[0][0] if spans else 0)
    length = chosen.end - chosen.start
    inside = tuple(
        (start - offset, end - offset)
        for start, end in spans
        if start >= offset and end <= offset + length
    )
    quote = line(chosen.line)[chosen.start : chosen.end]
    return _evidence(report, spot.section, chosen.line, quote, inside)


def piece_at(sentence: Sentence, position: int) -> tuple[Piece, int]:
    """Return the piece of a sentence in which ``position`` of its text stands, and where the piece
    begins in the text; the first piece where it stands in none."""
    begin = 0
    for piece in sentence.pieces:
        length = piece.end - piece.start
        if begin <= position < begin + length:
            return piece, begin
        begin += length
    return sentence.pieces[0], 0


def _evidence(
    report: Report, section: Sequence[str], line: int, quote: str, spans: Sequence[Span]
) -> Evidence:
    return Evidence(
        report=report.id,
        title=report.title,
        place=report.place.name if report.place else "",
        year=report.year,
        file=report.file,
        line=line,
        section=" > ".join(section),
        quote=quote,
        highlights=tuple(spans),
    )


def prove_quote(evidence: Evidence, lines: Sequence[str]) -> None:
    """Raise ProofError where a quote is no slice of its line, or a highlight not within it."""
    prove_in_line(evidence, lines[evidence.line - 1] if 1 <= evidence.line <= len(lines) else None)


def prove_in_line(evidence: Evidence, line: str | None) -> None:
    """Raise ProofError where a quote is no slice of ``line``, its report's line (None where the
    report has none of that number), or a highlight not within it."""
    if line is None:
        raise ProofError(f"第 {evidence.line} 行不在报告里")
    if not evidence.quote or evidence.quote not in line:
        raise ProofError(f"引文不在第 {evidence.line} 行")
    for start, end in evidence.highlights:
        if not 0 <= start < end <= len(evidence.quote):
            raise ProofError("标出的位置在引文之外")


def prove_numerals(text: str, allowed: Callable[[Fraction], bool]) -> None:
    """Raise ProofError where a whole numeral of ``text`` is not ``allowed``."""
    for match in re.finditer(ARABIC, fold_numbers(text)):
        if not allowed(Fraction(parse_arabic(match.group()))):
            raise ProofError(f"“{match.group()}”没有出处")
    for quantity in find_quantities(text):
        if not allowed(Fraction(quantity.value)):
            raise ProofError(f"“{quantity.text}”没有出处")


def holds_number(text: str, number: Fraction) -> bool:
    """Return whether ``number`` is one of :func:`numbers_in` ``text``."""
    # Most are plain numerals: amounts are read for the others only.
    return number in _plain_numbers(text) or number in numbers_in(text)


@lru_cache(maxsize=10_000)
def _plain_numbers(text: str) -> frozenset[Fraction]:
    return frozenset(
        Fraction(parse_arabic(match.group())) for match in re.finditer(ARABIC, fold_numbers(text))
    )


@lru_cache(maxsize=10_000)
def numbers_in(text: str) -> frozenset[Fraction]:
    """Return every whole number of ``text``: plain numerals and amounts multiplied out."""
    return frozenset(_read_numbers(text))


def _read_numbers(text: str) -> Iterable[Fraction]:
    folded = fold_numbers(text)
    yield from _plain_numbers(text)
    for quantity in find_quantities(text):
        yield Fraction(quantity.value)
    for match in re.finditer(
        r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?", folded
    ):
        value = parse_numeral(match.group())
        if value is not None:
            yield Fraction(value)
