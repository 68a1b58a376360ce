"""Amounts as clerks write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.amounts import Amount, parse_amount


@pytest.mark.parametrize(
    ("spellings", "value", "unit"),
    [
        (
            ["186件", "186 件", "１８６件", "一百八十六件", "共186件", "约186件", "186余件"],
            186,
            "件",
        ),
        (["98.5%", "98.5 %", "９８．５％", "百分之九十八点五"], Fraction("98.5"), "%"),
        (["2/3", "三分之二"], Fraction(2, 3), ""),
        (["10000户", "10,000户", "1万户", "1万余户", "一万户"], 10000, "户"),
        (["3.45亿元", "34500万元", "345000000元"], 345_000_000, "元"),
        (["二十八万九千元", "28.9万元"], 289_000, "元"),
        (["第3名", "3名", "三名"], 3, "名"),
        (["5800㎡", "5800平方米", "约5800㎡"], 5800, "平方米"),
        (["0件", "零件"], 0, "件"),
        (["二〇二三", "2023"], 2023, ""),
        (["两个", "2个"], 2, "个"),
        (["十五人次", "15人次"], 15, "人次"),
    ],
)
def test_spellings_of_one_amount(spellings: list[str], value: int, unit: str) -> None:
    assert {parse_amount(text) for text in spellings} == {Amount(Fraction(value), unit)}


@pytest.mark.parametrize("text", ["", "件", "很多", "约", "-5件", "1/0", "零分之一", "若干件"])
def test_what_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


def test_units_are_never_mixed_but_may_be_left_out() -> None:
    people, times = parse_amount("5人"), parse_amount("5人次")
    bare = parse_amount("5")
    assert people
    assert times
    assert bare
    assert not people.same_as(times)
    assert bare.same_as(times)
    assert not times.same_as(bare)


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_number_with_and_without_commas(number: int) -> None:
    assert (
        parse_amount(f"{number}件")
        == parse_amount(f"{number:,} 件")
        == Amount(Fraction(number), "件")
    )


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    amount = parse_amount(text)
    assert amount is None or isinstance(amount.value, Fraction)
