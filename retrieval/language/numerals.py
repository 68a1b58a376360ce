"""Exact values of numerals as Chinese reports write them.

Floats never appear: a figure is a Decimal, or a Fraction where the text states one.
All patterns expect folded text (see ``fold``): half-width, simplified.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from retrieval.records import Number

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# 半 in 半个工作日, 百 in 百分之百.
_WORDS = {"半": Decimal("0.5"), "百": Decimal(100)}

CHINESE_DIGIT = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
CHINESE = f"[{CHINESE_DIGIT}十百千万亿拾佰仟]+(?:点[{CHINESE_DIGIT}]+)?"
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# No numeral is without one of these.
NUMERAL = rf"[\d半{CHINESE_DIGIT}十百千万亿拾佰仟]"
# One number told in two steps: 4亿3000 before 万, 3万5千, 1万2000, 2万零500.
COMPOUND = r"\d+亿零?\d+[百千]?(?=[余多几来]?万)|\d+万(?:\d[百千]|\d{4}|零\d{1,3})|\d千\d百"
_COMPOUND = re.compile(r"(\d+)([千万亿])零?(\d+)([百千]?)(万?)")


def parse_arabic(text: str) -> Decimal:
    """Return the value of plain digits, with or without thousands commas."""
    return Decimal(text.replace(",", ""))


def parse_chinese(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral (`一百八十六`, `二〇二三`, `三点五万`), or None.

    None where the characters do not make one number (`三五`, `一两`: an estimate; `万千`).
    """
    if not text:
        return None
    whole, _, decimals = text.partition("点")
    scale = 1
    if decimals and decimals[-1] in _MYRIADS:
        scale, decimals = _MYRIADS[decimals[-1]], decimals[:-1]
    value = _parse_whole(whole)
    if value is None:
        return None
    if not decimals:
        return Decimal(value)
    if any(ch not in _DIGITS for ch in decimals):
        return None
    tail = "".join(str(_DIGITS[ch]) for ch in decimals)
    return Decimal(f"{value}.{tail}") * scale


def _parse_whole(text: str) -> int | None:
    if all(ch in _DIGITS for ch in text):
        # Digit by digit (二〇二三) is a number only from three digits on or with a zero:
        # 三五 and 一两 are estimates.
        if len(text) == 1:
            return _DIGITS[text]
        if len(text) >= 3 or any(ch in "零〇○" for ch in text):
            return int("".join(str(_DIGITS[ch]) for ch in text))
        return None
    total = section = digit = 0
    last = above = 10**12
    for position, ch in enumerate(text):
        if ch in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[ch]
        elif ch in _TENS:
            unit = _TENS[ch]
            if unit >= last or (not digit and unit != 10 and position == 0):
                return None
            section += (digit or 1) * unit
            digit, last = 0, unit
        else:
            myriad = _MYRIADS[ch]
            if position == 0:
                return None
            # 四亿三千万 goes on below what was told (+ 三千万); 四万亿 multiplies it.
            if myriad < above:
                total += (section + digit) * myriad
            else:
                total = (total + section + digit) * myriad
            section = digit = 0
            last, above = 10**12, myriad
    # 一百八 and 两万三 leave the last unit out.
    if digit and len(text) > 1 and text[-2] in {**_TENS, **_MYRIADS}:
        previous = {**_TENS, **_MYRIADS}[text[-2]]
        if previous >= 100:
            digit *= previous // 10
    return total + section + digit


def parse_numeral(text: str) -> Number | None:
    """Return the exact value of any numeral here: digits, Chinese, mixed, a fraction; or None.

    ``三分之二`` gives Fraction(2, 3); ``1.5万`` gives Decimal(15000).
    """
    folded = text.replace(" ", "")
    if "分之" in folded:
        below, _, above = folded.partition("分之")
        lower, upper = parse_numeral(below), parse_numeral(above)
        if lower is None or upper is None or not lower:
            return None
        return Fraction(upper) / Fraction(lower)
    if folded in _WORDS:
        return _WORDS[folded]
    compound = _COMPOUND.fullmatch(folded)
    if compound:
        above, myriad, below, ten, scale = compound.groups()
        rest = Decimal(below) * _TENS.get(ten, 1) * _MYRIADS.get(scale, 1)
        return Decimal(above) * (_TENS.get(myriad) or _MYRIADS[myriad]) + rest
    mixed = re.fullmatch(rf"({ARABIC})([十百千]?[万亿]?|万亿)", folded)
    if mixed:
        value = parse_arabic(mixed.group(1))
        for ch in mixed.group(2):
            value *= _TENS.get(ch) or _MYRIADS[ch]
        return value
    return parse_chinese(folded)


def format_number(value: Number) -> str:
    """Return plain digits: no exponent, no trailing zeros, fractions as ``2/3``."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        return f"{value.numerator}/{value.denominator}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
