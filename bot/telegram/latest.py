"""A small memory: the latest of what was put in, the rest forgotten."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Latest(Generic[K, V]):
    """Keeps the ``most`` latest pairs."""

    def __init__(self, most: int) -> None:
        """Begin empty."""
        self._most = most
        self._pairs: OrderedDict[K, V] = OrderedDict()

    def put(self, key: K, value: V) -> None:
        """Keep a pair as the latest; the oldest may go."""
        self._pairs[key] = value
        self._pairs.move_to_end(key)
        if len(self._pairs) > self._most:
            self._pairs.popitem(last=False)

    def get(self, key: K) -> V | None:
        """Return what was put under ``key``; None where it is gone."""
        return self._pairs.get(key)

    def drop(self, key: K) -> None:
        """Forget one."""
        self._pairs.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        self._pairs.clear()
