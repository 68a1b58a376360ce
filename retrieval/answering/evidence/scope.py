"""Which reports a question is about, or why there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.answering.asking.place_bounds import is_joined
from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.span_of_years import asked_years
from retrieval.answering.evidence.fact_index import Among
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.unit_offices import offices_of, speakers_for
from retrieval.records import Place, Reason, Report

# What may stand between a unit and one inside it (某县2024年的某镇).
_ONLY_A_YEAR = re.compile(r"(?:\d{4}年度?)?(?:里|的|下辖的?|下面的?|所辖的?|\s)*")
_LOWEST = frozenset({"街道", "镇", "乡", "社区", "村"})


@dataclass(frozen=True, slots=True)
class Scope:
    """``reports`` to look in and ``years`` the figures must be of (empty: each report's own).

    ``places`` are the places named; ``town`` is one inside a report's area that has no report
    of its own. ``missing`` are names the library has nothing of. ``note`` names what a slip or
    ``unit``, a unit without a report of its own, was taken for: its offices that have one.
    ``body`` is the unit's government, where its figures alone are asked for.
    ``reason`` and ``what`` are set where nothing can be looked up. ``among`` are the reports of
    all places that this one is set beside: their figures are chosen together.
    """

    reports: tuple[Report, ...]
    years: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()
    town: str = ""
    note: str = ""
    unit: str = ""
    body: str = ""
    reason: Reason | None = None
    what: str = ""
    among: Among | None = None

    @property
    def is_one_place(self) -> bool:
        """True where the question names exactly one place of the library."""
        return len(self.places) == 1

    def name(self) -> str:
        """Return place and year for people; 这些报告 where several places are meant."""
        place = self.town or (self.places[0].name if self.is_one_place else "")
        year = f"{self.years[0]}年" if len(self.years) == 1 else ""
        return f"{place}{year}" if place or year else "资料库"


def find_scope(question: Question, shelf: Shelf, *, regions_allowed: bool = False) -> Scope:
    """Return the reports that the question's places and years leave.

    A unit above the reporting places (a county of which only a street reports) is no place
    of the library, unless ``regions_allowed`` (comparisons among its places). A name that is
    set beside a known one (甲和乙各多少) is never passed over: without it there is no answer.
    """
    mentions = question.places
    known = [m for m in mentions if m.places and not m.is_region]
    regions = [m for m in mentions if m.is_region]
    beside = [
        m
        for m in mentions
        if known and _is_lacking(m) and is_joined(question.folded, m.start, m.end)
    ]
    missing = tuple(m.text for m in mentions if m in beside or (_is_lacking(m) and not m.is_region))
    towns = [m for m in mentions if not m.places and m.reports]
    note = "、".join(m.corrected for m in known if m.corrected)
    unit = body = ""
    town = towns[0].text if towns else ""
    if not town and not regions_allowed and (inside := _one_inside(known, question)):
        known, town = inside
    if beside and not regions_allowed:
        return Scope(
            (), question.years, missing=missing, reason="no_such_place", what=beside[0].text
        )
    if known:
        places = tuple(dict.fromkeys(p for m in known for p in m.places))
        reports = shelf.of_places(places)
        if town and towns and not any(r.id in towns[0].reports for r in reports):
            town = ""
        if not town and missing and all(p.kind not in _LOWEST for p in places) and len(places) == 1:
            # 某县某镇: a town that its county's report doesn't speak of.
            return Scope(
                (), question.years, missing=missing, reason="no_such_place", what=missing[0]
            )
    elif towns:
        reports = tuple(shelf.by_id[r] for m in towns for r in m.reports)
        places = tuple(dict.fromkeys(r.place for r in reports if r.place))
    elif missing:
        return Scope((), question.years, missing=missing, reason="no_such_place", what=missing[0])
    elif regions:
        below = tuple(dict.fromkeys(p for m in regions for p in m.places))
        if regions_allowed and len(below) > 1:
            places = below
        else:
            # One street's figure is not its county's, even where totals or comparisons are asked for.
            places, unit = offices_of(regions[0], question.folded), regions[0].text
            if not places and (places := speakers_for(regions[0], question.folded)):
                body = "政府"
            note = "、".join(place.name for place in places)
        if not places:
            return Scope((), question.years, reason="no_such_place", what=unit)
        reports = shelf.of_places(places)
    else:
        places, reports = (), shelf.reports
    years, offset = asked_years(question)
    if offset is not None and not years:
        years = _relative_years(offset, reports)
    return Scope(reports, years, places, missing, town=town, note=note, unit=unit, body=body)


def _one_inside(
    known: list[PlaceMention], question: Question
) -> tuple[list[PlaceMention], str] | None:
    """Return where 某县2024年某镇 is looked for, None where no such two are named: in the town's own
    reports where they say that it lies there, else as a town in the county's (its name follows)."""
    if len(known) != 2:
        return None
    upper, lower = sorted(known, key=lambda mention: mention.start)
    kinds = {place.kind for place in lower.places}
    above = {place.kind for place in upper.places}
    if not kinds <= _LOWEST or above & _LOWEST:
        return None
    if not _ONLY_A_YEAR.fullmatch(question.folded[upper.end : lower.start]):
        return None
    own = tuple(p for p in lower.places if any(u.name in p.parents for u in upper.places))
    return ([replace(lower, places=own)], "") if own else ([upper], lower.text)


def _is_lacking(mention: PlaceMention) -> bool:
    """Return whether no report stands under a name, nor speaks of it as a town."""
    return mention.is_region or not (mention.places or mention.reports)


def _relative_years(offset: int, reports: tuple[Report, ...]) -> tuple[int, ...]:
    """Return the year meant by 去年 or 今年: counted from the latest report in scope."""
    years = [report.year for report in reports if report.year is not None]
    if not years:
        return ()
    return (max(years) + offset,)
