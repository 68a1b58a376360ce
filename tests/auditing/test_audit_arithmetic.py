"""Computations: what is shown is right, and what is not right is caught."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.auditing.arithmetic import holds, is_close, operands, rounded, show

amounts = st.integers(min_value=1, max_value=10_000_000)
decimals = st.decimals(min_value=0, max_value=10_000, places=2, allow_nan=False)


@given(st.lists(decimals, min_size=2, max_size=12), decimals)
def test_a_sum_written_out_holds_and_names_its_figures(
    values: list[Decimal], told: Decimal
) -> None:
    total = sum(map(Fraction, values), Fraction(0))
    text = f"{' + '.join(map(show, values))} = {show(total)}"
    assert holds(text)
    assert operands(text) == tuple(map(Fraction, values))
    assert holds(f"{text} ≠ {show(told)}") is (total != Fraction(told))
    assert not holds(text.replace(f"= {show(total)}", f"= {show(total + 1)}"))


@given(amounts, amounts, st.integers(min_value=0, max_value=3))
def test_a_rate_written_out_holds_as_it_is_rounded(part: int, whole: int, places: int) -> None:
    exact = Fraction(part * 100, whole)
    told = rounded(exact, places)
    assert abs(Fraction(told) - exact) * 2 * 10**places <= 1
    assert is_close(exact, told)
    text = f"{part} ÷ {whole} ≈ {told}%"
    assert holds(text)
    assert operands(text) == (part, whole)
    step = Decimal(1).scaleb(-places)
    assert not holds(f"{part} ÷ {whole} ≈ {told + step}%")


@given(amounts, amounts)
def test_growth_written_out_holds_either_way(now: int, last: int) -> None:
    computed = rounded(Fraction((now - last) * 100, last), 1)
    sign = "−" if computed < 0 else ""
    text = f"({now} − {last}) ÷ {last} ≈ {sign}{show(abs(computed))}%"
    assert holds(text)
    assert operands(text) == (now, last, last)


@pytest.mark.parametrize(
    "text",
    ["1 + 2 = 4", "48 ≠ 48", "1 ÷ 3 ≈ 33.4%", "1 ÷ 3 ≈ 33.3% ≠ 33.3%", "(3 − 2) ÷ 2 ≈ −50%", "12"],
)
def test_what_is_wrong_does_not_hold(text: str) -> None:
    assert not holds(text)


@pytest.mark.parametrize("text", ["1 + = 3", "(1 + 2 = 3", "甲 = 1", "1 * 2 = 2", " = 1"])
def test_what_is_no_computation_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        holds(text)


@pytest.mark.parametrize(
    ("value", "told", "close"),
    [
        (Fraction(200, 3), "66.6", True),
        (Fraction(200, 3), "66.7", True),
        (Fraction(200, 3), "66.5", False),
        (Fraction(200, 3), "67", True),
        (Fraction(98), "98.0", True),
        (Fraction(98), "98.1", False),
    ],
)
def test_rounded_and_cut_off_figures_are_close(value: Fraction, told: str, close: bool) -> None:
    assert is_close(value, Decimal(told)) is close


@given(decimals)
def test_shown_figures_read_back_as_they_were(value: Decimal) -> None:
    assert Fraction(show(value)) == Fraction(value)
    assert show(Fraction(value)) == show(value)
