"""A whole part of a report as a list: what falls short, what is planned, what was done, who led."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.lists.listing import Quotes, answer_items, offer_reports
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
    if part is None or not part.roles or scope.town or scope.body:
        return None
    if len(part.roles) > 1:
        return _answer_several(question, part.roles, scope, shelf)
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
    return answer_items(
        question, scope, shelf, report.id, group.items,
        whole=_in_full(role, group), rule=f"list.{role}",
    )  # fmt: skip


def _in_full(role: Role, group: Group) -> bool:
    """Return whether all sentences of each item are told, not the first alone."""
    return role != "review" and (role != "plan" or all(map(only_names, group.items)))


def _answer_several(
    question: Question, roles: Sequence[Role], scope: Scope, shelf: Shelf
) -> Answer | None:
    """Return all parts that are asked for in one breath (有哪些问题和打算), each under its name and all
    of one report; None where no report has them all."""
    # Plans are those at the end of the report that tells the rest, not those for its year.
    first = next((role for role in roles if role != "plan"), roles[0])
    found: list[tuple[Report, list[tuple[Role, Group]]]] = []
    for report in reports_of(question, scope, shelf, first):
        parsed = shelf.source.parsed(report.id)
        groups = [(role, role_group(parsed, role, question.folded)) for role in roles]
        having = [(role, group) for role, group in groups if group is not None and group.items]
        if len(having) == len(roles):
            found.append((report, having))
    if len(found) > 1:
        return offer_reports(question, scope, shelf, [(r.id, g[0][1].items[0]) for r, g in found])
    if not found:
        return None
    report, groups_found = found[0]
    quotes = Quotes(shelf, report.id)
    told = []
    for role, group in groups_found:
        lines = [quotes.add_item(item, whole=_in_full(role, group)) for item in group.items]
        told.append(say("list", role, items="\n".join(f"· {line}" for line in lines)))
    return finish(
        question, scope, "list",
        say("list", "one", who=shelf.report_name(report.id), items="\n".join(told)),
        quotes.cited(), trace=Trace(rule="list.parts"),
        place=report.place.name if report.place else "", year=report.year, measure=question.rest,
    )  # fmt: skip


def _role(question: Question, role: Role, scope: Scope) -> Role:
    """Return the part meant: what is to be done in a year without a report yet is a plan."""
    return "plan" if role == "review" and _is_to_come(question, scope) else role


def _is_to_come(question: Question, scope: Scope) -> bool:
    """Return whether a year is named of which there is no report yet, but one of the year before."""
    years = {report.year for report in scope.reports}
    return bool(question.years) and not years & set(question.years)
