"""What BM25 is computed with everywhere here, and how telling a token is; loads nothing heavy."""

from __future__ import annotations

import math

K1 = 1.2
B = 0.75


def idf(texts: int, holding: int) -> float:
    """Return how telling a token is that ``holding`` of ``texts`` hold: positive, falling."""
    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))
