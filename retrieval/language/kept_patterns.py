"""Compiled patterns, kept beside Python's own compiled files from one process to the next.

To compile the three hundred patterns of an answer takes longer than the answer; to read their
code back, three milliseconds. Each is found by its own text, so that what is kept cannot be out
of date: a pattern that was changed is not in the file. It is written where Python would write
its own compiled files, or not at all.

Python's library has no door for this. What is used of its inside stands in this module alone,
and a Python that has it otherwise compiles its patterns as ever.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import threading
from array import array
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any

_SUFFIX = ".patterns"
# So few are compiled sooner than the file is written.
_WORTH_WRITING = 16
# Who compiled more has answered many questions: its last patterns are made of their words.
_MOST_NEW = 600
_MOST = 1_500
_UNIT = "I"
_HASH = 8
# By (text, flags): all flags, code, count of groups, groups by name.
_Kept = dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]]


class KeptPatterns:
    """The patterns of one file. May be used from several threads."""

    def __init__(self, file: Path) -> None:
        """Take the file, which need not be there."""
        self._file = file
        self._lock = threading.Lock()
        self._original: Any = None
        self._known: _Kept = {}
        self._new: dict[tuple[str, int], re.Pattern[str]] = {}

    def supply(self) -> bool:
        """From now on have ``re`` take what is kept before it compiles; once a process.

        Return whether this Python lets it.
        """
        with self._lock:
            if self._original is None and _is_known_python():
                self._known = _read(self._file)
                compiler: Any = re._compiler  # type: ignore[attr-defined]
                self._original = compiler.compile
                compiler.compile = self._compile
            return self._original is not None

    def keep(self) -> int:
        """Write down what was compiled since :meth:`supply`; return how many patterns are new.

        Nothing is written for a few, nor for more than the first answers take. A file that has
        no room begins anew.
        """
        with self._lock:
            if sys.dont_write_bytecode or not _WORTH_WRITING <= len(self._new) <= _MOST_NEW:
                return 0
            rows = {key: _row(*key, pattern) for key, pattern in self._new.items()}
            self._new = {}
            has_room = len(self._known) + len(rows) <= _MOST
            self._known = {**self._known, **rows} if has_room else rows
            return len(rows) if _write(self._file, self._known) else 0

    def _compile(self, text: Any, flags: int = 0) -> re.Pattern[Any]:
        key = (text, int(flags))
        row = self._known.get(key) if isinstance(text, str) else None
        if row is not None:
            try:
                return _pattern(text, *row)
            except (TypeError, ValueError, RuntimeError, OverflowError):
                # A Python that takes its code in another way: from here on as ever.
                self._known = {}
        pattern: re.Pattern[Any] = self._original(text, flags)
        if isinstance(text, str) and len(self._new) <= _MOST_NEW:
            self._new[key] = pattern
        return pattern


def _is_known_python() -> bool:
    """Return whether this Python has what is used of its inside."""
    compiler, parser = getattr(re, "_compiler", None), getattr(re, "_parser", None)
    used = [(compiler, name) for name in ("compile", "_code", "_sre")] + [(parser, "parse")]
    return all(hasattr(module, name) for module, name in used)


def _row(text: str, flags: int, pattern: re.Pattern[str]) -> tuple[int, bytes, int, dict[str, int]]:
    parsed = re._parser.parse(text, flags)  # type: ignore[attr-defined]
    code = re._compiler._code(parsed, flags)  # type: ignore[attr-defined]
    return pattern.flags, array(_UNIT, code).tobytes(), pattern.groups, dict(pattern.groupindex)


def _pattern(
    text: str, flags: int, code: bytes, groups: int, by_name: dict[str, int]
) -> re.Pattern[str]:
    names: list[str | None] = [None] * (groups + 1)
    for name, number in by_name.items():
        names[number] = name
    numbers = array(_UNIT, code).tolist()
    # Python looks the code through before it takes it.
    sre: Any = re._compiler._sre  # type: ignore[attr-defined]
    pattern: re.Pattern[str] = sre.compile(text, flags, numbers, groups, by_name, tuple(names))
    return pattern


def _stamp() -> bytes:
    """Return what changes with Python and with the form of its code."""
    magic = re._compiler._sre.MAGIC  # type: ignore[attr-defined]
    return f"{sys.version} {sys.byteorder} {array(_UNIT).itemsize} {magic}\n".encode()


def _read(file: Path) -> _Kept:
    """Return what the file holds, nothing where it is missing, damaged or of another Python."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    stamp = _stamp()
    body = content[len(stamp) + _HASH :]
    if content[: len(stamp) + _HASH] != stamp + source_hash(body):
        return {}
    kept: _Kept = marshal.loads(body)
    return kept


def _write(file: Path, rows: _Kept) -> bool:
    """Write the file whole or not at all, as Python does with its own; return whether it was."""
    body = marshal.dumps(rows)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        beside.write_bytes(_stamp() + source_hash(body) + body)
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True


KEPT_PATTERNS = KeptPatterns(Path(cache_from_source(__file__)).with_suffix(_SUFFIX))
