"""Articles as items: suppliers' offers, sales prices, the shelf, and articles made of offers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.sources.lagerkoll.documents import article
from workbench.core.edits import Values
from workbench.core.offers import Item, Lot, Offer, Origin, PriceKind, Ref
from workbench.core.values import Coded, Ladder, Money, Step
from workbench.sources.currency import NamedMoney
from workbench.sources.lagerkoll.offers import OFFERING
from workbench.sources.lagerkoll.saving.articles import SAVING
from workbench.sources.lagerkoll.saving.entries import ENTRIES

READ = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORIGIN = Origin("lagerkoll", "main", "articles", READ)


def item_of(origin: Origin = ORIGIN, **changes: object) -> Item:
    (item,) = OFFERING.items(json.dumps(article(**changes)).encode(), origin)
    return item


def supplier(**members: object) -> dict[str, Any]:
    return {"supplier": 7, "supplierName": "Baltic Pack OÜ", "supplierBuyPrice": 2.5} | members


def buys(item: Item) -> list[Offer]:
    return [each for each in item.offers if each.kind is PriceKind.BUY]


def test_an_article_is_the_users_own_item():
    item = item_of(manufacturer="Orrefalk", manufacturerArticleId="OR-1")
    assert item.ref == Ref("lagerkoll", "main", "articles", "192005-6")
    assert (item.name, item.number, item.gtins) == ("Mugg", "192005-6", ("0350042910045",))
    assert (item.manufacturer, item.mpn) == ("Orrefalk", "OR-1")
    assert (item.supplier, item.supplier_number) == ("Kuksa", "77")
    assert (item.category, item.own, item.read) == ("övrigt", True, READ)


def test_every_supplier_of_an_article_is_an_offer():
    held = [
        supplier(supplier=1549, supplierName="Kuksa", supplierBuyCurrency="Store currency"),
        supplier(supplierBuyCurrency="eur", supplierBuyRate="11.245", supplierBuyPriceShipment=1),
    ]
    own, other = buys(item_of(supplierArticles=held))
    assert (own.id, own.supplier, own.ladder.currency) == ("supplier/1549", "Kuksa", "SEK")
    assert own.rate is None
    assert (other.id, other.supplier) == ("supplier/7", "Baltic Pack OÜ")
    assert other.ladder == Ladder((Step(1, Decimal("2.5")),), currency="EUR")
    assert other.rate == Decimal("11.245")
    assert other.charges == ()
    assert other.compared
    assert other.troubles == ()


def test_the_articles_own_supplier_counts_where_the_list_leaves_it_out():
    own = buys(item_of(supplierArticles=None))
    assert [(each.id, each.ladder.steps) for each in own] == [
        ("supplier/1549", (Step(1, Decimal("21.4")),))
    ]
    both = buys(item_of(supplierArticles=[supplier()]))
    assert [each.id for each in both] == ["supplier/7", "supplier/1549"]


def test_the_suppliers_of_a_bundled_article_are_ignored():
    assert buys(item_of(bundled="true")) == []


def test_the_stores_currency_is_the_accounts():
    item = item_of(ORIGIN._replace(currency="NOK"), supplierArticles=None)
    (own,) = buys(item)
    assert own.ladder.currency == "NOK"
    sold = item.offer("sales")
    assert sold is not None
    assert sold.ladder.currency == "NOK"


@pytest.mark.parametrize(
    ("members", "currency", "said"),
    [
        ({}, "SEK", "No currency is named; SEK of the store is taken."),
        ({"supplierBuyCurrency": "kronor"}, "", "“kronor” is no currency"),
        ({"supplierBuyCurrency": "SEK", "supplierBuyPrice": 0}, "SEK", "is 0; it is left out"),
        ({"supplierBuyCurrency": "SEK", "supplierBuyPrice": "?"}, "SEK", "cannot be read"),
    ],
)
def test_what_is_unclear_about_a_buy_price_is_said(
    members: dict[str, object], currency: str, said: str
):
    offer = buys(item_of(supplierArticles=[supplier(**members)]))[0]
    assert offer.ladder.currency == currency
    (sentence,) = offer.troubles
    assert said in sentence
    assert (offer.ladder.at(1) is None) == ("supplierBuyPrice" in members)


def test_sales_prices_are_shown_and_not_compared():
    prices = [
        {"listId": 11, "listExternalId": "PL-A", "fromQuantity": 0, "price": 49},
        {"listId": 11, "listExternalId": "PL-A", "fromQuantity": "99.5", "price": "44.1"},
        {"listId": 12, "fromQuantity": None, "price": 40},
        {"listId": 13, "fromQuantity": 1, "price": 0},
    ]
    item = item_of(prices=prices)
    sold = [each for each in item.offers if each.kind is PriceKind.SALES]
    assert [each.id for each in sold] == ["sales", "list/11", "list/12"]
    assert not any(each.compared for each in sold)
    assert sold[0].ladder == Ladder((Step(1, Decimal("49.90")),), currency="SEK")
    assert sold[1].ladder.steps == (Step(1, Decimal(49)), Step(100, Decimal("44.1")))
    assert sold[1].ladder.currency == ""
    assert "does not name the currency" in sold[1].troubles[0]


def day(year: int, month: int, number: int) -> int:
    return int(datetime(year, month, number, tzinfo=UTC).timestamp() * 1000)


def test_free_pieces_stand_where_the_document_says():
    assert item_of(stockPlace="A-04-2").lots == (Lot("", 12, place="A-04-2"),)


def test_batches_are_told_with_what_expires_first_before_the_others():
    batches = {
        "batches": [
            {"batchId": "B2", "amount": 5, "reserved": 1, "bestBefore": day(2027, 1, 31)},
            {"batchId": "B1", "amount": "3", "bestBefore": day(2026, 12, 24)},
            {"batchId": "B0", "amount": 2, "reserved": 2},
        ],
        "serialNumbers": [{"serialNr": "S1", "amount": 1}],
    }
    assert item_of(amount=10, batches=batches).lots == (
        Lot("", 3, "B1", date(2026, 12, 24)),
        Lot("", 4, "B2", date(2027, 1, 31)),
        Lot("", 1, "S1"),
        Lot("", 2),
    )
    assert item_of(amount=4, batches=batches).lots == (
        Lot("", 3, "B2", date(2027, 1, 31)),
        Lot("", 1, "S1"),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 0}, {"amount": -4}, {"amount": None}, {"amount": 0.9}, {"amount": "many"},
        {"type": "Service"}, {"stock": "false"},
    ],
)  # fmt: skip
def test_nothing_is_on_the_shelf_where_nothing_is_free(changes: dict[str, Any]):
    assert item_of(**changes).lots == ()


def test_a_place_that_holds_half_a_piece_holds_the_whole_ones():
    assert [lot.quantity for lot in item_of(amount="12.5").lots] == [12]


@pytest.mark.parametrize(
    "document", [b"", b"{", b"[]", b"null", b"{}", b'{"articleId": null}', b"\xff"]
)
def test_what_is_no_article_is_no_item(document: bytes):
    assert not OFFERING.items(document, ORIGIN)


def test_odd_members_cost_no_item():
    item = item_of(
        name=[], supplierArticles={"a": 1}, prices="x", batches={"batches": 3}, barcode="n/a",
        supplierBuyPrice="?", amount={}, price=True,
    )  # fmt: skip
    assert item.name == "192005-6"
    assert item.gtins == ()
    assert all(each.ladder.at(1) is None for each in item.offers)


OFFER = Offer("139/calculation", "Nordic Promo", PriceKind.CALCULATION, Ladder(()))
PRICE = Money(Decimal("29.90"), "SEK")


def made(**changes: Any) -> Item:
    base = {
        "ref": Ref("europeansourcing", "main", "products", "1", "2"), "name": "Mug", "read": READ,
        "gtins": ("1", "07350042910045"), "brand": "Orrefalk", "supplier_number": "NP-1",
    }  # fmt: skip
    return Item(**(base | changes))


def test_an_offer_becomes_a_new_article():
    assert OFFERING.adopt is not None
    values = OFFERING.adopt(made(), OFFER, PRICE)
    assert values == {
        "name": "Mug", "ean": "7350042910045", "manufacturer": "Orrefalk",
        "supplier_number": "NP-1", "cost": PRICE,
    }  # fmt: skip
    assert set(values) <= {entry.field for entry in ENTRIES}
    assert SAVING.create is not None


def test_a_supplier_of_this_source_is_named_by_its_id():
    assert OFFERING.adopt is not None
    item = item_of()
    values = OFFERING.adopt(item, buys(item)[0], None)
    assert values["supplier"] == Coded("1549", "Kuksa")
    assert "cost" not in values


def filled(item: Item, price: Money | None, **changes: object) -> Values:
    assert OFFERING.fill is not None
    return OFFERING.fill(json.dumps(article(**changes)).encode(), item, OFFER, price)


def test_an_article_that_is_there_takes_cost_and_ean():
    assert filled(made(), PRICE) == {"cost": PRICE, "ean": "7350042910045"}
    assert filled(made(gtins=("7350042910046",)), None) == {}


def test_what_would_change_nothing_is_left_out():
    assert filled(made(), None, barcode="7350042910045") == {}
    assert filled(made(gtins=()), PRICE, supplierBuyPrice="29.90") == {}


def test_a_cost_is_in_the_currency_that_the_article_names():
    euro = {"supplierBuyCurrency": "EUR", "supplierBuyRate": 11.5}
    cost = filled(made(gtins=()), PRICE, **euro)["cost"]
    assert cost == NamedMoney(Decimal("2.6000"), "EUR")
    assert type(cost) is NamedMoney
    assert filled(made(gtins=()), PRICE, **(euro | {"supplierBuyRate": 0})) == {}
    same = {"supplierBuyCurrency": "SEK", "supplierBuyRate": None}
    assert filled(made(gtins=()), PRICE, **same) == {"cost": PRICE}


def test_no_article_takes_nothing():
    assert OFFERING.fill is not None
    assert OFFERING.fill(b"{", made(), OFFER, PRICE) == {}
