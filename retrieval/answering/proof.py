"""The last look at a finished answer, as a stranger would: is everything said also quoted?

An answer passes when every quote is again a slice of the line it names, every value
stands in its quote, and every whole numeral of the text stands in a quote, in the
question, in the cited report's place, year or title, or in a computed value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from retrieval.answering.shelf import Shelf
from retrieval.errors import ProofError
from retrieval.language.numerals import ARABIC, parse_arabic, parse_numeral
from retrieval.language.quantities import find_quantities, fold_numbers
from retrieval.records import Answer, Evidence, Value


def prove(answer: Answer, shelf: Shelf) -> None:
    """Raise ProofError when ``answer`` says something that its evidence does not carry."""
    for evidence in (*answer.evidence, *answer.nearest):
        _prove_quote(evidence, shelf)
    if answer.status == "not_found":
        if answer.values or answer.evidence:
            raise ProofError("未找到的回答带着数字")
        return
    if answer.status == "answered" and answer.kind != "smalltalk" and not answer.evidence:
        raise ProofError("回答没有原文")
    for value in answer.values:
        _prove_value(value, answer)
    _prove_numerals(answer, shelf)


def _prove_quote(evidence: Evidence, shelf: Shelf) -> None:
    # Read again from what is stored, never from what the answer was made of.
    lines = (
        shelf.source.parsed(evidence.report).report.lines if evidence.report in shelf.by_id else ()
    )
    if not 1 <= evidence.line <= len(lines):
        raise ProofError(f"第 {evidence.line} 行不在报告里")
    if not evidence.quote or evidence.quote not in lines[evidence.line - 1]:
        raise ProofError(f"引文不在第 {evidence.line} 行")
    for start, end in evidence.highlights:
        if not 0 <= start < end <= len(evidence.quote):
            raise ProofError("标出的位置在引文之外")


def _prove_value(value: Value, answer: Answer) -> None:
    if value.derived:
        return
    if value.evidence is None or not 0 <= value.evidence < len(answer.evidence):
        raise ProofError(f"{value.value}{value.unit} 没有原文")
    quote = answer.evidence[value.evidence].quote
    if value.value == "0":
        return
    wanted = _number(value.value)
    if wanted not in _numbers_in(quote):
        raise ProofError(f"{value.value}{value.unit} 不在引文里")


def _number(text: str) -> Fraction:
    return Fraction(text)


@lru_cache(maxsize=10_000)
def _numbers_in(text: str) -> frozenset[Fraction]:
    """Return every whole number of ``text``: plain numerals and amounts multiplied out."""
    return frozenset(_read_numbers(text))


def _read_numbers(text: str) -> Iterable[Fraction]:
    folded = fold_numbers(text)
    for match in re.finditer(ARABIC, folded):
        yield Fraction(parse_arabic(match.group()))
    for quantity in find_quantities(text):
        yield Fraction(quantity.value)
    for match in re.finditer(
        r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?", folded
    ):
        value = parse_numeral(match.group())
        if value is not None:
            yield Fraction(value)


def _prove_numerals(answer: Answer, shelf: Shelf) -> None:
    """Check the numerals of the text against everything that may carry them."""
    allowed: set[Fraction] = set(_numbers_in(answer.question))
    for evidence in answer.evidence:
        allowed.update(_numbers_in(evidence.quote))
        allowed.update(_numbers_in(f"{evidence.place} {evidence.title} {evidence.year or ''}年"))
    for value in answer.values:
        if value.derived or value.value == "0":
            allowed.add(_number(value.value))
        if value.year is not None:
            allowed.add(Fraction(value.year))
    if answer.kind == "smalltalk":
        for report in shelf.reports:
            allowed.update(_numbers_in(f"{report.title} {report.year or ''}年"))
        allowed.update(_numbers_in(answer.text))
        return
    for match in re.finditer(ARABIC, fold_numbers(answer.text)):
        if Fraction(parse_arabic(match.group())) not in allowed:
            raise ProofError(f"“{match.group()}”没有出处")
    for quantity in find_quantities(answer.text):
        if Fraction(quantity.value) not in allowed:
            raise ProofError(f"“{quantity.text}”没有出处")
