"""Which figure a question means: one, one for each place and year, or several that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.deed_rates import put_rates
from retrieval.answering.evidence.fact_index import Among, among_reports
from retrieval.answering.evidence.nearness import CLAUSE_NEAR, met
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.anchors import is_anchored, put_foreign_aside
from retrieval.answering.excluding.bare_thing import is_of_each, is_rank_unasked, is_said
from retrieval.answering.excluding.counted import counts_another, names_another, suits
from retrieval.answering.excluding.plain_first import is_served
from retrieval.answering.excluding.told_of_others import rule_out_others
from retrieval.answering.excluding.whole_first import without_unasked_parts
from retrieval.answering.selecting.best_readings import CLOSE, best_readings
from retrieval.answering.selecting.likely import best_reports, is_at_large
from retrieval.answering.selecting.loosening import (
    another_unit,
    only_exists,
    pass_over,
    put_aside,
    put_near,
    stands_alone,
)
from retrieval.answering.selecting.matching import asked_terms, match_facts
from retrieval.answering.selecting.official import Official, put_official
from retrieval.answering.selecting.own_field import put_field_aside
from retrieval.answering.selecting.regrouping import acts_in, join_parted, put_actor_aside
from retrieval.answering.selecting.trimming import trim
from retrieval.answering.selecting.within_reach import Reach
from retrieval.records import Fact, Report

# A figure whose wording accounts for the question less than this is no answer.
THRESHOLD = 0.5
# Of more reports than this at once official words are not looked up.
_FEW_REPORTS = 40
# Of the candidates that were looked at so many are kept.
_MOST_CONSIDERED = 12
# Where people are served.
_BODY = re.compile(r"(?:大厅|中心|窗口)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place and year with the readings that fit there, best first.

    ``best`` holds the winner and whatever stands too close to it to be told apart.
    """

    place: str
    year: int | None
    best: tuple[Candidate, ...]

    @property
    def fact(self) -> Fact:
        """The winner."""
        return self.best[0].fact

    @property
    def is_clear(self) -> bool:
        """True where one reading stands alone."""
        return len(self.best) == 1


@dataclass(frozen=True, slots=True)
class Selection:
    """The slots that have the figure, and every candidate that was looked at."""

    slots: tuple[Slot, ...]
    considered: tuple[Candidate, ...] = field(default=())
    unclear: tuple[Fact, ...] = ()


def select(asked: Asked, scope: Scope, shelf: Shelf, *, closely: bool = True) -> Selection:
    """Return the figures that answer ``asked`` in each place and year of ``scope``; unless
    ``closely``, those that are ruled out are not among the candidates looked at."""
    considered, fitting = _match(asked, scope, shelf) if closely else _fit(asked, scope, shelf)
    fitting = fitting or _match_items(asked, scope, shelf)
    if not fitting and (aside := put_aside(asked)):
        asked = aside
        fitting = _fitting(asked, scope, shelf)
    if not fitting and (trimmed := trim(asked, scope, shelf)):
        fitting = _fitting(trimmed.asked, scope, shelf)
        fitting = [c for c in fitting if trimmed.suits(c.fact, shelf)]
        asked = asked if trimmed.joined else trimmed.asked
    if not fitting:
        fitting = _match_official(asked, scope, shelf)
    if not fitting:
        fitting = _match_regrouped(asked, scope, shelf)
    if not fitting and (field_known := put_field_aside(asked, scope)):
        fitting = _fitting(field_known, scope, shelf)
        fitting = fitting or _match_official(field_known, scope, shelf)
    if not fitting and (looser := pass_over(asked, scope, shelf)):
        again, fitting = _match(looser, scope, shelf)
        fitting = [c for c in fitting if stands_alone(c, again, looser)]
        fitting = [c for c in fitting if not another_unit(asked, c.fact)]
        fitting = [c for c in fitting if not only_exists(asked, looser, c.fact)]
    for near in () if fitting else (*put_rates(asked), *put_near(asked)):
        fitting = _fitting(near, scope, shelf)
        acts = [t for t in near.terms if t.kind == "action" and t not in asked.terms]
        fitting = [c for c in fitting if all(met(act, c.fact) >= CLAUSE_NEAR for act in acts)]
        if fitting:
            break
    if not fitting and (anchored := put_foreign_aside(asked, scope, shelf)):
        looser, anchor = anchored
        fitting = _fitting(looser, scope, shelf)
        fitting = [c for c in fitting if is_anchored(c, anchor, shelf)]
    if not fitting:
        fitting = _set_before(asked, scope, shelf) or _last_look(asked, scope, shelf)
    unclear = tuple(c.fact for c in fitting if c.fact.unclear)
    groups: dict[tuple[str, str, int | None], list[Candidate]] = {}
    for candidate in fitting:
        fact = candidate.fact
        report = shelf.by_id[fact.report]
        year = fact.period if fact.period is not None else report.year
        groups.setdefault((fact.place, _place_key(report), year), []).append(candidate)
    slots = [
        Slot(
            town or _place_name(shelf.by_id[group[0].fact.report]),
            year,
            best_readings(group, year, shelf, asked),
        )
        for (town, _, year), group in groups.items()
    ]
    slots = _drop_weak(slots)
    return Selection(tuple(slots), tuple(considered[:_MOST_CONSIDERED]), unclear)


