"""How long a long run is: short in every run of the tests, long behind ``make soak``.

``make sampled`` runs what takes a sample here over everything.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")

LONG = os.environ.get("SOAK") == "1"


def how_many(few: int, many: int) -> int:
    """Return ``many`` in a long run and ``few`` otherwise."""
    return many if LONG else few


def sample(items: Iterable[Item], few: int) -> list[Item]:
    """Return all items in a long run, otherwise ``few`` of them, the same ones in every run, in
    the order they come in."""
    every = list(items)
    if LONG or few >= len(every):
        return every
    chosen = sorted(random.Random(len(every)).sample(range(len(every)), few))
    return [every[number] for number in chosen]
