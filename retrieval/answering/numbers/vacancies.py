"""How many posts are vacant, where a report states the posts and who fills them: 编制18名，实有14名."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.arithmetic import derived_value, difference
from retrieval.answering.evidence.compose import Cited, cite, finish
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.select import select
from retrieval.answering.selecting.stating import state
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from retrieval.records import Answer, Fact, Trace

_POSTS = "编制"
# 缺几个编制, 缺员几名
_COUNTED = r"[了着]?(?:多少|几)"


def answer_vacancies(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the posts less those on duty, shown as computed; None where something else is asked, or
    a report does not state both in one sentence."""
    short = _short().search(question.folded)
    if short is None:
        return None
    terms = [t for t in question.terms if not short.start() <= t.start < short.end()]
    if not any(_POSTS in term.text for term in terms):
        terms += find_terms(_POSTS, question=True)
    selection = select(asked_of(question, scope, terms), scope, shelf, closely=False)
    if len(selection.slots) != 1 or not selection.slots[0].is_clear:
        return None
    posts = selection.slots[0].fact
    on_duty = _on_duty(posts, shelf)
    computed = difference(posts, on_duty) if on_duty else None
    if on_duty is None or computed is None:
        return None
    filled = (
        shelf.sentence(posts).text[posts.quantity.end : on_duty.quantity.end].lstrip("，、,；; ")
    )
    text = say(
        "derived", "vacancies", amount=computed.amount, sum=computed.shown,
        items=f"{state(shelf, posts).rstrip('。')}，{filled}",
    )  # fmt: skip
    cited = cite(shelf, (posts, on_duty))
    value = derived_value(computed, [posts, on_duty], shelf)
    return finish(
        question, scope, "number", text, Cited((*cited.values, value), cited.evidence),
        trace=Trace(rule="number.vacancies"),
    )  # fmt: skip


def _on_duty(posts: Fact, shelf: Shelf) -> Fact | None:
    """Return the figure right behind the posts in their sentence that says who fills them; None where
    the next one of people says something else, or exceeds the posts."""
    if _POSTS not in fold(posts.label) or class_of(posts) != "person":
        return None
    text = shelf.folded_sentence(posts)
    behind = [
        fact
        for fact in shelf.facts_beside(posts)
        if fact.quantity.start > posts.quantity.end and class_of(fact) == "person"
    ]
    if not behind:
        return None
    fact = min(behind, key=lambda f: f.quantity.start)
    said = text[posts.quantity.end : fact.quantity.start]
    if not pattern_of("vacancies", "on_duty").search(said) or _POSTS in said:
        return None
    plain = (fact.kind, fact.none, fact.unclear) == (posts.kind, False, False)
    return fact if plain and fact.quantity.value < posts.quantity.value else None


@cache
def _short() -> re.Pattern[str]:
    return re.compile(pattern_of("vacancies", "short").pattern + _COUNTED)
