"""A look for people who came, told in another word than was asked (覆盖多少人次: 380余人次参加)."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import alike, class_of, own_things
from retrieval.answering.selecting.matcher import Matcher
from retrieval.language.near_acts import reach_words

_PEOPLE = frozenset({"person", "person_times"})


def those_reached(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Return the figures of people that are told of what is asked for, whatever word says that
    they came; none where the question has no such word, or asks for no people."""
    if asked.unit_class not in _PEOPLE:
        return []
    kept = tuple(t for t in asked.terms if not {t.text, t.key} & reach_words())
    if len(kept) == len(asked.terms) or not any(t.kind in {"thing", "action"} for t in kept):
        return []
    looser = replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))
    return [c for c in matcher.fitting(looser) if _counts_them(c, kept_of=looser)]


def _counts_them(found: Candidate, *, kept_of: Asked) -> bool:
    """Return whether a figure counts people by no name of their own (干部 would be some of them)."""
    things = [key for key in own_things(found.fact) if key not in reach_words()]
    named = all(any(alike(t, key) >= 0.5 for t in kept_of.terms) for key in things)
    return class_of(found.fact) in _PEOPLE and named
