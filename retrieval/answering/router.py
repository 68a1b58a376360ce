"""Which kind of answer a question gets, and what is tried next when the first has nothing."""

from __future__ import annotations

from retrieval.answering.numbers import answer_number
from retrieval.answering.question import Question
from retrieval.answering.refuse import refuse, speaks_of_genre
from retrieval.answering.scope import find_scope
from retrieval.answering.shelf import Shelf
from retrieval.records import Answer


def route(question: Question, shelf: Shelf) -> Answer:
    """Return the answer of the first kind that fits the question."""
    scope = find_scope(question, shelf)
    if scope.reason:
        reason = scope.reason if speaks_of_genre(question, shelf) else "off_topic"
        return refuse(question, scope, shelf, reason)
    return answer_number(question, scope, shelf)
