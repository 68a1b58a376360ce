"""The sides of a comparison: places (or measures of one place), and the figure each has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.arithmetic import common_unit
from retrieval.answering.compose import who_of
from retrieval.answering.gazetteer import PlaceMention
from retrieval.answering.matching import Asked, class_of
from retrieval.answering.parts import Part, completions
from retrieval.answering.question import Question, parse_question
from retrieval.answering.question_words import words_of
from retrieval.answering.scope import Scope
from retrieval.answering.select import Slot, select
from retrieval.answering.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.wording import alternation
from retrieval.records import Fact, Place


@dataclass(frozen=True, slots=True)
class Side:
    """One place of a comparison and where its figure is looked for."""

    name: str
    scope: Scope


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
    return Side(place_name(place, shelf), scope)


def _years_beside(
    question: Question, mentions: Sequence[PlaceMention], shelf: Shelf
) -> list[tuple[int, ...]]:
    """Return the years that stand beside each place (甲2023年和乙2021年); empty where shared."""
    if len(question.years) < 2 or len(mentions) < 2:
        return [() for _ in mentions]
    joiner = re.compile(alternation(words_of("compare", "joiners")))
    starts = [0]
    for one, other in zip(mentions, mentions[1:], strict=False):
        gap = question.folded[one.end : other.start]
        cuts = [match.end() for match in joiner.finditer(gap)]
        starts.append(one.end + cuts[-1] if cuts else other.start)
    ends = [*starts[1:], len(question.folded)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        found.append(parse_question(question.folded[start:end], shelf.gazetteer).years)
    return found


def all_sides(scope: Scope, shelf: Shelf) -> tuple[Side, ...]:
    """Return a side for every place in scope."""
    places = dict.fromkeys(r.place for r in scope.reports if r.place)
    return tuple(_place_side(place, scope.years, shelf) for place in places)


def town_sides(scope: Scope, shelf: Shelf) -> tuple[Side, ...]:
    """Return a side for every town that the reports in scope give figures of."""
    towns = dict.fromkeys(
        fact.place for report in scope.reports for fact in shelf.source.facts(report.id) if fact.place
    )
    return tuple(Side(town, replace(scope, town=town)) for town in towns)


def place_name(place: Place, shelf: Shelf) -> str:
    """Return a place's name, with the unit above it where two places share the name."""
    clash = sum(other.name == place.name for other in shelf.gazetteer.places) > 1
    above = place.parents[-1] if clash and place.parents else ""
    return above + place.name


def name_of(shelf: Shelf, fact: Fact) -> str:
    """Return place and year of a figure, told apart from another place of the name."""
    place = shelf.by_id[fact.report].place
    who = who_of(shelf, fact)
    if place is None or fact.place:
        return who
    return place_name(place, shelf) + who.removeprefix(place.name)


def look(sides: Sequence[Side], asked: Asked, shelf: Shelf) -> list[Found]:
    """Return what each side has, in the unit that they can best share, of the year they share."""
    found = _look_once(sides, asked, shelf)
    facts = [one.fact for one in found if one.fact]
    if asked.unit_class or (len(facts) == len(found) and common_unit(facts)):
        return found
    for unit_class in dict.fromkeys(class_of(fact) for fact in facts):
        again = _look_once(sides, replace(asked, unit_class=unit_class), shelf)
        figures = [one.fact for one in again if one.fact]
        if len(figures) >= len(facts) and len(figures) > 1 and common_unit(figures):
            return again
    return found


def _look_once(sides: Sequence[Side], asked: Asked, shelf: Shelf) -> list[Found]:
    slots = [_slots(side, asked, shelf) for side in sides]
    years = [{slot.year for slot in own} for own in slots if own]
    shared = set.intersection(*years) if years else set()
    return [Found(side, _readings(own, shared)) for side, own in zip(sides, slots, strict=True)]


def _slots(side: Side, asked: Asked, shelf: Shelf) -> list[Slot]:
    town = side.scope.town
    selection = select(replace(asked, place=town), side.scope, shelf)
    return [slot for slot in selection.slots if slot.fact.place == town and not slot.fact.unclear]


def _readings(slots: Sequence[Slot], shared: set[int | None]) -> tuple[Fact, ...]:
    """Return the readings of the year all sides have, else of the latest."""
    if not slots:
        return ()
    latest = max(slots, key=lambda slot: (slot.year in shared, slot.year or 0))
    return tuple(candidate.fact for candidate in latest.best)


def look_parts(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[Fact, ...] | None:
    """Return a figure for each measure, of one place and year: the latest that has them all."""
    for report_years in _years_of(scope):
        within = replace(scope, years=report_years)
        facts = _parts_once(parts, asked, within, shelf)
        if facts and not common_unit(facts) and not asked.unit_class:
            for unit_class in dict.fromkeys(class_of(fact) for fact in facts):
                again = _parts_once(parts, replace(asked, unit_class=unit_class), within, shelf)
                if again and common_unit(again):
                    return again
        if facts:
            return facts
    return None


def _years_of(scope: Scope) -> Iterable[tuple[int, ...]]:
    if scope.years:
        return [scope.years]
    years = sorted({report.year for report in scope.reports if report.year is not None}, reverse=True)
    return [(year,) for year in years] or [()]


def _parts_once(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[Fact, ...] | None:
    readings = []
    taken: list[Fact] = []
    for position in range(len(parts)):
        facts = _part_readings(parts, position, asked, scope, shelf, taken)
        if not facts:
            return None
        readings.append(facts)
        taken += facts if len(facts) == 1 else ()
    settled = [_settle(facts, taken) for facts in readings]
    facts = tuple(fact for fact in settled if fact is not None)
    return facts if len(set(facts)) == len(parts) else None


def _part_readings(
    parts: Sequence[Part], position: int, asked: Asked, scope: Scope, shelf: Shelf, taken: Sequence[Fact]
) -> tuple[Fact, ...]:
    """Return the figure of the first completion that has one alone, else the first few readings."""
    mark = fold(parts[position].mark)
    several: tuple[Fact, ...] = ()
    for terms in completions(parts, position):
        slots = select(replace(asked, terms=terms), scope, shelf).slots
        if len({slot.place for slot in slots}) != 1 or len(slots) != 1 or slots[0].fact.unclear:
            continue
        facts = tuple(c.fact for c in slots[0].best if c.fact not in taken and mark in fold(c.fact.label))
        if len(facts) == 1:
            return facts
        several = several or facts
    return several


def _settle(facts: Sequence[Fact], taken: Sequence[Fact]) -> Fact | None:
    """Return the one reading, or the only one that shares its sentence with a settled part."""
    if len(facts) == 1:
        return facts[0]
    beside = {(fact.report, fact.passage, fact.sentence) for fact in taken}
    near = [fact for fact in facts if (fact.report, fact.passage, fact.sentence) in beside]
    return near[0] if len(near) == 1 else None

