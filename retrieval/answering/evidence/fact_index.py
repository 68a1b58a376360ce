"""Figures by the terms of their wording, so that a question is held against those alone
that share a term with it, not against every figure of the library.

Of a few reports the figures are read in; of many, what shares a term is chosen in the database.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.evidence.likeness import LIKENESS
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    SURE,
    alike,
    class_of,
    is_unit_word,
    met,
)
from retrieval.index.fact_table import FactTable, Sought
from retrieval.language.pairs import pairs_of
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Fact, Report

# What terms come to in reports is kept for so many pairs of the two, then forgotten.
_MOST_KEPT = 50_000
# Reports read in, and figures chosen over many reports, that are kept.
_MOST_READ, _MOST_CHOSEN = 1024, 40_000
# So many answers to the same question about one report are kept.
_MOST_NEAR = 1024


@dataclass(frozen=True, slots=True)
class Among:
    """Many reports that a question is held against together, by their ids, and the years that it
    asks for: none for each report's own, None where that is looked at later."""

    reports: frozenset[str]
    years: tuple[int, ...] | None = ()


# To read a report's figures in takes 1 ms; to choose among those of all, some at the least.
MANY = 40


def among_reports(reports: Sequence[Report], years: tuple[int, ...] | None) -> Among | None:
    """Return what holds a question against ``reports`` together, None where they are few."""
    return Among(frozenset(r.id for r in reports), years) if len(reports) > MANY else None


_Chosen = Mapping[str, Sequence[Fact]]
# Terms, a report, and how many of the terms its figures may lack.
_Asked = tuple[tuple[tuple[str, str], ...], str, int]


