"""Tells talk from questions by its wording alone, whatever the library holds.

A message is talk when words of talk cover it from end to end, and one of them is not a
mere filler: 谢谢你的帮助 is, 帮助多少企业 is not.
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.fold import fold

# The first kind found in a message made of several is the one to reply to.
KINDS = (
    "library", "adding", "wrong", "about", "unanswered", "farewell", "thanks", "praise",
    "consent", "greeting",
)  # fmt: skip
PUNCTUATION = re.compile(r"[\s,，。.!！?？、~～:：;；…“”\"'’()（）]+")
_LONGEST = 40
_SUM = re.compile(r"\d\s*(?:加|减|乘以?|除以?|[+\-*/×÷])\s*\d+\s*(?:=|等于|是|得)")


def kind_of(message: str) -> str | None:
    """Return the kind of a message that is nothing but talk, else None."""
    bare = PUNCTUATION.sub("", fold(message))
    if not bare or len(bare) > _LONGEST:
        return None
    pieces = cover(bare, _vocabulary())
    found = {kind for piece in pieces for kind in _vocabulary()[piece]}
    talk = next((kind for kind in KINDS if kind in found), None)
    return talk or ("library" if _asks_for_library(bare) else None)


def is_off_topic(message: str) -> bool:
    """Return whether the wording asks for something that no report of the kind speaks of."""
    folded = fold(message)
    bare = PUNCTUATION.sub("", folded)
    if _SUM.search(folded):
        return True
    if bare.startswith(_requests()):
        return True
    return pattern_of("offtopic", "words").search(folded) is not None


def is_request(message: str) -> bool:
    """Return whether something is to be made or done that this bot never does (写首诗)."""
    bare = PUNCTUATION.sub("", fold(message))
    return bare.startswith(_requests())


def is_chat(message: str) -> bool:
    """Return whether a message leaves a conversation's subject untouched."""
    return kind_of(message) is not None or is_off_topic(message)


def cover(text: str, words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that make up ``text`` from end to end, longest first; empty where they can't."""
    # The positions from which words lead to the end: mostly the end alone.
    ends = [len(text)]
    for at in range(len(text) - 1, -1, -1):
        for end in ends:
            if end - at <= _LONGEST and text[at:end] in words:
                ends.append(at)
                break
    if ends[-1] != 0:
        return ()
    reaches_end = frozenset(ends)
    pieces: list[str] = []
    at = 0
    while at < len(text):
        size = next(
            size
            for size in range(len(text) - at, 0, -1)
            if at + size in reaches_end and text[at : at + size] in words
        )
        pieces.append(text[at : at + size])
        at += size
    return tuple(pieces)


def _asks_for_library(bare: str) -> bool:
    """Return whether the message asks which reports there are (你这里都有哪几年的数据)."""
    pieces = cover(bare, _library_words())
    parts = {part for piece in pieces for part in _library_words()[piece]}
    return {"library_has", "library_which", "library_what"} <= parts


@cache
def _requests() -> tuple[str, ...]:
    leads = ("", *words_of("offtopic", "leads"))
    return tuple({lead + word for lead in leads for word in words_of("offtopic", "requests")})


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    return _by_word((*KINDS, "fillers"))


@cache
def _library_words() -> dict[str, tuple[str, ...]]:
    return _by_word(("library_has", "library_which", "library_what", "fillers"))


def _by_word(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        for word in words_of("smalltalk", key):
            bare = PUNCTUATION.sub("", word)
            found[bare] = (*found.get(bare, ()), key)
    return found
