"""What stands behind a word of a question and adds nothing to it: 招了, 罚款罚了, 输掉的, 法制员."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.language.terms import Term

_ENDING = re.compile(
    r"(?<=.)[了过着]$|(?<=..)(?:案件|案子|情况|工作|数量|总数|次数|人数|件数|户数|份数)$"
)
# Right behind an act these say only that it came to an end: 输掉, 和解了掉, 拦住.
_COMPLEMENTS = frozenset({"掉", "住"})
_BETWEEN = frozenset({"", "了"})
# 法制员 is 法制人员, and 人员 restricts nothing.
_STAFF = "员"


def without_aspect(term: Term) -> Term:
    """Return an ordinary word without what adds nothing at its end: 招了 asks for 招, 犯罪案件 for 犯罪."""
    if term.kind != "word":
        return term
    ending = _ENDING.search(term.text)
    cut = len(ending.group()) if ending else 0
    return (
        replace(term, key=term.key[:-cut], text=term.text[:-cut], end=term.end - cut)
        if cut
        else term
    )


def without_repeats(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms without a lone verb that repeats the one right before it (罚款罚了多少)."""
    kept = list(terms[:1])
    for before, term in pairwise(terms):
        verb = term.text.removesuffix("了")
        repeats = len(before.text) > 1 and verb in {before.text[0], before.text[-1]}
        if not (repeats and before.end == term.start):
            kept.append(term)
    return tuple(kept)


def without_tails(terms: Sequence[Term], folded: str) -> tuple[Term, ...]:
    """Return the terms without characters that only end the word before them: 输|掉, 法制|员."""
    kept = list(terms[:1])
    for before, term in pairwise(terms):
        ends_act = (
            term.text in _COMPLEMENTS
            and before.kind == "action"
            and folded[before.end : term.start] in _BETWEEN
        )
        staff = term.text == _STAFF and before.kind == "thing" and before.end == term.start
        if ends_act or staff:
            kept[-1] = replace(kept[-1], end=term.end)
        else:
            kept.append(term)
    return tuple(kept)
