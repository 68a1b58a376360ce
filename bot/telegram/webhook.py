"""Receiving updates by push: a path nobody guesses, a secret in each request, a health page.

Bound to loopback by default: a proxy in front does TLS. 200 is answered once the update's answer
has left, or the update is parked; anything else makes Telegram push it again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.config import Config, Webhook
from bot.telegram.intake import Intake
from bot.telegram.listening import Address, listen_on
from bot.telegram.polling import UPDATE_KINDS, refused_token
from bot.telegram.quiet import frames_of
from retrieval.errors import ConfigError

log = logging.getLogger(__name__)

HEALTH = "/health"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram hangs up after a minute.
_PATIENCE = 20.0
_MOST_CONNECTIONS = 40
_LARGEST = 2 * 1024 * 1024

Health = Callable[[], Awaitable[dict[str, Any]]]


class WebhookServer:
    """Listens for pushed updates and hands them to the intake."""

    def __init__(self, config: Config, webhook: Webhook, intake: Intake, health: Health) -> None:
        """Prepare to listen; ``health`` says what the health page shows, with its key ``ok``."""
        self._webhook = webhook
        self._backoff = config.backoff
        self._secret = webhook.secret or secrets.token_urlsafe(32)
        self._path = "/" + hashlib.sha256(f"fazhi:{config.token}".encode()).hexdigest()[:40]
        shared = {"intake": intake, "secret": self._secret}
        routes = [(self._path, _Push, shared), (HEALTH, _Health, {"health": health})]
        app = Application(routes, log_function=lambda _: None)  # type: ignore[arg-type]
        self._server = HTTPServer(app, max_buffer_size=_LARGEST, max_body_size=_LARGEST)
        self.address = ""

    def listen(self) -> None:
        """Begin to listen. Raises ConfigError where the address is taken or not ours."""
        self.address = listen_on(self._server, Address(self._webhook.host, self._webhook.port))

    async def register(self, bot: Bot) -> None:
        """Tell Telegram where to push; a network that is away is waited for.

        Raises ConfigError for a refused token or address.
        """
        failures = 0
        while True:
            try:
                await bot.set_webhook(
                    self._webhook.url + self._path,
                    secret_token=self._secret,
                    allowed_updates=UPDATE_KINDS,
                    max_connections=_MOST_CONNECTIONS,
                    drop_pending_updates=False,
                )
                return
            except InvalidToken:
                raise refused_token() from None
            except BadRequest as error:
                raise ConfigError(
                    f"Telegram 不接受推送地址：{error.message}",
                    "FAZHI_WEBHOOK_URL 要写 https:// 开头、公网能到的地址",
                ) from error
            except TelegramError as error:
                failures += 1
                log.warning("登记推送没有成功（%s），稍后再试", type(error).__name__)
                await asyncio.sleep(self._backoff.seconds(failures))

    async def close(self) -> None:
        """Stop listening and end the connections."""
        self._server.stop()
        await self._server.close_all_connections()


class _Push(RequestHandler):
    def initialize(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret

    async def post(self) -> None:
        given = self.request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            log.warning("收到没有密钥的推送，已拒绝")
            self._end(403)
            return
        try:
            raw = json.loads(self.request.body)
        except (ValueError, RecursionError):
            self._end(400)
            return
        if not isinstance(raw, dict):
            self._end(400)
            return
        await self._take(raw)

    async def _take(self, raw: dict[str, Any]) -> None:
        task = self._intake.submit(raw)
        if task is None:
            self._end(200)
            return
        # Not cancelled with the request: the proxy may hang up before we are done.
        done, _ = await asyncio.wait([task], timeout=_PATIENCE)
        if not done:
            self._intake.park(raw["update_id"])
        self._end(503 if done and task.cancelled() else 200)

    def log_exception(self, *error: Any) -> None:
        """Log where it happened; Tornado would log the address, which is a secret."""
        log.error("推送没有处理完\n%s", frames_of(error[1]))

    def _end(self, status: int) -> None:
        self.set_status(status)
        self.finish()


class _Health(RequestHandler):
    def initialize(self, health: Health) -> None:
        self._health = health

    async def get(self) -> None:
        state = await self._health()
        self.set_status(200 if state["ok"] else 503)
        self.write(state)
