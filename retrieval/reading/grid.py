"""Tables with merged cells to lines: every row as many cells as columns, parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CELL = "\t"
# Cells that hold paragraphs, on the whole, only lay out the page.
_LONGEST_CELL = 60
_MOST_COLUMNS = 200
_FIGURE = re.compile(r"[-+]?\d[\d.,，％%‰ ]*(?![年月日季])[\u4e00-\u9fff㎡]{0,3}")


class Cell(NamedTuple):
    """A cell as the file holds it: its text, and how many columns and rows it takes."""

    text: str
    across: int = 1
    down: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines for a table whose ``rows`` hold each cell once, where it begins.

    A merged name stands in all its places. A merged figure belongs to no single column or
    row: its places stay empty, and it follows the table on a line of its own with its
    label. A row that is one text over all columns is a line of its own, and a table that
    only lays out the page gives the lines of its cells.
    """
    texts = [cell.text for row in rows for cell in row]
    widest = max((sum(c.across for c in row) for row in rows), default=0)
    filled = [len(t) for t in texts if t.strip()]
    long = sum(filled) > _LONGEST_CELL * max(len(filled), 1)
    if widest <= 1 or widest > _MOST_COLUMNS or long:
        return [line.strip() for t in texts for line in t.split("\n") if line.strip()]
    grid, loose = _lay_out(rows)
    return [_row_line(row) for row in grid if any(row)] + loose


def _lay_out(rows: Sequence[Sequence[Cell]]) -> tuple[list[list[str]], list[str]]:
    places: list[dict[int, str]] = [{} for _ in rows]
    loose: list[str] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in places[at]:
                column += 1
            text = " ".join(cell.text.split())
            merged = cell.across > 1 or cell.down > 1
            if merged and at and _FIGURE.fullmatch(text):
                loose.append("  ".join([*_labels(places[at], row, cell), text]))
                text = ""
            for below in range(at, min(at + cell.down, len(rows))):
                for right in range(column, column + cell.across):
                    places[below].setdefault(right, text)
            column += cell.across
    width = max((max(p, default=-1) + 1 for p in places), default=0)
    return [[p.get(i, "") for i in range(width)] for p in places], loose


def _labels(before: dict[int, str], row: Sequence[Cell], cell: Cell) -> list[str]:
    """Return the names that hold for a merged figure: those of its row, over the same rows."""
    if cell.down > 1:
        names = [c.text for c in row if c.down == cell.down and c is not cell]
    else:
        names = [before[column] for column in sorted(before)]
    kept = (" ".join(n.split()) for n in names)
    return list(dict.fromkeys(n for n in kept if n and not _FIGURE.fullmatch(n)))


def _row_line(row: Sequence[str]) -> str:
    alone = len(row) > 2 and len(set(row)) == 1
    return row[0] if alone else CELL.join(row)
