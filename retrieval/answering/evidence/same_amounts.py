"""Whether two figures are one amount, or one thing counted in two units."""

from __future__ import annotations

from fractions import Fraction

from retrieval.answering.evidence.nearness import class_of
from retrieval.records import Fact


def share_or_amount(fact: Fact) -> tuple[Fraction, str]:
    """Return value and unit of a figure; a share is one whether told as 25%, 四分之一 or 成."""
    quantity = fact.quantity
    parts = {"%": 100, "成": 10, "": 1}.get(quantity.unit)
    if parts is None or class_of(fact) != "rate":
        return Fraction(quantity.value), quantity.unit
    return Fraction(quantity.value) / parts, "%"


def restates(one: Fact, other: Fact) -> bool:
    """Return whether two amounts count one thing in two units (157批203人次)."""
    return (
        one.passage == other.passage
        and one.sentence == other.sentence
        and one.label == other.label
        and one.quantity.unit != other.quantity.unit
    )
