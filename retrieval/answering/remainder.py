"""What is left undone, where the report states the whole and what was done: 还有几件没结案."""

from __future__ import annotations

import re

from retrieval.answering.arithmetic import derived_value, difference
from retrieval.answering.compose import Cited, cite, finish
from retrieval.answering.question import Question
from retrieval.answering.scope import Scope
from retrieval.answering.select import asked_of, select
from retrieval.answering.shelf import Shelf
from retrieval.answering.stating import state
from retrieval.answering.templates import say
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.records import Answer, Fact, Trace

_DENIAL = re.compile(rf"^(?:{DENIED}|尚未|还没有?|没有?|未)")


def answer_remainder(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the whole less what was done, shown as computed; None where either is not reported."""
    denied = [t for t in question.content if _DENIAL.match(t.text)]
    if len(denied) != 1:
        return None
    others = [t for t in question.terms if t is not denied[0]]
    done = find_terms(_DENIAL.sub("", denied[0].text), question=True)
    whole = _one(question, scope, shelf, others)
    part = _one(question, scope, shelf, [*others, *done])
    if whole is None or part is None or whole == part or not done:
        return None
    if (whole.report, whole.passage) != (
        part.report,
        part.passage,
    ) or whole.quantity.value < part.quantity.value:
        return None
    computed = difference(whole, part)
    if computed is None:
        return None
    cited = cite(shelf, [whole, part])
    both = "；".join(state(shelf, fact).rstrip("。") for fact in (whole, part))
    text = say("derived", "remainder", items=both, amount=computed.amount, sum=computed.shown)
    values = (*cited.values, derived_value(computed, [whole, part], shelf))
    return finish(
        question, scope, "number", text, Cited(values, cited.evidence), trace=Trace(rule="number.remainder")
    )  # fmt: skip


def _one(question: Question, scope: Scope, shelf: Shelf, terms: list[Term]) -> Fact | None:
    selection = select(asked_of(question, scope, terms), scope, shelf)
    if len(selection.slots) != 1 or not selection.slots[0].is_clear:
        return None
    return selection.slots[0].fact
