"""What a figure stands for: all the places of the reports where it is written."""

from __future__ import annotations

import re

from retrieval.answering.asking.purpose import asks_purpose
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import amount_of, cite, finish, who_of
from retrieval.answering.evidence.nearness import is_unit_word, met
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.language.terms import find_terms
from retrieval.language.units import load_units
from retrieval.records import Answer, Fact, Quantity, Trace

_MOST = 12
_CLASS = re.compile(r"(?:什么|哪类|啥)(?:样的)?(?P<noun>[一-鿿]{2,4})[?？。呢啊]*$")
# 2份检察建议是关于什么的 asks what they were about, not what they were.
_ASKS_ABOUT = re.compile(r"关于(?:什么|啥|哪)|涉及(?:什么|啥|哪)")
# An ordinary word no longer than this may be a verb.
_VERB = 2


def answer_meaning(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return what the question's figure stands for, everywhere it is written in the scope."""
    facts = [
        fact
        for report in scope.reports
        for fact in shelf.source.facts(report.id)
        if any(_is_meant(fact, number) for number in _numbers(question))
    ]
    content = question.content
    if content:
        narrowed = [f for f in facts if all(met(term, f) >= 0.42 for term in content)]
        facts = narrowed or facts
    # What money is for stands beside it, not in its name.
    facts = (
        []
        if asks_purpose(question) or (content and _ASKS_ABOUT.search(question.folded))
        else [fact for fact in facts if _tells_more(fact, question)]
    )
    # 26件是什么案件: not 26 documents.
    if asked := _CLASS.search(question.folded):
        facts = [fact for fact in facts if asked.group("noun") in fact.measure] or facts
    if not facts or len(facts) > _MOST:
        return None
    # A figure that the report repeats for the same thing is said once.
    kept: list[Fact] = []
    for fact in facts:
        if not any(
            f.measure == fact.measure and f.report == fact.report and f.period == fact.period
            for f in kept
        ):
            kept.append(fact)
    if len(kept) == 1:
        text = say(
            "meaning",
            "one",
            amount=amount_of(kept[0]),
            who=who_of(shelf, kept[0]),
            measure=kept[0].measure,
        )
    else:
        items = "；".join(f"{who_of(shelf, f)}{f.measure}（{amount_of(f)}）" for f in kept)
        text = say("meaning", "several", amount=amount_of(kept[0]), items=items)
    return finish(
        question,
        scope,
        "text" if len(kept) == 1 else "list",
        text,
        cite(shelf, kept),
        trace=Trace(rule="meaning"),
    )


def _tells_more(fact: Fact, question: Question) -> bool:
    """Return whether a figure's name is more than a bare verb (拿出50万元), and than the question's
    own words (三个重大决策事项是什么 asks which)."""
    terms = find_terms(fact.measure)
    names = [
        t
        for t in terms
        if (t.kind not in {"action", "word"} or (t.kind == "word" and len(t.text) > _VERB))
        # 建设面积5800㎡: what is so large stands beside it.
        and not is_unit_word(t, fact)
    ]
    if not names or fact.measure in question.folded:
        return False
    if not question.content:
        return True
    asked = {term.key for term in question.terms}
    return any(term.key not in asked and not term.is_light for term in terms)


def _numbers(question: Question) -> tuple[Quantity, ...]:
    if question.numbers:
        return question.numbers
    return question.bare_numbers


def _is_meant(fact: Fact, number: Quantity) -> bool:
    if fact.none or fact.quantity.value != number.value:
        return False
    units = load_units()
    return (
        not number.unit
        or fact.quantity.unit == number.unit
        or (
            units.class_of.get(number.unit) == "case"
            and units.same_class(number.unit, fact.quantity.unit)
        )
    )
