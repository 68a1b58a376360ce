"""Computed figures: exact, in one unit, with the computation shown; nothing across units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.evidence.arithmetic import (
    amount_in,
    common_unit,
    difference,
    growth,
    mean,
    multiple,
    total,
)
from retrieval.language.numerals import format_number
from retrieval.language.quantities import find_quantities
from retrieval.records import Fact

amounts = st.decimals(0, 10**9, places=2).map(lambda value: value.normalize())


def fact(text: str) -> Fact:
    """Return a figure written as ``text``."""
    (quantity,) = find_quantities(text)
    return Fact("r", 0, 0, quantity, "", "", "", 2023)


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("3名", "4位", "名"),
        ("3件", "4起", "件"),
        ("2场次", "4次", "场次"),
        ("3万元", "500元", "万元"),
        ("98%", "97.5%", "%"),
        ("3件", "4次", None),
        ("3人", "4人次", None),
        ("26件", "226件次", None),
        ("第3名", "第5名", None),
        ("3万元", "4件", None),
    ],
)
def test_units_that_can_be_set_against_each_other(one: str, other: str, unit: str | None) -> None:
    assert common_unit((fact(one), fact(other))) == unit


@pytest.mark.parametrize(
    ("one", "other", "amount", "shown"),
    [
        ("22件", "7件", "15件", "22件−7件=15件"),
        ("7件", "22件", "15件", "22件−7件=15件"),
        ("97.6%", "95.3%", "2.3个百分点", "97.6%−95.3%=2.3个百分点"),
        ("3万元", "5000元", "2.5万元", "3万元−5000元=2.5万元"),
        ("二十二件", "一件", "21件", "22件−1件=21件"),
        ("1600余人次", "302人次", "约1298人次", "1600余人次−302人次=约1298人次"),
    ],
)
def test_differences(one: str, other: str, amount: str, shown: str) -> None:
    computed = difference(fact(one), fact(other))
    assert computed is not None
    assert (computed.amount, computed.shown) == (amount, shown)


def test_quotients_are_rounded_only_where_they_must_be() -> None:
    exact, rounded = multiple(fact("22件"), fact("5件")), multiple(fact("22件"), fact("7件"))
    assert exact is not None and (exact.amount, exact.approx) == ("4.4倍", False)
    assert rounded is not None and (rounded.amount, rounded.approx) == ("约3.14倍", True)
    risen = growth(fact("7件"), fact("22件"))
    assert risen is not None and risen.shown == "(22件−7件)÷7件=约214.29%"
    halved = growth(fact("8件"), fact("4件"))
    assert halved is not None and halved.amount == "50%"


def test_what_has_no_answer() -> None:
    assert multiple(fact("3件"), fact("0件")) is None
    assert growth(fact("0件"), fact("3件")) is None
    assert total((fact("98%"), fact("97%"))) is None
    assert mean((fact("3件"), fact("4次"))) is None
    assert difference(fact("3件"), fact("4次")) is None


@given(st.lists(amounts, min_size=2, max_size=5))
def test_sums_are_exact_and_hold_the_mean(values: list[Decimal]) -> None:
    facts = [fact(f"{format_number(value)}万元") for value in values]
    whole, middle = total(facts), mean(facts)
    assert whole is not None and Fraction(whole.value) == sum(map(Fraction, values))
    assert middle is not None
    assert abs(Fraction(middle.value) * len(values) - Fraction(whole.value)) <= Fraction(
        len(values), 200
    )


@given(amounts, amounts)
def test_a_difference_added_to_the_smaller_gives_the_greater(one: Decimal, other: Decimal) -> None:
    pair = fact(f"{format_number(one)}元"), fact(f"{format_number(other)}元")
    gap = difference(*pair)
    assert gap is not None
    smaller, greater = sorted(amount_in(each, "元") for each in pair)
    assert smaller + Fraction(gap.value) == greater
