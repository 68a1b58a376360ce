"""Word to systemd, where it started the bot (``Type=notify``): begun, alive, ending."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def notify(word: str, environment: Mapping[str, str] | None = None) -> bool:
    """Return whether there was a supervisor to tell; it not listening is only logged."""
    name = (os.environ if environment is None else environment).get("NOTIFY_SOCKET", "")
    if not name:
        return False
    # systemd writes an abstract name with @ for its leading zero.
    address = "\0" + name[1:] if name.startswith("@") else name
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.connect(address)
            channel.sendall(word.encode())
    except OSError as error:
        log.warning("没能通知 systemd：%s", error.strerror)
    return True


async def report_alive(environment: Mapping[str, str] | None = None) -> None:
    """Tell the supervisor, twice in the time that it grants, that the event loop still turns.

    Returns at once where nobody watches; otherwise runs until it is cancelled.
    """
    environment = os.environ if environment is None else environment
    granted = environment.get("WATCHDOG_USEC", "")
    watched = environment.get("WATCHDOG_PID", str(os.getpid()))
    if not granted.isdecimal() or watched != str(os.getpid()):
        return
    while notify(ALIVE, environment):
        await asyncio.sleep(int(granted) / 2_000_000)
