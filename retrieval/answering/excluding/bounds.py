"""Bounds (不足6人, 超过3年): by which of the things are meant, and never how many there are."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import own_clause
from retrieval.language.quantities import find_quantities
from retrieval.language.units import load_units
from retrieval.records import Fact

# A number so hedged bounds which of the things are meant.
_BOUND = re.compile(r"不到|不足|不满|未满|少于|低于|小于|超过|多于|高于|大于")
# So may one behind it (三十五岁以下的).
_UP_TO = re.compile(r"以[上下内]|及以[上下]")
# 不足6人 bounds each of the bodies that are counted before it.
_SHORT_OF = re.compile(r"不足|不到|不满|未满|少于|低于")
_BODIES = frozenset({"place", "household", "group", "person"})


def bound_verdict(asked: Asked, text: str, fact: Fact) -> str:
    """Rule out a figure whose clause does not tell the bound asked for: of all the 所 none is
    the number of those 不到5个人的."""
    for number in asked.supposed:
        if _BOUND.search(number.hedge) or _UP_TO.search(number.hedge):
            start, end = own_clause(text, fact)
            clause = text[start:end]
            # 35岁以下 is no amount of a figure's, but says as much.
            written = f"{number.value:f}" in clause or number.text in clause
            if not written and all(q.value != number.value for q in find_quantities(clause)):
                return f"没有对上：{number.text}"
    return ""


def is_short_of(fact: Fact) -> bool:
    """Return whether a figure is told as what is not reached (不足6人)."""
    return _SHORT_OF.match(fact.quantity.hedge) is not None


def criterion_verdict(asked: Asked, text: str, fact: Fact) -> str:
    """Rule out a bound by which others are counted (有5个镇持证人员不足6人), unless it is asked for."""
    if _BOUND.search(asked.wording):
        return ""
    bound = _BOUND.search(fact.label)
    if bound and bound.end() == len(fact.label) and text.startswith("的", fact.quantity.end):
        # 满意度低于80分的有3个村: of these it is told how many there are.
        return "是界限，不是数"
    if not is_short_of(fact):
        return ""
    start, _ = own_clause(text, fact)
    before = text[start : fact.quantity.start]
    counted = any(load_units().class_of.get(q.unit) in _BODIES for q in find_quantities(before))
    return "是界限，不是数" if counted else ""
