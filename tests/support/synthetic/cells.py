"""A table's cells held against the figures that the reports are known to state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from retrieval.table_records import Table
from tests.support.synthetic.world import SyntheticReport


@dataclass(slots=True)
class Held:
    """How many cells are right; ``wrong`` ones state another figure than the report does,
    ``missing`` ones are gaps where it states one, ``other`` ones stand under words of their own
    where it states none of the measure."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def hold_against(table: Table, reports: Iterable[SyntheticReport]) -> Held:
    """Return what a table of one measure has for each report, and what it should have."""
    [measure] = table.measures
    cells: dict[tuple[str, int | None], list[tuple[Fraction, str, str]]] = {}
    for group in table.groups:
        for row in group.rows:
            for cell in row.cells:
                if cell.value:
                    found = (Fraction(cell.value.value), cell.value.unit, cell.measure)
                    cells.setdefault((row.place, cell.year), []).append(found)
    held = Held()
    for report in reports:
        shown = cells.get((report.place, report.year), [])
        known = {
            (Fraction(f.value), f.unit)
            for f in report.figures
            if (f.measure, f.period) == (measure, report.year)
        }
        told = f"{report.file} {measure}：{[f'{v}{u} {m}' for v, u, m in shown]} {known}"
        if not known:
            held.other += [told] if shown else []
        elif any((value, unit) in known for value, unit, _ in shown):
            held.right += 1
        else:
            (held.wrong if shown else held.missing).append(told)
    return held
