"""What a report says of a change, in its own words: 同比增长18.4%, 与上年持平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.wording import alternation, load_wording
from retrieval.records import Fact

_CLAUSE = re.compile(r"[,，;；。:：（()）]")
_JOINS = " 、，,和及与"
# 两成多, 三百余
_MORE = ("多", "余")
_EACH = re.compile(r"分别|依次")
_SINCE = re.compile(
    r"(?P<since>同比|环比|[比较与和同](?:\d{4}年|[上去前]年|[上前]一年)度?(?:同期)?(?:相比)?)(?:分别|依次|均)?$"
)


def words_of_change(fact: Fact, shelf: Shelf) -> str:
    """Return a change as the report words it, from the start of its clause (同比增长18.4%).

    Of amounts that share one word (同比增长27.3%、38%) the word and its own amount; of amounts
    with a word each (同比分别下降18.3%、上升6.2%) its own word behind what all share.
    """
    text = shelf.sentence(fact).text
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, fact.quantity.start)]
    start = starts[-1] if starts else 0
    others = [f for f in _in_clause(fact, start, shelf) if f.kind == "change" and f != fact]
    end = fact.quantity.end + (text[fact.quantity.end : fact.quantity.end + 1] in _MORE)
    if not others:
        return text[start:end].strip()
    shared = text[start : others[0].quantity.start].strip()
    own = text[others[-1].quantity.end : fact.quantity.start].strip(_JOINS)
    moves = load_wording().change
    if moved := moves.search(fold(own)) or (moves.search(shared) if _EACH.search(shared) else None):
        # What stands before 同比分别 are the names of all.
        since = _SINCE.search(moves.sub("", fold(shared)))
        shared, own = since.group("since") if since else "", moved.group()
    return shared + own + text[fact.quantity.start : end]


def figures_in_words(fact: Fact, shelf: Shelf) -> list[Fact]:
    """Return the figures that the words of a change state, itself last."""
    text = shelf.sentence(fact).text
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, fact.quantity.start)]
    clause = _in_clause(fact, starts[-1] if starts else 0, shelf)
    return [f for f in clause if f == fact or f.kind != "change"]


def _in_clause(fact: Fact, start: int, shelf: Shelf) -> list[Fact]:
    facts = shelf.facts_beside(fact)
    return [f for f in facts if start <= f.quantity.start <= fact.quantity.start]


def unmoved_words(fact: Fact, years: Sequence[int], shelf: Shelf) -> str:
    """Return the words that say a figure stayed as it was the year before (与上年持平): in the
    clause behind it, before any figure of something else."""
    text = fold(shelf.sentence(fact).text)
    start, end = fact.quantity.end, len(text)
    for other in shelf.facts_beside(fact):
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