class FactIndex:
    """The figures of each report by cue and by class of unit; a report is read in when first
    asked about. May be used from several threads."""

    def __init__(
        self,
        facts_of: Callable[[str], Sequence[Fact]],
        table: FactTable,
        read_ahead: Callable[[Iterable[Fact]], None],
    ) -> None:
        """``facts_of`` gives the figures of a report by its id, always the same ones; ``table``
        chooses among those of all; ``read_ahead`` hears of which the sentences will be read."""
        self._facts_of, self._table, self._read_ahead = facts_of, table, read_ahead
        self._chosen: dict[tuple[object, ...], _Chosen] = {}
        self._chosen_size = 0
        self._lock = threading.Lock()
        self._read: dict[str, _Postings] = {}
        self._near: dict[tuple[str, str, str], dict[int, float]] = {}
        self._near_any: dict[_Asked, Sequence[Fact]] = {}

    def near(self, terms: Sequence[Term], report: str, may_lack: int) -> Sequence[Fact]:
        """Return the figures of a report that are near any of ``terms``, in reading order.

        Left out are those that lack more than ``may_lack`` of the terms that have more than
        one character, which only the text can meet.
        """
        key = (tuple((term.key, term.text) for term in terms), report, may_lack)
        # For each year of a place it is asked again.
        known = self._near_any.get(key)
        if known is None:
            if len(self._near_any) >= _MOST_NEAR:
                self._near_any.clear()
            known = self._near_any[key] = self._find_near(terms, report, may_lack)
        return known

    def _find_near(self, terms: Sequence[Term], report: str, may_lack: int) -> Sequence[Fact]:
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

    def near_among(
        self, terms: Sequence[Term], may_lack: int, among: Among
    ) -> Mapping[str, Sequence[Fact]]:
        """Return what :meth:`near` does for each report of ``among`` that has any, chosen at once
        and without figures of other years."""
        key = (tuple((term.key, term.text) for term in terms), may_lack, among)
        chosen = self._chosen.get(key)
        if chosen is None:
            with self._lock:
                chosen = self._chosen.get(key)
                if chosen is None:
                    chosen = self._choose(terms, may_lack, among)
                    self._keep_chosen(key, chosen)
        return chosen

    def _choose(self, terms: Sequence[Term], may_lack: int, among: Among) -> _Chosen:
        least = sum(len(term.text) > 1 for term in terms) - may_lack
        # Where some must be accounted for, what only resembles a term chooses nothing.
        sought = [self._sought(t, SURE) for t in terms if len(t.text) > 1] if least > 0 else []
        sought = sought or [self._sought(term, 0) for term in terms]
        found: dict[str, list[Fact]] = {}
        for fact in self._table.find(sought, least, among.reports, among.years):
            if _is_near(terms, fact, least):
                found.setdefault(fact.report, []).append(fact)
        self._read_ahead(fact for facts in found.values() for fact in facts)
        return found

    def _sought(self, term: Term, least: float) -> Sought:
        """Return what a figure of any report may meet a term by, its own key and cues more like it
        than ``least``."""
        names = pairs_of(term.key, term.text)
        cues = tuple(
            cue
            for cue in self._table.cues_with(names)
            if (likeness := alike(term, cue)) > 0 and (likeness >= least or cue == term.key)
        )
        return Sought(cues, _units_said_by(term), len(term.text) > 1)

    def _keep_chosen(self, key: tuple[object, ...], chosen: _Chosen) -> None:
        self._chosen_size += sum(map(len, chosen.values()))
        if self._chosen_size > _MOST_CHOSEN:
            self._chosen.clear()
            self._chosen_size = sum(map(len, chosen.values()))
        self._chosen[key] = chosen

    def _near_to(self, term: Term, report: str) -> dict[int, float]:
        """Return the numbers of the figures that are near a term, and how near."""
        key = (term.key, term.text, report)
        known = self._near.get(key)
        if known is not None:
            return known
        postings = self._postings(report)
        numbers = {
            n for cue in LIKENESS.like(term.key, term.text) for n in postings.by_cue.get(cue, ())
        }
        facts = self._facts_of(report)
        near = {number: met(term, facts[number]) for number in numbers}
        for of_class in postings.by_class.values():
            if is_unit_word(term, facts[of_class[0]]):
                near.update(dict.fromkeys(of_class, 1.0))
        if len(self._near) >= _MOST_KEPT:
            self._near.clear()
        self._near[key] = near
        return near

    def _postings(self, report: str) -> _Postings:
        postings = self._read.get(report)
        if postings is None:
            with self._lock:
                postings = self._read.get(report) or self._take_in(report)
        return postings

    def _take_in(self, report: str) -> _Postings:
        postings = _Postings(self._facts_of(report))
        LIKENESS.note(postings.by_cue)
        if len(self._read) >= _MOST_READ:
            self._read.clear()
        self._read[report] = postings
        return postings


def _is_near(terms: Sequence[Term], fact: Fact, least: int) -> bool:
    """Return whether a figure is near any term, and accounts for ``least`` of the terms of more
    than one character."""
    nearness = [1.0 if is_unit_word(term, fact) else met(term, fact) for term in terms]
    accounted = sum(
        near >= ACCOUNTED and len(term.text) > 1 for term, near in zip(terms, nearness, strict=True)
    )
    return accounted >= least and any(nearness)


def _units_said_by(term: Term) -> tuple[str, ...]:
    """Return the units, one of which a figure has that says a term by its unit alone."""
    units = load_units()
    name = units.asked.get(term.text)
    # 三分之一 has none.
    no_unit = ("",) if name == "rate" else ()
    return (*no_unit, *(unit for unit, own in units.class_of.items() if own == name))


class _Postings:
    """The numbers of a report's figures by cue, and by class of unit."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.by_cue: defaultdict[str, list[int]] = defaultdict(list)
        self.by_class: defaultdict[str, list[int]] = defaultdict(list)
        for number, fact in enumerate(facts):
            self.by_class[class_of(fact)].append(number)
            for cue in dict.fromkeys(key for key, _ in fact.cues):
                self.by_cue[cue].append(number)
