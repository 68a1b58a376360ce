"""What only stresses a question, taken out before it is read: 到底多少, 一共几件、办结几件, 哪个多来着."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.wording import alternation

_HOW_MANY = r"(?:多少|(?<!哪)几(?![乎何]))"
_ASKS = rf"(?:{_HOW_MANY}|哪|谁|什么|啥|怎|有没有|是不是|是否)"


def without_emphasis(folded: str) -> str:
    """Return a folded question without words that stress its asking and say nothing more.

    A word for the sum (一共) says nothing where one of several askings has it, or each of them by
    itself: nothing is to be added up then.
    """
    if not _stress().search(folded) and not _ending().search(folded):
        return folded
    text = _really().sub("", folded)
    askings = [match.start() for match in re.finditer(_HOW_MANY, text)]
    for match in reversed(list(_in_all().finditer(text))):
        others = sum(at >= match.end() for at in askings) > 1
        if others or match["each"]:
            text = text[: match.start("sum")] + text[match.end("sum") :]
    ending = _ending().search(text)
    return text[: ending.start()] if ending and ending.start() > 1 else text


@cache
def _stress() -> re.Pattern[str]:
    return re.compile(alternation((*words_of("emphasis", "really"), *words_of("number", "together"))))


@cache
def _really() -> re.Pattern[str]:
    """Return a pattern for 到底 and its like before what asks, with 是, 有 or 一共 between at most."""
    really, together = (
        alternation(words_of(*key)) for key in (("emphasis", "really"), ("number", "together"))
    )
    return re.compile(rf"{really}(?=(?:[是有共]|{together})?{_ASKS})")


@cache
def _in_all() -> re.Pattern[str]:
    together = alternation(words_of("number", "together"))
    return re.compile(rf"(?P<each>各自?|分别)?(?P<sum>{together})(?=[是有]?{_HOW_MANY})")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words_of('emphasis', 'endings'))}[\s?？。！!~～]*$")
