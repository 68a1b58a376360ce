"""The child process of ``pool``: sources in, entries out, one after the other, until told no more."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys

from retrieval.errors import FazhiError
from retrieval.index.values import Entry
from retrieval.ingest.entries import read_entry
from retrieval.ingest.sources import Source
from retrieval.reading.isolate import declare_expendable

# What one report may take: the address space, so that a runaway ends itself and not the machine.
_MEMORY = 2 * 1024**3


def main() -> int:
    """Serve sources from standard input until it ends; return 0."""
    _limit_memory()
    declare_expendable()
    # What a library prints must not get into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError):
        while True:
            source: Source = pickle.load(sys.stdin.buffer)
            pickle.dump(_read(source), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    return 0


def _read(source: Source) -> Entry | tuple[str, str]:
    """Return the entry, or message and remedy where there is none."""
    try:
        return read_entry(source)
    except FazhiError as error:
        return error.message, error.hint
    except (MemoryError, RecursionError):
        return f"{source.name}：太复杂，内存不够", "拆成几份，或转成 .txt 再读入"


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the parent's clock still holds there.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard >= _MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))


if __name__ == "__main__":
    sys.exit(main())
