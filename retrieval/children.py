"""The processes that this program starts to have work done beside it."""

from __future__ import annotations

import os
import subprocess
import sys


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_child(module: str, *arguments: str, stdout: int) -> subprocess.Popen[bytes]:
    """Start a module of this program as a process; its standard input is a pipe, its standard output
    what ``stdout`` says. It speaks on standard error only where FAZHI_DEBUG is 1."""
    debugging = os.environ.get("FAZHI_DEBUG") == "1"
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=None if debugging else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        # Ctrl-C is for the parent, which then ends its children.
        start_new_session=True,
    )
