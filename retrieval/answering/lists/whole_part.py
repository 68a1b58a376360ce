"""A whole part of a report as a list: what falls short, what is planned, what was done, who led."""

from __future__ import annotations

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.listing import answer_items, offer_reports
from retrieval.answering.lists.lists import only_names, reports_of
from retrieval.answering.lists.outline import role_group
from retrieval.answering.lists.points import Group
from retrieval.answering.selecting.refuse import refuse
from retrieval.language.numerals import parse_numeral
from retrieval.records import Answer, Report, Role, Trace

# Of these a report that has no such part says nothing anywhere.
_ONLY_THERE = frozenset({"shortcomings", "plan"})


def answer_part(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return all that the part asked for lists, in order and quoted; None where other kinds of
    answer are to be tried.

    Several reports are offered, not mixed. Shortcomings and plans that no report in scope has are
    said not to be there.
    """
    part = question.part
    if part is None or len(part.roles) != 1 or scope.town or scope.body:
        return None
    role = _role(question, part.roles[0], scope)
    if part.by_year and not _is_to_come(question, scope):
        return None
    found: list[tuple[Report, Group]] = []
    for report in reports_of(question, scope, shelf, role):
        group = role_group(shelf.source.parsed(report.id), role, question.folded)
        if group is not None and group.items:
            found.append((report, group))
    if not found:
        if role not in _ONLY_THERE or not scope.reports:
            return None
        return refuse(question, scope, shelf, "not_reported", kind="list", trace=Trace(rule="part"))
    if len(found) > 1:
        return offer_reports(question, scope, shelf, [(r.id, g.items[0]) for r, g in found])
    report, group = found[0]
    if part.count and parse_numeral(part.count) != len(group.items):
        return None
    whole = role != "review" and (role != "plan" or all(map(only_names, group.items)))
    return answer_items(
        question, scope, shelf, report.id, group.items, whole=whole, rule=f"list.{role}"
    )


def _role(question: Question, role: Role, scope: Scope) -> Role:
    """Return the part meant: what is to be done in a year without a report yet is a plan."""
    return "plan" if role == "review" and _is_to_come(question, scope) else role


def _is_to_come(question: Question, scope: Scope) -> bool:
    """Return whether a year is named of which there is no report yet, but one of the year before."""
    years = {report.year for report in scope.reports}
    return bool(question.years) and not years & set(question.years)
