"""A measure of one place over the years: its figures, and what the report says of the change.

The years' figures come from each year's own report, from a report that looks back, or from
a wording that holds both (由18人增加到23人, 62件，比2022年的75件减少13件).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.comparing.change_words import unmoved_words, words_of_change
from retrieval.answering.evidence.arithmetic import common_unit
from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    alike,
    class_of,
    is_unit_word,
    label_keys,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.change_followers import (
    POINTS,
    followers,
    follows_another,
    may_be_of_another,
    names_alike,
    things_named,
)
from retrieval.answering.selecting.picking import pick_slots, without_parts
from retrieval.figures.periods import find_years
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Fact

_REACHED = re.compile(r"(?:至|到|为|成)\s*(?:约|近|了)?\s*$")
_FROM = re.compile(r"[由从自][^,，;；。]*$")
# So alike are two names of one thing.
_SAME = 0.85
# Figures in such units are of a property (平均办理周期45天), which must be asked for.
_PROPERTIES = frozenset({"duration", "rate", "score"})
# 高于全市平均水平2.3个百分点: no change over the years.
_AGAINST_OTHERS = re.compile(r"[高低](?:于|出)(?!上|去|前|同期|\d)|领先|落后|平均水平")
_OF_RATE = re.compile(r"百分[点之]|率|比例|占比|比重|满意度|知晓度|%")


@dataclass(frozen=True, slots=True)
class Course:
    """A measure over the years: ``levels`` as (year, figure), the earliest first, None for a
    year that the wording doesn't name; ``reported`` are changes in the report's own words,
    ``unmoved`` its words for no change at all (与上年持平)."""

    levels: tuple[tuple[int | None, Fact], ...] = ()
    reported: tuple[Fact, ...] = ()
    unmoved: str = ""

    @property
    def is_known(self) -> bool:
        """True where a change can be told."""
        return len(self.levels) > 1 or bool(self.reported or self.unmoved)


def find_course(asked: Asked, scope: Scope, years: Sequence[int], shelf: Shelf) -> Course | None:
    """Return what is known of a measure over ``years``; None where its readings can't be told apart."""
    levels = _levels(asked, scope, years, shelf)
    if levels is None:
        # Which figure is meant is open, but of one alone the report may tell how it moved.
        told = _between(_stated(asked, scope, years, shelf), years, shelf)
        return Course((), told) if told else None
    last = years[-1] if years else None
    if len(levels) < 2:
        # Both in one wording outweighs one alone.
        risen = _risen_to(levels, last, shelf) or _risen(asked, scope, last, shelf)
        if risen:
            # 由342户次减到215户次，下降37.1%: what the report says of it needs no computing.
            told = tuple(f for f in followers(risen[1], shelf) if f.kind == "change")
            return Course(_dated(risen, shelf), _between(told, years, shelf))
    levels = _with_bases(levels, years, shelf)
    after = next((fact for year, fact in levels if year == last), None)
    behind = tuple(f for f in followers(after, shelf) if f.kind == "change") if after else ()
    if behind:
        return Course(levels, _between(behind, years, shelf))
    if after and len(levels) == 1 and (words := unmoved_words(after, years, shelf)):
        return Course(levels, (), words)
    stated = _between(_stated(asked, scope, years, shelf), years, shelf)
    if after:
        stated = tuple(f for f in stated if not may_be_of_another(f, after, shelf))
    if (
        len(levels) == 1
        and stated
        and not any(
            f.quantity.unit == levels[0][1].quantity.unit or names_alike(f, levels[0][1])
            for f in stated
        )
    ):
        # A change told elsewhere and in another unit may be of another measure than the figure.
        levels = ()
    if len(levels) == 1 and any(follows_another(f, levels[0][1], shelf) for f in stated):
        levels = ()
    return Course(levels, stated)


