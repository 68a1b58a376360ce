"""Which figure a question means: one, one for each place and year, or several that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.best_readings import best_readings
from retrieval.answering.selecting.looks import look_again
from retrieval.answering.selecting.matcher import Matcher
from retrieval.records import Fact, Report

# Of the candidates that were looked at so many are kept.
_MOST_CONSIDERED = 12


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
    matcher = Matcher(scope, shelf)
    matched = matcher.match(asked, _MOST_CONSIDERED) if closely else matcher.match_closely(asked)
    fitting = matched.fitting
    if not fitting:
        asked, fitting = look_again(asked, matcher)
    unclear = tuple(c.fact for c in fitting if c.fact.unclear)
    slots = _drop_weak(_slots(fitting, asked, shelf))
    return Selection(tuple(slots), tuple(matched.considered[:_MOST_CONSIDERED]), unclear)


def consider(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[Candidate, ...]:
    """Return the candidates that :func:`select` looks at, ``closely``."""
    matched = Matcher(scope, shelf).match(asked, _MOST_CONSIDERED)
    return tuple(matched.considered[:_MOST_CONSIDERED])


def _slots(fitting: Sequence[Candidate], asked: Asked, shelf: Shelf) -> list[Slot]:
    """Return the readings that fit by place and year, best first in each."""
    groups: dict[tuple[str, str, int | None], list[Candidate]] = {}
    for candidate in fitting:
        fact = candidate.fact
        report = shelf.by_id[fact.report]
        year = fact.period if fact.period is not None else report.year
        groups.setdefault((fact.place, _place_key(report), year), []).append(candidate)
    return [
        Slot(
            town or _place_name(shelf.by_id[group[0].fact.report]),
            year,
            best_readings(group, year, shelf, asked),
        )
        for (town, _, year), group in groups.items()
    ]


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
