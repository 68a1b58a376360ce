"""``fazhi reports``: what is in the database."""

from __future__ import annotations

from dataclasses import asdict

import click

from bot.decisions import decision_lines, doubt_of
from bot.options import notice, open_from, shared_options, style_for
from bot.terminal import BOLD, DIM, WARN, Style, clip, pad, width_of, wrap
from retrieval.errors import LibraryError
from retrieval.records import ReportSummary

HEADER = ("地区", "年份", "段落", "数字", "文件", "标题")
GAP = "  "


@click.command("reports")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, on one line.")
@click.option("--check", is_flag=True, help="Say how place, year and title were found.")
@shared_options
@click.pass_context
def command(ctx: click.Context, as_json: bool, check: bool) -> int:
    """List the reports in the database."""
    reports = open_from(ctx).reports()
    if as_json:
        from bot.wire import to_line

        click.echo(to_line([asdict(report) for report in reports]))
        return 0
    if not reports:
        raise LibraryError("库里还没有报告", "请先：fazhi ingest 报告文件夹")
    style = style_for(ctx)
    lines = check_lines(reports, style) if check else report_table(reports, style)
    click.echo("\n".join(lines), color=style.color)
    if check:
        doubts = sum(bool(doubt_of(report)) for report in reports)
        notice(f"共 {len(reports)} 份，要核对的 {doubts} 份。")
    return 0


def check_lines(reports: tuple[ReportSummary, ...], style: Style) -> list[str]:
    """Return what was decided about each report and why, those to look at first."""
    lines = []
    for report in sorted(reports, key=lambda report: not doubt_of(report)):
        lines.append(style.paint(f"{report.file}  {report.id}", BOLD))
        if doubt := doubt_of(report):
            lines += wrap(f"⚠ {doubt}", style, "  ", look=WARN)
        for line in decision_lines(report):
            lines += wrap(line, style, "  ")
    return lines


def report_table(reports: tuple[ReportSummary, ...], style: Style) -> list[str]:
    """Return the reports as aligned rows; a window too narrow for a row gets blocks instead."""
    rows = [_cells(report) for report in reports]
    widths = [max(width_of(row[i]) for row in [HEADER, *rows]) for i in range(len(HEADER) - 1)]
    left = sum(widths) + len(GAP) * len(widths)
    if style.width is not None and left > style.width:
        return [line for row in rows for line in _block(row, style, style.width)]
    room = None if style.width is None else style.width - left
    lines = []
    for number, row in enumerate([HEADER, *rows]):
        # A title of which hardly anything would be seen is left out.
        title = row[-1] if room is None else clip(row[-1], room) if room >= 8 else ""
        cells = [pad(cell, width) for cell, width in zip(row[:-1], widths, strict=True)]
        line = GAP.join([*cells, title]).rstrip()
        lines.append(line if number else style.paint(line, BOLD))
    return lines


def _cells(report: ReportSummary) -> tuple[str, ...]:
    above = report.parents[-1] if report.parents else ""
    # An office is named with its county already (清平县公安局).
    place = report.place if report.place.startswith(above) else above + report.place
    year = str(report.year) if report.year else "不明"
    return (
        place or "不明", year, str(report.passages), str(report.figures), report.file, report.title
    )  # fmt: skip


def _block(row: tuple[str, ...], style: Style, width: int) -> list[str]:
    place, year, passages, figures, file, _ = row
    return [
        style.paint(clip(f"{place} {year}", width), BOLD),
        clip(f"  段落 {passages} 数字 {figures}", width),
        style.paint(clip(f"  {file}", width), DIM),
    ]
