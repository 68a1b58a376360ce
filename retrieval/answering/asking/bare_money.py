"""Numerals and sums that a question names without their unit: 那50万, 二十来万, 罚了多少, bare numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.language.numerals import ARABIC, parse_arabic
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import Term
from retrieval.records import Quantity

_SPENDING = re.compile(
    r"[花投拨补款钱费资掏]|[建买修][什啥]|用在|用到|用来|用去|用于|拿出|拿来|干[什啥吗]|做[什啥]"
)
_SUM = re.compile(
    rf"(?<![\d.])(?:{ARABIC}|[一二两三四五六七八九十百千]+)(?:[多来余几])?[万亿](?![元块人户次份件亩只头株米吨])"
)


# 罚了多少 with nothing counted behind it asks how much money.
_FINED = re.compile(
    r"(?<!(?<!查)处)(?<![惩受刑责免])罚了?多少(?=[了呢啊呀?？。,，!！\s]*(?:$|[,，]))"
)
_FINE = "罚款"
_HOW_MANY = re.compile("多少|几")


def find_fined(masked: str, *, placed: bool) -> tuple[Term, ...]:
    """Return a term for the fines where it is asked how much they came to without a word for money.

    Behind another question (立案几起，罚了多少) or as a piece of one, without a place, it goes on about
    what that one counts.
    """
    match = _FINED.search(masked) if placed else None
    if match is None or _HOW_MANY.search(masked, 0, match.start()):
        return ()
    return (Term(_FINE, _FINE, "thing", *match.span()),)


def read_money(masked: str, folded: str) -> tuple[Quantity, ...]:
    """Return the sums left in a masked question that speaks of spending, each in 元."""
    if not _SPENDING.search(folded):
        return ()
    found = []
    for match in _SUM.finditer(masked):
        told = find_quantities(f"{match.group()}元")
        if len(told) == 1:
            one = told[0]
            found.append(replace(one, text=match.group(), start=match.start(), end=match.end()))
    return tuple(found)


def read_bare_numbers(masked: str) -> tuple[Quantity, ...]:
    """Return the numerals without a unit that are left (`哪些数字是1500`)."""
    return tuple(
        Quantity(m.group(), parse_arabic(m.group()), "", m.start(), m.end())
        for m in re.finditer(rf"(?<![\d+×·.“])(?:{ARABIC})(?![\d+×·]|月(?!份?量)|日|号)", masked)
    )
