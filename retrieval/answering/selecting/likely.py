"""Which of very many reports are read for what is asked without a place: those whose passages
rank best. Few enough are all read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.fact_index import Among
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.matching import asked_terms
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term
from retrieval.records import Report

# From so many reports on a question without a place is not read in each of them.
VERY_MANY = 600
# The reports of so many passages, the best, are read.
_PASSAGES = 100


def likely_reports(
    reports: tuple[Report, ...], question: Question, scope: Scope, shelf: Shelf
) -> tuple[Report, ...]:
    """Return those of ``reports`` that may well tell what is asked, in their order; all where a
    place is named or there are few."""
    if not is_at_large(scope, reports):
        return reports
    asked = question.rest if len(question.rest) > 1 else question.folded
    return best_reports(asked, question.terms, reports, shelf)


def is_at_large(scope: Scope, reports: Sequence[Report] | None = None) -> bool:
    """Return whether very many reports are in question, and no place."""
    among = scope.reports if reports is None else reports
    return not (scope.places or scope.town) and len(among) >= VERY_MANY


def best_reports(
    asked: str, terms: Iterable[Term], reports: Iterable[Report], shelf: Shelf
) -> tuple[Report, ...]:
    """Return those of ``reports`` whose passages rank best for what is asked, in their order."""
    words = " ".join((asked, *_said_otherwise(terms)))
    by_id = {report.id: report for report in reports}
    found = {hit.report for hit in shelf.ranker.rank(words, sorted(by_id), _PASSAGES)}
    return tuple(report for report in by_id.values() if report.id in found)


def likely_scope(question: Question, scope: Scope, shelf: Shelf) -> Scope:
    """Return ``scope`` with its :func:`likely_reports`."""
    return replace(scope, reports=likely_reports(scope.reports, question, scope, shelf))


def telling_reports(
    asked: Asked, reports: Iterable[Report], among: Among, shelf: Shelf
) -> tuple[Report, ...]:
    """Return those of ``reports``, all of them ``among`` others, that have a figure near what is
    asked, in their order."""
    terms, may_lack, _ = asked_terms(asked)
    near = shelf.fact_index.near_among(terms, may_lack, among)
    return tuple(report for report in reports if report.id in near)


def _said_otherwise(terms: Iterable[Term]) -> list[str]:
    """Return the words of reports for what the terms mean."""
    by_name = load_lexicon().by_name
    concepts = (by_name.get(term.key) for term in terms if not term.is_light)
    return [word for concept in concepts if concept for word in concept.words]
