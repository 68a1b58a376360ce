"""In how many ways a question is looked at until a figure answers it.

As it is put first; where no figure answers that, one liberty at a time is taken with its words, the
likelier ones first. Each look is a function of one shape: it asks the matcher for the figures that
answer the question as it reads it, and keeps those that the liberty allows. A new liberty is a new look in the list at
the end of this module, or of last_looks.py.
"""

from __future__ import annotations

from collections.abc import Callable

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.deed_rates import put_rates
from retrieval.answering.asking.sorts import asked_sorts
from retrieval.answering.evidence.nearness import CLAUSE_NEAR, met
from retrieval.answering.excluding.anchors import is_anchored, put_foreign_aside
from retrieval.answering.excluding.bare_thing import is_counted_plainly
from retrieval.answering.excluding.counted import suits
from retrieval.answering.excluding.plainly_asked import plainly_asked_verdict
from retrieval.answering.selecting.loosening import (
    another_unit,
    only_exists,
    pass_over,
    put_aside,
    put_near,
    stands_alone,
)
from retrieval.answering.selecting.matcher import Matcher
from retrieval.answering.selecting.own_field import is_bare, put_field_aside, put_genre_aside
from retrieval.answering.selecting.regrouping import acts_in, join_parted, put_actor_aside
from retrieval.answering.selecting.trimming import trim

Look = Callable[[Asked, Matcher], list[Candidate]]


def look_again(asked: Asked, matcher: Matcher) -> tuple[Asked, list[Candidate]]:
    """Return the figures that answer a question which none answers as it is put, best first, and
    the question as it was read; no figures where no look finds any."""
    if asked_sorts(asked):
        return asked, _in_all_sorts(asked, matcher)
    put = asked

    def plainly(found: list[Candidate]) -> list[Candidate]:
        """Whatever liberty is taken: 人大代表多少 is no number of times that they came together."""
        return [c for c in found if is_counted_plainly(put, c.fact)]

    if found := plainly(_in_items(asked, matcher)):
        return asked, found
    if aside := put_aside(asked):
        asked = aside
        if found := plainly(matcher.fitting(asked)):
            return asked, found
    if trimmed := trim(asked, matcher.scope, matcher.shelf):
        found = [c for c in matcher.fitting(trimmed.asked) if trimmed.suits(c.fact, matcher.shelf)]
        asked = asked if trimmed.joined else trimmed.asked
        if found := plainly(found):
            return asked, found
    for look in _LOOKS:
        if found := plainly(look(asked, matcher)):
            return asked, found
    return asked, []


def _officially(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Official words are put in for everyday ones."""
    return matcher.fitting_officially(asked)


def _regrouped(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Verb and object are put together, or who did it is left to the paragraph that tells of them."""
    joined = join_parted(asked)
    if joined and (found := matcher.fitting_either_way(joined)):
        return found
    if led := put_actor_aside(asked):
        looser, actor = led
        found = matcher.fitting_either_way(looser)
        return [c for c in found if acts_in(c.fact, actor, matcher.shelf)]
    return []


def _without_field(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """What goes without saying in such a report, or in an office's own, is left out."""
    looser = put_field_aside(asked, matcher.scope)
    if looser and (found := matcher.fitting_either_way(looser)):
        return found
    bare = put_genre_aside(asked)
    return [c for c in matcher.fitting(bare) if is_bare(bare, c.fact)] if bare else []


def _without_vague_verbs(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Vague verbs are passed over where one figure stands alone."""
    looser = pass_over(asked, matcher.scope, matcher.shelf)
    if looser is None:
        return []
    again = matcher.match(looser)
    return [
        c
        for c in again.fitting
        if stands_alone(c, again.considered, looser)
        and not another_unit(asked, c.fact)
        and not only_exists(asked, looser, c.fact)
    ]


def _reached(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """That people came is told in another word."""
    from retrieval.answering.selecting.reached import those_reached

    return those_reached(asked, matcher)


def _with_near_acts(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """A rate stands for its deed, or an act for one that is near it."""
    for near in (*put_rates(asked), *put_near(asked)):
        acts = [t for t in near.terms if t.kind == "action" and t not in asked.terms]
        found = [
            c for c in matcher.fitting(near) if all(met(act, c.fact) >= CLAUSE_NEAR for act in acts)
        ]
        if found:
            return found
    return []


def _anchored(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """Words that no report has are put aside where one sentence alone is spoken of."""
    anchored = put_foreign_aside(asked, matcher.scope, matcher.shelf)
    if anchored is None:
        return []
    looser, anchor = anchored
    return [c for c in matcher.fitting(looser) if is_anchored(c, anchor, matcher.shelf)]


def _in_all_sorts(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """All sorts of a noun are told where nothing else is asked for."""
    from retrieval.answering.selecting.all_sorts import match_all_sorts

    return match_all_sorts(asked, matcher)


def _in_items(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """An item of a list is asked for with what only its whole is told of."""
    # Most questions are answered before: they need not load this.
    from retrieval.answering.selecting.items import match_items

    found = match_items(asked, matcher.scope, matcher.shelf)
    suiting = [c for c in found if suits(asked, c.fact)]
    return [c for c in suiting if not plainly_asked_verdict(asked, c.fact)]


def _at_last(asked: Asked, matcher: Matcher) -> list[Candidate]:
    """What few questions come to."""
    from retrieval.answering.selecting.last_looks import LAST_LOOKS

    for look in LAST_LOOKS:
        if found := [c for c in look(asked, matcher) if is_counted_plainly(asked, c.fact)]:
            return found
    return []


_LOOKS: tuple[Look, ...] = (
    _officially,
    _regrouped,
    _without_field,
    _without_vague_verbs,
    _reached,
    _with_near_acts,
    _anchored,
    _at_last,
)
