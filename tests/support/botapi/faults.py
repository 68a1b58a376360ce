"""Requests that go wrong, on demand."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["status", "retry_after", "stall", "accept_and_drop", "drop", "malformed", "migrate"]


@dataclass
class Fault:
    """One way to fail, ``times`` times, for a method (and chat)."""

    method: str
    kind: Kind
    times: int = 1
    chat: int | None = None
    code: int = 502
    text: str = "Bad Gateway"
    seconds: float = 1
    new_chat: int = 0
    hits: int = field(default=0, init=False)


class Faults:
    """The faults that are still to happen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, method: str, kind: Kind, **details: Any) -> Fault:
        """Let the next requests for ``method`` fail in this way."""
        fault = Fault(method, kind, **details)
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that strikes this request, once."""
        with self._lock:
            for fault in self._faults:
                if fault.method == method and fault.times > 0 and fault.chat in (None, chat):
                    fault.times -= 1
                    fault.hits += 1
                    return fault
        return None
