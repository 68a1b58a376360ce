"""A yes/no question of which the report tells only what it means to do: said as such, never as done."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.passages.passages import answer_passage
from retrieval.answering.yesno.claim import read_claim
from retrieval.answering.yesno.clauses import is_settled_text
from retrieval.language.fold import fold
from retrieval.records import Answer, Evidence, Trace

# What is asked beside yes or no and still leaves it a plain yes/no question.
_BESIDE = ("yesno", "measure", "number", "target", "list.plans", "text.result")


def is_plain(question: Question) -> bool:
    """Return whether the question wants a verdict and nothing else (no 哪些, 谁, 多少, no request)."""
    return (
        question.wants_verdict
        and all(kind in _BESIDE for kind in question.asks)
        and read_claim(question) is not None
    )


def answer_planned(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the plan that speaks of what was asked, with the word that no more is told; None where
    there is none: a passage that settles nothing is no answer to whether it is so."""
    claim = read_claim(question)
    found = answer_passage(question, scope, shelf)
    if found is None or claim is None or found.status != "answered":
        return None
    if not found.evidence or not all(_is_plan(shelf, item) for item in found.evidence):
        return None
    asks_plan = question.asks_any("list.plans", "target") and not claim.done
    text = say(
        "yesno", "is_planned" if asks_plan else "only_planned", clause=found.text.strip("；;，, ")
    )
    return replace(
        found,
        text=text,
        kind="yesno" if asks_plan else "passage",
        trace=Trace(rule="yesno.planned"),
    )


def _is_plan(shelf: Shelf, item: Evidence) -> bool:
    """Return whether every sentence of a quote tells of what is planned."""
    quote = fold(item.quote)
    return all(
        not is_settled_text(shelf, item.report, passage.index, number)
        for passage in shelf.source.parsed(item.report).passages
        for number, sentence in enumerate(passage.sentences)
        if fold(sentence.text).strip() and fold(sentence.text).strip() in quote
    )
