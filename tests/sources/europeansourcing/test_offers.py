"""Items and offers of product documents: what counts, what is shown beside it, what is odd."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.sources.europeansourcing.documents import price, product, product_with
from workbench.core.offers import Item, Offer, Origin, PriceKind, Ref
from workbench.core.values import Step
from workbench.sources.europeansourcing.offers import OFFERING

READ = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORIGIN = Origin("europeansourcing", "main", "variants", READ)


def item_of(document: bytes, origin: Origin = ORIGIN) -> Item:
    (item,) = OFFERING.items(document, origin)
    return item


def offer_of(item: Item, identity: str) -> Offer:
    offer = item.offer(identity)
    assert offer is not None, [each.id for each in item.offers]
    return offer


def test_an_item_is_a_variant_with_its_references():
    item = item_of(product())
    assert item.ref == Ref("europeansourcing", "main", "products", "827", "2504")
    assert item.read == READ
    assert (item.name, item.gtins) == ("Raja stylo", ("0350042910045",))
    assert (item.supplier, item.supplier_number) == ("CLIPPER BV", "243660")
    assert (item.brand, item.category) == ("Fruit of the Loom", "stylo bille")
    assert (item.colour, item.size) == ("bleu ciel", "XL")
    assert item.picture == "https://uploads.europeansourcing.com/b.jpeg"
    assert item.number == "2504"
    assert not item.own


def test_every_profile_and_kind_is_an_offer_and_only_the_calculation_value_is_compared():
    item = item_of(product())
    compared = {each.id for each in item.offers if each.compared}
    assert compared == {"1418/calculation", "25/calculation"}
    assert {each.id for each in item.offers} - compared == {"728/list", "357/sample"}
    french = offer_of(item, "1418/calculation")
    assert french.ladder.steps == (Step(1, Decimal("1.9")), Step(12, Decimal("1.7")))
    assert (french.ladder.minimum, french.ladder.currency) == (100, "EUR")
    assert (french.ladder.profile, french.ladder.country) == ("1418", "FR")
    assert (french.stock, french.lead_days, french.lead) == (12, 7, "7 days")
    assert french.supplier == "CLIPPER BV"
    dutch = offer_of(item, "25/calculation")
    assert dutch.ladder.steps == (Step(1, Decimal("2.10")),)
    assert (dutch.ladder.until, dutch.lead_days) == (99, 5)
    listed, sample = offer_of(item, "728/list"), offer_of(item, "357/sample")
    assert listed.kind is PriceKind.LIST
    assert listed.ladder.steps == (Step(1, Decimal("3.5")),)
    assert sample.ladder.steps == (Step(1, Decimal("0.35")),)
    assert sample.lead_days is None


def test_amounts_are_in_the_currency_of_the_account():
    item = item_of(product(), ORIGIN._replace(currency="SEK"))
    assert {each.ladder.currency for each in item.offers} == {"SEK"}


def test_a_reduction_is_shown_with_what_it_is_taken_from():
    reduced = price(1, None, 1.5) | {"value": 2.0, "reduced_value": 1.5}
    item = item_of(product_with(variant_prices=[reduced], variant_list_prices=[]))
    amounts = {each.kind: each.ladder.steps[0].amount for each in item.offers if "1418" in each.id}
    assert amounts == {
        PriceKind.CALCULATION: Decimal("1.5"),
        PriceKind.REDUCED: Decimal("1.5"),
        PriceKind.LIST: Decimal("2.0"),
    }


def test_a_list_price_of_the_service_stands_instead():
    reduced = price(1, None, 1.5, 728) | {"value": 2.0, "reduced_value": 1.5}
    item = item_of(product_with(variant_prices=[reduced]))
    assert offer_of(item, "728/list").ladder.steps == (Step(1, Decimal("3.5")),)


def test_the_reduced_price_and_the_value_stand_in_for_a_missing_calculation_value():
    only = price(1, None, 2.0) | {"calculation_value": None, "reduced_value": None}
    item = item_of(product_with(variant_prices=[only]))
    assert offer_of(item, "1418/calculation").ladder.steps == (Step(1, Decimal("2.0")),)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([price(1, 49, 2), price(100, None, 1)], "No price is named for 50 to 99 pieces."),
        (
            [price(1, 120, 2), price(100, None, 1)],
            "Two prices hold for 100 to 120 pieces; the later step counts.",
        ),
        (
            [price(1, None, 2), price(1, None, 1)],
            "Two prices hold from 1 pieces; the higher one counts.",
        ),
        ([price(1, 9, 2), price(10, None, 0)], "The price from 10 pieces is 0; it is left out."),
        ([price(1, 9, 2), price(10, None, None)], "The price from 10 pieces cannot be read."),
    ],
)
def test_what_is_wrong_in_the_tiers_is_said(rows: list[dict[str, object]], said: str):
    offer = offer_of(item_of(product_with(variant_prices=rows)), "1418/calculation")
    assert offer.troubles == (said,)
    assert offer.ladder.steps[0] == Step(1, Decimal(2))
    assert offer.gaps == (((50, 99),) if "named" in said else ())


def test_consistent_tiers_have_no_trouble():
    rows = [price(1, 99, 3), price(100, 249, 2), price(250, None, 1)]
    offer = offer_of(item_of(product_with(variant_prices=rows)), "1418/calculation")
    assert offer.troubles == ()


def test_a_price_that_is_nothing_is_no_price():
    offer = offer_of(item_of(product_with(variant_prices=[price(1, None, 0)])), "1418/calculation")
    assert offer.ladder.at(100) is None
    assert offer.troubles


def test_a_price_that_cannot_be_read_leaves_an_offer_without_price():
    rows = [price(1, None, "sur devis")]
    offer = offer_of(item_of(product_with(variant_prices=rows)), "1418/calculation")
    assert offer.ladder.at(1) is None
    assert offer.troubles == ("The price from 1 pieces cannot be read.",)


@pytest.mark.parametrize(
    "document",
    [
        b"", b"[]", b"null", b"{", b'{"id": null}', b'{"id": 5}', b'{"id": 5, "variants": null}',
        b'{"id": 5, "variants": [{}]}', b'{"id": 5, "variants": {"a": 1}}', b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_is_no_product_has_no_items(document: bytes):
    assert OFFERING.items(document, ORIGIN) == [] or OFFERING.items(document, ORIGIN) == ()


def test_odd_members_cost_no_item():
    odd = {
        "id": "v", "name": 5, "stock": "many", "european_article_numbering": "EAN?",
        "attributes": "red", "variant_prices": [{"value": True, "from_quantity": "x"}, 7],
        "variant_delivery_times": [{"value": -3}, {"value": "soon"}],
        "variant_minimum_quantities": {"value": 1},
    }  # fmt: skip
    item = item_of(product(variants=[odd], supplier="?", brand=[], categories=3))
    assert item.gtins == ()
    assert item.supplier == ""
    assert all(each.ladder.at(1) is None for each in item.offers)


def test_a_variant_that_comes_twice_is_one_item():
    twice = json.loads(product())["variants"] * 2
    assert len(OFFERING.items(product(variants=twice), ORIGIN)) == 1
