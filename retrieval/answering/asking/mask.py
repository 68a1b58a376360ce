"""The mask that what has been read of a question is blanked with; its length keeps the spans."""

from __future__ import annotations

import re

from retrieval.language.lexicon import load_lexicon
from retrieval.language.tokens import words

MASK = "\x00"
# 到没到, 化解没化解 ask for yes or no; the verb itself stands behind.
ASKED_TWICE = r"([一-鿿]{1,2})[没不](?=\1)"
_ASKED_TWICE = re.compile(rf"(?![时动好行]){ASKED_TWICE}")
# 查酒驾查了多少起: the verb stands again before what it is followed by.
_DONE_TWICE = re.compile(r"(?P<verb>[一-鿿])[一-鿿]{1,6}(?P<again>(?P=verb))(?=[了过](?:多少|几))")


def blank(text: str, start: int, end: int) -> str:
    """Return ``text`` with ``[start, end)`` masked."""
    return text[:start] + MASK * (end - start) + text[end:]


def mask_first_of_two(masked: str) -> str:
    """Mask 到没 of 到没到, where the first verb is a word by itself (not in 审批|没|批准)."""
    for match in _ASKED_TWICE.finditer(masked):
        if any(word.start == match.start() for word in words(masked)):
            masked = blank(masked, match.start(), match.end())
    return masked


def mask_second_of_two(masked: str) -> str:
    """Mask the second verb of 查酒驾查了, where the first begins a word and the second is within
    no word of the lexicon (not in 案件结案了)."""
    for match in _DONE_TWICE.finditer(masked):
        at = match.start("again")
        begins = any(word.start == match.start() for word in words(masked))
        if begins and not any(
            found.start < at < found.end for found in load_lexicon().find(masked, question=True)
        ):
            masked = blank(masked, at, at + 1)
    return masked
