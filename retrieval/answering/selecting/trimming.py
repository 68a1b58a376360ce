"""A second look where no figure accounts for every word: what says nothing more is taken off.

An office's own subject (医保 asked of a 医疗保障局) restricts nothing in its report; a character
that the dictionary leaves over belongs to the word before it where the report writes both as one
(供水管|网); and a noun of number at the end of an act (发放量, 败诉数) asks for the act's figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.answering.asking.asked import Asked, asks_amount
from retrieval.answering.evidence.nearness import is_narrower, label_keys
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.offices import office_endings, office_forms
from retrieval.language.places import split_office
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.records import Fact

_OF_NUMBER = re.compile(r"(?<=[一-鿿]{2})总?[数量额]$")
_CASES = frozenset({"案", "案子", "案件"})


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is asked without what says nothing more; ``narrowed`` are the words that the office's
    subject stood right before (医保|基金): nothing narrower may answer for them. ``joined`` are
    the ends of words that a character was left over of (管网)."""

    asked: Asked
    narrowed: tuple[Term, ...] = ()
    joined: tuple[str, ...] = ()

    def suits(self, fact: Fact, shelf: Shelf) -> bool:
        """Return whether a figure counts nothing narrower than what the subject was said of, and
        its sentence goes on about the words that lone characters ended."""
        narrower = any(
            is_narrower(key, term) and key not in self.asked.wording
            for term in self.narrowed
            for key in label_keys(fact)
        )
        before = shelf.folded_sentence(fact)[: fact.quantity.start]
        return not narrower and all(whole in before for whole in self.joined)


def trim(asked: Asked, scope: Scope, shelf: Shelf) -> Trimmed | None:
    """Return what is asked without what says nothing more, None where nothing can be taken off
    or nothing would be left."""
    if not scope.is_one_place or not (asked.unit_class or asks_amount(asked.wording)):
        return None
    subjects = _subjects(scope.places[0].name)
    cases = asked.unit_class == "case"
    kept: list[Term] = []
    narrowed: list[Term] = []
    joined: list[str] = []
    before: Term | None = None
    for term in asked.terms:
        ahead, before = before, term
        if ahead is not None and ahead.text in subjects and ahead.end == term.start:
            narrowed.append(term)
        if term.is_light or term.text.startswith(DENIED):
            kept.append(term)
        elif term.text in subjects or (cases and term.text in _CASES):
            continue
        elif ahead is not None and _goes_on(ahead, term, scope, shelf):
            joined.append(_end_of_both(ahead, term))
        else:
            is_own = term.kind != "word" and _stands_in(term.text, scope, shelf)
            kept.extend((term,) if is_own else _without_number(term))
    if tuple(kept) == asked.terms or all(term.is_light for term in kept):
        return None
    beside = tuple(own for term in asked.beside for own in _without_number(term) if own in kept)
    return Trimmed(replace(asked, terms=tuple(kept), beside=beside), tuple(narrowed), tuple(joined))


@lru_cache(maxsize=1000)
def _subjects(place: str) -> frozenset[str]:
    """Return what an office is for, as people call it (医疗保障, 医保); nothing for other places."""
    office = split_office(place)[1]
    endings = tuple(ending for ending in office_endings() if office.endswith(ending))
    if not endings:
        return frozenset()
    bare = {form.removesuffix(max(endings, key=len)) for form in office_forms(office)}
    return frozenset(form for form in bare if len(form) > 1)


def _goes_on(before: Term, term: Term, scope: Scope, shelf: Shelf) -> bool:
    """Return whether a lone character ends the word before it, as a report in scope writes it."""
    if len(term.text) != 1 or before.end != term.start or before.kind == "action":
        return False
    return _stands_in(_end_of_both(before, term), scope, shelf)


def _stands_in(word: str, scope: Scope, shelf: Shelf) -> bool:
    """Return whether a report in scope has a word."""
    return any(word in shelf.folded_text(report.id) for report in scope.reports)


def _end_of_both(before: Term, term: Term) -> str:
    return before.text[-2:] + term.text


def _without_number(term: Term) -> Sequence[Term]:
    """Return a word without the noun of number at its end: 发放量 asks for 发放."""
    end = _OF_NUMBER.search(term.text) if term.kind in {"word", "thing"} else None
    if end is None:
        return (term,)
    found = find_terms(term.text[: end.start()], question=True)
    return [replace(own, start=term.start + own.start, end=term.start + own.end) for own in found]
