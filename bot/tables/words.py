"""What the cells of a table say: a figure as its report writes it, or why there is none."""

from __future__ import annotations

from retrieval.records import Value
from retrieval.table_records import Cell, Gap, Group, Sums, Table

# Short, for a cell; and what it means, for the line under the table.
GAPS: dict[Gap, tuple[str, str]] = {
    "no_report": ("—", "没有这一年的报告"),
    "not_reported": ("未写", "报告里没有写"),
    "mentioned_without_figure": ("未列数", "报告提到了，没有给出数字"),
    "unclear_in_source": ("不清", "原文不清，定不下来"),
    "ambiguous": ("多解", "有不止一种读法，没有算进来"),
    "other_row": ("另列", "单位或口径不同，另列一行"),
}
COMPUTED = "*"


def cell_text(cell: Cell) -> str:
    """Return a cell for people: the figure as written, or the short word for its gap."""
    if cell.gap is not None:
        return GAPS[cell.gap][0]
    return cell.written


def amount_text(value: Value) -> str:
    """Return a computed amount for people: 约 before one that isn't exact."""
    return f"{'约' if value.approx else ''}{value.value}{value.unit}"


def year_text(year: int | None) -> str:
    """Return a column's name."""
    return f"{year}年" if year is not None else "年份不明"


def heading(group: Group) -> str:
    """Return a group's name: the measure, its unit, and why it stands apart."""
    unit = f"（{group.unit}）" if group.unit else ""
    apart = f" · {group.reason}" if group.reason else ""
    return f"{group.measure}{unit}{apart}"


def cover_text(sums: Sums) -> str:
    """Return how many of the places a computation covers."""
    return f"{sums.places}/{sums.of}地"


def legend(table: Table) -> str:
    """Return what the short words of a table mean, those alone that it holds."""
    cells = [cell for group in table.groups for row in group.rows for cell in row.cells]
    held = {cell.gap for cell in cells if cell.gap}
    said = [f"{short}：{meaning}" for gap, (short, meaning) in GAPS.items() if gap in held]
    if any(sums.places > 1 for group in table.groups for sums in group.sums):
        said.append(f"{COMPUTED}：由程序算出，只算有数的地方，括号里是有数的／全部地方")
    return "；".join(said)


def overlap_note(group: Group) -> str:
    """Return the warning that a sum counts a place beside a part of it; empty where it doesn't."""
    units = dict.fromkeys(sums.overlap for sums in group.sums if sums.overlap)
    return f"{'、'.join(units)}和它下属的地方同在表里，合计可能重复" if units else ""
