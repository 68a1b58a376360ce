"""``fazhi compare``: measures over places and years, every cell with its line or its gap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from bot.filters import read_words, read_years, write_new
from bot.options import current_settings, notice, open_from, shared_options, style_for
from bot.tables.printed import sorted_rows, table_lines
from retrieval.table_records import Table

NOT_FOUND = 1


@click.command("compare")
@click.argument("measures", nargs=-1, required=True)
@click.option("--place", "places", multiple=True, help="Only this place (or town, or region).")
@click.option("--year", "years", multiple=True, help="Only this year: 2023, 2021-2023.")
@click.option("--sort", is_flag=True, help="By the figures of the last year, the greatest first.")
@click.option("--quotes/--no-quotes", default=None, help="Print the lines it rests on.")
@click.option("--csv", "form", flag_value="csv", help="A row a cell, with a byte order mark.")
@click.option("--json", "form", flag_value="json", help="The table as an object, on one line.")
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write a workbook.")
@click.option("--bars", is_flag=True, help="Bars instead of the table, on a terminal.")
@click.option("--chart", type=click.Path(path_type=Path), help="Draw into FILE, .png or .svg.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    measures: tuple[str, ...],
    places: tuple[str, ...],
    years: tuple[str, ...],
    sort: bool,
    quotes: bool | None,
    form: str | None,
    xlsx: Path | None,
    bars: bool,
    chart: Path | None,
    force: bool,
) -> int:
    """Set MEASURE… side by side over places and years."""
    if chart is not None:
        from bot.charts.files import picture_of

        # Said before the work is done, not after.
        picture_of(chart)
    wanted, columns = read_words(places), read_years(years)
    table = open_from(ctx).compare(read_words(measures), wanted, columns)
    if sort:
        groups = tuple(replace(group, rows=sorted_rows(group)) for group in table.groups)
        table = replace(table, groups=groups)
    _print(ctx, table, "bars" if bars else form, quotes)
    if xlsx is not None:
        from bot.tables.export import sheets
        from bot.tables.sheets import xlsx_bytes

        write_new(xlsx, xlsx_bytes(sheets(table)), force=force)
        notice(f"表格已写入 {xlsx}")
    if chart is not None and table.evidence:
        from bot.charts.files import write_chart
        from bot.charts.of_table import chart_of_table

        font = current_settings(ctx).path("charts.font")
        write_chart(chart_of_table(table), chart, font, force=force)
        left = "；别的单位、口径或指标没有画进去" if len(table.groups) > 1 else ""
        notice(f"图已写入 {chart}{left}")
    if not table.evidence:
        notice("没有一处报告写到这些数；换个叫法，或用 fazhi facts 看看报告里怎么写。")
    return 0 if table.evidence else NOT_FOUND


def _print(ctx: click.Context, table: Table, form: str | None, quotes: bool | None) -> None:
    if form == "csv":
        from bot.tables.export import cell_rows, columns
        from bot.tables.sheets import csv_text

        click.echo(csv_text(columns(), cell_rows(table)), nl=False)
    elif form == "json":
        from bot.tables.export import table_object
        from bot.wire import to_line

        click.echo(to_line(table_object(table)))
    elif form == "bars" and table.evidence:
        from bot.charts.bars import text_bars
        from bot.charts.of_table import chart_of_table

        style = style_for(ctx)
        click.echo("\n".join(text_bars(chart_of_table(table), style)), color=style.color)
    else:
        style = style_for(ctx)
        click.echo("\n".join(table_lines(table, style, quotes=quotes)), color=style.color)
