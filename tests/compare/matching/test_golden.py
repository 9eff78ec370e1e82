"""One row for a thing: what each source says, and where they do not say the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.compare.matching.made import gtin, item
from workbench.compare.matching.golden import Agreement, golden
from workbench.core.offers import Lot, Offer, PriceKind
from workbench.core.values import Ladder, Money, Step


def offer(amount, currency="EUR", **more):
    kind = more.pop("kind", PriceKind.LIST)
    steps = (Step(1, Decimal(amount)), Step(100, Decimal(amount) / 2))
    return Offer(str(amount), "S", kind, Ladder(steps, currency=currency), **more)


def field(identity, *items, quantity=1):
    held = golden(items, quantity).field(identity)
    assert held is not None
    return held.values, held.agreement


def test_a_column_for_each_account_of_a_source():
    a, b = item("b", "1", name="Mug"), item("a", "2", name="Mug")
    more = item("a", "1", name="Mug red")
    row = golden([a, b, more])
    assert [(column.source, column.items) for column in row.columns] == [
        ("a", (more.ref, b.ref)),
        ("b", (a.ref,)),
    ]
    assert row.field("name").values == (("Mug red", "Mug"), ("Mug",))
    assert row.field("nothing") is None


@pytest.mark.parametrize(
    ("identity", "ours", "theirs", "agreement"),
    [
        ("name", {"name": "Mug  red"}, {"name": "mug Red"}, Agreement.AGREED),
        ("name", {"name": "Mug"}, {"name": "Cup"}, Agreement.DIFFERS),
        ("gtin", {"gtins": (gtin(1),)}, {"gtins": ("0" + gtin(1), gtin(2))}, Agreement.AGREED),
        ("gtin", {"gtins": (gtin(1),)}, {"gtins": ("123",)}, Agreement.DIFFERS),
        ("brand", {"brand": "Alpha GmbH"}, {"brand": "ALPHA"}, Agreement.AGREED),
        ("mpn", {"mpn": "T-1"}, {"mpn": ""}, Agreement.ONE),
        ("size", {"size": "0,3 l"}, {"size": "300 ml"}, Agreement.AGREED),
        ("size", {"size": "0,3 l"}, {"size": "L"}, Agreement.DIFFERS),
        ("colour", {"colour": "blau"}, {"colour": "Blue"}, Agreement.AGREED),
        ("pack", {"pack": Decimal("10.0")}, {"pack": Decimal(10)}, Agreement.AGREED),
        ("pack", {"pack": Decimal(10)}, {"pack": Decimal(1)}, Agreement.DIFFERS),
        ("category", {}, {}, Agreement.NOTHING),
    ],
)
def test_whether_sources_agree(identity, ours, theirs, agreement):
    _, said = field(identity, item("a", "1", **ours), item("b", "1", **theirs))
    assert said is agreement


def test_prices_of_one_currency_are_compared_at_the_quantity():
    a, b = item("a", "1", offers=(offer("4"), offer("3"))), item("b", "1", offers=(offer("3"),))
    values, said = field("price", a, b, quantity=100)
    assert values == ((Money(Decimal("1.5"), "EUR"),), (Money(Decimal("1.5"), "EUR"),))
    assert said is Agreement.AGREED
    assert field("price", a, item("b", "1", offers=(offer("5"),)))[1] is Agreement.DIFFERS


def test_prices_of_other_currencies_are_shown_and_not_compared():
    a, b = item("a", "1", offers=(offer("4"),)), item("b", "1", offers=(offer("40", "SEK"),))
    values, said = field("price", a, b)
    assert [cell[0].currency for cell in values] == ["EUR", "SEK"]
    assert said is Agreement.NOT_COMPARED


def test_what_is_no_purchase_is_no_price():
    held = (
        offer("1", vat_included=True),
        offer("2", kind=PriceKind.SALES),
        offer("3", compared=False),
        offer("4", ""),
        Offer("x", "S", PriceKind.LIST, Ladder(())),
    )
    assert field("price", item("a", "1", offers=held)) == (((),), Agreement.NOTHING)


def test_stock_of_the_own_shelf_and_of_a_supplier():
    own = item("a", "1", lots=(Lot("Store", 5), Lot("Shop", 7)), own=True)
    theirs = item("b", "1", offers=(offer("1", stock=12), offer("2", stock=12), offer("3")))
    assert field("stock", own, theirs) == (((12,), (12,)), Agreement.AGREED)
    silent = item("b", "1", offers=(offer("3"),))
    assert field("stock", own, silent) == (((12,), ()), Agreement.ONE)


def test_what_has_expired_on_the_shelf_is_no_stock():
    day = date(2026, 3, 1)
    lots = (Lot("Store", 5, expires=day), Lot("Shop", 7, expires=date(2026, 2, 28)))
    held = golden([item("a", "1", lots=lots, own=True)], 1, day).field("stock")
    assert held is not None
    assert held.values == ((5,),)


def test_a_price_of_other_days_or_at_nothing_is_left_out_and_multiples_count():
    today = date(2026, 11, 20)
    held = (
        offer("1", valid_until=today - timedelta(days=1)),
        offer("0"),
        offer("6", multiple=100),
    )
    row = golden([item("a", "1", offers=held)], 30, today).field("price")
    assert row is not None
    assert row.values == ((Money(Decimal(3), "EUR"),),)
