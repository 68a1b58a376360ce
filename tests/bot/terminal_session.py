"""A program in a pseudo-terminal: keys in, the screen out, as a person sees it."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pyte

PROGRAM = Path(__file__).with_name("run_fake.py")
# No measure of speed: a program that hangs shall fail its test, not stop the suite.
PATIENCE = 120.0
CTRL_C, CTRL_D, ENTER, TAB, UP = "\x03", "\x04", "\r", "\t", "\x1b[A"


class _Screen(pyte.HistoryScreen):
    """A screen that answers the program's questions about the cursor, as a terminal does."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], object]) -> None:
        super().__init__(columns, rows, history=1000)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class TerminalSession:
    """Runs ``fazhi`` with ``arguments`` over the scripted library, in a window of ``columns``."""

    def __init__(
        self, home: Path, *arguments: str, columns: int = 80, rows: int = 40, **variables: str
    ) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        environment |= {"TERM": "xterm-256color", "FAZHI_HOME": str(home)}
        environment |= {"FAZHI_DB": str(home / "fake.db"), **variables}
        self._screen = _Screen(columns, rows, lambda data: os.write(self._master, data))
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=home,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def __enter__(self) -> TerminalSession:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def screen(self) -> str:
        """Return what stands on the screen and has scrolled off it, trailing blanks cut."""
        above = [
            "".join(row[x].data for x in range(self._screen.columns))
            for row in self._screen.history.top
        ]
        lines = [line.rstrip() for line in [*above, *self._screen.display]]
        return "\n".join(lines).rstrip()

    def wait_for(self, *texts: str) -> str:
        """Return the screen once it shows all ``texts``; fails where the program ends before."""
        return self._wait(lambda: all(text in self.screen() for text in texts), repr(texts))

    def wait_for_prompt(self, count: int = 1) -> str:
        """Return the screen once it shows at least ``count`` prompts."""
        return self._wait(lambda: self.screen().count("❯") >= count, f"{count} prompts")

    def leave(self) -> int:
        """Return the exit code once the program has ended, its last output read."""
        while self._read(0.2) or self._process.poll() is None:
            pass
        return self._process.wait()

    def _wait(self, reached: Callable[[], bool], what: str) -> str:
        end = time.monotonic() + PATIENCE
        while not reached():
            alive = self._read(0.2) or self._process.poll() is None
            assert alive and time.monotonic() < end, f"never saw {what} in:\n{self.screen()}"
        return self.screen()

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux: the other side is closed
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
