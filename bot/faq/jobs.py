"""FAQ cases asked in several processes at once; what comes back is what one process gives.

The libraries are read into their databases first, several at a time; then portions of the files,
each of one library, go to whichever process is free, the largest first, so that none is left with
a large one at the end.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bot.faq.cases import Case, FaqFile
from bot.faq.libraries import Libraries
from bot.faq.run import RunResult, run_cases, selected_cases
from bot.faq.ways import way_through

Home = tuple[Path, int | None]
"""What opens a library."""
# So many portions a process are few enough that a library is read by few processes, and enough
# that all end at about the same time.
_PORTIONS = 4


class Portion(NamedTuple):
    """Files, by number, that are run against one library by one process, and their questions."""

    home: Home
    files: tuple[int, ...]
    size: int


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Yield what runs functions in ``jobs`` processes; what has not begun by the end never does."""
    # Started afresh on every system: a copy of this process would share its open databases.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def run_apart(
    files: Sequence[FaqFile],
    libraries: Libraries,
    tags: frozenset[str],
    ids: tuple[str, ...],
    channel: str,
    pool: Executor,
    jobs: int,
) -> list[RunResult]:
    """Return what ``run_files`` yields, in the same order, asked in the ``jobs`` processes of ``pool``."""
    chosen = [selected_cases(file, tags, ids) for file in files]
    sizes = [_turns(cases) for cases in chosen]
    by_library: dict[Home, list[int]] = {}
    for number, file in enumerate(files):
        if chosen[number]:
            by_library.setdefault(libraries.of(file).opened_from, []).append(number)
    most = sum(sizes) // (jobs * _PORTIONS) + 1
    portions = [
        Portion(home, tuple(numbers), sum(sizes[number] for number in numbers))
        for home, all_numbers in by_library.items()
        for numbers in cut(all_numbers, sizes, most)
    ]
    running = {
        portion: pool.submit(_run, portion.home, [chosen[n] for n in portion.files], channel)
        for portion in sorted(portions, key=lambda portion: -portion.size)
    }
    results: dict[int, list[RunResult]] = {}
    for portion, future in running.items():
        results.update(zip(portion.files, future.result(), strict=True))
    return [result for number in sorted(results) for result in results[number]]


def _turns(cases: Sequence[Case]) -> int:
    return sum(len(turns) for case in cases for turns in case.runs())


def cut(numbers: Sequence[int], sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield the numbers in stretches that come to ``most`` together, or hold but one."""
    stretch: list[int] = []
    for number in numbers:
        if stretch and sum(sizes[n] for n in (*stretch, number)) > most:
            yield stretch
            stretch = []
        stretch.append(number)
    yield stretch


def _run(home: Home, files: Sequence[Sequence[Case]], channel: str) -> list[list[RunResult]]:
    path, disk_from = home
    from retrieval.library import Library

    way = way_through(channel)
    with Library.open(path, disk_from=disk_from) as library:
        return [list(run_cases(cases, library, way)) for cases in files]


def _begin() -> None:
    # As for the command itself: what is read in is kept, and no garbage.
    gc.set_threshold(200_000)
    # Ctrl-C reaches these processes too; it is the parent that says what happened.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
