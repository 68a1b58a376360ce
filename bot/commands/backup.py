"""``fazhi backup``: the library, and what the bot keeps of its chats, in one file."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import click

from bot.database import chats_path, database_path, open_library
from bot.options import current_settings, notice, shared_options
from bot.upkeep.archive import CHATS, write_archive
from bot.upkeep.rotation import expire, new_name
from retrieval.errors import UsageError


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="FILE is a folder: keep the newest N.")
@click.option("--no-chats", is_flag=True, help="Leave out what the bot keeps of its chats.")
@shared_options
@click.pass_context
def command(ctx: click.Context, file: Path, keep: int | None, no_chats: bool) -> int:
    """Back up the database into FILE, or into a new file in the folder FILE.

    The bot and others may go on using the database meanwhile.
    """
    settings = current_settings(ctx)
    library = database_path(settings)
    # The default database is made on first use, and there is nothing to back up before.
    open_library(settings, notice=notice).close()
    in_folder = keep is not None or file.is_dir()
    if in_folder and file.exists() and not file.is_dir():
        raise UsageError(f"--keep 要的是文件夹：{file}", "写文件夹，或去掉 --keep")
    target = new_name(file, datetime.now()) if in_folder else file
    if target.exists() and target.resolve() == library.resolve():
        raise UsageError("备份不能写在数据库自己上", "请换一个文件名")
    manifest = write_archive(
        target, library, None if no_chats else chats_path(library), version("fazhi")
    )
    chats = "，含聊天记录" if CHATS in manifest.parts else ""
    click.echo(f"✓ {target}  {manifest.reports} 份报告{chats}，{_size(target)}")
    for old in expire(file, keep) if keep else ():
        click.echo(f"  移除旧备份 {old.name}")
    return 0


def _size(file: Path) -> str:
    size = file.stat().st_size / 1024
    return f"{size:.0f} KB" if size < 1024 else f"{size / 1024:.1f} MB"
