"""How far a long reading is: a bar with an estimate on a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable

import click

from bot.terminal import clip, style_of

_BAR = 16
# The estimate goes by the last steps: files that had not changed take no time and tell nothing.
_WINDOW = 40
_SECONDS_BETWEEN = 0.1
# What is over sooner needs no estimate.
_SECONDS_BEFORE = 2.0
# The first steps take what starting takes.
_STEPS_BEFORE = 5


class Progress:
    """Writes (file, how many are done, how many there are) to standard error, step by step."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, doing: str = "读入") -> None:
        """Begin now, by ``clock`` in seconds; ``doing`` says what is done."""
        self._doing, self._clock = doing, clock
        self._began = clock()
        self._shown = float("-inf")
        self._steps: deque[tuple[float, int]] = deque([(self._began, 0)], maxlen=_WINDOW)

    def __call__(self, file: str, done: int, total: int) -> None:
        """Say that ``file`` is done, over the last line where it is a terminal."""
        now = self._clock()
        if not sys.stderr.isatty():
            click.echo(f"{self._doing} {done}/{total} {file}", err=True)
            return
        self._steps.append((now, done))
        over = done >= total
        if not over and now - self._shown < _SECONDS_BETWEEN:
            return
        self._shown = now
        # One column short: a full line would wrap, and the next could not be written over it.
        width = (style_of(sys.stderr).width or 80) - 1
        line = clip(self._line(file, done, total, now), width)
        click.echo(f"\r\x1b[K{line}", nl=over, err=True, color=True)

    def _line(self, file: str, done: int, total: int, now: float) -> str:
        filled = _BAR * done // max(total, 1)
        bar = "█" * filled + "░" * (_BAR - filled)
        return " ".join(
            filter(
                None, (f"{self._doing} {bar} {done}/{total}", self._left(done, total, now), file)
            )
        )

    def _left(self, done: int, total: int, now: float) -> str:
        """Return how long the rest will take; after the last how long it took."""
        if now - self._began < _SECONDS_BEFORE or done < _STEPS_BEFORE:
            return ""
        if done >= total:
            return f"用时{_span(now - self._began)}"
        since, before = self._steps[0]
        return f"约剩{_span((now - since) / max(done - before, 1) * (total - done))}"


def _span(seconds: float) -> str:
    """Return a span of time as people say it: 9秒, 3分20秒, 1小时5分."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole}秒"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}分{rest}秒" if rest else f"{minutes}分"
    return f"{minutes // 60}小时{minutes % 60}分"
