"""Ladders of variants: which amount counts, per profile, and from which quantity."""

from __future__ import annotations

import json
from decimal import Decimal

import msgspec

from tests.sources.europeansourcing import documents
from workbench.core.values import Ladder, Step
from workbench.sources.europeansourcing.prices import ladders_of
from workbench.sources.europeansourcing.records.product import Variant


def ladders(**changes: object) -> tuple[Ladder, ...]:
    return ladders_of(msgspec.json.decode(json.dumps(documents.VARIANT | changes), type=Variant))


def test_one_ladder_a_profile_sorted_with_its_own_minimum():
    french, dutch = ladders()
    assert french == Ladder(
        steps=(Step(1, Decimal("1.9")), Step(12, Decimal("1.7"))),
        minimum=100,
        currency="EUR",
        variant="2504",
        profile="1418",
        country="FR",
        until=None,
    )
    assert (dutch.minimum, dutch.until, dutch.steps) == (1, 99, (Step(1, Decimal("2.10")),))


def test_no_price_is_named_below_the_minimum_or_behind_the_last_step():
    french, dutch = ladders()
    priced = french.at(5)
    assert priced is not None
    assert (priced.bought, priced.amount) == (100, Decimal("1.7"))
    assert dutch.at(100) is None


def test_the_calculation_value_counts_then_the_reduced_one():
    held = {"from_quantity": 1, "value": 9.9, "reduced_value": 8.8, "calculation_value": 7.7}
    for amount in ("7.7", "8.8", "9.9"):
        (found,) = ladders(variant_prices=[held])
        assert found.steps[0].amount == Decimal(amount)
        held.pop("calculation_value" if "calculation_value" in held else "reduced_value", None)


def test_amounts_are_exact_whether_sent_as_number_or_text():
    text = (
        b'{"variant_prices": [{"from_quantity": "1", "calculation_value": 0.1000000000000000055},'
    )
    text += b' {"from_quantity": 10, "calculation_value": "0.180"}]}'
    (found,) = ladders_of(msgspec.json.decode(text, type=Variant))
    assert [str(step.amount) for step in found.steps] == ["0.1000000000000000055", "0.180"]


def test_of_two_prices_from_one_quantity_the_higher_counts():
    (found,) = ladders(
        variant_prices=[documents.price(1, 5, 1.0), documents.price(1, 9, 1.2),
                        documents.price(1, 7, 1.1)]
    )  # fmt: skip
    assert found.steps == (Step(1, Decimal("1.2")),)
    assert found.until == 9


def test_without_an_amount_there_is_no_ladder():
    assert ladders(variant_prices=[{"from_quantity": 1}]) == ()
    assert ladders(variant_prices=None) == ()
