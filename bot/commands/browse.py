"""``fazhi browse``: the library as web pages on this machine."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import click

from bot.browse.app import HOST, check_installed, serve
from bot.browse.names import DATABASE
from bot.options import notice, open_from, shared_options
from retrieval.errors import LibraryError, UsageError

DEFAULT_PORT = 8001


@click.command("browse")
@click.option("--host", default=HOST, show_default=True, help="Another one lets others read, too.")
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@shared_options
@click.pass_context
def command(ctx: click.Context, host: str, port: int, no_open: bool) -> int:
    """Show the library in a browser, on this machine: reports, lines, figures, search.

    What is shown is a copy made now: run it again after reports were added.
    """
    check_installed()
    library = open_from(ctx)
    count = len(library.reports())
    if not count:
        raise LibraryError("库里还没有报告", "请先：fazhi ingest 报告文件夹")
    _check_port(host, port)
    with tempfile.TemporaryDirectory(prefix="fazhi-browse-") as folder:
        file = Path(folder) / f"{DATABASE}.db"
        notice(f"正在准备 {count} 份报告的浏览页 …")
        library.write_browsing(file)
        address = f"http://{host}:{port}/"
        whose = "只有本机能打开" if host == HOST else "连得上的人都能看"
        notice(f"{address} （{whose}；Ctrl-C 结束）")
        if host == HOST:
            notice(f"要让回答里的引文带链接：FAZHI_BROWSE_URL={address.rstrip('/')}")
        serve(file, port, "" if no_open else address, host)
    return 0


def _check_port(host: str, port: int) -> None:
    """Raise UsageError where the address is not ours or taken: before the copy is made, not after."""
    with socket.socket() as probe:
        # As the server itself does: a port that was just given up is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"端口 {port} 用不了：{error.strerror}", "换一个，例如 fazhi browse --port 8002"
            ) from error
