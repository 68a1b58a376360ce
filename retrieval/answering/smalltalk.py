"""Greetings, thanks, and questions about the bot itself."""

from __future__ import annotations

import re

from retrieval.answering.question_words import is_one_of, words_of
from retrieval.answering.shelf import Shelf, report_name
from retrieval.answering.templates import say
from retrieval.language.fold import fold
from retrieval.records import Answer, Trace

_KINDS = ("about", "library", "farewell", "thanks", "greeting")
_PUNCTUATION = re.compile(r"[\s,，。.!！?？、~:：;；…“”\"'()（）]+")


def answer_smalltalk(question: str, shelf: Shelf) -> Answer | None:
    """Return the reply to a message that is nothing but smalltalk, else None."""
    folded = fold(question)
    kind = next((k for k in _KINDS if is_one_of(folded, "smalltalk", k)), None) or _mixed(folded)
    if kind is None:
        return None
    slots = {"example": example(shelf), "library": shelf.names()}
    used = {"greeting": ("example",), "about": ("library", "example"), "library": ("library", "example")}
    text = say("smalltalk", kind, **{key: slots[key] for key in used.get(kind, ())})
    return Answer(
        question=question,
        understood="闲聊",
        status="answered",
        kind="smalltalk",
        text=text,
        suggestions=(slots["example"],) if kind in used else (),
        trace=Trace(rule=f"smalltalk.{kind}"),
    )


def _mixed(folded: str) -> str | None:
    """Return the kind of a message made of several pieces of smalltalk (你好，你是谁)."""
    pieces = [piece for piece in _PUNCTUATION.split(folded) if piece]
    kinds = []
    for piece in pieces:
        kind = next((k for k in _KINDS if is_one_of(piece, "smalltalk", k)), None)
        if kind is None:
            greeting = next((g for g in words_of("smalltalk", "greeting") if piece.startswith(g)), "")
            rest = piece[len(greeting) :]
            kind = next((k for k in _KINDS if rest and greeting and is_one_of(rest, "smalltalk", k)), None)
        if kind is None:
            return None
        kinds.append(kind)
    return next((k for k in _KINDS if k in kinds), None)


def example(shelf: Shelf) -> str:
    """Return a question that the library can answer, made from its own figures."""
    for report in shelf.reports:
        for fact in shelf.source.facts(report.id):
            plain = fact.kind == "actual" and not fact.none and not fact.place and fact.period == report.year
            if plain and fact.quantity.unit == "件" and 4 <= len(fact.measure) <= 12:
                return f"{report_name(report)}{fact.measure}有多少{fact.quantity.unit}？"
    return "行政应诉案件有多少件？"
