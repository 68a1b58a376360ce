"""``fazhi facts``: the figures one by one, filtered, each with its line and its normal name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bot.filters import read_words, read_years, write_new
from bot.links import url_cell, url_column
from bot.options import notice, open_from, shared_options, style_for
from bot.tables.export import plain_number
from bot.tables.grid import grid_lines
from retrieval.errors import UsageError
from retrieval.records import FactKind
from retrieval.table_records import Figure, FigureFilter

KINDS: dict[FactKind, str] = {"actual": "结果", "target": "目标", "change": "变化", "base": "基数"}
HEADER = ("地区", "年份", "指标", "数字", "性质", "通用名", "出处")
COLUMNS = (
    "place", "year", "measure", "name", "gathered", "value", "unit", "approx", "hedge", "written",
    "kind", "none", "unclear", "section", "role", "report", "title", "file", "line", "quote",
)  # fmt: skip
NOT_FOUND = 1


@click.command("facts")
@click.option("--place", "places", multiple=True, help="Of this place (or town, or region).")
@click.option("--year", "years", multiple=True, help="Of this year: 2023, 2021-2023.")
@click.option("--measure", "measures", multiple=True, help="Of this measure, in any wording.")
@click.option("--unit", "units", multiple=True, help="In this unit, or one for the same thing.")
@click.option("--section", "sections", multiple=True, help="Under a heading that holds this.")
@click.option(
    "--kind", "kinds", multiple=True, help="结果, 目标, 变化 or 基数 (actual, target, …)."
)
@click.option("--csv", "form", flag_value="csv", help="CSV, with a byte order mark.")
@click.option("--json", "form", flag_value="json", help="A list of objects, on one line.")
@click.option("--xlsx", "xlsx", type=click.Path(path_type=Path), help="Write a workbook.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    places: tuple[str, ...],
    years: tuple[str, ...],
    measures: tuple[str, ...],
    units: tuple[str, ...],
    sections: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str | None,
    xlsx: Path | None,
    force: bool,
) -> int:
    """List the figures of the reports. Several filters narrow; one given twice widens."""
    wanted = FigureFilter(
        read_words(places), read_years(years), read_words(measures), read_words(units),
        read_words(sections), tuple(_read_kind(word) for word in read_words(kinds)),
    )  # fmt: skip
    library = open_from(ctx)
    figures = library.figures(wanted)
    if unknown := library.unknown_places(wanted.places):
        notice(f"库里没有这些地区：{'、'.join(unknown)}（fazhi reports 看有哪些）")
    if xlsx is not None:
        from bot.tables.sheets import xlsx_bytes

        sheet = ("数字", (*COLUMNS, *url_column()), [_row(f) for f in figures])
        write_new(xlsx, xlsx_bytes([sheet]), force=force)
        notice(f"{len(figures)} 个数字已写入 {xlsx}")
    elif form == "csv":
        from bot.tables.sheets import csv_text

        click.echo(
            csv_text((*COLUMNS, *url_column()), [_row(figure) for figure in figures]), nl=False
        )
    elif form == "json":
        from bot.wire import to_line

        click.echo(to_line([figure_object(figure) for figure in figures]))
    elif figures:
        style = style_for(ctx)
        rows = [_cells(figure) for figure in figures]
        click.echo("\n".join(grid_lines(HEADER, rows, style, cut=(5, 2, 6))), color=style.color)
        notice(f"共 {len(figures)} 个数字。")
    if not figures:
        notice("没有符合条件的数字；去掉一个条件再试。")
    return 0 if figures else NOT_FOUND


def figure_object(figure: Figure) -> dict[str, object]:
    """Return a figure as an object for programs, the evidence as in an answer."""
    from bot.wire import evidence_object

    return {
        **dict(zip(COLUMNS[:15], _row(figure)[:15], strict=True)),
        "value": figure.value.value,
        "evidence": evidence_object(figure.evidence),
    }


def _row(figure: Figure) -> Sequence[object]:
    value, item = figure.value, figure.evidence
    return (
        value.place, value.year, figure.measure, figure.name, figure.gathered,
        plain_number(value.value), value.unit, value.approx, figure.hedge, figure.written,
        figure.kind, figure.none, figure.unclear, item.section, figure.role, item.report,
        item.title, item.file, item.line, item.quote, *url_cell(item),
    )  # fmt: skip


def _cells(figure: Figure) -> Sequence[str]:
    value, item = figure.value, figure.evidence
    kind = KINDS[figure.kind] + ("（原文不清）" if figure.unclear else "")
    name = figure.name if figure.gathered and figure.name != figure.measure else ""
    source = f"{item.file}:{item.line}"
    year = str(value.year or "")
    return (value.place, year, figure.measure, figure.written, kind, name, source)


def _read_kind(word: str) -> FactKind:
    for kind, name in KINDS.items():
        if word in {kind, name}:
            return kind
    names = "、".join(f"{name}（{kind}）" for kind, name in KINDS.items())
    raise UsageError(f"没有“{word}”这种数字", f"可选：{names}")
