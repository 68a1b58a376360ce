"""Many sources read at once, in child processes that can be killed; entries come in order.

Each thread here looks after one child. A child that hangs or dies costs the source it was
reading, and a new one takes its place. Children end by themselves when their parent is gone.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from retrieval.children import cores, start_child
from retrieval.errors import FazhiError, UnreadableReport
from retrieval.index.values import Entry
from retrieval.ingest.entries import read_entry
from retrieval.ingest.sources import Source

Reading = Entry | FazhiError

# For all of it: reading the format, finding the figures, cutting the words.
SECONDS = 120.0
# A library that keeps what it read gets a fresh process now and then.
_FILES_A_CHILD = 200
# How many sources are under way or read and not yet written: what bounds the memory.
_AHEAD = 32
# Below this a child would take longer to start than to read.
_WORTH_IT = 16
_PLAIN = (".txt",)


def read_all(
    sources: Sequence[Source], workers: int | None = None
) -> Generator[Reading, None, None]:
    """Yield the entry of each source, or the error that says why there is none, in order.

    ``workers`` are the processes that read: by default one a core, or none for the few
    sources that are read sooner here. Close the iterator to stop them early.
    """
    count = cores() if workers is None else workers
    if not sources or not count or (workers is None and _weight(sources) < _WORTH_IT):
        for source in sources:
            yield _read_here(source)
        return
    pool = _Pool(min(count, len(sources)))
    try:
        yield from pool.read(sources)
    finally:
        pool.close()


def _weight(sources: Sequence[Source]) -> int:
    """Return about how many texts' work the sources are: other formats take a process each."""
    return sum(1 if source.name.lower().endswith(_PLAIN) else 4 for source in sources)


def _read_here(source: Source) -> Reading:
    try:
        return read_entry(source)
    except FazhiError as error:
        return error


class _Pool:
    """As many children as threads; each thread keeps its child from one source to the next."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="read")
        self._own = threading.local()
        self._children: set[_Child] = set()
        self._lock = threading.Lock()
        self._closed = False

    def read(self, sources: Sequence[Source]) -> Iterator[Reading]:
        waiting: deque[Future[Reading]] = deque()
        for source in sources:
            waiting.append(self._threads.submit(self._read, source))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        """End the children, whatever they are at."""
        with self._lock:
            self._closed = True
            children = tuple(self._children)
        for child in children:
            child.end()
        self._threads.shutdown(cancel_futures=True)
        for child in children:
            child.close()

    def _read(self, source: Source) -> Reading:
        child: _Child | None = getattr(self._own, "child", None)
        if child is None:
            with self._lock:
                if self._closed:
                    return UnreadableReport(f"{source.name}：没有读，已中止", "再读入一次")
                child = self._own.child = _Child()
                self._children.add(child)
        reading = child.read(source)
        child.files += 1
        if child.files >= _FILES_A_CHILD:
            child.end()
        if child.ended:
            with self._lock:
                self._children.discard(child)
            child.close()
            self._own.child = None
        return reading


class _Child:
    """One reading process."""

    def __init__(self) -> None:
        self.ended = False
        self.files = 0
        self._late = False
        self._process = start_child("retrieval.ingest.worker", stdout=subprocess.PIPE)

    def read(self, source: Source) -> Reading:
        """Return what the process makes of a source; it is ended where it takes too long."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        clock = threading.Timer(SECONDS, self._give_up)
        clock.start()
        try:
            pickle.dump(source, self._process.stdin)
            self._process.stdin.flush()
            answer = pickle.load(self._process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.end()
            return self._obituary(source)
        finally:
            clock.cancel()
        return answer if isinstance(answer, Entry) else UnreadableReport(*answer)

    def end(self) -> None:
        """Kill the process and all that it started."""
        self.ended = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let go of the pipes of a process that was ended, when nobody reads them any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What could not be written to a dead process is of no use.
                with contextlib.suppress(OSError):
                    pipe.close()

    def _give_up(self) -> None:
        self._late = True
        self.end()

    def _obituary(self, source: Source) -> UnreadableReport:
        what = f"读了 {SECONDS:.0f} 秒还没读完，已停止" if self._late else "读的时候出错，已停止"
        return UnreadableReport(
            f"{source.name}：{what}", "文件可能已损坏；另存一份或转成 .txt 再读入"
        )
