"""What of a table can be drawn: bars of one year, or a line a place over the years."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.series import Chart, Line, Point, amount_of, shown_of, sources_of, units_agree
from retrieval.errors import UsageError
from retrieval.records import Value
from retrieval.table_records import Row, Table

MOST_BARS = 40
MOST_LINES = 8


def chart_of_table(table: Table) -> Chart:
    """Return the chart of a table's first group of rows.

    Raises UsageError, with what to ask for instead, where there is nothing to draw, or more than
    a picture can show.
    """
    group = table.groups[0]
    told = [row for row in group.rows if any(cell.value for cell in row.cells)]
    values = [cell.value for row in told for cell in row.cells if cell.value]
    if not values:
        raise UsageError("没有数字可画", "换个指标、地区或年份；fazhi facts 列出报告里有的数字")
    if not units_agree(values) or any(amount_of(value) is None for value in values):
        units = "、".join(dict.fromkeys(value.unit for value in values))
        raise UsageError(
            f"单位写法不同（{units}），画在一张图上会看错", "用 --place 或 --year 选一部分"
        )
    years = [n for n in range(len(table.years)) if any(row.cells[n].value for row in told)]
    if len(years) > 1:
        # Figures of an unknown year have no place on the axis.
        years = [n for n in years if table.years[n] is not None]
    quoted = [table.evidence[value.evidence] for value in values if value.evidence is not None]
    sources, hedged = sources_of(quoted), any(value.approx for value in values)
    if len(years) == 1:
        points = _bars(told, years[0])
        title = f"{_year(table, years[0])}{group.measure}"
        return Chart("bars", title, group.unit, points, sources, hedged)
    if len(told) > MOST_LINES:
        raise UsageError(
            f"{len(told)} 个地方的逐年变化，一张图上看不清",
            f"用 --year 选一年画条形图，或用 --place 选出至多 {MOST_LINES} 个地方",
        )
    lines = tuple(_line(table, row, years) for row in told)
    title = f"{told[0].place if len(told) == 1 else ''}{group.measure}"
    named = lines if len(lines) > 1 else ()
    return Chart("line", title, group.unit, lines[0].points, sources, hedged, named)


def _bars(rows: Sequence[Row], year: int) -> tuple[Point, ...]:
    """Return the figures of one year, the greatest first; the last of too many are left out."""
    figures = [(row.place, value) for row in rows if (value := row.cells[year].value)]
    figures.sort(key=lambda figure: -(amount_of(figure[1]) or 0.0))
    return tuple(_point(place, value) for place, value in figures[:MOST_BARS])


def _line(table: Table, row: Row, years: Sequence[int]) -> Line:
    """Return a place's figures from the first told year to the last; the others are gaps."""
    told = {table.years[number]: row.cells[number].value for number in years}
    known = [year for year in told if year is not None]
    points = []
    for year in range(min(known), max(known) + 1):
        value, label = told.get(year), f"{year}年"
        points.append(_point(label, value) if value else Point(label, None, ""))
    return Line(row.place, tuple(points))


def _point(label: str, value: Value) -> Point:
    return Point(label, amount_of(value), shown_of(value))


def _year(table: Table, number: int) -> str:
    year = table.years[number]
    return f"{year}年" if year is not None else ""
