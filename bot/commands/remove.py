"""``fazhi remove``: reports out of the database. The files they came from stay."""

from __future__ import annotations

import sys

import click

from bot.options import open_from, shared_options
from retrieval.records import ReportSummary


@click.command("remove")
@click.argument("reports", nargs=-1, required=True)
@click.option("-y", "--yes", is_flag=True, help="Do not ask before.")
@shared_options
@click.pass_context
def command(ctx: click.Context, reports: tuple[str, ...], yes: bool) -> int:
    """Remove each REPORT, named as for `show`, from the database; files are not touched."""
    library = open_from(ctx)
    chosen = library.pick(reports)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        for report in chosen:
            click.echo(describe(report), err=True)
        if not click.confirm(f"从库里移除这 {len(chosen)} 份报告？", err=True):
            click.echo("没有移除。", err=True)
            return 0
    for report in library.remove([report.id for report in chosen]):
        click.echo(f"✓ 移除  {describe(report)}")
    return 0


def describe(report: ReportSummary) -> str:
    """Return a report's file, place and year in a line."""
    year = f"{report.year}年" if report.year else "年份不明"
    return f"{report.file}  {report.place or '地区不明'} {year}"
