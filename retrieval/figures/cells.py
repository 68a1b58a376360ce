"""Figures of tables: a cell is a fact of its row's label under its column's header.

A row is a sentence whose cells are parted by tabs, under the passage's ``headers``. The
unit comes from the cell, its header (`受理（件）`), the row's own label or unit column, or the
caption (`单位：万元`). A column may be a year, a row a town; a row of totals stands for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.figures.column_heads import ColumnHead, read_head
from retrieval.language.fold import fold
from retrieval.language.numerals import parse_arabic
from retrieval.language.quantities import find_quantities
from retrieval.language.units import load_units
from retrieval.records import FactKind, Passage, Quantity

_NUMBER = re.compile(r"\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(%)?\s*")
_TOTAL = re.compile(r"合计|总计|小计|共计|总数|全[县区市镇局街]|累计")
_CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s)）、，,；;]+)")
_NO_HEAD = ColumnHead("", "", None, "actual")
_UNIT_COLUMN = frozenset({"单位", "计量单位"})
_LINE = re.compile(
    r"^\s*(?P<label>[^\d\s][^\d]*?)(?:\s{2,}|\t|\s*[:：]\s*)(?P<number>\d[\d,]*(?:\.\d+)?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: ``row`` and ``column`` are its label and header, units and years cut off."""

    sentence: int
    quantity: Quantity
    row: str
    column: str
    year: int | None
    kind: FactKind
    is_total: bool


def find_cells(passage: Passage, caption: str, own_year: int | None = None) -> tuple[Cell, ...]:
    """Return the figures of a table passage, row by row; ``caption`` is the wording above it,
    ``own_year`` the report's, from which a header's 上年 counts back."""
    heads = [read_head(header, own_year) for header in passage.headers]
    unit_column = next((i for i, head in enumerate(heads) if head.name in _UNIT_COLUMN), None)
    default = caption_unit(caption)
    found: list[Cell] = []
    for number, sentence in enumerate(passage.sentences):
        cells = _split(sentence.text)
        if len(cells) < 2:
            continue
        own = read_head(cells[0][0], own_year, column=False)
        row_unit = (
            cells[unit_column][0].strip()
            if unit_column is not None and unit_column < len(cells)
            else ""
        )
        row_unit = row_unit or own.unit
        label = own.name if own.unit or own.year else fold(cells[0][0].strip())
        for column, (text, start) in enumerate(cells):
            if column == 0 or column == unit_column:
                continue
            head = heads[column] if column < len(heads) else _NO_HEAD
            quantity = _cell_quantity(text, start, head.unit or row_unit or default)
            if quantity is None:
                continue
            year = head.year if head.year is not None else own.year
            kind = own.kind if head.kind == "actual" else head.kind
            total = bool(_TOTAL.search(label))
            found.append(Cell(number, quantity, label, head.name, year, kind, total))
    return tuple(found)


def find_line_figure(text: str, unit: str) -> tuple[str, Quantity] | None:
    """Return (label, amount) of a line that is a label and a bare number (`罚款  132.6`), under
    a caption that names the ``unit``; None for any other line."""
    match = _LINE.match(fold(text))
    if not match or not unit:
        return None
    start, end = match.span("number")
    value = parse_arabic(match.group("number"))
    return match.group("label").strip(), Quantity(text[start:end], value, unit, start, end)


def is_bare_line(text: str) -> bool:
    """Return whether a line is a label and a bare number, as such lists consist of."""
    return all(_LINE.match(fold(line)) for line in text.split("\n"))


def caption_unit(caption: str) -> str:
    """Return the unit that a caption gives to all that follows, if it is a known unit."""
    match = _CAPTION_UNIT.search(fold(caption))
    return match.group(1) if match and match.group(1) in load_units().class_of else ""


def _split(text: str) -> list[tuple[str, int]]:
    cells, start = [], 0
    for part in re.split(r"[\t|]", text):
        cells.append((part, start))
        start += len(part) + 1
    return cells


def _cell_quantity(text: str, start: int, unit: str) -> Quantity | None:
    """Return a cell's amount, its span counted in the row; None without a number or a unit."""
    own = find_quantities(text)
    if len(own) == 1 and own[0].text.strip() == text.strip():
        quantity = own[0]
        return Quantity(
            quantity.text, quantity.value, quantity.unit, start + quantity.start,
            start + quantity.end, quantity.approx, quantity.hedge,
        )  # fmt: skip
    match = _NUMBER.fullmatch(fold(text))
    if not match or not (unit or match.group(2)):
        return None
    left, right = match.span(1)
    unit = match.group(2) or unit
    end = match.end(2) if match.group(2) else right
    return Quantity(text[left:end], parse_arabic(match.group(1)), unit, start + left, start + end)
