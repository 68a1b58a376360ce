"""Which of the cues around figures are like a word of a question.

Few are: they are found by the pairs of characters that they share with it, once for all figures
that have been read, so that a figure is held against these alone.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache

from retrieval.language.pairs import pairs_of
from retrieval.language.terms import similarity

# Of so many terms is kept which cues are like them, then worked out anew.
_MOST_TERMS = 4096


@lru_cache(maxsize=100_000)
def how_alike(concept: str, text: str, cue: str) -> float:
    """Return how well a cue accounts for a term by its ``concept`` or its ``text``, 0 to 1."""
    return max(similarity(concept, cue), similarity(text, cue))


class Likeness:
    """The cues noted so far, and which of them are like a term. May be used from several threads."""

    def __init__(self) -> None:
        """Know no cue."""
        self._cues: list[str] = []
        self._known: set[str] = set()
        # Their numbers, in rising order.
        self._by_pair: dict[str, list[int]] = {}
        # By term: of how many cues the like ones were found, and these with their likeness.
        self._like: dict[tuple[str, str], tuple[int, Mapping[str, float]]] = {}
        self._lock = threading.Lock()

    def note(self, cues: Iterable[str]) -> None:
        """From now on find these cues, too."""
        if not (fresh := set(cues) - self._known):
            return
        with self._lock:
            for cue in fresh - self._known:
                for pair in pairs_of(cue):
                    self._by_pair.setdefault(pair, []).append(len(self._cues))
                self._cues.append(cue)
            self._known |= fresh

    def like(self, concept: str, text: str) -> Mapping[str, float]:
        """Return the cues noted that are like a term at all, with how well they account for it."""
        count, found = self._like.get((concept, text), (0, {}))
        if count == len(self._cues):
            return found
        with self._lock:
            related: set[int] = set()
            for pair in pairs_of(concept, text):
                numbers = self._by_pair.get(pair, [])
                related.update(numbers[bisect_left(numbers, count) :])
            cues = map(self._cues.__getitem__, related)
            fresh = {cue: near for cue in cues if (near := how_alike(concept, text, cue)) > 0}
            if len(self._like) >= _MOST_TERMS:
                self._like.clear()
            # In place of the one before: another thread may be going through that.
            found = {**found, **fresh} if fresh else found
            self._like[concept, text] = len(self._cues), found
        return found


# Shared by all libraries of a process: the same few words stand around most figures.
LIKENESS = Likeness()
