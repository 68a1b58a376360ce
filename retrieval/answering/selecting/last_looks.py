"""The looks that are left for a question which none of looks.py answers; a module that most questions
need not load."""

from __future__ import annotations

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.excluding.counted import suits
from retrieval.answering.selecting.bare_deeds import without_deed
from retrieval.answering.selecting.matcher import Matcher
from retrieval.answering.selecting.own_words import match_own_words
from retrieval.answering.selecting.resplitting import resplit
from retrieval.answering.selecting.set_before import only_one_set, put_to_context


def _set_before(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """A heading or paragraph sets a word that the figure's own sentence lacks."""
    for looser, term in put_to_context(asked, matcher.scope):
        fitting = matcher.fitting_either_way(looser)
        if found := only_one_set(fitting, term, looser, matcher.shelf):
            return found
    return []


def _by_own_words(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """A figure's own words hold nearly all that is said."""
    own = match_own_words(asked, matcher.scope, matcher.shelf)
    return [own] if own and suits(asked, own.fact) else []


def _cut_elsewhere(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """The question is cut into other words."""
    for cut in resplit(asked, matcher.scope, matcher.shelf):
        if found := [c for c in matcher.fitting(cut.asked) if cut.suits(c.fact)]:
            return found
    return []


def _without_deed(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """An everyday verb is left to what it may be said for."""
    bare = without_deed(asked, matcher.scope)
    return bare.keep(matcher.fitting(bare.asked), matcher.shelf) if bare else []


LAST_LOOKS = (_set_before, _by_own_words, _cut_elsewhere, _without_deed)
