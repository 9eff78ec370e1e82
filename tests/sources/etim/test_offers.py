"""Products of ETIM Mapper as items: what one piece costs, where, until when, what is unclear."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from workbench.core.offers import Item, Offer, Origin, PriceKind, Ref
from workbench.core.values import Step
from workbench.sources.etim.offers import OFFERING

READ = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORIGIN = Origin("etim", "main", "products", READ)
OVERALL = {
    "gtin": "4025113305282", "productName": {"de": "Schlauch", "en": "Conduit"}, "supplier": "AAA",
    "supplierPid": "ZWZ652986", "manufacturerName": "FLEXA", "manufacturerPid": "1013",
    "brandName": "-",
}  # fmt: skip
ORDER = {
    "orderUnit": "C62", "quantityMin": "1", "quantityInterval": "1", "deliveryTime": "5",
}  # fmt: skip
PRICE = {
    "priceUnit": "C62", "priceUnitFactor": "1", "priceQuantity": "1", "priceOnRequest": "false",
    "listPrice": "7.22", "customerSpecificPrice": "6.13", "recommendedRetailPrice": "10.0",
    "priceCurrency": "EUR", "vat": "0.23", "territory": ["FR", "DE"],
    "validStartDate": "2016-06-01", "validEndDate": "2018-06-01",
}  # fmt: skip


def item_of(*prices: object, order: object = ORDER, **members: object) -> Item:
    product: dict[str, Any] = {
        "productId": "XYZ123", "overallInformation": OVERALL, "orderInformation": order,
        "priceInformation": list(prices), "etimDescription": {"classId": "EC001179"},
        "attachments": [{"type": "ATX015", "uri": "https://files.example/1.jpg"}],
    }  # fmt: skip
    (item,) = OFFERING.items(json.dumps(product | members).encode(), ORIGIN)
    return item


def first(item: Item) -> Offer:
    return item.offers[0]


def test_a_product_is_an_item_with_its_numbers():
    item = item_of(PRICE)
    assert item.ref == Ref("etim", "main", "products", "XYZ123")
    assert (item.name, item.gtins, item.number) == ("Conduit", ("4025113305282",), "XYZ123")
    assert (item.manufacturer, item.mpn, item.brand) == ("FLEXA", "1013", "")
    assert (item.supplier, item.supplier_number) == ("AAA", "ZWZ652986")
    assert (item.category, item.pack) == ("EC001179", 1)
    assert item.picture == "https://files.example/1.jpg"


def test_the_customers_price_is_compared_and_the_others_shown():
    offers = item_of(PRICE).offers
    assert [(each.kind, each.compared, each.vat_included) for each in offers] == [
        (PriceKind.CUSTOMER, True, False),
        (PriceKind.LIST, False, False),
        (PriceKind.RECOMMENDED, False, True),
    ]
    customer = offers[0]
    assert customer.id == "EUR-DE-FR/customer"
    assert customer.ladder.steps == (Step(1, Decimal("6.13")),)
    assert customer.ladder.currency == "EUR"
    assert (customer.valid_from, customer.valid_until) == (date(2016, 6, 1), date(2018, 6, 1))
    assert customer.territories == ("FR", "DE")
    assert (customer.lead_days, customer.lead) == (5, "5 days")
    assert customer.troubles == ()


def test_the_list_price_is_compared_where_there_is_no_other():
    offers = item_of(PRICE | {"customerSpecificPrice": None}).offers
    assert [(each.kind, each.compared) for each in offers] == [
        (PriceKind.LIST, True), (PriceKind.RECOMMENDED, False),
    ]  # fmt: skip
    (retail,) = item_of({"recommendedRetailPrice": "10", "priceCurrency": "EUR"}).offers
    assert not retail.compared


@pytest.mark.parametrize(
    ("order", "price", "amount"),
    [
        ({}, {"priceQuantity": "100"}, "0.0613"),
        ({}, {"priceUnit": "MTK", "priceUnitFactor": "1.8"}, "11.034"),
        ({"orderUnit": "BX", "contentUnit": "C62", "contentUnitQuantity": "10"},
         {"priceUnit": "BX"}, "0.613"),
        ({"orderUnit": "BX", "contentUnit": "C62", "contentUnitQuantity": "10"},
         {"priceUnit": "C62", "priceUnitFactor": "10"}, "6.13"),
        ({"orderUnit": ""}, {"priceUnit": "C62", "priceUnitFactor": ""}, "6.13"),
    ],
)  # fmt: skip
def test_the_price_is_for_one_piece(order: dict[str, str], price: dict[str, str], amount: str):
    offer = first(item_of(PRICE | price, order=ORDER | order))
    assert offer.ladder.steps == (Step(1, Decimal(amount)),)
    assert offer.troubles == ()


def test_orders_go_in_whole_boxes():
    box = {"orderUnit": "BX", "contentUnit": "C62", "contentUnitQuantity": "12",
           "quantityMin": "2", "quantityInterval": "3"}  # fmt: skip
    item = item_of(PRICE | {"priceUnit": "BX", "customerSpecificPrice": "24"}, order=ORDER | box)
    offer = first(item)
    assert (offer.ladder.minimum, offer.multiple, item.pack) == (24, 36, 12)
    assert offer.ladder.steps[0].amount == 2


def test_no_part_of_a_box_is_ordered_where_nothing_is_told_of_steps():
    box = {"orderUnit": "BX", "contentUnit": "C62", "contentUnitQuantity": "12",
           "quantityMin": "", "quantityInterval": None}  # fmt: skip
    item = item_of(PRICE | {"priceUnit": "BX", "customerSpecificPrice": "24"}, order=ORDER | box)
    offer = first(item)
    assert (offer.ladder.minimum, offer.multiple) == (12, 12)
    assert offer.troubles == ()


def test_an_amount_that_does_not_divide_evenly_is_said_to_be_rounded():
    offer = first(item_of(PRICE | {"priceQuantity": "3", "customerSpecificPrice": "10"}))
    assert offer.ladder.steps[0].amount == Decimal("3.333333")
    assert offer.troubles == ("One piece costs 3.333333, rounded.",)


@pytest.mark.parametrize(
    ("order", "price", "said", "priced"),
    [
        ({}, {"priceOnRequest": "true"}, "on request", False),
        ({}, {"customerSpecificPrice": "?"}, "cannot be read: “?”", False),
        ({}, {"customerSpecificPrice": "0.00"}, "is 0.00; it is left out", False),
        ({}, {"priceUnit": "MTK", "priceUnitFactor": None}, "another unit", False),
        ({}, {"priceCurrency": "euro"}, "names no currency", True),
        ({"orderUnit": "MTR"}, {"priceUnit": "MTR"}, "number of units (m)", True),
        ({"quantityInterval": "2.5"}, {}, "in steps of 2.5", True),
    ],
)
def test_what_is_unclear_is_said(
    order: dict[str, str], price: dict[str, Any], said: str, priced: bool
):
    offer = first(item_of(PRICE | price, order=ORDER | order))
    assert any(said in sentence for sentence in offer.troubles), offer.troubles
    assert (offer.ladder.at(100) is not None) is priced


def test_a_price_on_request_without_amount_is_an_offer_without_price():
    (offer,) = item_of({"priceOnRequest": "true", "priceCurrency": "EUR"}).offers
    assert offer.ladder.at(1) is None
    assert offer.compared


def test_rows_of_the_same_countries_are_told_apart_by_their_day():
    later = PRICE | {"validStartDate": "2019-01-01", "validEndDate": ""}
    ids = [each.id for each in item_of(later, PRICE).offers if each.kind is PriceKind.LIST]
    assert ids == ["EUR-DE-FR/list", "EUR-DE-FR.2/list"]
    assert first(item_of(later, PRICE)).valid_until == date(2018, 6, 1)


@pytest.mark.parametrize("document", [b"", b"{", b"[]", b"{}", b'{"productId": " "}', b"null"])
def test_what_is_no_product_is_no_item(document: bytes):
    assert not OFFERING.items(document, ORIGIN)


def test_odd_members_cost_no_item():
    item = item_of(
        3, {"listPrice": ["x"], "territory": {"a": 1}, "validStartDate": "soon"},
        order=[], overallInformation=[], attachments="x", etimDescription=7,
    )  # fmt: skip
    assert item.name == "XYZ123"
    assert all(each.ladder.at(1) is None for each in item.offers)
