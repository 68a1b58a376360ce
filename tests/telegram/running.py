"""The bot at work: as a process, or in a thread over a library of the test's own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botapi import Server
from botapi.world import PATIENCE

from bot.telegram.app import Bot
from bot.telegram.config import Config
from bot.telegram.desk import Desk, Shelf
from bot.telegram.state import State
from bot.telegram.watching import open_watch

STARTED = "已开始接收消息"


class Program:
    """``fazhi telegram`` as a process; what it writes to standard error is read all along."""

    def __init__(
        self, environment: dict[str, str], folder: Path, command: list[str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "bot", "telegram"],
            env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def errors(self) -> str:
        return "".join(self.lines)

    def wait(self) -> int:
        """Return the exit code once the program has ended."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def stop(self) -> int:
        """Ask the program to end and return its exit code."""
        self.process.terminate()
        return self.wait()

    def kill(self) -> None:
        self.process.kill()
        self.wait()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)


class RunningBot:
    """The bot in a thread with an event loop of its own."""

    def __init__(
        self,
        server: Server,
        shelf: Shelf,
        state: Path | None,
        *,
        clock: Callable[[], float] = time.time,
        **settings: Any,
    ) -> None:
        self._clock = clock
        settings.setdefault("paced", False)
        self.config = Config(
            token=server.world.token, api=server.address, state=Path(state or "x"), **settings
        )
        self.error: BaseException | None = None
        self.code: int | None = None
        self._shelf = shelf
        self._state = state
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._stopped: asyncio.Future[int]
        self.bot: Bot

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def stop(self) -> None:
        """End the bot as a signal would; harmless when it has ended."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end)
            self._thread.join(PATIENCE)
            assert not self._thread.is_alive()

    def join(self) -> None:
        """Return when the bot has ended by itself."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def _end(self) -> None:
        if not self._stopped.done():
            self._stopped.set_result(0)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - for the test to look at
            self.error = error
            self._ready.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = self._loop.create_future()
        state = State.open(self._state, self._clock)
        desk = Desk(self._shelf, lambda: self._shelf, state)
        watch = open_watch(self.config)
        self.bot = Bot(self.config, state, desk, watch)
        self._ready.set()
        try:
            self.code = await self.bot.run(self._stopped)
        finally:
            await desk.close(1)
            watch.close()
            state.close()
