"""What is computed of a column of a table: sum, mean and ranks, over the places that have a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from retrieval.answering.arithmetic import (
    PERCENT,
    amount_in,
    any_approx,
    common_unit,
    plain,
    rounded_to,
    sum_of,
)
from retrieval.answering.unit_groups import RANK, unit_group
from retrieval.answering.verdict import may_tie
from retrieval.language.numerals import format_number
from retrieval.records import Evidence, Fact, Number, Place, Value
from retrieval.table_records import Cell, Sums


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a table, the cell that shows it, and the lines it stands in."""

    place: str
    fact: Fact
    value: Value
    cell: Cell
    evidence: tuple[Evidence, ...] = ()


def ranks_of(column: Sequence[Entry | None]) -> list[int | None]:
    """Return each entry's rank, the greatest first; equal figures share one.

    None where there is no figure or no other, where ranks are no amounts, and where an approximate figure
    may stand on either side of its neighbour.
    """
    entries = [entry for entry in column if entry]
    unit = common_unit([entry.fact for entry in entries]) if len(entries) > 1 else None
    ranks: list[int | None] = [None] * len(column)
    if unit is None:
        return ranks
    amounts = {n: _amount(entry.fact, unit) for n, entry in enumerate(column) if entry}
    if len({type(amount) for amount in amounts.values()}) > 1:
        amounts = {n: Fraction(amount) for n, amount in amounts.items()}
    order = sorted(amounts, key=lambda n: amounts[n], reverse=True)
    for position, number in enumerate(order):
        before = order[position - 1] if position else None
        same = before is not None and amounts[before] == amounts[number]
        ranks[number] = ranks[before] if same and before is not None else position + 1
    for one, other in pairwise(order):
        first, second = column[one], column[other]
        vague = first and second and (first.fact.quantity.approx or second.fact.quantity.approx)
        if vague and first and second and may_tie(first.fact, second.fact, unit):
            ranks[one] = ranks[other] = None
    return ranks


def _amount(fact: Fact, unit: str) -> Number:
    """Return a value for ordering: the very number where the unit is the column's."""
    return fact.quantity.value if fact.quantity.unit == unit else amount_in(fact, unit)


def sums_of(
    year: int | None,
    column: Sequence[Entry | None],
    of: int,
    measure: str,
    places: Mapping[str, tuple[Place, ...]],
) -> Sums:
    """Return sum and mean of a column, with how many of ``of`` places they cover."""
    entries = [entry for entry in column if entry]
    facts = [entry.fact for entry in entries]
    if len(facts) < 2 or unit_group(facts[0]) == RANK:
        return Sums(year, len(facts), of)
    unit = common_unit(facts)
    if unit is None or unit in PERCENT:
        return Sums(year, len(facts), of)
    exact, approx = sum_of(facts, unit), any_approx(facts)
    middle, rounded = rounded_to(exact / len(facts))

    def value(amount: Number, *, vague: bool) -> Value:
        number = format_number(amount)
        return Value(number, unit, measure, "", year, approx=vague, derived=True)

    return Sums(
        year, len(facts), of,
        value(plain(exact), vague=approx), value(middle, vague=approx or rounded),
        _overlap([entry.place for entry in entries], places),
    )  # fmt: skip


def _overlap(names: Sequence[str], places: Mapping[str, tuple[Place, ...]]) -> str:
    """Return a place that lies in another one of the column, so that a sum counts twice."""
    own = {place.name for name in names for place in places[name]}
    for name in names:
        for place in places[name]:
            above = [parent for parent in place.parents if parent in own and parent != place.name]
            if above:
                return above[-1]
    return ""
