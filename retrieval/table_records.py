"""The values of tables: figures one by one, and figures of many places and years side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.records import Evidence, FactKind, Role, Value

Gap = Literal[
    "no_report",
    "not_reported",
    "mentioned_without_figure",
    "unclear_in_source",
    "ambiguous",
    "other_row",
]


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which figures are wanted: an empty field leaves all in, several entries mean any of them."""

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[FactKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report with its line.

    ``measure`` is the report's own wording, ``name`` the one name for all wordings of the same
    thing; where a wording can't be gathered under one, ``gathered`` is False and ``name`` is the
    wording. ``written`` is the figure as the report has it, ``role`` that of its section.
    """

    value: Value
    written: str
    hedge: str
    measure: str
    name: str
    gathered: bool
    kind: FactKind
    none: bool
    unclear: bool
    role: Role
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """One place and year: a figure, or why there is none (``gap``), never both.

    ``value.evidence`` indexes the table's evidence. ``readings`` are the figures between which
    an ``ambiguous`` cell can't decide. ``measure`` is the report's wording.
    """

    year: int | None
    value: Value | None = None
    written: str = ""
    hedge: str = ""
    measure: str = ""
    gap: Gap | None = None
    readings: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A place's figures over the years of the table, cell by cell; ``rank`` counts within the
    group and year (None where there is no figure, or it is too vague to be ranked)."""

    place: str
    cells: tuple[Cell, ...]
    ranks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is computed of one year of a group: over ``places`` of the ``of`` places of the table.

    ``total`` and ``mean`` are derived values, None for rates and ranks, which don't add up.
    ``overlap`` names a unit that is counted beside a part of it.
    """

    year: int | None
    places: int
    of: int
    total: Value | None = None
    mean: Value | None = None
    overlap: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that may be set against each other: one measure, one unit, one definition.

    ``reason`` says why they do not stand with the measure's other rows; empty for the first.
    """

    measure: str
    unit: str
    rows: tuple[Row, ...]
    sums: tuple[Sums, ...]
    definition: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of places (rows) and years (columns), with the lines they stand in."""

    measures: tuple[str, ...]
    years: tuple[int | None, ...]
    groups: tuple[Group, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
