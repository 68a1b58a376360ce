"""Records of tables, made in half the time.

A frozen dataclass sets each of its fields by a call that looks the field up by name. A table of thousands
of cells pays more for that than for reading what is in them, so here fields are set where they lie.
What is made is the same, frozen like any other.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from retrieval.records import Evidence, Value
from retrieval.table_records import Cell

_new = object.__new__


def _setters(record: Any) -> list[Callable[[object, object], None]]:
    """Return what sets each field of a record, in their order."""
    return [getattr(record, name).__set__ for name in record.__slots__]


_e0, _e1, _e2, _e3, _e4, _e5, _e6, _e7, _e8 = _setters(Evidence)
_v0, _v1, _v2, _v3, _v4, _v5, _v6, _v7 = _setters(Value)
_c0, _c1, _c2, _c3, _c4, _c5, _c6 = _setters(Cell)


def make_evidence(
    report: str, title: str, place: str, year: int | None, file: str, line: int, section: str,
    quote: str, highlights: tuple[tuple[int, int], ...],
) -> Evidence:  # fmt: skip
    """Return a quote."""
    made = _new(Evidence)
    _e0(made, report)
    _e1(made, title)
    _e2(made, place)
    _e3(made, year)
    _e4(made, file)
    _e5(made, line)
    _e6(made, section)
    _e7(made, quote)
    _e8(made, highlights)
    return made


def make_value(
    value: str, unit: str, measure: str, place: str, year: int | None, approx: bool,
    evidence: int | None,
) -> Value:  # fmt: skip
    """Return a value that is not derived."""
    made = _new(Value)
    _v0(made, value)
    _v1(made, unit)
    _v2(made, measure)
    _v3(made, place)
    _v4(made, year)
    _v5(made, approx)
    _v6(made, False)
    _v7(made, evidence)
    return made


def make_cell(year: int | None, value: Value, written: str, hedge: str, measure: str) -> Cell:
    """Return a cell that has a figure."""
    made = _new(Cell)
    _c0(made, year)
    _c1(made, value)
    _c2(made, written)
    _c3(made, hedge)
    _c4(made, measure)
    _c5(made, None)
    _c6(made, ())
    return made


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles of garbage inside the block, nor in what was made there soon after: a table
    makes none, but so many objects that to search them takes as long as half the table."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Counted among what is old already, they are looked at when all is.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()
