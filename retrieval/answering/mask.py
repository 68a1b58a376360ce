"""The mask that what has been read of a question is blanked with; its length keeps the spans."""

from __future__ import annotations

import re

from retrieval.language.tokens import words

MASK = "\x00"
# 到没到, 超没超 ask for yes or no; the verb itself stands behind.
_ASKED_TWICE = re.compile(r"(?![时动好行])([一-鿿])[没不](?=\1)")


def blank(text: str, start: int, end: int) -> str:
    """Return ``text`` with ``[start, end)`` masked."""
    return text[:start] + MASK * (end - start) + text[end:]


def mask_first_of_two(masked: str) -> str:
    """Mask 到没 of 到没到, where the first verb is a word by itself (not in 审批|没|批准)."""
    for match in _ASKED_TWICE.finditer(masked):
        if any(word.start == match.start() for word in words(masked)):
            masked = blank(masked, match.start(), match.end())
    return masked
