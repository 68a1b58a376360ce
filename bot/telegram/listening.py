"""An address to listen on, and listening there."""

from __future__ import annotations

from dataclasses import dataclass

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from retrieval.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Address:
    """A host of this machine and a port; port 0 takes any free one."""

    host: str
    port: int


def listen_on(server: HTTPServer, address: Address) -> str:
    """Let ``server`` listen and return the address it got, as text.

    Raises ConfigError where the address is taken or not ours.
    """
    try:
        sockets = bind_sockets(address.port, address.host)
    except OSError as error:
        raise ConfigError(
            f"监听不了 {address.host}:{address.port}：{error.strerror}",
            "换一个端口，或停掉占用它的程序",
        ) from error
    server.add_sockets(sockets)
    host, port = sockets[0].getsockname()[:2]
    return f"{host}:{port}"
