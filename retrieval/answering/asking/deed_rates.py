"""A share asked for by its deed (多少比例通过了) as the rate that a report has for it (通过率), and
the other way round (任务完成率 as 完成年度任务的108%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term, find_terms
from retrieval.language.tokens import words

_RATE = "率"
# A share as such, which names no deed.
_SHARE = "占比"
_SHARE_OF = re.compile(r"占(?!比|了?(?:多少|几))[^，,。？?占]{2,12}的?多少[？?。]*$")
_COMPLETED, _TASK = "完成", "任务"


def put_rates(asked: Asked) -> Iterator[Asked]:
    """Yield what is asked in the words that a report may have for the same rate."""
    if not asks_share(asked):
        yield from _as_deed(asked)
        return
    others = tuple(t for t in asked.terms if t.key != _SHARE)
    for row in words_of("yesno", "rates"):
        deeds = [word for word in row.split() if not word.endswith(_RATE)]
        done = [t for t in others if any(word in t.text for word in deeds)]
        if len(done) != 1:
            continue
        kept = tuple(t for t in others if t not in done)
        for word in row.split():
            if word.endswith(_RATE) and kept:
                rate = _rate_of(word, done[0])
                yield replace(
                    asked, terms=(*kept, rate), unit="%", unit_class="rate", beside=(rate,),
                    beside_follows=False,
                )  # fmt: skip


def asks_share(asked: Asked) -> bool:
    """Return whether a share is asked for (百分之几, 多少比例), and no rate named."""
    named = any(t.kind == "rate" and t.key != _SHARE for t in asked.terms)
    return not named and pattern_of("number", "shares").search(asked.wording) is not None


def _rate_of(word: str, deed: Term) -> Term:
    found = next((t for t in find_terms(word) if t.kind == "rate"), None)
    key = found.key if found else word
    return Term(key, word, "rate", deed.start, deed.end)


def _as_deed(asked: Asked) -> Iterator[Asked]:
    """Yield 任务完成率 as what was completed of a task."""
    rate = next((t for t in asked.terms if t.text == _COMPLETED + _RATE), None)
    if rate is None or not any(t.text.endswith(_TASK) for t in asked.terms):
        return
    done = Term(_COMPLETED, _COMPLETED, "action", rate.start, rate.end)
    terms = tuple(done if t == rate else t for t in asked.terms)
    yield replace(asked, terms=terms, unit="%", unit_class="rate", beside=(), beside_follows=False)


def find_share_of(masked: str) -> re.Match[str] | None:
    """Return the wording that asks what share of a whole something is, where 占 is a word of its
    own (not in 占道经营)."""
    share = _SHARE_OF.search(masked)
    found = load_lexicon().find(masked, question=True) if share else ()
    spans = [*((m.start, m.end) for m in found), *((w.start, w.end) for w in words(masked))]
    at = share.start() if share else 0
    return None if any(a <= at < b and b - a > 1 for a, b in spans) else share
