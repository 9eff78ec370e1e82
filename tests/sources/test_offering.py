"""What every source's offers are read with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.values import Ladder, Odd, Step
from workbench.sources import offering


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("7350042910045",), ("7350042910045",)),
        ((7350042910045, "7350042910045"), ("7350042910045",)),
        (("735-0042 910045", "5"), ("7350042910045", "5")),
        ((None, "", "EAN", "12a", "1" * 15, "７３５", Odd("77")), ("77",)),
    ],
)
def test_article_numbers_are_digits_each_once(values: tuple[object, ...], found: tuple[str, ...]):
    assert offering.gtins_of(*values) == found


def test_a_step_that_asks_nothing_is_left_out_and_said():
    steps = (Step(1, Decimal(2)), Step(10, Decimal("0.00")), Step(50, Decimal(-1)))
    assert offering.priced_steps(steps) == (Step(1, Decimal(2)),)
    assert offering.nothing_asked(steps) == (
        "The price from 10 pieces is 0.00; it is left out.",
        "The price from 50 pieces is -1; it is left out.",
    )


def test_one_price_holds_from_the_first_piece():
    assert offering.one_price(Decimal(3), "SEK") == Ladder((Step(1, Decimal(3)),), currency="SEK")


@pytest.mark.parametrize(
    ("value", "code"),
    [("eur", "EUR"), (" SEK ", "SEK"), ("€", ""), ("EURO", ""), (None, ""), (5, ""), ("ÅÄÖ", "")],
)
def test_a_currency_is_three_letters(value: object, code: str):
    assert offering.clean_currency(value) == code
