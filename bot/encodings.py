"""Bytes from people's editors and spreadsheets, as text."""

from __future__ import annotations


def decode_text(data: bytes) -> str | None:
    """Return UTF-8 (with its mark or without) or GB18030 decoded; None for what is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
