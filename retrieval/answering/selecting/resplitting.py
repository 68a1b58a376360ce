"""Another look at how a question was cut into words, where a word of it stands nowhere in the report.

What the dictionary or the lexicon takes for one word may be several to the report: 山林土地纠纷 is told as
山林土地类 of 纠纷, 和|解数 was 和解|数, 自筹资金 is 自筹 of money. Such a stretch is cut elsewhere, with the
particles beside it, and a cut is kept all of whose parts the report has. A figure answers for it that
has them all near: what was one word is told in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from retrieval.answering.asking.asked import Asked, asks_amount
from retrieval.answering.asking.question import fillers
from retrieval.answering.asking.runs import is_run
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_TOPIC,
    class_of,
    met,
    met_in_text,
    names,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.bare_thing import may_be_counted_so
from retrieval.answering.excluding.bounds import is_short_of
from retrieval.answering.excluding.plain_first import is_narrowed
from retrieval.answering.selecting.matching import adds_nothing
from retrieval.answering.selecting.within_reach import words_of
from retrieval.language.bare_deeds import measure_nouns
from retrieval.language.lexicon import TermKind
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.language.units import load_units
from retrieval.records import Fact

# Of more reports than this at once no text is looked at.
_FEW_REPORTS = 6
# So many words at most may be cut anew, and so many readings are tried.
_MOST_CUT, _MOST_READINGS = 2, 12
# A word of so many characters is made of others.
_LONG = 4
# Before these nothing is cut off: what they deny would be said.
_DENIALS = ("没", "未", "不", "无", "非", "免", "否")
# What may stand before a word as a particle, and be the head of another (和|解数, 在|办件数).
_PARTICLES = ("和", "与", "及", "在", "被", "由", "从", "将", "对", "为")
# What may be left of a stretch.
_EMPTY = frozenset("的了着过之里")
_CASE = "案件"
# Whoever or whatever is called so is one: 法律顾问 are no 法律 and 顾问.
_ONE = re.compile(r"(?:[员人长]|顾问|律师|干部|中心|[站所室队会局院厅])$")
# 每家企业每年检查不超过2次 is no number of 检查.
_EACH = "每"


@dataclass(frozen=True, slots=True)
class Resplit:
    """What is asked with a stretch of it cut elsewhere; ``parts`` are what it was cut into, and of
    ``classes`` of units a figure has to be where a noun of measure was cut off."""

    asked: Asked
    parts: tuple[Term, ...]
    classes: frozenset[str] = frozenset()

    def suits(self, fact: Fact) -> bool:
        """Return whether a figure has all parts of what was one word near."""
        if is_short_of(fact) or (_EACH in fact.label and _EACH not in self.asked.wording):
            return False
        if self.classes and class_of(fact) not in self.classes:
            return False
        # 普法|宣传 is asked in no money, 自筹资金 is.
        asks_unit = bool(self.classes) or not self.parts
        if not asks_unit and not may_be_counted_so(self.parts[-1], self.asked, fact):
            return False
        if is_narrowed(self.parts, fact.label):
            return False
        return all(
            met(part, fact) >= IN_TOPIC
            or part.text in fact.label
            or part.text in fact.topic
            or names(part, fact.label)
            for part in self.parts
        ) and (not self.asked.unit_class or class_of(fact) == self.asked.unit_class)


def resplit(asked: Asked, scope: Scope, shelf: Shelf) -> Iterator[Resplit]:
    """Yield what is asked with the words that stand nowhere in the reports in scope cut anew."""
    if (
        not scope.is_one_place
        or len(scope.reports) > _FEW_REPORTS
        or not (asked.unit_class or asks_amount(asked.wording) or any(map(_measures, asked.terms)))
    ):
        return
    told = _Told(scope, shelf)
    torn = [t for t in asked.terms if _may_be_cut(t) and (_measures(t) or not told.has(t))]
    if not torn:
        # Each is told of something; a long one may be told of this in parts.
        long = [t for t in asked.terms if _may_be_cut(t) and len(t.text) >= _LONG]
        torn = [t for t in long if not (t.kind == "thing" and _ONE.search(t.text))][:1]
    if not 0 < len(torn) <= _MOST_CUT:
        return
    options = [list(_cuts(term, asked, told)) for term in torn]
    for chosen in islice(product(*options), _MOST_READINGS):
        parts = tuple(part for cut in chosen for part in cut.parts)
        terms = sorted((*(t for t in asked.terms if t not in torn), *parts), key=lambda t: t.start)
        kept = tuple(t for t in asked.beside if t not in torn)
        beside = kept or tuple(p for cut in chosen for p in cut.parts[-1:] if asked.beside)
        classes = frozenset[str]().union(*(cut.classes for cut in chosen))
        if any(not (t.is_light or adds_nothing(t)) for t in terms):
            yield Resplit(replace(asked, terms=tuple(terms), beside=beside), parts, classes)


class _Told:
    """Which words any figure of the reports in scope has near."""

    def __init__(self, scope: Scope, shelf: Shelf) -> None:
        self._shelf = shelf
        self._words = [words_of(report.id, shelf) for report in scope.reports]
        self._known: dict[tuple[str, str, TermKind], bool] = {}

    def has(self, term: Term) -> bool:
        """Return whether a figure accounts for a term."""
        key = (term.key, term.text, term.kind)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._meets(term)
        return known

    def _meets(self, term: Term) -> bool:
        return any(
            met(term, fact) >= ACCOUNTED
            or met_in_text(term, fact, self._shelf.folded_sentence) >= ACCOUNTED
            for words in self._words
            for fact in words.facts_near(term)
        )


@dataclass(frozen=True, slots=True)
class _Cut:
    parts: tuple[Term, ...]
    classes: frozenset[str] = frozenset()


def _may_be_cut(term: Term) -> bool:
    plain = not term.is_light and not term.key.startswith(DENIED)
    # 12345热线 is no other 热线.
    return plain and len(term.text) > 1 and not any(char.isdigit() for char in term.text)


def _cuts(term: Term, asked: Asked, told: _Told) -> Iterator[_Cut]:
    """Yield the cuts of a word, with what is left of particles before it, all of whose parts the
    reports have."""
    wording = asked.wording
    if not wording.startswith(term.text, term.start):
        # The term stands for another wording: nothing to be cut.
        return
    if noun := _measures(term):
        stem = _terms_of(term.text.removesuffix(noun), run=False)
        if stem is not None and all(map(told.has, stem)):
            yield _Cut(tuple(_at(part, term.start) for part in stem), measure_nouns()[noun])
            return
    starts = (term.start, *_before(term, asked))
    cuts = [cut for start in starts for cut in _apart(wording, start, term, told)]
    # The fewer the parts, the more each of them says.
    yield from sorted(cuts, key=lambda cut: len(cut.parts))


def _apart(wording: str, start: int, term: Term, told: _Told) -> Iterator[_Cut]:
    """Yield the cuts in two of a stretch from ``start`` to the end of a term."""
    stretch, run = wording[start : term.end], is_run(term.text)
    for at in range(1, len(stretch)):
        left, right = _terms_of(stretch[:at], run), _terms_of(stretch[at:], run)
        if left is None or right is None or stretch[:at].endswith(_DENIALS):
            continue
        parts = (*(_at(p, start) for p in left), *(_at(p, start + at) for p in right))
        # Single characters are words only of what the dictionary knows none for (人转).
        words = run or all(len(part.text) > 1 for part in parts)
        # 行政调解 is one kind of 调解, though 行政案件 are 案件.
        words = words and (len(parts) == 1 or not any(map(adds_nothing, parts)))
        if parts and words and all(map(told.has, parts)):
            yield _Cut(parts)


def _before(term: Term, asked: Asked) -> Iterator[int]:
    """Yield where a stretch begins that takes in what stands between a word and the term before it."""
    ends = [t.end for t in asked.terms if t.end <= term.start]
    gap = asked.wording[max(ends, default=0) : term.start]
    if gap.endswith(_PARTICLES):
        yield term.start - 1


def _measures(term: Term) -> str:
    """Return the noun of measure that a term is, or ends in behind another word (自筹|资金)."""
    stem, noun = term.text[:-2], term.text[-2:]
    if noun not in measure_nouns() or len(stem) == 1 or term.is_light:
        return ""
    # 资金 by itself is a thing, and asks for its unit as it is.
    return "" if not stem and noun in load_units().asked else noun


def _at(term: Term, start: int) -> Term:
    return replace(term, start=term.start + start, end=term.end + start)


_COUNTED = re.compile(rf"(?:{load_units().pattern})?数量?")


@lru_cache(maxsize=4096)
def _terms_of(text: str, run: bool) -> tuple[Term, ...] | None:
    """Return what a piece of a stretch says, None where a part of it would be passed over; of a
    ``run`` of characters a single one may say nothing."""
    if _COUNTED.fullmatch(text) or all(char in _EMPTY for char in text):
        return ()
    if len(text) == 1:
        return () if run and text in fillers() else (Term(text, text, "word", 0, 1),)
    found = find_terms(text, question=True)
    covered = {at for term in found for at in range(term.start, term.end)}
    passed = [char for at, char in enumerate(text) if at not in covered]
    if any(char not in _EMPTY for char in passed) or any(
        t.is_light and t.key != _CASE for t in found
    ):
        return None
    return tuple(term for term in found if not term.is_light)
