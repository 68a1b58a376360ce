"""Rows as files for spreadsheets: CSV with the mark that tells them it is UTF-8, and xlsx."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

BOM = "\ufeff"
Row = Sequence[object]
# A workbook's sheet names are short and hold none of these.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
# More digits than a spreadsheet keeps would be rounded in silence.
_MOST_DIGITS = 15
_WIDEST = 60


def csv_text(header: Row, rows: Sequence[Row]) -> str:
    """Return a CSV file's text, a byte order mark before it; None becomes an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return BOM + buffer.getvalue()


def xlsx_bytes(sheets: Sequence[tuple[str, Row, Sequence[Row]]]) -> bytes:
    """Return a workbook of (name, header, rows) sheets; plain digits become numbers, text stays text."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    # A text that looks like a formula or a link is the report's wording, not to be run.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, header, rows in sheets:
            sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(header):
                sheet.write_string(0, column, str(title), bold)
                sheet.set_column(column, column, _width([header, *rows], column))
            for line, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    if (number := _number(cell)) is not None:
                        sheet.write_number(line, column, number)
                    elif cell is not None and cell != "":
                        sheet.write_string(line, column, str(cell))
    return out.getvalue()


def _number(cell: object) -> float | None:
    """Return a cell as the number it is, None where a spreadsheet could not hold it exactly."""
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return None
    try:
        exact = Decimal(cell)
        return float(cell) if len(exact.as_tuple().digits) <= _MOST_DIGITS else None
    except InvalidOperation:
        return None


def _width(rows: Sequence[Row], column: int) -> int:
    longest = max(
        (_columns(str(row[column])) for row in rows[:200] if column < len(row)), default=8
    )
    return min(_WIDEST, max(6, longest + 2))


def _columns(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)
