"""A table for programs and spreadsheets: a row a cell with its line, or the grid as people see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from bot.links import url_cell, url_column
from bot.tables.words import cell_text, heading, year_text
from bot.wire import evidence_object
from retrieval.records import Value
from retrieval.table_records import Cell, Group, Row, Sums, Table

COLUMNS = (
    "measure", "group", "reason", "place", "year", "value", "unit", "approx", "hedge", "written",
    "wording", "gap", "readings", "rank", "derived", "covers", "of", "report", "file", "line",
    "quote",
)  # fmt: skip


def columns() -> tuple[str, ...]:
    """Return the columns of a row a cell: with the address of its page where pages are set up."""
    return (*COLUMNS, *url_column())


def plain_number(value: str) -> Decimal | str:
    """Return a value's digits as a number; what is none (2/3) stays as it is."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return value


def cell_rows(table: Table) -> list[tuple[object, ...]]:
    """Return a row for each cell, gaps too, then one for each sum and mean."""
    return [row for group in table.groups for row in _rows_of(table, group)]


def table_object(table: Table) -> dict[str, object]:
    """Return a table as an object for programs; ``evidence`` of a value indexes the table's."""
    evidence = [evidence_object(item) for item in table.evidence]
    return {**asdict(table), "evidence": evidence, "elapsed_ms": round(table.elapsed_ms, 3)}


def sheets(table: Table) -> list[tuple[str, tuple[object, ...], list[tuple[object, ...]]]]:
    """Return a workbook's sheets: the grid, then each cell with its line."""
    header = ("指标", "地区", *map(year_text, table.years))
    grid: list[tuple[object, ...]] = []
    for group in table.groups:
        name = heading(group)
        grid += [(name, row.place, *map(_grid_cell, row.cells)) for row in group.rows]
        grid += [
            (name, f"{label}（算出）", *(plain_number(v.value) if v else None for v in values))
            for label, values in (
                ("合计", [sums.total for sums in group.sums]),
                ("平均", [sums.mean for sums in group.sums]),
            )
            if any(values)
        ]
    return [("对照表", header, grid), ("逐格原文", columns(), cell_rows(table))]


def _grid_cell(cell: Cell) -> object:
    # A hedge would be lost in a bare number: such a figure stays as it is written.
    if cell.value is None or cell.value.approx or cell.hedge:
        return cell_text(cell)
    return plain_number(cell.value.value)


def _rows_of(table: Table, group: Group) -> Iterator[tuple[object, ...]]:
    for row in group.rows:
        for position, cell in enumerate(row.cells):
            yield _cell_row(table, group, row, position, cell)
    for sums in group.sums:
        for name, value in (("合计", sums.total), ("平均", sums.mean)):
            if value is not None:
                yield _sum_row(group, sums, f"{name}（算出）", value)


def _cell_row(
    table: Table, group: Group, row: Row, position: int, cell: Cell
) -> tuple[object, ...]:
    value = cell.value
    shown = table.evidence[value.evidence] if value and value.evidence is not None else None
    source = (shown.report, shown.file, shown.line, shown.quote) if shown else ("", "", "", "")
    return (
        group.measure, heading(group), group.reason, row.place, cell.year,
        plain_number(value.value) if value else "", value.unit if value else "",
        value.approx if value else "", cell.hedge, cell.written, cell.measure, cell.gap or "",
        "、".join(f"{v.value}{v.unit}" for v in cell.readings), row.ranks[position],
        False if value else "", "", "", *source, *url_cell(shown),
    )  # fmt: skip


def _sum_row(group: Group, sums: Sums, name: str, value: Value) -> tuple[object, ...]:
    return (
        group.measure, heading(group), group.reason, name, sums.year, plain_number(value.value),
        value.unit, value.approx, "", "", "", "", "", None, True, sums.places, sums.of,
        "", "", "", "", *url_cell(None),
    )  # fmt: skip
