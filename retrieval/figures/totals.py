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

    A run is of the total's kind of unit and begins within two such figures after it. Shares and
    growth rates told along with the figures (512件，占46.3%，287件，占25.9%) belong to no run.
    """
    class_of = load_units().class_of
    levels = [i for i, q in enumerate(quantities) if class_of.get(q.unit) != "rate"]
    parts: dict[int, int] = {}
    for place, total in enumerate(levels):
        quantity = quantities[total]
        if total in parts or quantity.approx or quantity.value < 2:
            continue
        passed = quantities[levels[place + 1]] if place + 1 < len(levels) else None
        starts = (place + 1,) if passed and _is_beside(quantity, passed) else (place + 1, place + 2)
        for start in starts:
            end = _run_to([quantities[i] for i in levels], start, quantity)
            # 1106件，成功…: a run that is a greater figure's already is no lesser one's.
            if end and not any(part in parts for part in range(start, end)):
                parts.update(dict.fromkeys(levels[start:end], total))
                break
    return parts


def _is_beside(total: Quantity, passed: Quantity) -> bool:
    """Return whether the figure passed over is too great to be a part: then it is told beside the
    total (调解书3份，决定书7份，通知书2份，律师函1份), and what adds up does so by chance."""
    return load_units().same_class(total.unit, passed.unit) and passed.value > total.value


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
