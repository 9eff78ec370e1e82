"""Watches: told when it came about, silent where it cannot be told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from tests.compare.kit import item, offer
from workbench.compare.watches import Watch, WatchKind, came_about, check_watch, price_of_piece
from workbench.core.errors import ErrorCode, WbError
from workbench.core.offers import PriceKind, Ref
from workbench.core.values import Money

AT = datetime(2026, 9, 4, tzinfo=UTC)
REF = Ref("es", "main", "products", "a")


def _eur(text):
    return Money(Decimal(text), "EUR")


def _watch(kind, **more):
    return Watch("1", kind, AT, ref=REF, **more)


@pytest.mark.parametrize(("price", "told"), [("1.99", True), ("2.00", False), ("2.01", False)])
def test_a_price_below(price, told):
    watch = _watch(WatchKind.BELOW, amount=_eur("2.00"))
    sentence = came_about(watch, item("a", offer((1, price))))
    assert bool(sentence) is told
    assert not told or sentence == "Acme asks 1.99 EUR, less than 2.00 EUR."


@pytest.mark.parametrize(
    ("price", "told"), [("2.10", ""), ("2.11", "+5.5 %"), ("1.90", ""), ("1.80", "−10 %")]
)
def test_a_price_that_moves_either_way(price, told):
    watch = _watch(WatchKind.MOVED, percent=Decimal(5), base=_eur("2.00"))
    sentence = came_about(watch, item("a", offer((1, price))))
    assert sentence.startswith(told)
    assert bool(sentence) is bool(told)
    assert came_about(watch, item("a", offer((1, price))), base=_eur(price)) == ""


def test_a_stock_that_is_short():
    watch = _watch(WatchKind.STOCK, pieces=100)
    assert came_about(watch, item("a", offer((1, "1"), stock=99))).startswith("99 pieces")
    assert came_about(watch, item("a", offer((1, "1"), stock=100))) == ""
    assert came_about(watch, item("a", offer((1, "1")))) == ""
    two = (offer((1, "1"), stock=5), offer((1, "1"), identity="other", stock=500))
    assert came_about(watch, item("a", *two)) == ""


def test_the_price_is_the_one_at_the_quantity_of_an_offer_that_counts():
    held = item(
        "a",
        offer((1, "3"), (100, "1.5")),
        offer((1, "1"), identity="sale", compared=False),
        offer((1, "1"), identity="gross", vat_included=True),
        offer((1, "2"), identity="other"),
        offer((1, "0.5"), identity="krona", currency="SEK"),
    )
    assert price_of_piece(held, "", 1)[1] == _eur("2")
    assert price_of_piece(held, "", 100)[1] == _eur("1.5")
    assert price_of_piece(held, "sale", 1)[1] == _eur("1")
    assert price_of_piece(held, "", 1, "SEK")[0].id == "krona"
    assert price_of_piece(held, "", 1, "USD") is None
    assert price_of_piece(item("a"), "", 1) is None


def test_nothing_is_told_across_currencies():
    watch = _watch(WatchKind.BELOW, amount=_eur("2.00"))
    assert came_about(watch, item("a", offer((1, "1"), currency="SEK"))) == ""


@pytest.mark.parametrize(
    "watch",
    [
        Watch("1", WatchKind.BELOW, AT, amount=_eur("1")),
        Watch("1", WatchKind.BELOW, AT, ref=REF, basket="b", amount=_eur("1")),
        _watch(WatchKind.BELOW),
        _watch(WatchKind.BELOW, amount=_eur("0")),
        _watch(WatchKind.MOVED, percent=Decimal("NaN")),
        _watch(WatchKind.STOCK, pieces=0),
        _watch(WatchKind.STOCK, pieces=1, quantity=0),
    ],
)
def test_a_watch_that_makes_no_sense_is_refused(watch):
    with pytest.raises(WbError) as caught:
        check_watch(watch)
    assert caught.value.code is ErrorCode.INPUT
    good = _watch(WatchKind.STOCK, pieces=1)
    assert check_watch(good) == good


@pytest.mark.parametrize(
    "other",
    [
        offer((1, "0"), identity="nothing"),
        offer((1, "1"), identity="over", valid_until=date(2026, 8, 31)),
        offer((1, "1"), identity="soon", valid_from=date(2026, 9, 9)),
        msgspec.structs.replace(offer((1, "1"), identity="sample"), kind=PriceKind.SAMPLE),
    ],
)
def test_what_cannot_be_bought_by_rings_no_bell(other):
    held = item("a", offer((1, "3")), other)
    assert came_about(_watch(WatchKind.BELOW, amount=_eur("2.00")), held) == ""
