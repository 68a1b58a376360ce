"""``fazhi chat``: the conversation, on a terminal or through a pipe."""

from __future__ import annotations

import click

from bot.options import current_settings, open_from, shared_options


@click.command("chat")
@shared_options
@click.pass_context
def command(ctx: click.Context) -> int:
    """Ask and ask on: follow-ups lean on what was said before."""
    from bot.repl.loop import run

    return run(open_from(ctx), current_settings(ctx))
