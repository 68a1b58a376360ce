"""How long to wait before asking again a server that is away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses that double from ``first`` seconds and never exceed ``longest``: asked for ever."""

    first: float = 1.0
    longest: float = 30.0

    def seconds(self, failures: int) -> float:
        """Return the pause after so many failures in a row, 1 at least."""
        # Far beyond ``longest`` a power of two would outgrow a float.
        return min(self.longest, self.first * 2.0 ** (min(failures, 32) - 1))
