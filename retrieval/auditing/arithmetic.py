"""Computations as people read them, and as the proof works them out again.

A computation is one line such as `31 + 9 + 7 = 47 ≠ 50`, `706 ÷ 799 ≈ 88.4% ≠ 91.2%`,
`(71 − 58) ÷ 58 ≈ 22.4% ≠ 30%`, `48 ≠ 46`: what is worked out, its result (≈ where it is
rounded), and what the report says where that is another figure.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from retrieval.language.numerals import format_number
from retrieval.records import Number

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?P<percent>%?)|(?P<sign>[+−÷()]))")
_PARTS = re.compile(r"\s*([=≈≠])\s*")


def show(value: Number | Fraction) -> str:
    """Return a figure in plain digits; one that is no decimal as a fraction."""
    number = Fraction(value)
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return format_number(exact if rest == 1 else number)


def rounded(value: Fraction, places: int) -> Decimal:
    """Return a value rounded half up to ``places``."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def places_of(value: Number) -> int:
    """Return how many decimal places a figure is told with."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def is_close(value: Fraction, told: Number) -> bool:
    """Return whether ``told`` is ``value`` rounded, or cut off, to the places it is told with."""
    return abs(value - Fraction(told)) < Fraction(1, 10 ** places_of(told))


def operands(computation: str) -> tuple[Fraction, ...]:
    """Return the figures that a computation takes from reports: all but its result."""
    parts = _PARTS.split(computation)
    taken = [parts[0]]
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        if sign == "≠":
            taken.append(part)
    return tuple(
        Fraction(match["number"])
        for part in taken
        for match in _TOKEN.finditer(part)
        if match["number"]
    )


def holds(computation: str) -> bool:
    """Return whether a computation is right: worked out anew, each of its signs is true."""
    parts = _PARTS.split(computation)
    value = _value(parts[0])
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        other = _value(part)
        if sign == "=" and value != other:
            return False
        if sign == "≈":
            digits = part.strip().rstrip("%").partition(".")[2]
            scale = 100 if part.strip().endswith("%") else 1
            if Fraction(rounded(value * scale, len(digits))) != other * scale:
                return False
        if sign == "≠" and value == other:
            return False
        value = other
    return len(parts) > 1


def _value(text: str) -> Fraction:
    """Return what an expression of + − ÷ and brackets comes to; ÷ binds before + and −."""
    tokens = [match.group().strip() for match in _TOKEN.finditer(text)]
    value, rest = _sum(tokens)
    if rest or "".join(tokens) != re.sub(r"\s", "", text):
        raise ValueError(text)
    return value


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _quotient(tokens)
    while tokens and tokens[0] in {"+", "−"}:
        sign = tokens[0]
        other, tokens = _quotient(tokens[1:])
        value = value + other if sign == "+" else value - other
    return value, tokens


def _quotient(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _atom(tokens)
    while tokens and tokens[0] == "÷":
        other, tokens = _atom(tokens[1:])
        value /= other
    return value, tokens


def _atom(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if not tokens:
        raise ValueError("算式不完整")
    if tokens[0] == "(":
        value, tokens = _sum(tokens[1:])
        if tokens[:1] != [")"]:
            raise ValueError("括号不成对")
        return value, tokens[1:]
    if tokens[0] == "−":
        value, tokens = _atom(tokens[1:])
        return -value, tokens
    number = tokens[0].rstrip("%")
    return Fraction(number) / (100 if tokens[0].endswith("%") else 1), tokens[1:]
