"""How long a long run is: short in every run of the tests, long behind ``make soak``."""

from __future__ import annotations

import os

LONG = os.environ.get("SOAK") == "1"


def how_many(few: int, many: int) -> int:
    """Return ``many`` in a long run and ``few`` otherwise."""
    return many if LONG else few
