"""Differences, sums, means, multiples and growth of figures: exact, with the computation shown.

Figures are computed only in one unit. Units that name the same thing (件 and 起, 名 and 人)
count as one, money is converted by its 万 and 亿; anything else has no common unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from retrieval.answering.asking.question_words import words_of
from retrieval.answering.evidence.compose import amount_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.language.numerals import format_number, parse_numeral
from retrieval.records import Fact, Number, Quantity, Value

PERCENT = frozenset({"%", "％"})
_YUAN = ("元", "块钱", "块")


class Amount(Protocol):
    """What is computed with: a quantity, or what a table keeps of one."""

    @property
    def text(self) -> str:
        """Return the amount as it is written."""

    @property
    def value(self) -> Number:
        """Return how much it is."""

    @property
    def unit(self) -> str:
        """Return in what."""

    @property
    def approx(self) -> bool:
        """Return whether it is only about as much."""


class Counted(Protocol):
    """What has an amount: a fact, or a figure of a table."""

    @property
    def quantity(self) -> Amount:
        """Return the amount."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed amount: ``value`` in ``unit``, and ``shown``, how it came about.

    ``approx`` where an operand is approximate or a division was rounded to two places.
    """

    value: Number
    unit: str
    shown: str
    approx: bool = False

    @property
    def amount(self) -> str:
        """The amount as people read it: 约 before one that isn't exact."""
        return f"{'约' if self.approx else ''}{format_number(self.value)}{self.unit}"


def common_unit(facts: Sequence[Counted]) -> str | None:
    """Return the unit in which all figures can be set against each other, the first's; else None."""
    # Sets, not generators: a column has thousands.
    if "第" in {fact.quantity.text[:1] for fact in facts}:
        return None
    first = facts[0].quantity.unit
    units = {fact.quantity.unit for fact in facts}
    if len(units) == 1 or units <= PERCENT:
        return first
    if any(units <= set(group.split()) for group in words_of("compare", "same_units")):
        return first
    return first if all(_yuan(unit) for unit in units) else None


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Return whether two amounts are one, however they are written (5800㎡, 5800平方米; 20万元, 200000元)."""
    if _yuan(one.unit) and _yuan(other.unit):
        return Fraction(one.value) * _yuan(one.unit) == Fraction(other.value) * _yuan(other.unit)
    units = {one.unit, other.unit}
    alike = len(units) == 1 or any(
        units <= set(group.split()) for group in words_of("compare", "same_units")
    )
    return alike and one.value == other.value


def amount_in(fact: Counted, unit: str) -> Fraction:
    """Return a figure's value in ``unit``, one that ``common_unit`` gave."""
    value = Fraction(fact.quantity.value)
    given = fact.quantity.unit
    if given != unit and _yuan(given) and _yuan(unit):
        return value * _yuan(given) / _yuan(unit)
    return value


def order_of(fact: Counted, unit: str) -> int | Fraction:
    """Return what orders figures as :func:`amount_in` does, many times faster where it is whole."""
    value = fact.quantity.value
    if fact.quantity.unit == unit and value == (number := int(value)):
        return number
    return amount_in(fact, unit)


def _yuan(unit: str) -> Fraction:
    """Return how many 元 a unit of money is; 0 for a unit that isn't."""
    spoken = next((word for word in _YUAN if unit.endswith(word)), "")
    if not spoken:
        return Fraction(0)
    scale = unit.removesuffix(spoken)
    value = parse_numeral(f"1{scale}") if scale else Decimal(1)
    return Fraction(value) if value is not None else Fraction(0)


def sum_of(facts: Sequence[Counted], unit: str) -> Fraction:
    """Return the exact sum of figures in ``unit``, one that ``common_unit`` gave."""
    whole = 0
    rest: list[Counted] = []
    for fact in facts:
        value = fact.quantity.value
        # Whole numbers, nearly all there are, add up many times faster than fractions.
        if fact.quantity.unit == unit and value == (number := int(value)):
            whole += number
        else:
            rest.append(fact)
    return sum((amount_in(fact, unit) for fact in rest), Fraction(whole))


