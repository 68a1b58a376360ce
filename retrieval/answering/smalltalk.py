"""Greetings, thanks, and questions about the bot itself."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.question_words import words_of
from retrieval.answering.shelf import Shelf, report_name
from retrieval.answering.templates import say
from retrieval.language.fold import fold
from retrieval.records import Answer, Trace

_KINDS = ("about", "library", "farewell", "thanks", "greeting")
_FILLER = re.compile(r"[你您们啊呀啦哦噢哈吗呢吧都]|这里|这儿|那里|目前|现在|一共|总共|请问|到底|的")
_PUNCTUATION = re.compile(r"[\s,，。.!！?？、~:：;；…“”\"'()（）]+")


def answer_smalltalk(question: str, shelf: Shelf) -> Answer | None:
    """Return the reply to a message that is nothing but smalltalk, else None."""
    folded = fold(question)
    kind = _kind_of(folded) or _mixed(folded)
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


def _kind_of(folded: str) -> str | None:
    """Return the kind of a message that is, but for filler words, one of the lists'."""
    exact = _PUNCTUATION.sub("", folded)
    for kind in _KINDS:
        if exact in {_PUNCTUATION.sub("", word) for word in words_of("smalltalk", kind)}:
            return kind
    bare = _bare(folded)
    return None if len(bare) < 2 else next((k for k in _KINDS if bare and bare in _bare_words(k)), None)


def _bare(text: str) -> str:
    """Return a wording without punctuation and the words that say nothing (你, 都, 啊)."""
    return _FILLER.sub("", _PUNCTUATION.sub("", text)) or _PUNCTUATION.sub("", text)


@cache
def _bare_words(kind: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in words_of("smalltalk", kind))


def _mixed(folded: str) -> str | None:
    """Return the kind of a message made of several pieces of smalltalk (你好，你是谁)."""
    pieces = [piece for piece in _PUNCTUATION.split(folded) if piece]
    kinds = []
    for piece in pieces:
        kind = _kind_of(piece)
        if kind is None:
            greeting = next((g for g in words_of("smalltalk", "greeting") if piece.startswith(g)), "")
            rest = piece[len(greeting) :]
            kind = _kind_of(rest) if rest and greeting else None
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
