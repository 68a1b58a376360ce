"""How far a result is from what was planned, where the report states both: 比计划多几场, 少办了几场."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.asking.levels import PLAN, asks_plan_and_result
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.span_of_years import sets_against_year
from retrieval.answering.evidence.arithmetic import common_unit, derived_value, difference
from retrieval.answering.evidence.compose import Cited, amount_of, cite, finish
from retrieval.answering.evidence.nearness import class_of, is_beside
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.refuse import refuse
from retrieval.answering.selecting.select import Selection, select
from retrieval.answering.selecting.stating import state
from retrieval.records import Answer, Fact, Trace

_GAP = re.compile(
    rf"比(?:年初|原定?|预定|原先|原来)?的?{PLAN}[^,，。?？]{{0,6}}?[多少超高低差][^,，。?？]{{0,4}}?(?:几|多少)"
    rf"|{PLAN}[^,，。?？]{{0,4}}(?:还差|差了?|超了?|多了|少了)(?:几|多少)"
    r"|(?<![减缺不至最])[多少](?:办|开|搞|做|完成|招|聘|拆|建|讲|调)了(?:几|多少)"
)
# What says which of the two is meant, and nothing of what was planned or done.
_WHICH = re.compile(r"原|实际上?|完成了?|年初|原定|数量?|真正|最后|任务数?|做成|办成")
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


def answer_plan_and_result(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return what was planned and what came of it, where both are asked for (原计划几个，实际完成几个) and
    told in one passage; None elsewhere."""
    if not asks_plan_and_result(question.folded) or len(question.places) > 1:
        return None
    planned = words_of("target", "words")
    terms = [t for t in question.terms if t.text not in planned and not _WHICH.fullmatch(t.text)]
    if all(term.is_light for term in terms):
        return None
    asked = asked_of(question, scope, terms)
    done = select(replace(asked, kinds=frozenset({"actual"})), scope, shelf)
    plan = select(replace(asked, kinds=frozenset({"target"})), scope, shelf)
    pairs = [
        (target, actual)
        for target in _fitting(plan)
        for actual in _fitting(done)
        if is_beside(target, actual) and class_of(target) == class_of(actual)
    ]
    if len(pairs) != 1:
        return None
    text = "；".join(state(shelf, fact).rstrip("。") for fact in pairs[0]) + "。"
    return finish(
        question, scope, "number", text, cite(shelf, pairs[0]),
        trace=Trace(rule="number.plan_and_result"),
    )  # fmt: skip


def _fitting(selection: Selection) -> list[Fact]:
    return [c.fact for slot in selection.slots for c in slot.best if not c.fact.unclear]


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
