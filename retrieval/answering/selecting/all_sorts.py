"""A noun of which a report counts several sorts, and nothing else asked for: 案件一共多少件, 开了几次会.

No report adds all its cases up, nor its meetings, so any one figure would be of one sort only. All of them are told,
that the asker may choose.
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.sorts import asked_sorts
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.excluding.plainly_asked import plainly_asked_verdict
from retrieval.answering.selecting.matcher import Matcher
from retrieval.language.fold import fold
from retrieval.records import Fact

_FEW_REPORTS = 6
_LEAST, _MOST = 2, 6
# As well as a figure that has all words of a question in its clause, so that none goes before another.
_SCORE = 0.6


def match_all_sorts(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Return the figures of all sorts of what is asked for, none where it is not such a noun alone or
    fewer than two are told."""
    scope = matcher.scope
    row = asked_sorts(asked)
    if row is None or not scope.is_one_place or len(scope.reports) > _FEW_REPORTS:
        return []
    found: dict[str, Fact] = {}
    for fact in _facts_in(matcher):
        label = fold(fact.label)
        if class_of(fact) != row.unit_class or plainly_asked_verdict(asked, fact):
            continue
        if any(sort in label for sort in row.sorts):
            found.setdefault(label, fact)
    facts = list(found.values())[:_MOST]
    amounts = {(fact.quantity.value, fact.quantity.unit) for fact in facts}
    return [Candidate(fact, _SCORE, 1.0, 1) for fact in facts] if len(amounts) >= _LEAST else []


def _facts_in(matcher: Matcher) -> Iterator[Fact]:
    """Yield the results of the years asked for, else of each report's own year, but for parts."""
    for report in matcher.scope.reports:
        years = matcher.scope.years or (report.year,)
        for fact in matcher.shelf.source.facts(report.id):
            year = fact.period if fact.period is not None else report.year
            if fact.kind == "actual" and fact.part_of is None and not fact.none and year in years:
                yield fact
