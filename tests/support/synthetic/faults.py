"""The faults that reports may carry, and which report carries which."""

from __future__ import annotations

import random
from dataclasses import dataclass

# The kinds go by the names that the audit has for them.
KINDS = (
    "sum", "aligned", "rate", "growth", "conflict", "last_year", "target", "promised",
    "numbering", "copied",
)  # fmt: skip
_FAULTY = 0.5
_TWO = 0.25


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: ``quote`` is a stretch of one line of the report that shows it.

    ``other`` is the index of the report that it is a fault against (copied, last_year);
    ``expected`` what the figure should have been, where one is wrong.
    """

    kind: str
    quote: str
    other: int | None = None
    expected: str = ""


def kinds_for(seed: int, index: int, years: int) -> tuple[str, ...]:
    """Return the kinds of fault that report ``index`` shall carry: none, one or two.

    ``years`` are the reports a place has: a place's first has no year before.
    """
    chance = random.Random(f"{seed}/{index}/faults")
    if chance.random() >= _FAULTY:
        return ()
    possible = [
        kind
        for kind in KINDS
        if not (kind == "last_year" and index % years == 0)
        and not (kind == "copied" and index == 0)
    ]
    return tuple(chance.sample(possible, 2 if chance.random() < _TWO else 1))
