"""Figures one by one, as ``fazhi facts`` lists them: filtered, each under its one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.answering.evidence.compose import amount_of, fact_value
from retrieval.answering.evidence.measure_names import normal_name
from retrieval.answering.evidence.nearness import alike
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.unit_groups import group_of, unit_group
from retrieval.language.fold import fold
from retrieval.language.terms import Term, find_terms, term_keys
from retrieval.records import Fact, Report
from retrieval.table_records import Figure, FigureFilter


def list_figures(shelf: Shelf, wanted: FigureFilter) -> Iterator[Figure]:
    """Yield the figures that pass every filter, by place and year, in reading order."""
    measures = [_Measure(text) for text in wanted.measures]
    units = {group_of(unit) for unit in wanted.units}
    sections = [fold(section) for section in wanted.sections]
    for report in shelf.reports:
        towns = _towns_wanted(shelf, report, wanted.places)
        if towns is None:
            continue
        parsed = shelf.source.parsed(report.id)
        for fact in shelf.source.facts(report.id):
            year = fact.period if fact.period is not None else report.year
            section = parsed.sections[parsed.passages[fact.passage].section]
            path = fold(" ".join(section.path))
            if (
                (not towns or fact.place in towns)
                and (not wanted.years or year in wanted.years)
                and (not wanted.kinds or fact.kind in wanted.kinds)
                and (not sections or any(text in path for text in sections))
                and (not units or unit_group(fact) in units)
                and (not measures or any(measure.is_of(fact) for measure in measures))
            ):
                name = normal_name(fact.measure)
                yield Figure(
                    value=fact_value(shelf, fact, None),
                    written=amount_of(fact),
                    hedge=fact.quantity.hedge,
                    measure=fact.measure,
                    name=name or fact.measure,
                    gathered=name is not None,
                    kind=fact.kind,
                    none=fact.none,
                    unclear=fact.unclear,
                    role=section.role,
                    evidence=shelf.fact_evidence(fact),
                )


def is_known_place(shelf: Shelf, name: str) -> bool:
    """Return whether any report stands under ``name``, or speaks of it as a town."""
    return any(mention.places or mention.reports for mention in shelf.gazetteer.find(fold(name)))


def _towns_wanted(shelf: Shelf, report: Report, names: Sequence[str]) -> set[str] | None:
    """Return the towns of a report whose figures alone are wanted (empty: all its figures), None
    where nothing of it is."""
    towns: set[str] = set()
    for name in names:
        for mention in shelf.gazetteer.find(fold(name)):
            if report.place in mention.places:
                return set()
            if report.id in mention.reports:
                towns |= {
                    f.place for f in shelf.source.facts(report.id) if fold(f.place) == mention.text
                }
    return towns if towns or not names else None


class _Measure:
    """A measure that is asked for, in any wording the lexicon knows."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text).strip()
        self._terms: tuple[Term, ...] = tuple(
            term for term in find_terms(text, question=True) if not term.is_light
        )

    def is_of(self, fact: Fact) -> bool:
        """Return whether a figure's name holds the very words, or all of what they mean."""
        if self._folded and self._folded in fold(fact.measure):
            return True
        keys = term_keys(fact.measure)
        return bool(self._terms) and all(
            any(alike(term, key) >= 0.85 for key in keys) for term in self._terms
        )
