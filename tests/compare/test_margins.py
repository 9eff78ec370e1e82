"""A sale price follows a named rule to the cent, and says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare.margins import MarginKind, MarginRule, Rounding, checked, rule_text, sale
from workbench.core.errors import ErrorCode, WbError
from workbench.core.formats import Formats
from workbench.core.values import Money

NINETY = Rounding(Decimal(1), Decimal("0.90"), up=True)
FIVE = Rounding(Decimal("0.05"))


@pytest.mark.parametrize(
    ("kind", "value", "rounding", "price", "sentence"),
    [
        (
            "margin",
            "35",
            NINETY,
            "4.90",
            "35 % margin, rounded up to end in .90: 2.62 EUR gives 4.90 EUR",
        ),
        (
            "margin",
            "35",
            Rounding(),
            "4.03",
            "35 % margin, rounded to 0.01: 2.62 EUR gives 4.03 EUR",
        ),
        ("markup", "35", FIVE, "3.55", "35 % markup, rounded to 0.05: 2.62 EUR gives 3.55 EUR"),
        ("fixed", "1", FIVE, "3.60", "1.00 on top, rounded to 0.05: 2.62 EUR gives 3.60 EUR"),
        (
            "fixed",
            "0",
            Rounding(Decimal(5), Decimal("4.95"), up=True),
            "4.95",
            "0.00 on top, rounded up to 5.00 and 4.95: 2.62 EUR gives 4.95 EUR",
        ),
    ],
)
def test_a_rule_gives_a_price_and_its_sentence(kind, value, rounding, price, sentence):
    rule = MarginRule("Retail", MarginKind(kind), Decimal(value), rounding)
    sold = sale(Money(Decimal("2.62"), "EUR"), rule)
    assert sold.price == Money(Decimal(price), "EUR")
    assert sold.sentence == sentence


def test_the_margin_that_is_left_is_told():
    sold = sale(Money(Decimal("2.62"), "EUR"), MarginRule("", rounding=NINETY))
    assert (sold.price.amount, sold.margin) == (Decimal("3.90"), Decimal("32.8"))


@given(
    st.decimals("0", "5000", places=4),
    st.sampled_from(["0.01", "0.05", "0.10", "1", "10"]),
    st.sampled_from(["0", "0.005", "0.009"]),
)
def test_rounding_finds_the_nearest_allowed_price(amount, step, ending):
    step, ending = Decimal(step), Decimal(ending)
    near, up = (Rounding(step, ending, up=up).of(amount) for up in (False, True))
    for price in (near, up):
        assert (price - ending) % step == 0
    assert amount <= up < amount + step or up == ending
    assert abs(near - amount) <= step / 2 or amount < ending + step


def test_a_price_is_never_rounded_to_nothing():
    assert Rounding(Decimal(1)).of(Decimal("0.20")) == 1


@pytest.mark.parametrize(
    "rule",
    [
        MarginRule("", MarginKind.MARGIN, Decimal(100)),
        MarginRule("", MarginKind.MARKUP, Decimal(-100)),
        MarginRule("", MarginKind.MARGIN, Decimal("NaN")),
        MarginRule("", rounding=Rounding(Decimal(0))),
        MarginRule("", rounding=Rounding(Decimal("0.05"), Decimal("0.05"))),
    ],
)
def test_a_rule_without_a_price_is_refused(rule):
    with pytest.raises(WbError) as refused:
        checked(rule)
    assert refused.value.code is ErrorCode.INPUT


def test_words_follow_the_signs_of_the_language():
    rule = MarginRule("", MarginKind.MARKUP, Decimal("12.5"), NINETY)
    assert rule_text(rule, Formats(",", ".")) == "12,5 % markup, rounded up to end in ,90"
