"""How long a cold call takes, as a multiple of Python's own start, in one run.

    python tests/bench/start.py [--runs 15] [--corpus FOLDER]

The calls take turns, so that a busy machine slows all alike; shown are medians. They run from
copies of the two packages: one with its bytecode, as the second call on any machine finds it,
and one that is compiled anew each time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"
OPEN_QUESTION = "嘉祥街道2023年在行政复议方面做了哪些工作？"
PROMPT = "❯".encode()
# Answered, not found, asked back: each has done the whole work.
_ANSWERS = {0, 1, 3}
GOAL_TIMES, GOAL_MEGABYTES = 25, 90
# Linux counts in KiB, macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Call:
    """A command to time, and the environment that it runs in."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    until_prompt: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians over the runs, and the greatest memory that any run took."""

    name: str
    milliseconds: float
    times_bare: float
    megabytes: float


def copy_packages(folder: Path, *, bytecode: bool) -> dict[str, str]:
    """Copy the packages into ``folder``; return an environment that runs them from there."""
    for package in ("bot", "retrieval"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    own = {"PYTHONPATH": str(folder), "FAZHI_HOME": str(folder / "home"), "TERM": "xterm"}
    return {**kept, **own, **({} if bytecode else {"PYTHONDONTWRITEBYTECODE": "1"})}


def calls_for(
    database: Path, compiled: Mapping[str, str], source: Mapping[str, str]
) -> tuple[Call, ...]:
    """Return the calls to compare, bare Python first."""
    fazhi = (sys.executable, "-P", "-m", "bot", "--db", str(database))
    return (
        Call("python -c pass", (sys.executable, "-c", "pass"), compiled),
        Call("fazhi --version", (*fazhi, "--version"), compiled),
        Call("fazhi ask, a figure", (*fazhi, "ask", QUESTION), compiled),
        Call("fazhi ask, a passage", (*fazhi, "ask", OPEN_QUESTION), compiled),
        Call("fazhi ask, no bytecode", (*fazhi, "ask", QUESTION), source),
        Call("fazhi chat, first prompt", (*fazhi, "chat"), compiled, until_prompt=True),
    )


def measure(calls: Sequence[Call], runs: int) -> list[Timing]:
    """Return a timing for each call, compared with the first; each runs once more to warm up."""
    spent: dict[str, list[float]] = {call.name: [] for call in calls}
    memory = dict.fromkeys(spent, 0.0)
    for turn in range(runs + 1):
        for call in calls:
            milliseconds, megabytes = run_once(call)
            memory[call.name] = max(memory[call.name], megabytes)
            if turn:
                spent[call.name].append(milliseconds)
    medians = {name: statistics.median(times) for name, times in spent.items()}
    bare = medians[calls[0].name]
    return [Timing(name, ms, ms / bare, memory[name]) for name, ms in medians.items()]


def run_once(call: Call) -> tuple[float, float]:
    """Return the milliseconds until the call ended (or asked), and its peak memory in MB."""
    began = time.perf_counter()
    if call.until_prompt:
        pid, asked = _until_prompt(call)
        _, _, usage = os.wait4(pid, 0)
        return (asked - began) * 1000, _megabytes(usage.ru_maxrss)
    process = subprocess.Popen(
        call.command, env=call.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    spent = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _ANSWERS:
        raise SystemExit(f"{' '.join(call.command)} ended with {process.returncode}")
    return spent * 1000, _megabytes(usage.ru_maxrss)


def _until_prompt(call: Call) -> tuple[int, float]:
    """Return the process of a chat that was told to end, and when it first showed its prompt."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(call.command[0], call.command, dict(call.environment))
    shown = b""
    try:
        while PROMPT not in shown:
            shown += os.read(terminal, 65536)
    except OSError:
        raise SystemExit(f"no prompt from {' '.join(call.command)}: {shown!r}") from None
    asked = time.perf_counter()
    os.write(terminal, b"\x04")
    # On Linux reading from a terminal that nobody holds any more is an error.
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.close(terminal)
    return pid, asked


def _megabytes(maximum: int) -> float:
    return maximum * _RSS_UNIT / 1024 / 1024


def table(timings: Sequence[Timing]) -> str:
    """Return the timings as lines of text."""
    head = f"{'call':26} {'ms':>7} {'× bare':>7} {'MB':>5}"
    rows = (
        f"{t.name:26} {t.milliseconds:7.1f} {t.times_bare:7.1f} {t.megabytes:5.0f}" for t in timings
    )
    return "\n".join((head, *rows))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the reports into a database of its own, time the calls, print the table."""
    parser = argparse.ArgumentParser(description="Cold start against bare Python.")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "start.db"
        compiled = copy_packages(folder / "compiled", bytecode=True)
        source = copy_packages(folder / "source", bytecode=False)
        subprocess.run(
            [sys.executable, "-P", "-m", "bot", "--db", database, "ingest", options.corpus],
            env=compiled,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        print(table(measure(calls_for(database, compiled, source), options.runs)))
    print(f"goal for fazhi ask: {GOAL_TIMES} × bare, {GOAL_MEGABYTES} MB")


if __name__ == "__main__":
    main()
