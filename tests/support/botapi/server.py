"""The HTTP side: JSON, form and multipart bodies in, Telegram's envelopes out, faults between."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from botapi.faults import Fault, Faults
from botapi.methods import get_updates, run_method
from botapi.world import Call, Json, RefusedError, World


class Server:
    """The double on a free port of loopback; a context manager."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.faults = Faults()
        self.bytes_in = 0
        self._handler = type("Handler", (_Handler,), {"double": self})
        self._http = _Quiet(("127.0.0.1", 0), self._handler)
        self._port = int(self._http.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._serve()
        return self

    def __exit__(self, *error: object) -> None:
        if self._thread.is_alive():
            self.go_away()

    def go_away(self) -> None:
        """Hang up on everyone and refuse all connections, until :meth:`come_back`."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        self._http.hang_up()

    def come_back(self) -> None:
        """Listen again where it did before."""
        self._http = _Quiet(("127.0.0.1", self._port), self._handler)
        self._serve()

    def _serve(self) -> None:
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *place: Any) -> None:
        super().__init__(*place)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that are still open."""
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a bot that is killed hangs up in the middle."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    double: Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self.send_response(302)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Write no log: the transcript is it."""

    def _serve(self) -> None:
        world = self.double.world
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = unquote(urlsplit(self.path).path).split("/")
        if parts[1] == "file":
            self._serve_file(parts)
            return
        call = Call(parts[-1], *_decoded(self.path, self.headers.get("Content-Type", ""), body))
        if len(parts) != 3 or parts[1] != f"bot{world.token}":
            # As Telegram does: no such bot.
            self._send(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        with world.changed:
            world.calls.append(call)
        fault = self.double.faults.take(call.method, _chat_of(call))
        if fault is not None and fault.kind != "accept_and_drop":
            self._fail(call, fault)
            return
        self._answer(call, dropped=fault is not None)

    def _answer(self, call: Call, *, dropped: bool) -> None:
        world = self.double.world
        try:
            if call.method == "getUpdates":
                call.result = get_updates(world, call.params)
            else:
                call.result = run_method(world, call)
            code, body = 200, {"ok": True, "result": call.result}
        except RefusedError as error:
            code = error.code
            body = {"ok": False, "error_code": code, "description": error.text}
            if error.parameters:
                body["parameters"] = error.parameters
        # As text while it cannot change under our hands.
        with world.changed:
            # As Telegram writes it: what is not ASCII is escaped, halves of characters as well.
            text = json.dumps(body).encode()
            call.code = code
            world.changed.notify_all()
        if dropped:
            self._hang_up()
        else:
            self._write(code, text)

    def _fail(self, call: Call, fault: Fault) -> None:
        match fault.kind:
            case "status":
                call.code = fault.code
                body = {"ok": False, "error_code": fault.code, "description": fault.text}
                self._send(fault.code, body)
            case "retry_after":
                call.code = 429
                self._send(429, {
                    "ok": False, "error_code": 429,
                    "description": f"Too Many Requests: retry after {fault.seconds}",
                    "parameters": {"retry_after": fault.seconds},
                })  # fmt: skip
            case "migrate":
                call.code = 400
                self._send(400, {
                    "ok": False, "error_code": 400,
                    "description": "Bad Request: group chat was upgraded to a supergroup chat",
                    "parameters": {"migrate_to_chat_id": fault.new_chat},
                })  # fmt: skip
            case "malformed":
                call.code = 200
                self._write(200, b"<html>not json")
            case "stall":
                time.sleep(fault.seconds)
                self._hang_up()
            case _:
                self._hang_up()

    def _serve_file(self, parts: list[str]) -> None:
        world = self.double.world
        data = world.files.get(parts[-1])
        if parts[2] != f"bot{world.token}" or data is None:
            self._send(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        else:
            self._write(200, data, "application/octet-stream")

    def _send(self, code: int, body: Json) -> None:
        self._write(code, json.dumps(body, ensure_ascii=False).encode())

    def _write(self, code: int, data: bytes, kind: str = "application/json") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _chat_of(call: Call) -> int | None:
    chat = str(call.params.get("chat_id", ""))
    return int(chat) if chat.lstrip("-").isdecimal() else None


def _decoded(
    path: str, kind: str, body: bytes
) -> tuple[Json, Any, int, dict[str, tuple[str, bytes]]]:
    """Return the parameters of a request, and its files, in the order of Call's fields."""
    params: Json = dict(parse_qsl(urlsplit(path).query, keep_blank_values=True))
    files: dict[str, tuple[str, bytes]] = {}
    if kind.startswith("application/json"):
        params |= json.loads(body or b"{}")
    elif kind.startswith("multipart/form-data"):
        whole = BytesParser(policy=HTTP).parsebytes(
            b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
        )
        for part in whole.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            if part.get_filename() is not None:
                files[name] = (str(part.get_filename()), data)
            else:
                params[name] = data.decode()
    elif body:
        params |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return {name: _value(name, value) for name, value in params.items()}, None, 0, files


def _value(name: str, value: Any) -> Any:
    """Return a parameter as Telegram takes it: structures come as JSON text in forms."""
    structured = ("reply_markup", "reply_parameters", "results", "commands", "scope", "button",
                  "link_preview_options", "allowed_updates")  # fmt: skip
    if name in structured and isinstance(value, str):
        return json.loads(value)
    return value
