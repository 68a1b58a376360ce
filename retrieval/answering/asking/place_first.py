"""The place that a question tells behind what it asks (微信公众号叫什么 华苑街道2022年的), put in front of it."""

from __future__ import annotations

import re

from retrieval.answering.asking.gazetteer import Gazetteer

# 叫什么 华苑街道2022年的: whose it is, told behind the question.
_MAY_END_SO = re.compile(r".{2}[\s,，;；。?？、][^\s,，;；。?？、]{2,24}[\s?？。!！]*$")
_BEHIND = re.compile(r"[\s,，;；。?？、]+$")
_YEAR_AFTER = re.compile(r"(?:(?:19|20)?\d\d年?度?)?的?[\s?？。!！]*$")


def put_place_first(folded: str, gazetteer: Gazetteer) -> str:
    """Return a question with the place that is told behind it in front, where most name it."""
    if not _MAY_END_SO.search(folded):
        return folded
    places = gazetteer.find(folded)
    if len(places) != 1 or not _YEAR_AFTER.match(folded, places[0].end):
        return folded
    asked = folded[: places[0].start]
    if not _BEHIND.search(asked) or not asked.strip():
        return folded
    told = folded[places[0].start :].rstrip(" ?？。!！").removesuffix("的")
    return f"{told}{_BEHIND.sub('', asked)}"
