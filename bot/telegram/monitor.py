"""The page for whoever watches the bot: ``/metrics`` for Prometheus, ``/health`` for a probe.

Bound to loopback unless the owner says otherwise: neither asks who comes.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.listening import Address, listen_on
from bot.telegram.metrics import CONTENT_TYPE, Metrics
from retrieval.records import ReportSummary

log = logging.getLogger(__name__)

# A poll takes half a minute at most; after so long Telegram or the way to it is gone.
LONGEST_SILENCE = 600.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How the bot stands: its reports, updates waiting and parked, seconds since Telegram spoke.

    ``silence`` is None where Telegram speaks when it likes, as with a webhook.
    """

    reports: Sequence[ReportSummary]
    waiting: int
    parked: int
    silence: float | None

    @property
    def is_well(self) -> bool:
        """Return whether there is something to answer from and someone to answer."""
        return bool(self.reports) and (self.silence is None or self.silence < LONGEST_SILENCE)


Look = Callable[[], Awaitable[Standing]]


class Monitor:
    """Serves the two pages."""

    def __init__(self, metrics: Metrics, look: Look) -> None:
        """Show ``metrics``, and what ``look`` finds when a page is asked for."""
        routes = [
            ("/metrics", _Figures, {"metrics": metrics, "look": look}),
            ("/health", _Health, {"look": look}),
        ]
        app = Application(routes, log_function=lambda _: None)  # type: ignore[arg-type]
        self._server = HTTPServer(app, max_body_size=0)
        self.address = ""

    def listen(self, address: Address) -> None:
        """Begin to listen. Raises ConfigError where the address is taken or not ours."""
        self.address = listen_on(self._server, address)
        log.info("指标与健康检查：http://%s/metrics、/health", self.address)

    async def close(self) -> None:
        """Stop listening and end the connections."""
        self._server.stop()
        await self._server.close_all_connections()


class _Figures(RequestHandler):
    def initialize(self, metrics: Metrics, look: Look) -> None:
        self._metrics, self._look = metrics, look

    async def get(self) -> None:
        now = await self._look()
        self.set_header("Content-Type", CONTENT_TYPE)
        self.write(self._metrics.page(now.reports, now.waiting, now.parked, now.silence))


class _Health(RequestHandler):
    def initialize(self, look: Look) -> None:
        self._look = look

    async def get(self) -> None:
        now = await self._look()
        self.set_status(200 if now.is_well else 503)
        state: dict[str, Any] = {"ok": now.is_well, "reports": len(now.reports)}
        if now.silence is not None:
            state["telegram_silence_seconds"] = round(now.silence, 1)
        self.write(state)
