"""Whether a question is what came of the plans at large (去年的计划落实了吗)."""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.followups.turns import YEAR_WORDS

_LISTS = ("planned", "done", "ignored")
_LONGEST = 60
_PUNCTUATION = re.compile(r"[\s，,。.？?！!、；;：:“”\"'《》（）()的年度]+")


def asks_delivery(question: Question) -> bool:
    """Return whether a question holds words for plans and for their outcome, and no other thing.

    With another word in it (执法培训的计划完成了吗) it is a question about that thing.
    """
    if len(question.folded) > _LONGEST or question.numbers:
        return False
    if not pattern_of("delivery", "planned").search(question.folded):
        return False
    left = question.folded
    for mention in sorted(question.places, key=lambda m: -m.start):
        left = f"{left[: mention.start]} {left[mention.end :]}"
    left = YEAR_WORDS.sub(" ", left)
    met, other = _read(left)
    return {"planned", "done"} <= met and not _PUNCTUATION.sub("", other)


def _read(text: str) -> tuple[set[str], str]:
    """Return the lists of which words were met from left to right, and what no list has."""
    met: set[str] = set()
    other = ""
    position = 0
    while position < len(text):
        # The longest wording first, whichever list has it: 做了没有 before 做.
        matches = [(pattern_of("delivery", key).match(text[position:]), key) for key in _LISTS]
        found = [(position + match.end(), key) for match, key in matches if match]
        if found:
            position, key = max(found)
            met.add(key)
        else:
            other += text[position]
            position += 1
    return met, other