def _levels(
    asked: Asked, scope: Scope, years: Sequence[int], shelf: Shelf
) -> tuple[tuple[int | None, Fact], ...] | None:
    found = _by_year(asked, scope, years, shelf)
    if found is None or len(found) < 2 or common_unit([fact for _, fact in found]):
        return found
    for unit_class in dict.fromkeys(class_of(fact) for _, fact in reversed(found)):
        again = _by_year(replace(asked, unit_class=unit_class), scope, years, shelf)
        if again and len(again) > 1 and common_unit([fact for _, fact in again]):
            return again
    return found


def _by_year(
    asked: Asked, scope: Scope, years: Sequence[int], shelf: Shelf
) -> tuple[tuple[int | None, Fact], ...] | None:
    picked = pick_slots(asked, replace(scope, years=tuple(years)), shelf)
    slots = [slot for slot in picked if slot.fact.place == scope.town and not slot.fact.unclear]
    found = {slot.year: without_parts(tuple(c.fact for c in slot.best), shelf) for slot in slots}
    found = {
        year: _moved(kept, shelf)
        for year, readings in found.items()
        if (kept := tuple(f for f in readings if _is_asked_property(asked, f)))
    }
    if any(len(readings) > 1 for readings in found.values()):
        return None
    return tuple(
        sorted(((year, facts[0]) for year, facts in found.items()), key=lambda entry: entry[0] or 0)
    )


