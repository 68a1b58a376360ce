"""Every spelling of a value gives the value; what is no number gives none."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.numerals import format_number, parse_chinese, parse_numeral

SPELLINGS = {
    0: ["零", "〇", "0"],
    2: ["二", "两", "2"],
    10: ["十", "10", "一十"],
    22: ["二十二", "22"],
    104: ["一百零四", "104"],
    180: ["一百八十", "一百八"],
    186: ["一百八十六", "186"],
    1579: ["1,579", "1579", "一千五百七十九"],
    2023: ["二〇二三", "2023", "二零二三"],
    13000: ["13,000", "一万三千", "1.3万", "一万三"],
    40600: ["四万零六百", "4.06万"],
    126_000_000_000_000: ["126万亿"],
}


@pytest.mark.parametrize(("value", "spelling"), [(v, s) for v, ss in SPELLINGS.items() for s in ss])
def test_every_spelling(value: int, spelling: str) -> None:
    assert parse_numeral(spelling) == Decimal(value)


def test_fractions_and_decimals_are_exact() -> None:
    assert parse_numeral("三分之二") == Fraction(2, 3)
    assert parse_chinese("九十八点五") == Decimal("98.5")
    assert parse_numeral("16.4亿") == Decimal(1_640_000_000)


@pytest.mark.parametrize("text", ["三五", "一两", "", "万千", "二三", "点五"])
def test_estimates_and_scraps_are_no_numbers(text: str) -> None:
    assert parse_chinese(text) is None


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=3))
def test_plain_digits_come_back(whole: int, places: int) -> None:
    value = Decimal(whole).scaleb(-places)
    assert Decimal(format_number(value)) == value
    assert "E" not in format_number(value)


def _spell(number: int) -> str:
    """Return a number below 100,000 as Chinese writes it in full."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千", "万"]
    text, zero = "", False
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            zero = bool(text)
            continue
        text = digits[int(digit)] + units[place] + ("零" if zero else "") + text
        zero = False
    return text or "零"


@given(st.integers(min_value=1, max_value=99_999))
def test_chinese_in_full(number: int) -> None:
    assert parse_chinese(_spell(number)) == number
