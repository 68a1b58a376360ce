"""Amounts as a clerk writes them, compared as quantities: 一百八十六件 = 186件 = １８６ 件.

Read here and not by the engine's own numerals on purpose: a test that reads its expectation
with the code under test would share its mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
# What NFKC makes of ㎡ and its like.
_SIGNS = {"m2": "平方米", "km2": "平方公里", "km": "公里", "kg": "公斤"}
_CHINESE = "零〇○一二两三四五六七八九十百千万亿点"
_ARABIC = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_SHAPE = re.compile(
    r"^(?:约|近|超过|超|逾|共|达|第)?\s*"
    rf"(?:(?P<over>[{_CHINESE}]+)分之(?P<part>[{_CHINESE}]+|{_ARABIC})"
    rf"|(?P<fraction>[0-9]+/[0-9]+)|(?P<arabic>{_ARABIC})|(?P<chinese>[{_CHINESE}]+))"
    r"\s*[余多来]?\s*(?P<scale>[百千]?[万亿]*)\s*[余多]?\s*(?P<unit>.*?)\s*(?:以上|左右|以下|以内)?$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in its base unit (万元 as 元, 万户 as 户). An empty unit stands for any."""

    value: Fraction
    unit: str

    def same_as(self, stated: Amount) -> bool:
        """Return whether ``stated`` is this amount; 人 and 人次 are never the same."""
        return self.value == stated.value and self.unit in ("", stated.unit)


def parse_amount(text: str) -> Amount | None:
    """Return the amount that ``text`` is from end to end, or None where it is none.

    Hedges (约, 余, 以上 …) are read over; 百分之九十八 is 98 %.
    """
    match = _SHAPE.match(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    unit = _SIGNS.get(match["unit"], match["unit"])
    if match["over"] is not None:
        under, part = _chinese(match["over"]), _number(match["part"])
        if under == 100:
            return Amount(part, "%")
        return Amount(part / under, unit) if under else None
    if match["fraction"] is not None:
        part_text, _, under_text = match["fraction"].partition("/")
        return Amount(Fraction(int(part_text), int(under_text)), unit) if int(under_text) else None
    value = _number(match["arabic"] or match["chinese"])
    for character in match["scale"]:
        value *= _TENS.get(character) or _GROUPS[character]
    return Amount(value, unit)


def _number(text: str) -> Fraction:
    if text[0] in "0123456789":
        return Fraction(text.replace(",", ""))
    return _chinese(text)


def _chinese(text: str) -> Fraction:
    whole, _, decimals = text.partition("点")
    value = Fraction(_chinese_whole(whole))
    for position, character in enumerate(decimals, start=1):
        value += Fraction(_DIGITS.get(character, 0), 10**position)
    return value


def _chinese_whole(text: str) -> int:
    if not any(character in _TENS or character in _GROUPS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text) or "0")
    total = group = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            group += (digit or 1) * _TENS[character]
            digit = 0
        else:
            # 万亿 multiplies all that stands before it.
            total = (total + group + digit or 1) * _GROUPS[character]
            group = digit = 0
    return total + group + digit
