"""The proxies in front of the webhook, run for real where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from containerfile import DEPLOY

PATH = "/" + "0a" * 20
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 30.0

needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
needs_caddy = pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not installed")
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")


class Behind(BaseHTTPRequestHandler):
    """Stands for the bot: notes what comes through."""

    seen: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append((self.command, self.path, self.headers.get(HEADER, "")))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def behind() -> Iterator[int]:
    Behind.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def run() -> Iterator[Callable[..., None]]:
    """Starts a proxy and waits until it listens; it is ended with the test."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(command: list[str], port: int, **environment: str) -> None:
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stderr=subprocess.PIPE, cwd="/"
        )
        processes.append(process)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if process.poll() is not None:
                break
            time.sleep(0.05)
        process.kill()
        raise AssertionError(f"did not listen: {process.communicate()[1].decode()}")

    yield start
    for process in processes:
        process.terminate()
        process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def status(port: int, path: str, body: bytes | None = b"{}") -> int:
    request = Request(f"http://127.0.0.1:{port}{path}", body, {HEADER: "word"})
    try:
        with urlopen(request) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code


def check_what_passes(port: int) -> None:
    """Only a push of an ordinary size to a path like the bot's own gets through."""
    assert status(port, PATH) == 200
    assert Behind.seen == [("POST", PATH, "word")]
    assert status(port, PATH, None) in (403, 404)
    for path in ("/", "/health", "/metrics", PATH + "0", PATH + "/x", "/x" + PATH):
        assert status(port, path) == 404, path
        assert status(port, path, None) == 404, path
    assert len(Behind.seen) == 1
    assert status(port, PATH, b"x" * (3 * 1024 * 1024)) in (413, 502)
    assert status(port, PATH) == 200
    assert len([one for one in Behind.seen if one[0] == "POST"]) >= 2


@pytest.fixture
def nginx(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a whole configuration around the example."""

    def write(server: str) -> Path:
        file = tmp_path / "nginx.conf"
        file.write_text(
            f"daemon off; worker_processes 1; pid {tmp_path}/pid; error_log stderr;\n"
            "events { worker_connections 64; }\n"
            f"http {{ client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p;\n"
            f"fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u;\n"
            f"scgi_temp_path {tmp_path}/s;\n{server}\n}}\n",
            encoding="utf-8",
        )
        return file

    return write


@needs_nginx
@needs_openssl
def test_nginx_takes_the_example(nginx: Callable[[str], Path], tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=bot.example.org", "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    file = nginx(text.replace("/etc/letsencrypt/live/bot.example.org", str(tmp_path)))
    done = subprocess.run(["nginx", "-t", "-c", file], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


@needs_nginx
def test_nginx_lets_pushes_through_and_nothing_else(
    nginx: Callable[[str], Path], run: Callable[..., None], behind: int
) -> None:
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    # Without TLS, which is nginx's own affair.
    text = re.sub(r"^ *(listen \[|ssl_).*\n", "", text, flags=re.M)
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    file = nginx(text.replace("127.0.0.1:8443", f"127.0.0.1:{behind}"))
    run(["nginx", "-c", str(file)], port)
    check_what_passes(port)


@needs_caddy
def test_caddy_takes_the_example(tmp_path: Path) -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    environment = {**os.environ, "FAZHI_DOMAIN": "bot.example.org", "HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    formatted = subprocess.run(
        ["caddy", "fmt", DEPLOY / "Caddyfile"], capture_output=True, text=True, env=environment
    )
    assert formatted.stdout == (DEPLOY / "Caddyfile").read_text(encoding="utf-8")


@needs_caddy
def test_caddy_lets_pushes_through_and_nothing_else(
    run: Callable[..., None], behind: int, tmp_path: Path
) -> None:
    port = free_port()
    run(
        ["caddy", "run", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")],
        port,
        FAZHI_DOMAIN=f"http://127.0.0.1:{port}",
        FAZHI_UPSTREAM=f"127.0.0.1:{behind}",
        HOME=str(tmp_path),
    )
    check_what_passes(port)
