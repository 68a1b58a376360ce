"""Importing a library without the optional companions that it would load for nothing.

A cold ``fazhi ask`` has a quarter of a second in all. sqlite_utils imports numpy when it is
installed, to map column types that we never use (70 ms); jieba imports pkg_resources to
find a file beside itself (80 ms). Both go on without, and say so in their own code. jieba
also imports its hidden Markov model (12 ms), which nothing of ours uses.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def without(module: str) -> Iterator[None]:
    """Make ``import module`` fail inside the block, unless it is loaded already.

    The module can be imported as usual afterwards.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        # Another thread may have put the real module in our place meanwhile.
        if sys.modules.get(module, module) is None:
            del sys.modules[module]


@contextmanager
def later(module: str) -> Iterator[None]:
    """Make ``import module`` inside the block a promise, kept when something of it is used.

    The module can be imported as usual afterwards.
    """
    if module in sys.modules:
        yield
        return
    promise = _Promise(module)
    sys.modules[module] = promise
    try:
        yield
    finally:
        if sys.modules.get(module) is promise:
            del sys.modules[module]


class _Promise(ModuleType):
    """Stands where a module was imported; becomes it for whoever asks for one of its names."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # The import system looks for these; nobody uses a module for them.
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