def consider(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[Candidate, ...]:
    """Return the candidates that :func:`select` looks at, ``closely``."""
    return tuple(_match(asked, scope, shelf)[0][:_MOST_CONSIDERED])


def _set_before(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the figure whose heading or paragraph sets a word that its own sentence lacks."""
    from retrieval.answering.selecting.set_before import only_one_set, put_to_context

    for looser, term in put_to_context(asked, scope):
        fitting = _fitting(looser, scope, shelf) or _match_official(looser, scope, shelf)
        if found := only_one_set(fitting, term, looser, shelf):
            return found
    return []


def _last_look(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the figure whose own words hold what is asked, else those that fit but for an everyday
    verb, by modules that most questions need not load."""
    from retrieval.answering.selecting.own_words import match_own_words

    own = match_own_words(asked, scope, shelf)
    if own and suits(asked, own.fact):
        return [own]
    from retrieval.answering.selecting.bare_deeds import without_deed
    from retrieval.answering.selecting.resplitting import resplit

    for cut in resplit(asked, scope, shelf):
        fitting = [c for c in _fitting(cut.asked, scope, shelf) if cut.suits(c.fact)]
        if fitting:
            return fitting

    bare = without_deed(asked, scope)
    return bare.keep(_fitting(bare.asked, scope, shelf), shelf) if bare else []


def _match_items(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the items of lists that are asked for with what only their whole is told of, by a
    module that most questions need not load."""
    from retrieval.answering.selecting.items import match_items

    return [c for c in match_items(asked, scope, shelf) if suits(asked, c.fact)]


def _match(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[list[Candidate], list[Candidate]]:
    """Return the candidates for what is asked, best first, and those of them that may answer."""
    found = match_facts(asked, _facts_in(asked, scope, shelf), shelf.folded_sentence)
    return _judged(found, asked, shelf)


def _fit(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[list[Candidate], list[Candidate]]:
    """Return what :func:`_match` does, without the candidates that their own wording rules out."""
    facts = list(_facts_in(asked, scope, shelf))
    if facts and scope.among is None:
        reach = Reach(asked, scope, shelf)
        facts = [fact for fact in facts if reach.has(fact)]
    found = match_facts(asked, facts, shelf.folded_sentence, fitting=True)
    return _judged(found, asked, shelf)


def _fitting(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the candidates that may answer, best first."""
    return _fit(asked, scope, shelf)[1]


def _judged(
    found: list[Candidate], asked: Asked, shelf: Shelf
) -> tuple[list[Candidate], list[Candidate]]:
    """Return candidates, those ruled out whose terms are told of other figures, and of them those
    that may answer."""
    found = rule_out_others(found, asked, shelf)
    content = [t for t in asked.terms if not t.is_light]
    fitting = [c for c in found if c.fits and c.score >= THRESHOLD and suits(asked, c.fact)]
    fitting = [c for c in fitting if not is_served(c.fact, asked, shelf)]
    fitting = [c for c in fitting if not is_rank_unasked(asked, c.fact)]
    if len(content) == 1:
        told = [(c, shelf.folded_sentence(c.fact)) for c in fitting]
        told = [(c, text) for c, text in told if not is_of_each(c.fact, text)]
        fitting = [c for c, text in told if is_said(content[0], asked, c.fact, text)]
    fitting = without_unasked_parts(fitting, asked, shelf)
    # 便民中心办了多少件: whatever the unit, what merely stands near a body is not what was done there.
    bodied = bool(content) and _BODY.search(content[0].key) is not None
    if len(content) != 1 or (asked.unit_class and not bodied):
        return found, fitting
    if bodied:
        return found, [c for c in fitting if not names_another(content[0], c.fact)]
    return found, [c for c in fitting if c.tight or not counts_another(content[0], c.fact)]


def _match_regrouped(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the figures that fit where verb and object are put together, or who did it is left to
    the paragraph that tells of them."""
    if joined := join_parted(asked):
        fitting = _fitting(joined, scope, shelf) or _match_official(joined, scope, shelf)
        if fitting:
            return fitting
    if led := put_actor_aside(asked):
        looser, actor = led
        fitting = _fitting(looser, scope, shelf) or _match_official(looser, scope, shelf)
        return [c for c in fitting if acts_in(c.fact, actor, shelf)]
    return []


def _match_official(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the figures that fit with official words put in for everyday ones, best first."""
    if len(scope.reports) > _FEW_REPORTS:
        # Their texts would all have to be read in first.
        return []
    texts = (shelf.folded_text(report.id) for report in scope.reports)
    for readings in put_official(asked, texts):
        found: dict[int, Candidate] = {}
        for reading in readings:
            for candidate in _told(reading, _fitting(reading.asked, scope, shelf), shelf):
                key = id(candidate.fact)
                known = found.get(key)
                if known is None or candidate.score > known.score:
                    found[key] = candidate
        if found:
            return sorted(found.values(), key=lambda c: -c.score)
    return []


def _told(reading: Official, fitting: Sequence[Candidate], shelf: Shelf) -> list[Candidate]:
    """Return the figures that a reading's official words tell, none that fits far worse than one
    that has the other words and lacks only those (法律顾问费64万元、普法宣传费58万元)."""
    told = [c for c in fitting if reading.tells(c.fact, shelf.folded_sentence(c.fact))]
    return [c for c in told if c.score >= fitting[0].score - 2 * CLOSE] if fitting else []


def _facts_in(asked: Asked, scope: Scope, shelf: Shelf) -> Iterable[Fact]:
    """Return the figures of the asked years that share a term with the question."""
    terms, may_lack, may_go = asked_terms(asked)
    at_large = scope.among is None and is_at_large(scope)
    among = scope.among or among_reports(scope.reports, scope.years)
    index = shelf.fact_index
    chosen: Mapping[str, Sequence[Fact]] | None
    if among and at_large:
        # What lacks a term may meet it by its text: of very many reports that is looked at in those
        # alone whose passages rank best.
        best = best_reports(asked.wording, asked.terms, scope.reports, shelf)
        closely = Among(frozenset(report.id for report in best), among.years)
        chosen = {
            **index.near_among(terms, may_go, among),
            **index.near_among(terms, may_lack, closely),
        }
    else:
        chosen = index.near_among(terms, may_lack, among) if among else None
    for report in scope.reports:
        near = index.near(terms, report.id, may_lack) if chosen is None else chosen.get(report.id)
        for fact in near or ():
            year = fact.period if fact.period is not None else report.year
            if scope.years:
                if year in scope.years:
                    yield fact
            elif fact.kind != "actual" or report.year is None or year == report.year:
                yield fact


def _place_key(report: Report) -> str:
    place = report.place
    return "/".join((*place.parents, place.name)) if place else report.id


def _place_name(report: Report) -> str:
    return report.place.name if report.place else report.title


def _drop_weak(slots: list[Slot]) -> list[Slot]:
    """Drop places whose best reading is far worse than the best place's."""
    if not slots:
        return []
    slots.sort(key=lambda slot: -slot.best[0].score)
    top = slots[0].best[0].score
    return [slot for slot in slots if top - slot.best[0].score <= 0.25]
