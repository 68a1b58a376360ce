"""By which document something was done: the title behind 根据 (根据《…》要求，现将有关情况报告如下)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.answering.asking.enumeration_words import listed
from retrieval.answering.texts.spans import TITLE, Span
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

# Words that stand between the preposition and the asking word (根据的是哪个文件).
_BETWEEN = re.compile(r"(?:的|了|是|为)+$")
_REPORT = "报告"


def asks_ground(before: str) -> bool:
    """Return whether the wording ``before`` the asking word leads to a ground (是根据|哪个文件)."""
    return _BETWEEN.sub("", before).endswith((*listed("basis", "words"), "按"))


def ground_of_report(folded: str, start: int) -> tuple[Term, ...]:
    """Return what the report says of itself as the one term to be accounted for, where the question
    asks by what the report as such was written; else none."""
    if not _of_report().search(folded, 0, start):
        return ()
    return (Term(_REPORT, _REPORT, "word", start, start),)


@cache
def _of_report() -> re.Pattern[str]:
    words = alternation((*listed("basis", "words"), "按"))
    return re.compile(rf"{_REPORT}(?:书)?(?:的|主要|都)?(?:是|系|为)?{words}(?:的|了|是|为)*$")


def grounds(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the titles of a clause that stand right behind a word for a ground."""
    for match in TITLE.finditer(text, start, end):
        if _leads(text[start : match.start()]):
            yield Span(match.start(), match.end(), 0.2)


def _leads(before: str) -> bool:
    """Return whether a title behind ``before`` is a ground, or goes on with others that are."""
    while before.endswith(("》、", "》和", "》及", "》以及", "》")):
        before = before[: before.rfind("《")] if "《" in before else ""
    return before.endswith(tuple(listed("basis", "words")))
