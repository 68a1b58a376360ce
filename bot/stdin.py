"""Standard input as lines, whatever encoding they come in."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bot.encodings import decode_text
from retrieval.errors import UsageError


def raw_lines() -> Iterator[bytes]:
    """Yield the lines of standard input as they come; none where it is closed."""
    if sys.stdin is not None:
        yield from iter(sys.stdin.buffer.readline, b"")


def text_lines() -> Iterator[str]:
    """Yield the lines that are not blank, stripped. Raises UsageError for what is no text."""
    for raw in raw_lines():
        text = decode_text(raw)
        if text is None:
            raise UsageError("标准输入不是 UTF-8 或 GB18030 文字", "请把问题存成 UTF-8 再传入")
        if text.strip():
            yield text.strip()
