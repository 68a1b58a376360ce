"""What a supposed figure is held to (超过, 不足), and wordings that speak of a part only."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.terms import find_terms
from retrieval.language.wording import alternation
from retrieval.records import Quantity

_CLAUSE_END = re.compile(r"[，,；;。：:？?]")
_ASKED = re.compile(r"有没有?|有无(?=[到达超够满])|([到达超够满])[没不](?=\1)")


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    between = f"(?:{alternation(words_of('yesno', 'between'))}|\\s)*$"
    before = {
        key: re.compile(alternation(words_of("yesno", key)) + between)
        for key in ("at_most", "under", "at_least", "over")
    }
    behind = {
        key: re.compile("^" + alternation(words_of("yesno", f"{key}_behind")))
        for key in ("at_most", "under", "at_least")
    }
    return tuple((key, pattern, behind.get(key)) for key, pattern in before.items())


def bound_of(question: Question, supposed: Quantity) -> str:
    """Return what a supposed figure is held to: over, at_least, under, at_most, empty for equal."""
    folded = question.folded
    numeral = re.search(
        r"[\d零〇一二两三四五六七八九十百千]", folded[supposed.start : supposed.end]
    )
    at = supposed.start + (numeral.start() if numeral else 0)
    clause = _CLAUSE_END.split(folded[:at])[-1]
    # 有没有超过10件 asks; only 没有超过10件 denies.
    before = _ASKED.sub(lambda match: " " * len(match.group()), clause)
    tail = re.sub(r"^[\d.,]+", "", folded[at : supposed.end]) + folded[supposed.end :]
    behind = [tail[i:] for i in range(min(len(tail), supposed.end - at + 1))]
    leading = [
        (match.start(), key) for key, pattern, _ in _bounds() if (match := pattern.search(before))
    ]
    if leading:
        # The longest: 低于 ends 不低于, too.
        return min(leading)[1]
    for key, _, trailing in _bounds():
        if trailing and any(trailing.search(rest) for rest in behind):
            return key
    if re.search(r"有没有[到够满上]?\s*$", clause):
        return "at_least"
    if re.search(r"没有?\s*$", before):
        # 没有5场 says fewer.
        return "under"
    return ""


def is_restricted(wording: str, asked: str) -> bool:
    """Return whether a report's wording speaks of a part (八类, 当场) that the question doesn't name."""
    found = [
        m for m in pattern_of("yesno", "restricting").finditer(wording) if m.group() not in asked
    ]
    if not found:
        return False
    named = {term.key for term in find_terms(asked, question=True) if not term.is_light}
    # 网上学法考试 is another word for the asked 学法考试, no part of it.
    inside = [(t.start, t.end) for t in find_terms(wording) if t.key in named]
    return any(not any(a <= m.start() < b for a, b in inside) for m in found)
