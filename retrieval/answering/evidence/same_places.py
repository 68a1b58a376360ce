"""One place under one name: its reports tell more or less of the units above it.

A street's report of one year may name its district in the title, that of the next may not.
Both are of one place, unless the library has the same name under two different units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.records import Place, Report


def unite_places(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports, in order, those of one place bearing equal places.

    The place with the most units above it stands for all, with the aliases of all. A name
    told without any unit stays apart where several places share it.
    """
    reports = tuple(reports)
    united = _united({report.place for report in reports if report.place})
    return tuple(
        replace(report, place=one)
        if report.place and (one := united[report.place]) is not report.place
        else report
        for report in reports
    )


def _united(places: set[Place]) -> dict[Place, Place]:
    by_name: dict[str, list[Place]] = {}
    for place in places:
        by_name.setdefault(place.name, []).append(place)
    united: dict[Place, Place] = {}
    for alike in by_name.values():
        for group in _groups(alike):
            fullest = group[0]
            names = dict.fromkeys(alias for place in group for alias in place.aliases)
            one = replace(fullest, aliases=tuple(names)) if len(group) > 1 else fullest
            united.update(dict.fromkeys(group, one))
    return united


def _groups(alike: list[Place]) -> list[list[Place]]:
    """Return places of one name, grouped by which of them may be one; the fullest leads."""
    groups: list[list[Place]] = []
    for place in sorted(alike, key=lambda p: (-len(p.parents), p.parents, p.aliases, p.kind)):
        # What isn't told is no contradiction.
        fitting = [group for group in groups if set(place.parents) <= set(group[0].parents)]
        if len(fitting) == 1:
            fitting[0].append(place)
        else:
            groups.append([place])
    return groups
