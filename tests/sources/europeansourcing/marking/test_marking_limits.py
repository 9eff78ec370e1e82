"""Sizes and numbers: what an order means by them, and what a marking cannot take."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.sources.europeansourcing.marking.orders import fixed, marking, priced, reason, variant
from workbench.sources.europeansourcing.marking_outcome import Calculation


def area(request: dict[str, Any], **members: Any) -> Decimal:
    held = marking(dynamic_fixed_prices=[fixed("superficie")], **members)
    outcome = priced(variant(), held, quantityM=1, **request)
    assert isinstance(outcome, Calculation), outcome
    return outcome.marking_price


def test_the_area_is_length_times_width_or_the_circle_or_what_is_named() -> None:
    assert area({"length": 40, "width": "15.5"}) == Decimal(620)
    assert area({"diameter": 10}).quantize(Decimal("0.000001")) == Decimal("78.539816")
    assert area({"squared_size": 12.5}) == Decimal("12.5")
    assert area({"squared_size": 12.5, "length": 40, "width": 15}) == Decimal("12.5")


def test_what_the_order_leaves_open_is_what_the_marking_is() -> None:
    assert area({}, length="40.000", width="15.000") == Decimal(600)
    assert area({}, minimum_squared_size=30, maximum_squared_size="30.0") == Decimal(30)
    assert area({"length": 20}, length="40.000", width="15.000") == Decimal(300)
    assert area({"width": 3, "length": 2}, squared_size="50") == Decimal(6)


def test_an_open_size_that_a_price_needs_is_named() -> None:
    held = marking(dynamic_fixed_prices=[fixed("superficie")])
    assert "squared_size" in reason(variant(), held, quantityM=1)
    assert "squared_size" in reason(variant(), held, quantityM=1, length=4)


@pytest.mark.parametrize(
    ("limits", "request_", "said"),
    [
        ({"maximum_length": "40.000"}, {"length": "40.001"}, "length 40.001 is more"),
        ({"length": "40.000"}, {"length": 41}, "(40)"),
        ({"maximum_width": 15}, {"width": 16}, "width"),
        ({"minimum_width": 15}, {"width": 14}, "less than"),
        ({"maximum_diameter": 10}, {"diameter": 11}, "diameter"),
        ({"maximum_squared_size": 600}, {"length": 40, "width": 16}, "area 640"),
        ({"maximum_squared_size": 600}, {"squared_size": 601}, "area"),
        ({"squared_size": 70}, {"diameter": 10}, "area"),
        ({"maximum_length": 40, "maximum_width": 15}, {"squared_size": 601}, "(600)"),
        ({"maximum_length": 40, "maximum_width": 15}, {"diameter": 16}, "diameter"),
        ({"maximum_number_of_colors": 4}, {"nbColor": 5}, "colours 5"),
        ({"number_of_colors": 1}, {"nbColor": 2}, "colours"),
        ({"minimum_number_of_logos": 2}, {"nbLogo": 1}, "logos"),
        ({"maximum_number_of_positions": 2}, {"nbPosition": 3}, "positions"),
        ({}, {"length": 0}, "more than zero"),
        ({}, {"nbColor": -1}, "more than zero"),
    ],
)
def test_an_order_beyond_the_limits_has_no_price(
    limits: dict[str, Any], request_: dict[str, Any], said: str
) -> None:
    held = marking(static_fixed_prices=[fixed("5")], **limits)
    assert said in reason(variant(), held, quantityM=1, **request_)


def test_the_limits_themselves_can_be_ordered() -> None:
    held = marking(
        static_fixed_prices=[fixed("5")],
        maximum_length="40.000",
        maximum_width="15.000",
        maximum_squared_size="600",
        maximum_number_of_colors="4",
        minimum_number_of_colors=4,
    )
    outcome = priced(variant(), held, quantityM=1, length=40, width=15, nbColor=4)
    assert isinstance(outcome, Calculation)
