"""What people call the reporting place itself by its level: 镇上 of a town, 县里 of a county.

柳河口镇镇上调了多少纠纷 asks for no more than 柳河口镇调了多少纠纷; only where several levels may have what is asked
for (镇上的调委会), where somebody goes there or something comes from there, the word restricts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.answering.asking.question_words import words_of
from retrieval.language.places import place_kind
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

# What several levels have, each its own: 镇上的调委会, 县里的律师.
_OF_LEVELS = re.compile(
    r"(?:[会室站所队员岗庭校院村网]|中心|顾问|律师|干部|领导|部门|单位|窗口|机构|组织|平台|示范[村点户]|人员|文件|事项)$"
)
_BETWEEN = "的里"
# Of money each level pays its own share.
_PAID = re.compile("钱|元|资金|经费|投资|投入|花费")


def without_own_level(
    terms: tuple[Term, ...], places: Sequence[PlaceMention], folded: str
) -> tuple[Term, ...]:
    """Return the terms without words for the level of the one place asked about."""
    kinds = {place.kind for mention in places for place in mention.places}
    if len(kinds) != 1 or len(places) != 1 or _PAID.search(folded):
        return terms
    spans = [
        span for span in _spans(kinds.pop(), folded) if not _is_restricting(span, terms, folded)
    ]
    kept = tuple(t for t in terms if not any(a <= t.start and t.end <= b for a, b in spans))
    return kept if any(not t.is_light for t in kept) else terms


def _spans(kind: str, folded: str) -> Iterator[tuple[int, int]]:
    pattern = _patterns().get(kind)
    return (match.span() for match in pattern.finditer(folded)) if pattern else iter(())


def _is_restricting(span: tuple[int, int], terms: Sequence[Term], folded: str) -> bool:
    """Return whether a word at ``span`` says which of several, whither or by whom."""
    start, end = span
    if _whither().search(folded[:start]) or _by_whom().match(folded, end):
        return True
    following = next((t for t in terms if t.start >= end), None)
    if following is None or folded[end : following.start].strip(_BETWEEN):
        return False
    return _OF_LEVELS.search(following.text) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return what is said for each kind of place, 街道 itself only where it does something itself."""
    found: dict[str, re.Pattern[str]] = {}
    for row in words_of("own_level", "rows"):
        kind, _, said = row.partition("：")
        found[place_kind(kind) or kind] = re.compile(alternation(tuple(said.split())))
    return found


@cache
def _whither() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words_of('own_level', 'whither'))}$")


@cache
def _by_whom() -> re.Pattern[str]:
    return re.compile(rf"[的来]?{alternation(words_of('own_level', 'by_whom'))}")
