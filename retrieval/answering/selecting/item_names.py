"""The names of a list's items: without 类, 领域 and 案件, which say only that it is one of several, and
without the head (纠纷) that all of them have.
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.language.fold import fold
from retrieval.language.near_acts import item_words
from retrieval.language.wording import alternation
from retrieval.records import Fact

_QUOTES = re.compile(r"[“”\"‘’\s]")


def name_of(fact: Fact) -> str:
    """Return the name of an item by itself, without 案件, 类 or 纠纷, which it shares with others."""
    return parted(_QUOTES.sub("", fold(fact.label)))[0]


def parted(text: str) -> tuple[str, str]:
    """Return a word without what says only that it is one of several (农业|口子), and the head that
    such a word may have (土地承包|纠纷), empty where it has none."""
    stem = _kinds().sub("", text)
    head = _heads().search(stem)
    if head is None:
        return stem, ""
    return _kinds().sub("", stem[: head.start()]), head.group()


@cache
def _kinds() -> re.Pattern[str]:
    # 垃圾分类 is no kind of anything.
    return re.compile(rf"(?:(?<!分)(?:的|{alternation(item_words('kinds'))}))+$")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"{alternation(item_words('heads'))}$")
