"""A table on a terminal: a grid a group, what was computed under it, then the lines it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render import quote_lines
from bot.tables.grid import grid_lines
from bot.tables.words import (
    COMPUTED,
    amount_text,
    cell_text,
    cover_text,
    heading,
    legend,
    overlap_note,
    year_text,
)
from bot.terminal import BOLD, DIM, WARN, Style, wrap
from retrieval.records import Value
from retrieval.table_records import Cell, Group, Row, Table

# So many quotes are printed by themselves; a longer table's are asked for.
MOST_QUOTES = 12


def table_lines(table: Table, style: Style, *, quotes: bool | None = None) -> list[str]:
    """Return the printed table; ``quotes`` None prints the lines it rests on where they are few."""
    shown = len(table.evidence) <= MOST_QUOTES if quotes is None else quotes
    lines: list[str] = []
    for group in table.groups:
        lines += wrap(heading(group), style, look=BOLD)
        lines += _group_lines(table, group, style, numbered=shown)
        if note := overlap_note(group):
            lines += wrap(f"⚠ {note}", style, look=WARN)
        lines.append("")
    if words := legend(table):
        lines += wrap(words, style, look=DIM)
    for note in table.notes:
        lines += wrap(note, style, look=DIM)
    if shown:
        for number, item in enumerate(table.evidence, start=1):
            lines += quote_lines(item, style, f"[{number}] ")
    elif table.evidence:
        lines += wrap(
            f"共 {len(table.evidence)} 处原文；加 --quotes 列出，--csv、--xlsx 里每格都带原文。",
            style, look=DIM,
        )  # fmt: skip
    return lines


def sorted_rows(group: Group) -> tuple[Row, ...]:
    """Return a group's rows by the figures of its last year, those without one last."""
    return tuple(sorted(group.rows, key=lambda row: (row.ranks[-1] is None, row.ranks[-1] or 0)))


def _group_lines(table: Table, group: Group, style: Style, *, numbered: bool) -> list[str]:
    ranked = any(row.ranks[-1] is not None for row in group.rows) and len(group.rows) > 1
    header = ["地区", *map(year_text, table.years), *([f"名次{COMPUTED}"] if ranked else [])]
    rows = [
        [
            row.place,
            *(_cell(cell, numbered=numbered) for cell in row.cells),
            *([str(row.ranks[-1] or "")] if ranked else []),
        ]
        for row in group.rows
    ]
    tail = [""] if ranked else []
    for name, values in _computed(group):
        rows.append([f"{name}{COMPUTED}", *values, *tail])
    return grid_lines(header, rows, style)


def _cell(cell: Cell, *, numbered: bool) -> str:
    mark = _mark(cell.value) if numbered else ""
    return cell_text(cell) + mark


def _mark(value: Value | None) -> str:
    return f" [{value.evidence + 1}]" if value and value.evidence is not None else ""


def _computed(group: Group) -> list[tuple[str, Sequence[str]]]:
    """Return the rows of sums and means, with the places that each covers."""
    rows: list[tuple[str, Sequence[str]]] = []
    for name, values in (
        ("合计", [sums.total for sums in group.sums]),
        ("平均", [sums.mean for sums in group.sums]),
    ):
        if any(values):
            cells = [
                f"{amount_text(value)}（{cover_text(sums)}）" if value else ""
                for value, sums in zip(values, group.sums, strict=True)
            ]
            rows.append((name, cells))
    return rows
