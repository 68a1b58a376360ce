"""When two figures are of one fact: the same measure in the same words, unit and year."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import any_word, words
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.wording import alternation
from retrieval.records import Fact

_QUOTES = re.compile(r"[“”\"‘’《》\s，,、：:]|（[^（）]*）")
_YEAR = re.compile(r"(?:20\d\d)年度?")
_CLAUSE = re.compile(r"[，,。；;：:（()）]")
_SHORTEST = 4


@lru_cache(maxsize=50_000)
def measure_key(label: str) -> str:
    """Return a measure's wording without what leaves its meaning: 全年, 共, 办理, punctuation."""
    text = _YEAR.sub("", _QUOTES.sub("", fold(label)))
    while (match := any_word("light").match(text)) and match.end() < len(text):
        text = text[match.end() :]
    return text


def own_key(page: Page, statement: Statement, fact: Fact) -> str:
    """Return the key of a whole-year figure of the report's own place, empty for any other.

    The figure's own wording must name a thing of the trade, so that 召开会议3次, which may be
    said of many things, has no key.
    """
    if fact.place or fact.none or fact.unclear or fact.quantity.approx or fact.part_of is not None:
        return ""
    if any_word("partial").search(_clause_before(statement, fact)):
        return ""
    key = measure_key(_without_places(page, fact.label or fact.topic))
    if len(key) < _SHORTEST or _rest_of(key):
        return ""
    return key if _is_of_all(page, statement, fact) else ""


def _without_places(page: Page, text: str) -> str:
    place = page.report.place
    for own in (place.name, *place.aliases) if place else ():
        text = text.replace(fold(own), "")
    return text


def _is_of_all(page: Page, statement: Statement, fact: Fact) -> bool:
    """Return whether a figure's clause says nothing that it could be of a part of: 组织22名执法人员
    参加比武 counts those who went."""
    left = _blanked(statement, fact, 0, fact.quantity.start)
    end = min(
        (f.quantity.start for f in statement.facts if f.quantity.start >= fact.quantity.end),
        default=len(statement.text),
    )
    right = statement.text[fact.quantity.end : end]
    clause = _CLAUSE.split(left)[-1] + " " + _CLAUSE.split(right)[0]
    for own in (fold(fact.label), fold(fact.topic)):
        clause = clause.replace(own, "") if own else clause
    rest = measure_key(_without_places(page, clause))
    for key in ("light_or_around", "up", "down"):
        rest = _removed(key).sub("", rest)
    return not re.sub(r"[\d年度]", "", rest)


def _blanked(statement: Statement, fact: Fact, start: int, end: int) -> str:
    """Return a stretch of a sentence without the other figures in it."""
    text = statement.text[start:end]
    for other in reversed(statement.facts):
        span = other.quantity
        if other is not fact and not other.none and start <= span.start and span.end <= end:
            text = text[: span.start - start] + text[span.end - start :]
    return text


@cache
def _removed(key: str) -> re.Pattern[str]:
    if key != "light_or_around":
        return any_word(key)
    return re.compile(alternation((*words("light"), *words("around"))))


@lru_cache(maxsize=50_000)
def _rest_of(key: str) -> str:
    """Return what of a wording names no thing of the trade nor a deed: nothing of 行政应诉案件.

    A wording without a thing in it comes back whole.
    """
    rest = key
    for word in _words_of("thing"):
        rest = rest.replace(word, "")
    if rest == key:
        return key
    for word in (*_words_of("light"), *words("deeds")):
        rest = rest.replace(word, "")
    return rest


@cache
def _words_of(kind: str) -> tuple[str, ...]:
    """Return the words of all concepts of a kind, the longest first."""
    concepts = load_lexicon().by_name.values()
    found = {word for concept in concepts if concept.kind == kind for word in concept.words}
    return tuple(sorted(found, key=len, reverse=True))


def _clause_before(statement: Statement, fact: Fact) -> str:
    """Return the stretch between the last stop and a figure."""
    left = statement.text[: fact.quantity.start]
    return re.split(r"[。；;]", left)[-1][-40:]
