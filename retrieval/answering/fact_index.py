"""Figures by the terms of their wording, so that a question is held against those alone
that share a term with it, not against every figure of the library."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from retrieval.answering.nearness import ACCOUNTED, alike, class_of, is_unit_word, met, pairs_of
from retrieval.language.terms import Term
from retrieval.records import Fact

# What terms come to in reports is kept for so many pairs of the two, then forgotten.
_MOST_KEPT = 50_000


class FactIndex:
    """The figures of each report by cue and by class of unit; a report is read in when first
    asked about. May be used from several threads."""

    def __init__(self, facts_of: Callable[[str], Sequence[Fact]]) -> None:
        """``facts_of`` gives the figures of a report by its id, always the same ones."""
        self._facts_of = facts_of
        self._lock = threading.Lock()
        self._read: dict[str, _Postings] = {}
        self._keys_by_pair: defaultdict[str, list[str]] = defaultdict(list)
        self._keys: set[str] = set()
        self._alike: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
        self._near: dict[tuple[str, str, str], dict[int, float]] = {}

    def near(self, terms: Sequence[Term], report: str, may_lack: int) -> list[Fact]:
        """Return the figures of a report that are near any of ``terms``, in reading order.

        Left out are those that lack more than ``may_lack`` of the terms that have more than
        one character, which only the text can meet.
        """
        found = [self._near_to(term, report) for term in terms]
        least = sum(len(term.text) > 1 for term in terms) - may_lack
        accounted: dict[int, int] = {}
        for term, near in zip(terms, found, strict=True):
            counts = len(term.text) > 1
            for number, nearness in near.items():
                known = accounted.get(number, 0)
                accounted[number] = known + (counts and nearness >= ACCOUNTED)
        facts = self._facts_of(report)
        return [facts[number] for number in sorted(accounted) if accounted[number] >= least]

    def _near_to(self, term: Term, report: str) -> dict[int, float]:
        """Return the numbers of the figures that are near a term, and how near."""
        key = (term.key, term.text, report)
        known = self._near.get(key)
        if known is not None:
            return known
        postings = self._postings(report)
        numbers = {n for cue in self._alike_to(term) for n in postings.by_cue.get(cue, ())}
        facts = self._facts_of(report)
        near = {number: met(term, facts[number]) for number in numbers}
        for of_class in postings.by_class.values():
            if is_unit_word(term, facts[of_class[0]]):
                near.update(dict.fromkeys(of_class, 1.0))
        if len(self._near) >= _MOST_KEPT:
            self._near.clear()
        self._near[key] = near
        return near

    def _alike_to(self, term: Term) -> tuple[str, ...]:
        """Return the cues of all reports read in that are like a term at all."""
        key = (term.key, term.text)
        size, cues = self._alike.get(key, (-1, ()))
        if size != len(self._keys):
            size = len(self._keys)
            related = {cue for pair in pairs_of(*key) for cue in self._keys_by_pair.get(pair, ())}
            cues = tuple(cue for cue in related if alike(term, cue) > 0)
            if len(self._alike) >= _MOST_KEPT:
                self._alike.clear()
            self._alike[key] = (size, cues)
        return cues

    def _postings(self, report: str) -> _Postings:
        postings = self._read.get(report)
        if postings is None:
            with self._lock:
                postings = self._read.get(report) or self._take_in(report)
        return postings

    def _take_in(self, report: str) -> _Postings:
        postings = _Postings(self._facts_of(report))
        for cue in postings.by_cue.keys() - self._keys:
            for pair in pairs_of(cue):
                self._keys_by_pair[pair].append(cue)
            self._keys.add(cue)
        self._read[report] = postings
        return postings


class _Postings:
    """The numbers of a report's figures by cue, and by class of unit."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.by_cue: defaultdict[str, list[int]] = defaultdict(list)
        self.by_class: defaultdict[str, list[int]] = defaultdict(list)
        for number, fact in enumerate(facts):
            self.by_class[class_of(fact)].append(number)
            for cue in dict.fromkeys(key for key, _ in fact.cues):
                self.by_cue[cue].append(number)
