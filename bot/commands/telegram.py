"""``fazhi telegram``: run the Telegram bot."""

from __future__ import annotations

import click

from bot.options import current_settings, shared_options


@click.command("telegram")
@shared_options
@click.pass_context
def command(ctx: click.Context) -> int:
    """Run the Telegram bot with the token in FAZHI_TELEGRAM_TOKEN (or a file of it)."""
    from bot.telegram.app import run

    return int(run(current_settings(ctx)) or 0)
