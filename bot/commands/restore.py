"""``fazhi restore``: the database as it is in a backup, verified before anything is replaced."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.database import chats_path, database_path
from bot.options import current_settings, notice, shared_options
from bot.upkeep.archive import CHATS, LIBRARY, opened_archive, put_back_chats
from retrieval.errors import LibraryError


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--chats", "with_chats", is_flag=True, help="What the bot kept of its chats, too.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before.")
@shared_options
@click.pass_context
def command(ctx: click.Context, file: Path, with_chats: bool, yes: bool) -> int:
    """Put the database back as it is in the backup FILE, once that has been verified."""
    from retrieval.library import Library

    library = database_path(current_settings(ctx))
    with opened_archive(file) as (manifest, parts):
        if with_chats and CHATS not in parts:
            raise LibraryError(f"这个备份里没有聊天记录：{file}", "去掉 --chats")
        for check in Library.check(parts[LIBRARY]):
            if not check.ok:
                raise LibraryError(f"备份里的资料库不完整：{check.detail}", "请换一个备份文件")
        if not yes and sys.stdin.isatty() and sys.stderr.isatty():
            notice(f"备份：{manifest.made}，{manifest.reports} 份报告 → {library}")
            if not click.confirm("用它替换现有的资料库？", err=True):
                notice("没有恢复。")
                return 0
        if Library.replace(library, parts[LIBRARY]):
            notice(f"原来的数据库已损坏，移到 {library.name}.damaged")
        if with_chats:
            put_back_chats(parts[CHATS], chats_path(library))
    chats = "和聊天记录" if with_chats else ""
    click.echo(f"✓ 已恢复 {manifest.reports} 份报告{chats}（{manifest.made} 的备份）→ {library}")
    return 0
