"""Rows for a terminal: aligned columns where they fit, else a block a row."""

from __future__ import annotations

from collections.abc import Sequence

from bot.terminal import BOLD, DIM, Style, clip, pad, width_of, wrap

GAP = "  "
# A column of wording may be cut to this, in columns of the terminal.
_NARROWEST = 12


def grid_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], style: Style, *, cut: Sequence[int] = ()
) -> list[str]:
    """Return header and rows as aligned lines.

    On a terminal the columns in ``cut`` (the most dispensable first) are cut until a line fits;
    where that is not enough, each row becomes a block: its first cells as a head, the others
    below with their column's name. Into a pipe everything goes whole.
    """
    widths = [max(width_of(row[i]) for row in [header, *rows]) for i in range(len(header))]
    if style.width is not None:
        for column in cut:
            over = sum(widths) + len(GAP) * (len(widths) - 1) - style.width
            if over > 0:
                widths[column] = max(min(_NARROWEST, widths[column]), widths[column] - over)
        if sum(widths) + len(GAP) * (len(widths) - 1) > style.width:
            return [line for row in rows for line in _block(header, row, style)]
    lines = []
    for number, row in enumerate([header, *rows]):
        cells = [pad(clip(cell, width), width) for cell, width in zip(row, widths, strict=True)]
        line = GAP.join(cells).rstrip()
        lines.append(line if number else style.paint(line, BOLD))
    return lines


def _block(header: Sequence[str], row: Sequence[str], style: Style) -> list[str]:
    head, *others = row
    lines = wrap(head, style, look=BOLD)
    for name, cell in zip(header[1:], others, strict=True):
        if cell:
            lines += wrap(f"{name} {cell}", style, "  ", look=DIM if name == header[-1] else "")
    return lines
