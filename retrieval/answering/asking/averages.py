"""What comes to each on average, as reports write it in one word: 平均一天办多少件 asks for 日均办件.

People say it in many orders (一天平均, 每人一年平均, 每个法官平均); who is meant by 每个法官 stays a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

_AVERAGE = "平均"
# Between whom it is for and 平均: a span of time, or no more than a guess.
_BETWEEN = r"(?:一年|每年|全年|一年里|一年下来|大概|大约|差不多|每次)?"
_ONE = r"(?:每|一)个?[名位]?"
_PEOPLE = r"[一-鿿]{1,6}?(?:员|官|警|师|干部)"
# 每个法官平均, 平均每名法官.
_EACH_OF_PEOPLE = re.compile(
    rf"{_ONE}(?={_PEOPLE}{_BETWEEN}{_AVERAGE})|{_AVERAGE}{_ONE}(?={_PEOPLE})"
)
_PER_HEAD = "人均"


def with_averages(terms: tuple[Term, ...], folded: str) -> tuple[Term, ...]:
    """Return the terms with what says on average to whom in one."""
    if _AVERAGE not in folded:
        return terms
    for start, end, name in (*_spans(folded), *_heads(folded)):
        concept = load_lexicon().by_name.get(name)
        put = Term(name, name, concept.kind if concept else "word", start, end)
        kept = (t for t in terms if not (start < t.end and t.start < end) and t.text != _AVERAGE)
        return tuple(sorted((*kept, put), key=lambda t: t.start))
    return terms


def _spans(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a question says an average for a time or a head, and its name in reports."""
    for name, pattern in _patterns():
        if found := pattern.search(folded):
            yield found.start(), found.end(), name


def _heads(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a question says each of some people, who stay words of their own."""
    for found in _EACH_OF_PEOPLE.finditer(folded):
        yield found.start(), found.end(), _PER_HEAD


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: list[tuple[str, re.Pattern[str]]] = []
    for row in words_of("averages", "rows"):
        name, _, said = row.partition("：")
        each = alternation(tuple(said.split()))
        found.append(
            (name, re.compile(rf"{_AVERAGE}(?:下来)?{each}|{each}{_BETWEEN}{_AVERAGE}(?:下来)?"))
        )
    return tuple(found)
