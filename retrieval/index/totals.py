"""Parts that add up: figures right after a total whose sum it is belong to it.

`共22件…。和解2件，确认有效6件，胜诉6件，未判决6件，审理中2件` needs no 其中 to be understood.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.units import load_units
from retrieval.records import Quantity

_MOST_PARTS = 10


def find_totals(quantities: Sequence[Quantity]) -> dict[int, int]:
    """Return position of a part → position of its total, for runs of two or more parts.

    A run is contiguous, of the total's kind of unit, and begins within two figures after it.
    """
    parts: dict[int, int] = {}
    for total, quantity in enumerate(quantities):
        if total in parts or quantity.approx or quantity.value < 2:
            continue
        for start in (total + 1, total + 2):
            end = _run_to(quantities, start, quantity)
            if end:
                parts.update(dict.fromkeys(range(start, end), total))
                break
    return parts


def _run_to(quantities: Sequence[Quantity], start: int, total: Quantity) -> int:
    """Return where the run from ``start`` that sums up to ``total`` ends (exclusive), else 0."""
    units = load_units()
    rest = total.value
    for position in range(start, min(start + _MOST_PARTS, len(quantities))):
        part = quantities[position]
        if part.approx or not units.same_class(part.unit, total.unit) or part.value >= total.value:
            return 0
        rest = rest - part.value  # type: ignore[operator]
        if rest < 0:
            return 0
        if rest == 0:
            return position + 1 if position > start else 0
    return 0
