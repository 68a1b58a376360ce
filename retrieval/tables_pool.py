"""Cells of tables chosen by several processes at once, each portion by a process of its own.

A process that dies costs its portion: those cells are looked up when they are asked for.
"""

from __future__ import annotations

import json
import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from retrieval.answering.tables.tables_ahead import Portion
from retrieval.children import cores, start_child

_log = logging.getLogger(__name__)
# Below this a process would take longer to start than to choose.
_WORTH_IT = 4

Progress = Callable[[str, int, int], None]


def choose_all(
    path: Path,
    portions: Sequence[Portion],
    choose: Callable[[Portion], int],
    progress: Progress | None = None,
    workers: int | None = None,
) -> None:
    """Choose all ``portions`` of the library at ``path``: with ``choose`` here, or in ``workers``
    processes at a time, by default one a core where that is worth it."""
    count = cores() if workers is None and len(portions) >= _WORTH_IT else workers or 0
    if not count:
        for done, portion in enumerate(portions, 1):
            choose(portion)
            _tell(progress, portion, done, len(portions))
        return
    children = _Children(path)
    threads = ThreadPoolExecutor(count, thread_name_prefix="choose")
    try:
        running = {threads.submit(children.choose, portion): portion for portion in portions}
        for done, future in enumerate(as_completed(running), 1):
            future.result()
            _tell(progress, running[future], done, len(portions))
    finally:
        children.end()
        threads.shutdown(cancel_futures=True)


def _tell(progress: Progress | None, portion: Portion, done: int, of: int) -> None:
    if progress:
        progress("、".join(portion.measures[:2]), done, of)


class _Children:
    """The processes that choose: a library keeps what it reads, so each has one portion alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._ended = False

    def choose(self, portion: Portion) -> None:
        """Have a portion chosen, unless all has ended."""
        with self._lock:
            if self._ended:
                return
            process = start_child(
                "retrieval.tables_worker", str(self._path), stdout=subprocess.DEVNULL
            )
            self._running.add(process)
        process.communicate(json.dumps(portion).encode())
        with self._lock:
            self._running.discard(process)
        if process.returncode and not self._ended:
            _log.warning("cells were not chosen ahead: a process ended with %s", process.returncode)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        with self._lock:
            self._ended = True
            for process in self._running:
                process.kill()
