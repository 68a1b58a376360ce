"""``fazhi show``: a report, or one of its lines with its neighbours."""

from __future__ import annotations

import re

import click

from bot.options import open_from, shared_options, style_for
from bot.render import numbered_lines
from bot.terminal import BOLD
from retrieval.errors import UsageError

_LINE = re.compile(r"[:：]\s*([0-9]+)$")


@click.command("show")
@click.argument("report", nargs=-1, required=True)
@click.option("--around", default=2, show_default=True, help="Neighbouring lines on either side.")
@shared_options
@click.pass_context
def command(ctx: click.Context, report: tuple[str, ...], around: int) -> int:
    """Show REPORT or REPORT:LINE; REPORT is an id, a file name, or place and year."""
    key = " ".join(report)
    found = _LINE.search(key)
    library = open_from(ctx)
    parsed = library.parsed(key[: found.start()] if found else key)
    lines = parsed.report.lines
    style = style_for(ctx)
    if found is None:
        rows = tuple(enumerate(lines, start=1))
        number = 0
    else:
        number = int(found[1])
        if not 1 <= number <= len(lines):
            raise UsageError(f"没有第 {number} 行", f"这份报告共 {len(lines)} 行")
        rows = library.context_of(parsed.report.id, number, max(0, around))
    click.echo(
        style.paint(f"{parsed.report.title}（{parsed.report.file}）", BOLD), color=style.color
    )
    click.echo("\n".join(numbered_lines(rows, number, style)), color=style.color)
    return 0
