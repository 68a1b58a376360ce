"""What a report says of a change, in its own words: 同比增长18.4%, 与上年持平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.question_words import words_of
from retrieval.answering.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.wording import alternation, load_wording
from retrieval.records import Fact

_CLAUSE = re.compile(r"[,，;；。:：（()）]")
_JOINS = " 、，,和及与"


def words_of_change(fact: Fact, shelf: Shelf) -> str:
    """Return a change as the report words it, from the start of its clause (同比增长18.4%).

    Of amounts that share one word (同比增长27.3%、38%) the word and its own amount; of amounts
    with a word each (同比分别下降18.3%、上升6.2%) its own word behind what all share.
    """
    text = shelf.sentence(fact).text
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, fact.quantity.start)]
    start = starts[-1] if starts else 0
    others = [f for f in _in_clause(fact, start, shelf) if f.kind == "change" and f != fact]
    if not others:
        return text[start : fact.quantity.end].strip()
    shared = text[start : others[0].quantity.start].strip()
    own = text[others[-1].quantity.end : fact.quantity.start].strip(_JOINS)
    if moved := load_wording().change.search(fold(own)):
        own, shared = own[moved.start() :], load_wording().change.sub("", fold(shared))
    return shared.replace("分别", "") + own + fact.quantity.text


def figures_in_words(fact: Fact, shelf: Shelf) -> list[Fact]:
    """Return the figures that the words of a change state, itself last."""
    text = shelf.sentence(fact).text
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, fact.quantity.start)]
    clause = _in_clause(fact, starts[-1] if starts else 0, shelf)
    return [f for f in clause if f == fact or f.kind != "change"]


def _in_clause(fact: Fact, start: int, shelf: Shelf) -> list[Fact]:
    facts = facts_beside(fact, shelf)
    return [f for f in facts if start <= f.quantity.start <= fact.quantity.start]


def unmoved_words(fact: Fact, years: Sequence[int], shelf: Shelf) -> str:
    """Return the words that say a figure stayed as it was the year before (与上年持平): in the
    clause behind it, before any figure of something else."""
    text = fold(shelf.sentence(fact).text)
    start, end = fact.quantity.end, len(text)
    for other in facts_beside(fact, shelf):
        if other.quantity.start == start:
            # 34批61人次
            start = other.quantity.end
        elif other.quantity.start > start:
            end = min(end, other.quantity.start)
    match = _unmoved().match(text, start, end)
    named = match and match.group("year")
    return match.group("words") if match and (not named or int(named) in years) else ""


@cache
def _unmoved() -> re.Pattern[str]:
    earlier = alternation(words_of("trend", "earlier"))
    same = alternation(words_of("trend", "unmoved"))
    year = rf"(?:{earlier}|(?P<year>\d{{4}})年)(?:度|同期)?(?:的?(?:数量|总数|水平))?(?:相比)?"
    how = r"(?:基本|大体|总体)?(?:保持)?"
    return re.compile(rf"[,，]?(?P<words>[和与跟同较比]{year}{how}{same}|{how}持平)")


def facts_beside(fact: Fact, shelf: Shelf) -> list[Fact]:
    """Return the figures of the sentence of a figure, itself among them, in their order."""
    return [
        other
        for other in shelf.source.facts(fact.report)
        if (other.passage, other.sentence) == (fact.passage, fact.sentence)
    ]
