"""A few of very many places, where a dozen of them have the figure asked for: whose is meant is asked
back then, whatever the others have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.fact_index import Among
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.likely import is_at_large, telling_reports
from retrieval.answering.selecting.select import Selection, select

MOST_PLACES = 12
# Of very many reports so many are looked at first, more where those are not enough; what fits as
# well as this can't be outdone by so much that it is put aside.
_SOME, _SURE = (36, 120, 360), 0.9
# Of those that tell something like it so many give a dozen as a rule.
_ENOUGH = 20
# What was looked for before, and what was found.
Known = tuple[Asked, Selection]


def some_that_differ(
    question: Question, scope: Scope, shelf: Shelf
) -> Iterator[tuple[Scope, Known]]:
    """Yield a scope of some of very many reports, where a dozen places among them have the figure
    for certain, with what was found there."""
    if not is_at_large(scope):
        return
    asked = asked_of(question, scope)
    reports = tuple(r for r in scope.reports if not scope.years or r.year in scope.years)
    for count in _SOME:
        looked_at = reports[:: len(reports) // count + 1]
        among = Among(frozenset(report.id for report in looked_at), scope.years)
        telling = telling_reports(asked, looked_at, among, shelf)
        for few in dict.fromkeys((telling[:_ENOUGH], telling)):
            some = replace(scope, reports=few, among=among)
            found = select(asked, some, shelf, closely=False)
            sure = {s.place for s in found.slots if s.best[0].score >= _SURE and not s.fact.unclear}
            if len(sure) >= MOST_PLACES:
                yield some, (asked, found)
                return
            if not sure:
                # What none of so many tells is told by few, if any.
                return
