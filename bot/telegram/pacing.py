"""How fast messages may leave: Telegram wants about one a second in a chat, 20 a minute in a group."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_second`` for ever."""

    burst: float
    per_second: float


OVERALL = Rate(15, 28)
PRIVATE = Rate(4, 1)
GROUP = Rate(5, 20 / 60)


class Bucket:
    """Tells each comer how long to wait, so that the rate is kept in the order of coming."""

    def __init__(self, rate: Rate, clock: Clock = time.monotonic) -> None:
        """Begin full."""
        self._rate = rate
        self._clock = clock
        self._left = rate.burst
        self._at = clock()

    def take(self) -> float:
        """Return how many seconds the comer must wait; its place is taken from now on."""
        self._refill()
        self._left -= 1
        return max(0.0, -self._left / self._rate.per_second)

    def try_take(self) -> bool:
        """Return whether there is something left to take, and take it."""
        self._refill()
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def is_full(self) -> bool:
        """Return whether nobody came for so long that the bucket may be dropped."""
        self._refill()
        return self._left >= self._rate.burst

    def _refill(self) -> None:
        now = self._clock()
        grown = self._left + (now - self._at) * self._rate.per_second
        self._left, self._at = min(self._rate.burst, grown), now


class Pace:
    """The rates of all chats and of the whole bot. A chat that was told to wait holds up itself."""

    def __init__(self) -> None:
        """Begin with no chat known."""
        self._overall = Bucket(OVERALL)
        self._chats: dict[int | str, Bucket] = {}
        self._held: dict[int | str, float] = {}

    async def wait(self, chat: int | str) -> None:
        """Return when a message may leave for ``chat``."""
        bucket = self._chats.get(chat)
        if bucket is None:
            self._drop_idle()
            bucket = self._chats[chat] = Bucket(GROUP if _is_group(chat) else PRIVATE)
        await asyncio.sleep(bucket.take())
        while (left := self._held.get(chat, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._held.pop(chat, None)
        await asyncio.sleep(self._overall.take())

    def hold(self, chat: int | str, seconds: float) -> None:
        """Let nothing leave for ``chat`` for so long."""
        self._held[chat] = max(self._held.get(chat, 0.0), time.monotonic() + seconds)

    def _drop_idle(self) -> None:
        """Forget the chats that have been quiet, now and then."""
        if len(self._chats) % 256 == 255:
            self._chats = {chat: b for chat, b in self._chats.items() if not b.is_full()}


def _is_group(chat: int | str) -> bool:
    # A name such as @channel is treated as the stricter kind.
    return not isinstance(chat, int) or chat < 0
