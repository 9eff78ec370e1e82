"""Numbers are read exactly or marked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.amounts import from_units, read_decimal, read_integer, to_units
from workbench.core.values import Odd


@pytest.mark.fault(28)
@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("12.50", Decimal("12.50")), (7, Decimal(7)), (Decimal("0.1"), Decimal("0.1")),
        (" 3 ", Decimal(3)), ("1e3", Decimal("1E+3")), (None, None), ("", None), (" ", None),
        ("12,5", Odd("12,5")), ("abc", Odd("abc")), (True, Odd("True")), ("NaN", Odd("NaN")),
        ("inf", Odd("inf")), (Decimal("Infinity"), Odd("Infinity")), ("9" * 61, Odd("9" * 61)),
        ("١٢", Decimal(12)),
    ],
)  # fmt: skip
def test_numbers_as_they_are_sent(sent, read):
    assert read_decimal(sent) == read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("7", 7),
        ("7.0", 7),
        ("1e2", 100),
        ("7.5", Odd("7.5")),
        (2**62, Odd(str(2**62))),
        (None, None),
    ],
)
def test_whole_numbers(sent, read):
    assert read_integer(sent) == read


@given(st.decimals(-(10**9), 10**9, places=4))
def test_units_keep_four_decimals(amount):
    units = to_units(amount)
    assert units is not None
    assert from_units(units) == amount


def test_what_does_not_fit_is_none():
    assert to_units(Decimal("0.00001")) is None
    assert to_units(Decimal(10) ** 20) is None
    assert str(from_units(-125_000)) == "-12.50"
    assert str(from_units(12_345)) == "1.2345"


def test_an_amount_of_many_digits_is_not_rounded_into_fitting() -> None:
    assert to_units(Decimal("1." + "0" * 40 + "1")) is None
