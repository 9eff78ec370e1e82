"""No amount changes its currency without a rate that has a day and an origin."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.made import DAY
from workbench.compare.rates import (
    TYPED,
    Converted,
    NoRate,
    Quote,
    Rate,
    Rates,
    converted,
    rate_sentence,
)
from workbench.compare.units import LARGEST, Ratio, Ratios, scaled, units_of
from workbench.core.values import Money

OLD = DAY - timedelta(days=3)
RATES = Rates([Rate("SEK", Decimal("11.4105"), DAY), Rate("USD", Decimal("1.0563"), OLD)])


def test_an_amount_is_converted_by_the_rate_of_its_day():
    found = RATES.convert(Money(Decimal("58.40"), "SEK"), "EUR")
    assert found == Converted(Decimal("5.1181"), Decimal("0.087638579"), DAY, "ECB")
    assert RATES.convert(Money(Decimal(1), "EUR"), "SEK") == Converted(
        Decimal("11.4105"), Decimal("11.4105"), DAY, "ECB"
    )


def test_between_two_others_the_way_leads_through_the_euro_on_the_older_day():
    found = RATES.convert(Money(Decimal(100), "SEK"), "USD")
    assert isinstance(found, Converted)
    assert (found.amount, found.day, found.through) == (Decimal("9.2573"), OLD, "EUR")
    quote = RATES.quote("SEK", "USD")
    assert isinstance(quote, Quote)
    assert rate_sentence("SEK", "USD", quote) == (
        "1 SEK = 0.09257263 USD, European Central Bank, 2026-11-16, through EUR"
    )


def test_a_typed_rate_wins_and_the_latest_of_one_origin():
    more = Rate("USD", Decimal(2), DAY), Rate("SEK", Decimal(10), OLD, TYPED)
    later = Rates((*RATES.entries, *more))
    assert later.of("USD") == Rate("USD", Decimal(2), DAY)
    found = later.convert(Money(Decimal(10), "SEK"), "USD")
    assert isinstance(found, Converted)
    assert (found.amount, found.origin) == (2, "ECB + typed")


@pytest.mark.parametrize(
    ("currency", "to", "says"),
    [
        ("GBP", "EUR", "No rate is known for GBP."),
        ("SEK", "GBP", "No rate is known for GBP."),
        ("", "EUR", "No currency is named."),
    ],
)
def test_what_has_no_rate_says_so(currency, to, says):
    assert RATES.convert(Money(Decimal(1), currency), to) == NoRate(says)


def test_odd_rates_are_no_rates():
    odd = Rates([Rate("SEK", Decimal(0), DAY), Rate("USD", Decimal("NaN"), DAY)])
    assert odd.currencies == ("EUR",)


def test_the_rate_of_a_record_leads_to_its_accounts_home_and_on():
    found = RATES.own(Decimal("13.2"), "SEK", "EUR")
    assert isinstance(found, Quote)
    assert (found.origin, found.through, found.day) == ("record + ECB", "SEK", DAY)
    assert Fraction(*found.ratio) == Fraction("13.2") / Fraction("11.4105")
    home = RATES.own(Decimal("13.2"), "SEK", "SEK")
    assert isinstance(home, Quote)
    assert (home.origin, home.through, home.day) == ("record", "", None)
    assert isinstance(RATES.own(Decimal(0), "SEK", "EUR"), NoRate)
    assert isinstance(RATES.own(Decimal(1), "GBP", "EUR"), NoRate)


def test_an_amount_in_its_own_currency_stays_exact():
    tiny = Money(Decimal("0.123456789"), "SEK")
    assert RATES.convert(tiny, "SEK") == Converted(tiny.amount, Decimal(1), None, "")
    assert isinstance(RATES.convert(Money(Decimal("1E+30"), "SEK"), "EUR"), NoRate)
    assert converted(tiny, Quote(Ratio(1, 1), None, "")) == RATES.convert(tiny, "SEK")


@given(st.integers(0, 10**12), st.integers(1, 10**9), st.integers(1, 10**9))
def test_rounding_is_half_up(units, over, under):
    half = Fraction(units * over, under) + Fraction(1, 2)
    assert scaled(units, Ratio(over, under)) == half.numerator // half.denominator


@given(
    st.lists(st.tuples(st.integers(0, 2**58), st.integers(0, 2)), max_size=20),
    st.lists(st.fractions(0, 2000, max_denominator=10**12), min_size=3, max_size=3),
)
def test_a_column_is_scaled_as_each_amount_by_itself(cells, numbers):
    ratios = [Ratio.of(number) for number in numbers]
    units = np.array([cell for cell, _ in cells], np.int64)
    which = np.array([which for _, which in cells], np.int64)
    found = Ratios(ratios).of(units, which).tolist()
    expected = [scaled(cell, ratios[number]) for cell, number in cells]
    assert [min(each, LARGEST) for each in found] == [min(each, LARGEST) for each in expected]


def test_an_amount_too_large_or_no_number_has_no_units():
    assert units_of(Decimal("1E+15")) is None
    assert units_of(Decimal("NaN")) is None
    assert units_of(Decimal("1E+13"), 1000) is None
    assert units_of(Decimal("0.00005")) == 1
    assert units_of(Decimal("0.123456"), 250) == 308640
