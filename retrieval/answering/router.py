"""Which kind of answer a question gets, and what is tried next when the first has nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

from retrieval.answering.meaning import answer_meaning
from retrieval.answering.numbers import answer_number
from retrieval.answering.question import Question
from retrieval.answering.refuse import reason_of, refuse, speaks_of_genre
from retrieval.answering.scope import Scope, find_scope
from retrieval.answering.shelf import Shelf
from retrieval.answering.yesno import answer_yesno
from retrieval.records import Answer

AnswerKind = Callable[[Question, Scope, Shelf], Answer | None]


def _load(module: str, name: str) -> AnswerKind:
    try:
        return getattr(importlib.import_module(f"retrieval.answering.{module}"), name)
    except ImportError:
        return lambda q, s, h: None


answer_compare = _load("compare", "answer_compare")
answer_trend = _load("trend", "answer_trend")
answer_list = _load("lists", "answer_list")
answer_text = _load("texts", "answer_text")
answer_passage = _load("passages", "answer_passage")


def route(question: Question, shelf: Shelf) -> Answer:
    """Return the answer of the first kind that fits the question, or an honest no."""
    scope = find_scope(question, shelf, regions_allowed=question.asks_any("compare"))
    if scope.reason:
        reason = scope.reason if speaks_of_genre(question, shelf) else "off_topic"
        return refuse(question, scope, shelf, reason)
    refusal: Answer | None = None
    for kind in _kinds(question):
        answer = kind(question, scope, shelf)
        if answer is None:
            continue
        if answer.status != "not_found":
            return answer
        refusal = refusal or answer
    if refusal is not None:
        return refusal
    return refuse(question, scope, shelf, reason_of(question, scope, shelf), kind="passage")


def _kinds(question: Question) -> Iterator[AnswerKind]:
    """Yield the kinds to try, the likeliest first."""
    has_number = bool(question.numbers or question.bare_numbers)
    if has_number and question.content and question.asks_any("list", "meaning"):
        # 四个台账是什么 names a group; 26件是什么 asks what a figure stands for.
        yield answer_list
    if has_number and (question.asks_any("meaning") or not question.content):
        yield answer_meaning
    if question.asks_any("compare") or len(question.places) > 1 or "比" in question.masked:
        yield answer_compare
    if question.asks_any("trend"):
        yield answer_trend
    if question.asks_any("compare.difference", "trend") and len(question.years) > 1:
        # One year's figure is no answer to how much more than the other year's.
        return
    wants_number = question.asks_any("number")
    if question.asks_any("yesno") and not wants_number:
        yield answer_yesno
    if wants_number and not question.asks_any("text.often"):
        yield answer_number
        return
    if question.asks_any("list"):
        yield answer_list
    if question.asks_any("text"):
        yield answer_text
    if question.asks_any("passage"):
        yield answer_passage
    if not question.asks - {"measure", "target"} or question.asks_any("measure"):
        # Keywords without grammar: a figure if one fits, else whatever speaks of them.
        yield answer_number
    if not question.asks_any("list"):
        yield answer_list
    yield answer_text
    yield answer_passage
