"""Questions of what all reports of the library together have (这些报告里行政应诉一共多少件)."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.wording import alternation

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十几]{1,3})"
# As the questions that compare all places put it.
_EVERY, _PLACE, _SUM, _MEAN = "所有", "地方", "合计", "平均"
_NO_KIND = frozenset({"报告", "地方", "地区"})


def put_overall(folded: str) -> str:
    """Return a folded question of all reports in the words that ask it of all places, empty where
    none is asked to be added up or averaged over all of them."""
    found = _everywhere().search(folded)
    if found is None or folded[: found.start()].endswith(("有", "哪")):
        return ""
    rest = folded[: found.start()] + folded[found.end() :]
    for words, put in (("means", _MEAN), ("sums", _SUM)):
        if wanted := _wanted(words).search(rest):
            rest = f"{rest[: wanted.start()]}{rest[wanted.end() :]}"
            kind = found["of"] or found["these"] or _PLACE
            return f"{_EVERY}{_PLACE if kind in _NO_KIND else kind}{rest.strip(' ，,的')}{put}"
    return ""


@cache
def _everywhere() -> re.Pattern[str]:
    every, counted, places = (
        alternation(words_of("overall", key)) for key in ("every", "counted", "places")
    )
    return re.compile(
        rf"(?:{every}{_NUMBER}?{counted}?的?(?P<of>{places})|(?<!前){_NUMBER}[个份](?P<these>{places})"
        rf"|(?:整个)?(?:资料)?库[里中](?!的?报告有))(?:[里中]|里面)?的?"
    )


@cache
def _wanted(key: str) -> re.Pattern[str]:
    return re.compile(alternation(words_of("overall", key)))
