"""What a question's figure has to be: its terms, unit, years, and whether plan, change or result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.span_of_years import sets_against_year
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.excluding.other_levels import other_bodies
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.language.terms import Term

_BUDGET = "预算"


def asked_of(question: Question, scope: Scope, terms: Sequence[Term] | None = None) -> Asked:
    """Return what a figure has to be to answer the question."""
    kinds = {"actual"}
    latest = max((r.year for r in scope.reports if r.year is not None), default=None)
    ahead = bool(scope.years) and latest is not None and all(year > latest for year in scope.years)
    carried_out = re.search(r"实际|完成.*(?:目标|计划|任务)|(?:目标|任务).*完成", question.folded)
    if ahead or (question.asks_any("target") and not carried_out):
        kinds = {"target"}
    if (_asks_change(question) or sets_against_year(question)) and not ahead:
        kinds = {"change"}
    if any(term.key == _BUDGET for term in (question.terms if terms is None else terms)):
        # What was budgeted is told as planned, and asked for like any other figure.
        kinds |= {"target"}
    before = kinds == {"actual"} and question.asks_any("before")
    if before:
        kinds = {"base"}
    chosen = tuple(terms if terms is not None else question.terms)
    # 学法次数和参学率分别是多少: the unit is the other part's.
    other = (
        terms is not None
        and any(t.kind == "rate" for t in chosen)
        and question.unit_class not in RATES
    )
    return Asked(
        chosen,
        "" if other else question.unit,
        "" if other else question.unit_class,
        frozenset(kinds),
        scope.town,
        scope.years,
        question.beside if terms is None else _last_content(chosen),
        terms is None
        and bool(question.beside)
        and question.beside[0].start >= question.asked_at >= 0,
        question.numbers,
        next((o for o in _OFFICES if any(o in m.text for m in question.places)), ""),
        question.folded,
        before,
        scope.body,
        other_bodies(question.terms, scope),
    )


def look_ahead(question: Question, scope: Scope) -> Scope:
    """Return the scope of what is planned (下一步提高到多少): it is of a later year than the report
    of the scope that tells it; any other question's scope as it is."""
    if not question.asks_any("target"):
        return scope
    own = tuple(r for r in scope.reports if r.year in scope.years)
    return replace(scope, years=(), reports=own or scope.reports)


def next_year(question: Question, scope: Scope) -> Scope | None:
    """Return the scope of the year after the one report's that is asked about, where 明年 names it
    and a plan is asked for; None elsewhere."""
    own = scope.years or tuple({r.year for r in scope.reports if r.year is not None})
    if len(own) != 1 or not question.asks_any("target") or not _NEXT_YEAR.search(question.folded):
        return None
    return replace(scope, years=(own[0] + 1,))


_NEXT_YEAR = re.compile(r"明年|来年|下一?年度?(?!前|底)|次年")


# Named with the place, the body itself is meant, where the report tells it from others (以区政府为被告).
_OFFICES = ("办事处", "政府", "管委会")


def _last_content(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(t for t in terms if not t.is_light)[-1:]


# 增加到20人 asks for the level reached, 增加了几人 for the change.
_CHANGE = re.compile(
    r"(?<!新)(?:增长|增幅|降幅|同比|环比|增速|下降|上升|减少|增加|提高|降低|涨)(?!价)(?!到|至|为|后|的措施)"
    r"|(?:压缩|缩短|压减)了?(?:比例|幅度|百分)"
)


def _asks_change(question: Question) -> bool:
    return _CHANGE.search(question.folded) is not None
