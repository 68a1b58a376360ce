"""Updates on their way to the handlers: in order within a chat, chats side by side, each one once.

An update is finished when its answer has left. Until then it is Telegram's to repeat, or it is
parked in the state file, so that a program that dies loses nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bot.telegram.state import State
from retrieval.errors import DatabaseError

log = logging.getLogger(__name__)

Raw = dict[str, Any]
Handle = Callable[[Raw], Awaitable[None]]

# An update that waits longer (for its turn, or for a server that says wait) is parked, and when
# so many wait at once the oldest are, so that the next can be fetched.
PATIENCE = 3.0
MOST_WAITING = 60


class Intake:
    """Takes updates in and has them handled."""

    def __init__(self, state: State, handle: Handle) -> None:
        """Hand each update to ``handle``, which returns when its answer has left."""
        self._state = state
        self._handle = handle
        self._lanes: dict[int, tuple[asyncio.Lock, int]] = {}
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self._bodies: dict[int, tuple[Raw, float]] = {}
        self._unparked: set[int] = set()

    def submit(self, raw: Raw) -> asyncio.Task[None] | None:
        """Return the task that handles the update; None for one that was answered before.

        An update that is being handled gives the same task again.
        """
        number = number_of(raw)
        if number is None:
            log.warning("收到没有编号的更新，已略过")
            return None
        if number in self._waiting:
            return self._waiting[number]
        if self._state.is_done(number, mark_of(raw)):
            return None
        task = asyncio.create_task(self._run(number, raw, lane_of(raw)), name=f"update-{number}")
        self._waiting[number] = task
        self._bodies[number] = (raw, time.monotonic())
        task.add_done_callback(lambda _: self._forget(number))
        return task

    def resume(self) -> int:
        """Take in again what was parked when the program last ended; return how many."""
        rows = self._state.parked()
        for raw in rows:
            self.submit(raw)
            self._bodies.pop(raw["update_id"], None)
        return len(rows)

    def oldest(self) -> int | None:
        """Return the number of the oldest update that is neither answered nor parked."""
        return min(self._bodies, default=None)

    @property
    def waiting(self) -> int:
        """Return how many updates are not yet answered."""
        return len(self._waiting)

    async def settle(self, seconds: float) -> None:
        """Return when all updates are answered, after ``seconds`` at the latest; park the old."""
        if self._waiting:
            await asyncio.wait(list(self._waiting.values()), timeout=seconds)
        self._park_old()

    async def close(self, grace: float) -> None:
        """Let what is under way finish for ``grace`` seconds, then give it up to the next start."""
        tasks = list(self._waiting.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def park(self, number: int) -> None:
        """Keep the update in the state file until it is answered; where that fails, wait on."""
        if number not in self._bodies:
            return
        try:
            self._state.park(number, self._bodies[number][0])
        except (DatabaseError, RecursionError) as error:
            # Not acknowledged either, so it is still Telegram's to repeat.
            if number not in self._unparked:
                log.warning("更新 %s 存不下来，先不确认：%s", number, error)
            self._unparked.add(number)
            return
        del self._bodies[number]

    def _park_old(self) -> None:
        now = time.monotonic()
        over = len(self._bodies) - MOST_WAITING
        for place, number in enumerate(sorted(self._bodies)):
            if place < over or now - self._bodies[number][1] > PATIENCE:
                self.park(number)

    async def _run(self, number: int, raw: Raw, lane: int) -> None:
        lock, users = self._lanes.get(lane, (None, 0))
        lock = lock or asyncio.Lock()
        self._lanes[lane] = (lock, users + 1)
        try:
            # asyncio's lock is fair: who comes first is served first.
            async with lock:
                await self._handle(raw)
                self._state.finish(number, mark_of(raw))
        finally:
            users = self._lanes[lane][1] - 1
            if users:
                self._lanes[lane] = (lock, users)
            else:
                del self._lanes[lane]

    def _forget(self, number: int) -> None:
        task = self._waiting.pop(number)
        self._unparked.discard(number)
        if task.cancelled():
            # Not answered: it must not be acknowledged either, so its number stays the oldest.
            return
        self._bodies.pop(number, None)
        error = task.exception()
        if error is not None:
            log.error("更新 %s 没有处理完：%s", number, type(error).__name__)


def number_of(raw: Raw) -> int | None:
    """Return the update's number; None where it has none that can be one."""
    number = raw.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if 0 <= number < 2**63 else None


def lane_of(raw: Raw) -> int:
    """Return whose turn an update waits for: its chat's, else its sender's, else everyone's."""
    for value in raw.values():
        if isinstance(value, dict):
            message = value.get("message")
            for holder in (value, message if isinstance(message, dict) else {}):
                chat = holder.get("chat")
                if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                    return int(chat["id"])
            sender = value.get("from")
            if isinstance(sender, dict) and isinstance(sender.get("id"), int):
                return int(sender["id"])
    return 0


def mark_of(raw: Raw) -> str:
    """Return what is the same whenever the update is repeated, and tells neither what was said
    nor by whom: it stays when a person has all else deleted."""
    parts = [str(lane_of(raw))]
    for value in raw.values():
        if isinstance(value, dict):
            parts += [str(value.get(name, "")) for name in ("message_id", "date", "id")]
    whole = ":".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2s(whole, digest_size=8).hexdigest()
