"""What happens to a request that fails: which are sent again, when, and which never are.

A request that may have arrived is not sent again if a person would see it twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.telegram.backoff import Backoff
from bot.telegram.pacing import Pace

log = logging.getLogger(__name__)

MOST_WAITS = 5
SLOW = 2.0
# Nobody looks at these any more after a few seconds.
_FLEETING = ("answerCallbackQuery", "answerInlineQuery", "getMe", "setMyCommands", "deleteWebhook")
_FEW = 3
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Queue:
    """Messages leave one after another, each when the one before it has been acknowledged.

    So a program that is killed leaves one message in doubt, not a dozen. A message that is
    slow to be acknowledged holds up the next for a moment only.
    """

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._last: _Turn | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Enter when it is one's turn."""
        before, mine = self._last, _Turn()
        self._last = mine
        try:
            if before is not None:
                # The moment is counted from when the one before has left, not from when this
                # one queued up behind many.
                await before.began.wait()
                with suppress(TimeoutError):
                    await asyncio.wait_for(before.over.wait(), SLOW)
            mine.began.set()
            yield
        finally:
            mine.began.set()
            mine.over.set()


class _Turn:
    """When a message left, and when it was acknowledged or given up."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.over = asyncio.Event()


class Courier(BaseRateLimiter[int]):
    """Paces each request of the bot but getUpdates, and repeats those that deserve it."""

    def __init__(self, pace: Pace | None, backoff: Backoff) -> None:
        """Use ``pace``, or none for a server that sets no limits; ``backoff`` for one that is away."""
        self._pace = pace
        self._backoff = backoff
        self._queue = Queue()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - PTB's signature
    ) -> Answer:
        """Return what the request gives, sent again where that does no harm."""
        waits = unsent = repeats = 0
        while True:
            await self._wait(endpoint, data)
            try:
                if not endpoint.startswith("send"):
                    return await callback(*args, **kwargs)
                async with self._queue.turn():
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                waits += 1
                if waits > MOST_WAITS:
                    raise
                await self._hold(data, seconds_of(error))
            except NetworkError as error:
                # BadRequest is a NetworkError for PTB, but asking again changes nothing.
                if isinstance(error, BadRequest):
                    raise
                if isinstance(error.__cause__, _NEVER_LEFT):
                    unsent += 1
                    if endpoint in _FLEETING and unsent > _FEW:
                        raise
                    if unsent == 1:
                        log.warning("发不出 %s：服务器连不上，稍后再试", endpoint)
                    # Until it is back: the question is not lost meanwhile.
                    await asyncio.sleep(self._backoff.seconds(unsent))
                    continue
                repeats += 1
                if repeats > 1 or not _may_repeat(endpoint, error):
                    raise
                await asyncio.sleep(1)

    async def _wait(self, endpoint: str, data: dict[str, Any]) -> None:
        chat = data.get("chat_id")
        if self._pace is not None and chat is not None and endpoint.startswith("send"):
            await self._pace.wait(chat)

    async def _hold(self, data: dict[str, Any], seconds: float) -> None:
        chat = data.get("chat_id")
        log.warning("Telegram 要求等待 %.1f 秒", seconds)
        if self._pace is not None and chat is not None:
            self._pace.hold(chat, seconds)
        await asyncio.sleep(seconds)


def _may_repeat(endpoint: str, error: NetworkError) -> bool:
    """Return whether the request may go out once more: the server failed, or twice is as once."""
    return not may_have_arrived(error) or not endpoint.startswith(("send", "copy", "forward"))


def may_have_arrived(error: Exception) -> bool:
    """Return whether the connection failed so that nobody knows what became of the request."""
    return isinstance(error, TimedOut) or (
        isinstance(error, NetworkError) and isinstance(error.__cause__, httpx.HTTPError)
    )


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    # A timedelta or a number, depending on the environment variable PTB_TIMEDELTA.
    after: int | timedelta = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
