"""How far a result is from what was planned, where the report states both: 比计划多几场, 少办了几场."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.span_of_years import sets_against_year
from retrieval.answering.evidence.arithmetic import common_unit, derived_value, difference
from retrieval.answering.evidence.compose import Cited, amount_of, cite, finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.refuse import refuse
from retrieval.answering.selecting.select import Selection, select
from retrieval.answering.selecting.stating import state
from retrieval.records import Answer, Fact, Trace

_PLAN = r"(?:计划|目标|预期|任务数?|预定)"
_GAP = re.compile(
    rf"比(?:年初|原定?|预定|原先|原来)?的?{_PLAN}[^,，。?？]{{0,6}}?[多少超高低差][^,，。?？]{{0,4}}?(?:几|多少)"
    rf"|{_PLAN}[^,，。?？]{{0,4}}(?:还差|差了?|超了?|多了|少了)(?:几|多少)"
    r"|(?<![减缺不至最])[多少](?:办|开|搞|做|完成|招|聘|拆|建|讲|调)了(?:几|多少)"
)
_ACTUAL = frozenset({"实际", "年初", "原定"})


def asks_against_plan(question: Question) -> bool:
    """Return whether a question asks by how much a result misses or exceeds its plan."""
    if len(question.places) > 1 or sets_against_year(question):
        return False
    return _GAP.search(question.folded) is not None


def answer_against_plan(question: Question, scope: Scope, shelf: Shelf) -> Answer:
    """Return the result, the plan told beside it and the difference, or why there is none."""
    planned = {*_ACTUAL, *words_of("target", "words")}
    terms = [term for term in question.terms if term.text not in planned]
    asked = asked_of(question, scope, terms)
    done = select(replace(asked, kinds=frozenset({"actual"})), scope, shelf)
    plan = select(replace(asked, kinds=frozenset({"target"})), scope, shelf)
    actual = done.slots[0].fact if len(done.slots) == 1 and done.slots[0].is_clear else None
    target = _beside(plan, actual) if actual else None
    computed = difference(actual, target) if actual and target else None
    if not (actual and target and computed):
        return refuse(question, scope, shelf, "not_reported", considered=done.considered)
    text = say(
        "derived", "against_plan", items=state(shelf, actual).rstrip("。"),
        plan=amount_of(target), amount=computed.amount, sum=computed.shown,
    )  # fmt: skip
    cited = cite(shelf, [actual, target])
    value = derived_value(computed, [actual, target], shelf)
    return finish(
        question, scope, "number", text,
        Cited((*cited.values, value), cited.evidence), trace=Trace(rule="number.against_plan"),
    )  # fmt: skip


def _beside(plan: Selection, actual: Fact) -> Fact | None:
    """Return the planned figure that is told in the same passage as the result."""
    return next(
        (
            c.fact
            for c in plan.considered
            if c.fits
            and (c.fact.report, c.fact.passage) == (actual.report, actual.passage)
            and common_unit((actual, c.fact))
        ),
        None,
    )
