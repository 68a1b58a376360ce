"""``fazhi config``: what is set, and where it came from."""

from __future__ import annotations

from pathlib import Path

import click

from bot.database import database_path
from bot.folders import config_folder
from bot.options import current_settings, shared_options, style_for
from bot.settings import FILE_NAME, SETTINGS, Origin, Setting, Settings
from bot.terminal import DIM, pad, width_of
from retrieval.errors import ConfigError


@click.group("config", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Show the settings."""
    return int(ctx.invoke(show)) if ctx.invoked_subcommand is None else 0


@command.command("show")
@shared_options
@click.pass_context
def show(ctx: click.Context) -> int:
    """Show every setting with its origin."""
    settings = current_settings(ctx)
    style = style_for(ctx)
    rows = [(s, _shown(s, settings.origins[s.key], settings)) for s in SETTINGS]
    wide = max(width_of(f"{s.key} = {value}") for s, value in rows)
    for setting, value in rows:
        source = settings.origins[setting.key].source
        text = pad(f"{setting.key} = {value}", min(wide, 60))
        click.echo(f"{text}  {style.paint(f'← {source}', DIM)}", color=style.color)
    files = f"配置文件：{Path(FILE_NAME).absolute()}，其次 {config_folder() / FILE_NAME}"
    click.echo(files, err=True)
    return 0


@command.command("check")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, on one line.")
@shared_options
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> int:
    """Check every setting without starting anything; exit 5 where one is wrong."""
    from bot.commands.doctor import report
    from bot.upkeep.doctor import check_settings

    code = report(ctx, check_settings(current_settings(ctx)), as_json)
    return ConfigError.exit_code if code else 0


def _shown(setting: Setting, origin: Origin, settings: Settings) -> str:
    if setting.key == "db":
        return str(database_path(settings))
    match origin.value:
        case None:
            return "（未设）"
        case _ if setting.secret:
            return "（已设，不显示）"
        case bool() as flag:
            return "true" if flag else "false"
        case tuple() as ids:
            return ", ".join(map(str, ids)) or "（空）"
    return str(origin.value)