def _is_asked_property(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is a count or amount, or of a property that is asked for by name."""
    own = label_keys(fact)
    if asked.unit_class or class_of(fact) not in _PROPERTIES or not own:
        return True
    return any(
        is_unit_word(t, fact) or t.kind == "rate" or alike(t, own[0]) >= 0.5
        for t in asked.terms
        if not t.is_light
    )


def _moved(readings: tuple[Fact, ...], shelf: Shelf) -> tuple[Fact, ...]:
    """Return of several readings the one of which the report tells how it moved."""
    if len(readings) < 2:
        return readings
    moved = tuple(f for f in readings if f.part_of is None and followers(f, shelf))
    return moved if len(moved) == 1 else readings


def _risen(asked: Asked, scope: Scope, year: int | None, shelf: Shelf) -> tuple[Fact, Fact] | None:
    """Return the two figures of 由18人增加到23人 in the report of ``year``."""
    reports = tuple(report for report in scope.reports if report.year == year)
    given = replace(asked, kinds=frozenset({"base", "actual"}))
    years = (year, year - 1) if year is not None else ()
    slots = pick_slots(given, replace(scope, reports=reports, years=years), shelf)
    pairs = []
    for slot in slots:
        # 由61批148人次降至49批115人次: the first of two amounts of one thing will do.
        one_wording = (
            len({(c.fact.report, c.fact.passage, c.fact.sentence) for c in slot.best}) == 1
        )
        facts = [
            c.fact
            for c in slot.best
            if slot.fact.place == scope.town and one_wording and _is_asked_property(asked, c.fact)
        ]
        found = [
            (fact, after) for fact in facts if (after := _reached_from(fact, shelf)) is not None
        ]
        pairs += found[:1]
    wordings = {(before.report, before.passage, before.sentence) for before, _ in pairs}
    return pairs[0] if len(wordings) == 1 else None


def _risen_to(
    levels: Sequence[tuple[int | None, Fact]], year: int | None, shelf: Shelf
) -> tuple[Fact, Fact] | None:
    """Return the figure of ``year`` with the one that its own wording says it rose or fell from."""
    after = next((fact for own, fact in levels if own == year), None)
    if after is None:
        return None
    for other in shelf.facts_beside(after):
        if other.kind == "base" and other.quantity.start < after.quantity.start:
            reached = _reached_from(other, shelf)
            if reached is not None and reached.quantity == after.quantity:
                return other, reached
    return None


def _reached_from(fact: Fact, shelf: Shelf) -> Fact | None:
    """Return the figure that ``fact`` is said to have risen or fallen to."""
    text = fold(shelf.sentence(fact).text)
    if not _FROM.search(text[: fact.quantity.start]):
        return None
    for other in shelf.facts_beside(fact):
        if other.quantity.start <= fact.quantity.start or other.quantity.unit != fact.quantity.unit:
            continue
        between = text[fact.quantity.end : other.quantity.start]
        if _REACHED.search(between) or re.search(r"[至到][^,，;；。]*$", between):
            # What something rose to is of the report's own year, whatever year it rose from.
            return replace(other, kind="actual", period=shelf.by_id[fact.report].year)
        return None
    return None


def _dated(pair: tuple[Fact, Fact], shelf: Shelf) -> tuple[tuple[int | None, Fact], ...]:
    before, after = pair
    own = shelf.by_id[after.report].year
    text = fold(shelf.sentence(before).text)[: before.quantity.start]
    start = _FROM.search(text)
    named = find_years(text[start.start() :]) if start else []
    year = named[0][0] if named else before.period if before.period != own else None
    return (year, replace(before, period=year)), (own, after)


def _with_bases(
    levels: tuple[tuple[int | None, Fact], ...], years: Sequence[int], shelf: Shelf
) -> tuple[tuple[int | None, Fact], ...]:
    """Return the levels with the bases that their own sentences compare them with."""
    found: dict[int | None, Fact] = dict(levels)
    for year, fact in levels:
        for base in (f for f in followers(fact, shelf) if f.kind != "change"):
            named = base.period if base.period != year else None
            if named is None or named in years:
                found.setdefault(named, replace(base, period=named))
    if None in found and len(found) > 2:
        # A base without a year adds nothing to years that are known.
        del found[None]
    return tuple(sorted(found.items(), key=lambda entry: entry[0] or 0))


def _stated(asked: Asked, scope: Scope, years: Sequence[int], shelf: Shelf) -> tuple[Fact, ...]:
    """Return the changes that the reports state of the measure itself."""
    if not years:
        return ()
    given = replace(asked, kinds=frozenset({"change"}), unit="", unit_class="")
    slots = pick_slots(given, replace(scope, years=(years[-1],)), shelf)
    found = (s.fact for s in slots if s.is_clear and s.fact.place == scope.town)
    return tuple(f for f in found if _fits_unit(asked, f) and _is_of_that(asked, f))


def _is_of_that(asked: Asked, change: Fact) -> bool:
    """Return whether a change is of the very thing asked for: all of it named in its clause or
    topic, and nothing narrower named in its own wording (重复信访量下降, asked for 信访)."""
    content = [term for term in asked.terms if not term.is_light]
    near = [key for key, nearness in change.cues if nearness >= CLAUSE_NEAR]
    return all(
        term.text in change.label or any(alike(term, key) >= 0.5 for key in near)
        for term in content
    ) and all(any(_is_same(term, key) for term in content) for key in things_named(change))


def _is_same(term: Term, key: str) -> bool:
    """Return whether a key names what a term does, and nothing narrower (重复信访 for 信访)."""
    before = key.removesuffix(term.key)
    return alike(term, key) >= _SAME and (before == key or before in {"", "行政"})


def _fits_unit(asked: Asked, change: Fact) -> bool:
    """Return whether a change can be of what is asked for: points are of a rate only, and a
    number of other things is none of 件."""
    if change.quantity.unit in POINTS:
        of_rate = any(term.kind == "rate" for term in asked.terms)
        return of_rate or _OF_RATE.search(asked.wording) is not None
    given = class_of(change)
    return not asked.unit_class or given in {asked.unit_class, "rate", "multiple"}


def _between(changes: Sequence[Fact], years: Sequence[int], shelf: Shelf) -> tuple[Fact, ...]:
    """Return the changes from the first of two years to the second; none for other spans."""
    return tuple(fact for fact in changes if len(years) == 2 and _spans(fact, years, shelf))


def _spans(fact: Fact, years: Sequence[int], shelf: Shelf) -> bool:
    """Return whether a reported change is between the two years: the year before, or one it names."""
    words = fold(words_of_change(fact, shelf))
    if _AGAINST_OTHERS.search(words):
        return False
    named = {entry[0] for entry in find_years(words)}
    if named - set(years):
        return False
    return years[0] in named or years[1] - years[0] == 1
