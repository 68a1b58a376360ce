"""What is computed of a column of a table: sum, mean and ranks, over the places that have a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from retrieval.answering.comparing.verdict import may_tie
from retrieval.answering.evidence.arithmetic import (
    PERCENT,
    amount_in,
    any_approx,
    common_unit,
    plain,
    rounded_to,
    sum_of,
)
from retrieval.answering.kept.cell_rows import KeptAmount
from retrieval.language.numerals import format_number
from retrieval.records import Number, Place, Value
from retrieval.table_records import Cell, Sums


# A tuple by name, not a dataclass: a table makes thousands of them.
class Entry(NamedTuple):
    """A figure of a table and the cell that shows it."""

    place: str
    quantity: KeptAmount
    cell: Cell


def ranks_of(column: Sequence[Entry | None]) -> list[int | None]:
    """Return each entry's rank, the greatest first; equal figures share one.

    None where there is no figure or no other, where ranks are no amounts, and where an approximate figure
    may stand on either side of its neighbour.
    """
    entries = [entry for entry in column if entry]
    unit = common_unit(entries) if len(entries) > 1 else None
    ranks: list[int | None] = [None] * len(column)
    if unit is None:
        return ranks
    amounts = {n: _amount(entry, unit) for n, entry in enumerate(column) if entry}
    if len({type(amount) for amount in amounts.values()}) > 1:
        amounts = {n: Fraction(amount) for n, amount in amounts.items()}
    order = sorted(amounts, key=amounts.__getitem__, reverse=True)
    for position, number in enumerate(order):
        before = order[position - 1] if position else None
        same = before is not None and amounts[before] == amounts[number]
        ranks[number] = ranks[before] if same and before is not None else position + 1
    if not any_approx(entries):
        return ranks
    for one, other in pairwise(order):
        first, second = column[one], column[other]
        vague = first and second and (first.quantity.approx or second.quantity.approx)
        if vague and first and second and may_tie(first, second, unit):
            ranks[one] = ranks[other] = None
    return ranks


def _amount(entry: Entry, unit: str) -> Number:
    """Return a value for ordering: the very number where the unit is the column's."""
    quantity = entry.quantity
    return quantity.value if quantity.unit == unit else amount_in(entry, unit)


def sums_of(
    year: int | None,
    column: Sequence[Entry | None],
    of: int,
    measure: str,
    places: Mapping[str, tuple[Place, ...]],
) -> Sums:
    """Return sum and mean of a column, with how many of ``of`` places they cover."""
    entries = [entry for entry in column if entry]
    if len(entries) < 2:
        return Sums(year, len(entries), of)
    unit = common_unit(entries)
    if unit is None or unit in PERCENT:
        return Sums(year, len(entries), of)
    exact, approx = sum_of(entries, unit), any_approx(entries)
    middle, rounded = rounded_to(exact / len(entries))

    def value(amount: Number, *, vague: bool) -> Value:
        number = format_number(amount)
        return Value(number, unit, measure, "", year, approx=vague, derived=True)

    return Sums(
        year, len(entries), of,
        value(plain(exact), vague=approx), value(middle, vague=approx or rounded),
        _overlap([entry.place for entry in entries], places),
    )  # fmt: skip


def _overlap(names: Sequence[str], places: Mapping[str, tuple[Place, ...]]) -> str:
    """Return a place that lies in another one of the column, so that a sum counts twice."""
    own = {place.name for name in names for place in places[name]}
    for name in names:
        for place in places[name]:
            for parent in reversed(place.parents):
                if parent in own and parent != place.name:
                    return parent
    return ""
