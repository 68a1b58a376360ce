"""Figures that stand side by side, asked for in one breath: 一审几件二审几件, 大气类和水类各多少.

Where the question names what sets a figure apart from its neighbour, and what sets the
neighbour apart from it, both are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.answering.asking.asked import Candidate
from retrieval.answering.asking.parts import split_parts
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.nearness import CLAUSE_NEAR, IN_LABEL, IN_TOPIC, is_beside, met
from retrieval.answering.selecting.matcher import THRESHOLD
from retrieval.answering.selecting.select import Selection, Slot
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term
from retrieval.records import Fact

_ASKED_TWICE = re.compile(r"(?:多少|几).*?(?:多少|几)")
_JOINED = re.compile(r"[、和与跟及]|以及|还有|\s")


def neighbours_asked(question: Question, selection: Selection, slot: Slot) -> list[Fact]:
    """Return the figures that the question sets beside each other, as the report orders them.

    Empty where it asks for the figure of ``slot`` alone: no word of the question sets any
    other figure of its sentence apart, or nothing in it joins two words or asks twice.
    """
    if not _may_ask_for_several(question):
        return []
    first = slot.fact
    content = [term for term in question.content if len(term.text) > 1]
    found = [first]
    for candidate in selection.considered:
        other = candidate.fact
        if _may_stand_beside(candidate, slot.best[0]) and all(
            _apart(content, one, other) and _apart(content, other, one) for one in found
        ):
            found.append(other)
    listed = len(split_parts(question, question.terms))
    if len(found) < max(2, listed) or not all(any(_named(t, f) for f in found) for t in content):
        return []
    return sorted(found, key=lambda fact: fact.quantity.start)


def _may_ask_for_several(question: Question) -> bool:
    if "number.each" in question.asks or _ASKED_TWICE.search(question.folded):
        return True
    content = question.content
    return any(
        _JOINED.search(question.folded[one.end : other.start]) for one, other in pairwise(content)
    )


def _may_stand_beside(candidate: Candidate, best: Candidate) -> bool:
    fact, first = candidate.fact, best.fact
    return (
        candidate.fits
        # The longer a list, the less of it each figure names.
        and candidate.score >= min(THRESHOLD - 0.1, best.score - 0.15)
        and fact != first
        and is_beside(fact, first)
        and fact.part_of == first.part_of
        and fact.quantity.unit == first.quantity.unit
    )


def _apart(content: Sequence[Term], one: Fact, other: Fact) -> bool:
    """Return whether a word of the question stands in the label of ``one`` and is no topic of ``other``."""
    return any(
        _in_label(term, one)
        and not _in_label(term, other)
        and not IN_TOPIC <= met(term, other) < IN_LABEL
        for term in content
    )


def _in_label(term: Term, fact: Fact) -> bool:
    concept = load_lexicon().by_name.get(term.key)
    words = (term.text, *(concept.words if concept else ()))
    label = fold(fact.label)
    return any(word in label for word in words)


def _named(term: Term, fact: Fact) -> bool:
    return met(term, fact) >= CLAUSE_NEAR