def difference(one: Fact, other: Fact) -> Computed | None:
    """Return how much the greater exceeds the smaller; percentage points between rates."""
    unit = common_unit((one, other))
    if unit is None:
        return None
    greater, smaller = (
        (one, other) if amount_in(one, unit) >= amount_in(other, unit) else (other, one)
    )
    value = plain(amount_in(greater, unit) - amount_in(smaller, unit))
    points = say("derived", "points") if unit in PERCENT else unit
    approx = one.quantity.approx or other.quantity.approx
    return _shown("minus", value, points, approx, a=operand(greater), b=operand(smaller))


def total(facts: Sequence[Fact]) -> Computed | None:
    """Return the sum; None without a common unit, and for rates, which don't add up."""
    unit = common_unit(facts)
    if unit is None or unit in PERCENT:
        return None
    value = plain(sum_of(facts, unit))
    return _shown("plus", value, unit, any_approx(facts), items="+".join(map(operand, facts)))


def mean(facts: Sequence[Fact]) -> Computed | None:
    """Return the mean, rounded to two places; None where there is no sum."""
    unit = common_unit(facts)
    if unit is None or unit in PERCENT:
        return None
    value, rounded = rounded_to(sum_of(facts, unit) / len(facts))
    items = "、".join(map(operand, facts))
    return _shown("mean", value, unit, rounded or any_approx(facts), items=items)


def multiple(one: Fact, other: Fact) -> Computed | None:
    """Return how many times ``other`` goes into ``one``, rounded to two places; None for 0."""
    unit = common_unit((one, other))
    if unit is None or not amount_in(other, unit):
        return None
    value, rounded = rounded_to(amount_in(one, unit) / amount_in(other, unit))
    approx = rounded or any_approx((one, other))
    return _shown(
        "divide", value, say("derived", "times"), approx, a=operand(one), b=operand(other)
    )


def growth(before: Fact, after: Fact) -> Computed | None:
    """Return the change in percent of ``before``, without a sign; None from 0 and for rates."""
    unit = common_unit((before, after))
    if unit is None or unit in PERCENT or not amount_in(before, unit):
        return None
    old, new = amount_in(before, unit), amount_in(after, unit)
    value, rounded = rounded_to(abs(new - old) / old * 100)
    greater, smaller = (after, before) if new >= old else (before, after)
    approx = rounded or any_approx((before, after))
    return _shown(
        "growth", value, "%", approx, a=operand(greater), b=operand(smaller), base=operand(before)
    )


def any_approx(facts: Sequence[Counted]) -> bool:
    """Return whether any figure is approximate."""
    return any(fact.quantity.approx for fact in facts)


def _shown(template: str, value: Number, unit: str, approx: bool, **operands: str) -> Computed:
    bare = Computed(value, unit, "", approx)
    return Computed(value, unit, say("derived", template, c=bare.amount, **operands), approx)


def operand(fact: Fact) -> str:
    """Return a figure for a computation: as written where in digits, else in plain digits."""
    text = amount_of(fact)
    if not fact.none and text[:1].isascii() and text[:1].isdigit():
        return text
    hedge = "约" if fact.quantity.approx else ""
    return f"{hedge}{format_number(fact.quantity.value)}{fact.quantity.unit}"


def plain(value: Fraction) -> Number:
    """Return a fraction as the decimal it is exactly, where it is one."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return value
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded_to(value: Fraction) -> tuple[Number, bool]:
    """Return a quotient to two places, and whether that is not its exact value."""
    places = Decimal("0.01")
    near = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(places, ROUND_HALF_UP)
    return near, Fraction(near) != value


def derived_value(computed: Computed, facts: Sequence[Fact], shelf: Shelf) -> Value:
    """Return a computed amount as a value of the answer; place and year where the operands share them."""
    reports = [shelf.by_id[fact.report] for fact in facts]
    places = {
        f.place or (r.place.name if r.place else "") for f, r in zip(facts, reports, strict=True)
    }
    years = {
        f.period if f.period is not None else r.year for f, r in zip(facts, reports, strict=True)
    }
    measures = {fact.measure for fact in facts}
    return Value(
        value=format_number(computed.value),
        unit=computed.unit,
        measure=measures.pop() if len(measures) == 1 else "",
        place=places.pop() if len(places) == 1 else "",
        year=years.pop() if len(years) == 1 else None,
        approx=computed.approx,
        derived=True,
    )
