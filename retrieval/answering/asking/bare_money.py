"""Numerals that a question names without their unit: sums without 元 (那50万, 二十来万), bare numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.language.numerals import ARABIC, parse_arabic
from retrieval.language.quantities import find_quantities
from retrieval.records import Quantity

_SPENDING = re.compile(
    r"[花投拨补款钱费资掏]|[建买修][什啥]|用在|用到|用来|用去|用于|拿出|拿来|干[什啥吗]|做[什啥]"
)
_SUM = re.compile(
    rf"(?<![\d.])(?:{ARABIC}|[一二两三四五六七八九十百千]+)(?:[多来余几])?[万亿](?![元块人户次份件亩只头株米吨])"
)


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
