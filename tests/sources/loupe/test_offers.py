"""Samples as items: which cost counts, in which currency, and what is unclear about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from workbench.core.offers import Item, Origin, PriceKind, Ref
from workbench.core.values import Ladder, Step
from workbench.sources.loupe.offers import OFFERING

READ = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORIGIN = Origin("loupe", "main", "samples", READ)
PRODUCT = {
    "Atelier Code": "AZ200000", "Supplier Code": "RG-1180", "Seller Company": "Kiran Jewels",
    "Style Name": "Solitaire", "Product Type": "Ring", "Size": "6.5",
    "Metal_1_Option": "9K Yellow Gold", "Image_1_URL": "https://files.example/1.png",
}  # fmt: skip
VENDOR = {"Supplier Cost": "612.00", "Supplier Currency": "USD"}
HOME = {"Home Cost": "483.48", "Home Currency": "GBP", "Exchange Rate": "0.7900"}


def item_of(*rows: dict[str, str], origin: Origin = ORIGIN) -> Item:
    (item,) = OFFERING.items(json.dumps(list(rows)).encode(), origin)
    return item


def test_a_sample_is_an_item_of_its_vendor():
    item = item_of(PRODUCT | VENDOR)
    assert item.ref == Ref("loupe", "main", "samples", "AZ200000")
    assert (item.name, item.supplier, item.supplier_number) == (
        "Solitaire", "Kiran Jewels", "RG-1180",
    )  # fmt: skip
    assert (item.size, item.colour, item.category) == ("6.5", "9K Yellow Gold", "Ring")
    assert item.picture == "https://files.example/1.png"
    assert (item.gtins, item.lots, item.own) == ((), (), False)


def test_the_vendors_cost_counts_and_the_home_cost_stands_beside_it():
    vendor, home = item_of(PRODUCT | VENDOR, PRODUCT | HOME).offers
    assert (vendor.id, vendor.kind, vendor.compared) == ("vendor", PriceKind.COST, True)
    assert vendor.ladder == Ladder((Step(1, Decimal("612.00")),), currency="USD")
    assert vendor.rate == Decimal("0.7900")
    assert (home.id, home.compared, home.rate) == ("home", False, None)
    assert home.ladder == Ladder((Step(1, Decimal("483.48")),), currency="GBP")


def test_the_home_cost_counts_where_it_is_the_only_one():
    (home,) = item_of(PRODUCT | HOME).offers
    assert (home.id, home.compared) == ("home", True)


def test_a_rate_counts_where_it_leads_to_the_accounts_currency():
    rows = (PRODUCT | VENDOR, PRODUCT | HOME)
    assert item_of(*rows, origin=ORIGIN._replace(currency="GBP")).offers[0].rate
    assert item_of(*rows, origin=ORIGIN._replace(currency="EUR")).offers[0].rate is None
    odd = PRODUCT | HOME | {"Exchange Rate": "0"}
    assert item_of(PRODUCT | VENDOR, odd).offers[0].rate is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Supplier Cost": "612.00"}, "The file names no currency of the cost."),
        ({"Supplier Cost": "ask", "Supplier Currency": "USD"}, "cannot be read: “ask”"),
        ({"Supplier Cost": "0", "Supplier Currency": "USD"}, "is 0; it is left out"),
    ],
)
def test_what_is_unclear_about_a_cost_is_said(row: dict[str, str], said: str):
    (offer,) = item_of(PRODUCT | row).offers
    (sentence,) = offer.troubles
    assert said in sentence
    assert offer.ladder.currency == ("USD" if "is 0" in said else "")


def test_a_sample_without_cost_has_no_offer():
    assert item_of(PRODUCT).offers == ()


def test_a_barcode_is_a_number():
    assert item_of(PRODUCT | {"Barcode": "7350042 910045"}).gtins == ("7350042910045",)
    assert item_of(PRODUCT | {"Barcode": "n/a"}).gtins == ()


@pytest.mark.parametrize("document", [b"", b"{", b"[]", b"{}", b"null", b"[{}]", b'{"a": 1}'])
def test_what_is_no_sample_is_no_item(document: bytes):
    assert not OFFERING.items(document, ORIGIN)
