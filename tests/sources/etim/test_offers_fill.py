"""A product takes GTIN and price of an offer; every other price row stays as it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from tests.sources.etim.test_offers import ORDER, ORIGIN, OVERALL, PRICE
from workbench.core.edits import Values
from workbench.core.offers import Item, Offer, PriceKind, Ref
from workbench.core.values import Coded, Ladder, Money
from workbench.sources.etim.offers import OFFERING

ITEM = Item(
    Ref("europeansourcing", "main", "products", "1", "2"), "Mug",
    datetime(2026, 3, 14, tzinfo=UTC), gtins=("1", "7350042910045"),
)  # fmt: skip
OFFER = Offer("139/calculation", "Nordic Promo", PriceKind.CALCULATION, Ladder(()))


def document(*prices: dict[str, Any], order: object = ORDER) -> dict[str, Any]:
    return {"productId": "X", "overallInformation": OVERALL, "orderInformation": order,
            "priceInformation": list(prices)}  # fmt: skip


def filled(record: object, price: Money | None, item: Item = ITEM) -> Values:
    assert OFFERING.fill is not None
    return OFFERING.fill(json.dumps(record).encode(), item, OFFER, price)


def rows_of(values: Values) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", list(cast("tuple[object, ...]", values["prices"])))


def test_a_gtin_with_a_right_check_digit_is_taken_unless_it_is_there():
    assert filled(document(), None) == {"gtin": "7350042910045"}
    same = document() | {"overallInformation": {"gtin": "7350042910045"}}
    assert filled(same, None) == {}


def test_the_row_of_the_currency_takes_the_price_and_the_others_stay():
    other = PRICE | {"priceCurrency": "PLN", "listPrice": "31.5"}
    first, second = rows_of(filled(document(other, PRICE), Money(Decimal("5.55"), "EUR")))
    assert (first["net_price"], first["list_price"]) == (Decimal("6.13"), Decimal("31.5"))
    assert (second["net_price"], second["list_price"]) == (Decimal("5.55"), Decimal("7.22"))
    assert second["territory"]


def test_the_amount_is_in_the_rows_own_unit_and_is_read_back_as_it_was():
    box = ORDER | {"orderUnit": "BX", "contentUnit": "C62", "contentUnitQuantity": "12"}
    held = PRICE | {"priceUnit": "BX", "priceQuantity": "100"}
    (row,) = rows_of(filled(document(held, order=box), Money(Decimal("2.50"), "EUR")))
    assert row["net_price"] == 3000
    again = document(held | {"customerSpecificPrice": "3000"}, order=box)
    (item,) = OFFERING.items(json.dumps(again).encode(), ORIGIN)
    assert item.offers[0].ladder.steps[0].amount == Decimal("2.50")


def test_a_price_in_another_currency_is_a_row_of_its_own():
    kept, made = rows_of(filled(document(PRICE), Money(Decimal("29.9"), "SEK")))
    assert kept["net_price"] == Decimal("6.13")
    assert made == {
        "price_unit": Coded("C62", "C62"), "price_quantity": Decimal(1),
        "net_price": Decimal("29.9"), "price_currency": "SEK",
    }  # fmt: skip


def test_a_price_that_is_there_changes_nothing():
    assert "prices" not in filled(document(PRICE), Money(Decimal("6.13"), "EUR"))
