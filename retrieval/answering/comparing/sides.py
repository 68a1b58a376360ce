"""The sides of a comparison: places (or measures of one place), and the figure each has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.answering.asking.question import Question, parse_question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.table_request import kind_of_places
from retrieval.answering.evidence.arithmetic import common_unit
from retrieval.answering.evidence.fact_index import MANY
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.told_sides import Side, Told, told_by
from retrieval.answering.selecting.picking import pick_slots, without_parts
from retrieval.answering.selecting.select import Slot
from retrieval.language.fold import fold
from retrieval.language.places import place_kind
from retrieval.language.terms import Term
from retrieval.language.wording import alternation
from retrieval.records import Fact, Place

# Of many sides so many classes of unit are tried: each takes as long as the first look.
_MOST_CLASSES = 2
_BRACKETED = re.compile(r"[（(][^（()）]{1,12}[）)]")


@dataclass(frozen=True, slots=True)
class Found:
    """What a side has: no figure, one, or several readings that can't be told apart."""

    side: Side
    readings: tuple[Fact, ...] = ()

    @property
    def fact(self) -> Fact | None:
        """The one figure, where there is one."""
        return self.readings[0] if len(self.readings) == 1 else None


def named_sides(question: Question, scope: Scope, shelf: Shelf) -> tuple[Side, ...]:
    """Return a side for each place that the question names, with the years named beside it."""
    mentions = [m for m in question.places if not m.is_region and (m.places or m.reports)]
    years = _years_beside(question, mentions, shelf)
    sides: dict[str, Side] = {}
    for mention, own in zip(mentions, years, strict=True):
        for place in mention.places:
            side = _place_side(place, own or scope.years, shelf)
            sides.setdefault(side.name + str(own), side)
        if not mention.places:
            reports = tuple(shelf.by_id[report] for report in mention.reports)
            side = Side(mention.text, Scope(reports, own or scope.years, town=mention.text))
            sides.setdefault(side.name + str(own), side)
    return tuple(sides.values())


def _place_side(place: Place, years: tuple[int, ...], shelf: Shelf) -> Side:
    scope = Scope(shelf.of_places((place,)), years, (place,))
    return Side(shelf.place_name(place), scope)


def _years_beside(
    question: Question, mentions: Sequence[PlaceMention], shelf: Shelf
) -> list[tuple[int, ...]]:
    """Return the years that stand beside each place (甲2023年和乙2021年); empty where shared."""
    if len(question.years) < 2 or len(mentions) < 2:
        return [() for _ in mentions]
    stretches = _stretches(question, mentions)
    return [
        parse_question(question.folded[start:end], shelf.gazetteer).years
        for start, end in stretches
    ]


