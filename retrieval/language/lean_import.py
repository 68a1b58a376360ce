"""Importing a library without the optional companions that it would load for nothing.

A cold ``fazhi ask`` has a quarter of a second in all. sqlite_utils imports numpy when it is
installed, to map column types that we never use (70 ms); jieba imports pkg_resources to
find a file beside itself (80 ms). Both go on without, and say so in their own code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
