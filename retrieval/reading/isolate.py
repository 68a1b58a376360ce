"""Risky files are read in a child process, bounded in time and memory, that can be killed.

A process that is such a child itself reads them on the spot: starting another for each file
would take longer than reading it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys

from retrieval.errors import UnreadableReport
from retrieval.reading.extract import Extract
from retrieval.reading.formats import DOC

# LibreOffice is a program of its own and needs limits of its own.
_NEVER_HERE = (DOC,)
SECONDS = 60.0
MEMORY = 1536 * 1024 * 1024


class _Self:
    """What this process is."""

    expendable = False


def declare_expendable() -> None:
    """Say that this process is bounded and can be killed: files are read in it from now on."""
    _Self.expendable = True


def extract_in_child(
    kind: str, data: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Extract:
    """Return what the reader of ``kind`` gets out of ``data``.

    Raises the reader's UnreadableReport, and one of its own where the child ran out of
    ``seconds``, out of ``memory`` (bytes), or died.
    """
    if _Self.expendable and kind not in _NEVER_HERE:
        from retrieval.reading.worker import read

        return read(kind, data, name)
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "retrieval.reading.worker",
            kind,
            name,
            str(memory),
            str(int(seconds)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        start_new_session=True,
    )
    try:
        out, _ = child.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableReport(
            f"{name}：读了 {seconds:.0f} 秒还没读完，已停止",
            "文件可能已损坏；另存一份或转成 .txt 再导入",
        ) from error
    finally:
        _kill(child)
    return _unpack(out, name)


def _kill(child: subprocess.Popen[bytes]) -> None:
    # The whole session: LibreOffice starts processes of its own.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _unpack(out: bytes, name: str) -> Extract:
    try:
        answer = json.loads(out)
    except ValueError as error:
        raise UnreadableReport(
            f"{name}：读的时候出错或内存不够，已停止", "文件可能已损坏；另存一份或转成 .txt 再导入"
        ) from error
    if "error" in answer:
        raise UnreadableReport(answer["error"], answer["hint"])
    return Extract(tuple(answer["lines"]), answer["fields"], tuple(answer["notes"]))