def _stretches(question: Question, mentions: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return the stretch of the question that belongs to each place: up to the joiner before
    the next one."""
    joiner = re.compile(alternation(words_of("compare", "joiners")))
    starts = [0]
    for one, other in pairwise(mentions):
        gap = question.folded[one.end : other.start]
        cuts = [match.end() for match in joiner.finditer(gap)]
        starts.append(one.end + cuts[-1] if cuts else other.start)
    return [*zip(starts, [*starts[1:], len(question.folded)], strict=True)]


def with_own_measures(
    question: Question, sides: Sequence[Side], terms: Sequence[Term]
) -> tuple[Side, ...]:
    """Return the sides with what is asked of each (甲的罚款和乙的罚没款哪个高), unchanged where
    all are asked for the same."""
    mentions = [m for m in question.places if not m.is_region and (m.places or m.reports)]
    if len(mentions) != len(sides):
        return tuple(sides)
    own = [
        tuple(t for t in terms if start <= t.start and t.end <= end)
        for start, end in _stretches(question, mentions)
    ]
    if all(any(t.kind in {"thing", "rate"} for t in stretch) for stretch in own):
        return tuple(replace(s, readings=(t,)) for s, t in zip(sides, own, strict=True))
    if glossed := _gloss(question, terms):
        return tuple(replace(side, readings=glossed) for side in sides)
    return tuple(sides)


def _gloss(question: Question, terms: Sequence[Term]) -> tuple[tuple[Term, ...], ...]:
    """Return a measure and the other name that brackets give it (罚款（罚没款）), each as terms."""
    match = _BRACKETED.search(question.folded)
    inside = tuple(t for t in terms if match and match.start() < t.start and t.end < match.end())
    outside = tuple(t for t in terms if t not in inside)
    both = all(any(not t.is_light for t in name) for name in (inside, outside))
    return (outside, inside) if both else ()


def all_sides(scope: Scope, shelf: Shelf) -> tuple[Side, ...]:
    """Return a side for every place in scope."""
    places = dict.fromkeys(r.place for r in scope.reports if r.place)
    return tuple(_place_side(place, scope.years, shelf) for place in places)


def of_kind(sides: tuple[Side, ...], question: Question) -> tuple[Side, ...]:
    """Return the sides that are of the kind asked about (各街道), all where none is."""
    kind = kind_of_places(question.folded)
    return tuple(s for s in sides if kind in {p.kind for p in s.scope.places}) or sides


def town_figures(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[Fact, ...]:
    """Return the figures that one sentence or table gives for towns inside a report's area.

    All of them, whether or not each town was recognised as such: a list that is only
    partly read would name the wrong town as the one with the most.
    """
    towns = dict.fromkeys(
        fact.place
        for report in scope.reports
        for fact in shelf.source.facts(report.id)
        if fact.place
    )
    found: dict[tuple[str, int], list[Fact]] = {}
    for town in towns:
        for slot in _slots(Side(town, replace(scope, town=town)), asked, shelf):
            if len(slot.best) == 1:
                found.setdefault((slot.fact.report, slot.fact.passage), []).append(slot.fact)
    lists = sorted(found.values(), key=len, reverse=True)
    if not lists or len(lists[0]) < 2 or (len(lists) > 1 and len(lists[1]) == len(lists[0])):
        return ()
    return _with_siblings(lists[0], shelf)


def _with_siblings(facts: Sequence[Fact], shelf: Shelf) -> tuple[Fact, ...]:
    """Return town figures with those of the same list whose label names a place, too."""
    first = facts[0]
    siblings = [
        replace(fact, place=fold(fact.label).strip())
        for fact in shelf.source.facts(first.report)
        if fact not in facts
        and (fact.passage, fact.period, fact.kind) == (first.passage, first.period, first.kind)
        and fact.quantity.unit == first.quantity.unit
        and fact.part_of == first.part_of
        and place_kind(fold(fact.label).strip()) in {"街道", "镇", "乡"}
        and fold(fact.label).strip() not in words_of("compare", "no_town")
    ]
    return tuple(sorted((*facts, *siblings), key=lambda f: (f.sentence, f.quantity.start)))


def look(sides: Sequence[Side], asked: Asked, shelf: Shelf) -> list[Found]:
    """Return what each side has, in the unit that they can best share, of the year they share."""
    found = _look_once(sides, asked, shelf)
    facts = [one.fact for one in found if one.fact]
    if asked.unit_class or (len(facts) == len(found) and common_unit(facts)):
        return found
    for unit_class in _classes(facts, len(sides)):
        again = _look_once(sides, replace(asked, unit_class=unit_class), shelf)
        figures = [one.fact for one in again if one.fact]
        if len(figures) >= len(facts) and len(figures) > 1 and common_unit(figures):
            return again
    return found


def _classes(facts: Sequence[Fact], sides: int) -> list[str]:
    """Return the classes of unit that facts have, of many sides the commonest."""
    classes = Counter(class_of(fact) for fact in facts)
    if sides <= MANY:
        return list(classes)
    return [unit_class for unit_class, _ in classes.most_common(_MOST_CLASSES)]


def tell_ahead(sides: Sequence[Side], asked: Asked, shelf: Shelf) -> None:
    """Look at some of very many sides as :func:`look` will at all of them, so that it is kept."""
    found = _look_once(sides, asked, shelf)
    facts = [one.fact for one in found if one.fact]
    if facts and not asked.unit_class:
        (unit_class,) = _classes(facts, len(sides))[:1]
        _look_once(sides, replace(asked, unit_class=unit_class), shelf)


def _look_once(sides: Sequence[Side], asked: Asked, shelf: Shelf) -> list[Found]:
    told = told_by(sides, asked, shelf, lambda side: _tell(side, asked, shelf))
    years = [{one.year for one in own} for own in told if own]
    shared = set.intersection(*years) if years else set()
    return [Found(side, _readings(own, shared)) for side, own in zip(sides, told, strict=True)]


def _tell(side: Side, asked: Asked, shelf: Shelf) -> list[Told]:
    """Return what a side tells of each year, without parts of another reading."""
    return [
        Told(slot.year, without_parts(tuple(c.fact for c in slot.best), shelf))
        for slot in _slots(side, asked, shelf)
    ]


def _slots(side: Side, asked: Asked, shelf: Shelf) -> list[Slot]:
    town = side.scope.town
    for terms in side.readings or (asked.terms,):
        slots = pick_slots(replace(asked, terms=terms, place=town), side.scope, shelf)
        kept = [slot for slot in slots if slot.fact.place == town and not slot.fact.unclear]
        if kept:
            return kept
    return []


def _readings(told: Sequence[Told], shared: set[int | None]) -> tuple[Fact, ...]:
    """Return the readings of the year all sides have, else of the latest."""
    if not told:
        return ()
    return max(told, key=lambda one: (one.year in shared, one.year or 0)).facts
