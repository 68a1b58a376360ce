"""``fazhi doctor``: whether everything that fazhi needs is well, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import click

from bot.options import current_settings, shared_options, style_for
from bot.terminal import BAD, GOOD, WARN, Style, wrap
from bot.upkeep.doctor import check_all
from retrieval.records import Check


@click.command("doctor")
@click.option("--offline", is_flag=True, help="Do not ask Telegram.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, on one line.")
@shared_options
@click.pass_context
def command(ctx: click.Context, offline: bool, as_json: bool) -> int:
    """Check database, disk, fonts, token, webhook and clock; exit 1 where something is broken."""
    return report(ctx, check_all(current_settings(ctx), online=not offline), as_json)


def report(ctx: click.Context, checks: Iterable[Check], as_json: bool) -> int:
    """Print each check with its remedy; return 1 where a serious one asks for one, else 0."""
    done = []
    style = style_for(ctx)
    for check in checks:
        done.append(check)
        if not as_json:
            click.echo("\n".join(lines_of(check, style)), color=style.color)
    if as_json:
        from bot.wire import to_line

        click.echo(to_line([{**asdict(check), "ok": check.ok} for check in done]))
    return 1 if any(check.serious and not check.ok for check in done) else 0


def lines_of(check: Check, style: Style) -> list[str]:
    """Return a check as lines: a mark, its name and what was found, the remedy beneath."""
    mark, look = ("✓", GOOD) if check.ok else ("✘", BAD) if check.serious else ("!", WARN)
    lines = wrap(f"{mark} {check.name}：{check.detail}", style)
    lines[0] = style.paint(mark, look) + lines[0][len(mark) :]
    return lines + wrap(f"→ {check.remedy}", style, "  ") if check.remedy else lines
