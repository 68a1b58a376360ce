"""Fetching updates by long polling. What was fetched is acknowledged once it is answered or parked."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import warnings
from typing import Any

from telegram import Bot
from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBUserWarning

from bot.telegram.backoff import Backoff
from bot.telegram.courier import seconds_of
from bot.telegram.intake import Intake, number_of
from bot.telegram.quiet import frames_of
from retrieval.errors import ConfigError

log = logging.getLogger(__name__)

UPDATE_KINDS = ("message", "callback_query", "inline_query", "my_chat_member")
LONG_POLL = 30
# How long to look after what was fetched before fetching more.
SETTLING = 0.15
MOST_CONFLICTS = 3


def refused_token() -> ConfigError:
    """Return the error for a token that the server does not accept."""
    return ConfigError(
        "Telegram 不接受这个令牌",
        "请核对 FAZHI_TELEGRAM_TOKEN（可在 @BotFather 处重新生成）与 FAZHI_TELEGRAM_API",
    )


class Poller:
    """Asks for updates until it is cancelled."""

    def __init__(
        self, bot: Bot, intake: Intake, backoff: Backoff, long_poll: int = LONG_POLL
    ) -> None:
        """Fetch with ``bot`` and hand over to ``intake``; ``long_poll`` in seconds.

        ``backoff`` says how long to leave alone a server that fails.
        """
        self._bot = bot
        self._intake = intake
        self._backoff = backoff
        self._long_poll = long_poll
        self._next: int | None = None
        self._conflicts = 0
        self._failures = 0
        # When Telegram was last heard of; the start counts, as there was nobody to hear before.
        self._heard = time.monotonic()

    @property
    def silence(self) -> float:
        """Return for how many seconds Telegram has not been heard of."""
        return time.monotonic() - self._heard

    async def run(self) -> None:
        """Poll for ever. Raises ConfigError for a refused token or a second poller."""
        while True:
            for raw in await self._fetch():
                self._submit(raw)
            await self._intake.settle(SETTLING)

    def _submit(self, raw: dict[str, Any]) -> None:
        try:
            self._intake.submit(raw)
        except Exception as error:  # noqa: BLE001 - one update must not keep all others from coming
            log.error("一条更新收不进来，已略过\n%s", frames_of(error))

    async def acknowledge(self) -> None:
        """Tell Telegram, before leaving, what was answered; harmless if it does not hear."""
        if self._offset() is not None:
            try:
                async with asyncio.timeout(1):
                    await self._get_updates(limit=1, timeout=0)
            except (TelegramError, TimeoutError) as error:
                log.info("结束前没能确认最后的更新：%s", type(error).__name__)

    def _offset(self) -> int | None:
        oldest = self._intake.oldest()
        return self._next if oldest is None else oldest

    async def _fetch(self) -> list[dict[str, Any]]:
        """Return the updates that are new, or none after a failure that will pass."""
        waiting = self._intake.oldest() is not None
        try:
            rows = await self._get_updates(limit=100, timeout=0 if waiting else self._long_poll)
        except (InvalidToken, EndPointNotFound) as error:
            raise refused_token() from error
        except Conflict as error:
            await self._meet_conflict(error)
            return []
        except TelegramError as error:
            await self._pause(error)
            return []
        self._conflicts = self._failures = 0
        self._heard = time.monotonic()
        fresh = [row for row in rows if isinstance(row, dict)]
        numbers = [number for row in fresh if (number := number_of(row)) is not None]
        if numbers:
            self._next = numbers[-1] + 1
        elif rows:
            # Nothing of it can be acknowledged: do not ask for it again and again at once.
            await asyncio.sleep(1)
        return fresh

    async def _get_updates(self, limit: int, timeout: int) -> list[Any]:
        asked: dict[str, Any] = {
            "limit": limit,
            "timeout": timeout,
            "allowed_updates": json.dumps(UPDATE_KINDS),
        }
        if (offset := self._offset()) is not None:
            asked["offset"] = offset
        with warnings.catch_warnings():
            # Bot.get_updates parses all or nothing: one malformed update would block the rest.
            warnings.simplefilter("ignore", PTBUserWarning)
            result: Any = await self._bot.do_api_request(
                "getUpdates", api_kwargs=asked, read_timeout=timeout + 10
            )
        return result if isinstance(result, list) else []

    async def _meet_conflict(self, error: Conflict) -> None:
        self._conflicts += 1
        if self._conflicts >= MOST_CONFLICTS:
            raise ConfigError(
                "另有一个程序正在用同一个令牌取消息", "只能运行一个；停掉另一个再启动"
            ) from error
        await asyncio.sleep(self._conflicts)

    async def _pause(self, error: TelegramError) -> None:
        """Wait out a failure of network or server; a long poll that timed out needs no pause."""
        self._failures += 1
        if isinstance(error, TimedOut) and self._failures == 1:
            return
        if self._failures in (1, 2, 10) or self._failures % 100 == 0:
            log.warning("取消息失败 %s 次：%s，稍后再试", self._failures, type(error).__name__)
        seconds = self._backoff.seconds(self._failures)
        if isinstance(error, RetryAfter):
            seconds = seconds_of(error)
        await asyncio.sleep(seconds)
