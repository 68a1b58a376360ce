"""What a question wants of many places at once: a table, the first three, how many report it, who doesn't.

The words that ask for it are taken out, so that what is left names place, year and measure alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.numerals import parse_numeral
from retrieval.language.wording import alternation

Show = Literal["table", "top", "bottom", "count", "silent"]
_NUMBER = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_END = r"(?=的?(?:是|有|分别|哪|谁|[?？。,，]|\s|$))"
# 前三季度 and 最后 are no order of places.
_NOT_ORDER = r"(?<![最之以落此先])"


@dataclass(frozen=True, slots=True)
class Request:
    """``rest`` is the question without the words of the request; ``n`` is how many are wanted;
    ``kind`` the kind of place that is asked about (各街道, 哪些镇), empty for any."""

    show: Show
    rest: str
    n: int = 0
    kind: str = ""


def read_request(folded: str) -> Request | None:
    """Return what a folded question wants of many places, None where it wants nothing of the kind."""
    kind = kind_of_places(folded)
    if table := pattern_of("table", "words").search(folded):
        return Request("table", _without(folded, table), kind=kind)
    for show, pattern in _orders():
        if found := pattern.search(folded):
            number = found.groupdict().get("n")
            n = int(parse_numeral(number) or 0) if number else 1
            return Request(show, _without(folded, found), n, kind) if n else None
    for show, pattern in _reporting():
        if found := pattern.search(folded):
            return Request(show, _without(folded, found), kind=kind)
    return None


def every_place(folded: str) -> str:
    """Return the words by which a question means every place (各街道, 所有地方), empty if none."""
    found = _every().search(folded)
    return found.group().removesuffix("的") if found else ""


def _without(folded: str, *found: re.Match[str]) -> str:
    for match in found:
        folded = f"{folded[: match.start()]} {folded[match.end() :]}"
    return _every().sub("", folded).strip(" ，,。?？的是有")


@cache
def _orders() -> tuple[tuple[Show, re.Pattern[str]], ...]:
    counted = alternation(words_of("table", "counted"))
    places = alternation(words_of("compare", "place_words"))
    behind = rf"(?:{counted}?的?{places}|{counted}{_END}|{_END})"
    tail = r"(?:的?(?:是|有)?(?:哪里|哪些|哪几个|谁|哪家)?)"

    def ordered(key: str) -> str:
        return rf"{_NOT_ORDER}{alternation(words_of('table', key))}{_NUMBER}{behind}{tail}"

    def extreme(key: str) -> str:
        return rf"{alternation(words_of('table', key))}(?:前)?{_NUMBER}{counted}(?:{places}|{_END}){tail}"

    alone = alternation(words_of("table", "last_alone"))
    return (
        ("bottom", re.compile(ordered("last"))),
        ("bottom", re.compile(extreme("least"))),
        ("top", re.compile(ordered("first"))),
        ("top", re.compile(extreme("most"))),
        ("bottom", re.compile(rf"{alone}的?(?:{places}|是|哪|谁|{_END}){tail}")),
    )


@cache
def _reporting() -> tuple[tuple[Show, re.Pattern[str]], ...]:
    places = alternation((*words_of("compare", "place_words"), "镇", "乡", "县", "区"))
    which, untold = (alternation(words_of("table", key)) for key in ("which", "untold"))
    many, told = (alternation(words_of("table", key)) for key in ("how_many", "told"))
    of_reports = "(?:的报告)?(?:里|中)?(?:都|还)?"
    return (
        ("silent", re.compile(rf"{which}的?{places}?{of_reports}{untold}(?:过|了)?")),
        ("silent", re.compile(rf"{untold}(?:过|了)?的?{places}?(?:有|是)?{which}")),
        ("count", re.compile(rf"{many}{places}{of_reports}{told}(?:过|了)?")),
    )


@cache
def _every() -> re.Pattern[str]:
    places = alternation((*words_of("compare", "place_words"), *_KINDS))
    return re.compile(rf"(?:{alternation(words_of('table', 'every'))}{places}|各地(?![区块]))的?")


# The longest first; 街镇 and 乡镇 mean any of them.
_KINDS = ("街道", "镇", "乡", "县", "区", "市")
_ANY = re.compile(r"街镇|镇街|乡镇|街乡|区县|县区|县市|市县|街道镇|镇街道")


@cache
def _of_kinds() -> re.Pattern[str]:
    counted = rf"{_NUMBER}{alternation(words_of('table', 'counted'))}"
    before = rf"(?:{alternation(words_of('table', 'every'))}|{counted}|{alternation(words_of('table', 'how_many'))})"
    return re.compile(rf"{before}(?P<kind>{_ANY.pattern}|{'|'.join(_KINDS)})")


def kind_of_places(folded: str) -> str:
    """Return the kind of place that 各街道, 哪些镇, 前三个街道 asks about; empty for any."""
    found = _of_kinds().search(folded)
    if found is None or _ANY.fullmatch(found["kind"]):
        return ""
    return found["kind"]
