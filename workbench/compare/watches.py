"""Watches: what a person wants to be told of at the next reading, and whether it came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from workbench.compare.board_outcome import expiry
from workbench.compare.history import fraction, percent
from workbench.compare.quoting import ordered
from workbench.core.errors import bad_input
from workbench.core.offers import BOUGHT_AT, Item, Offer, Ref
from workbench.core.texts import mark, tr
from workbench.core.values import Money


class WatchKind(StrEnum):
    """What is waited for."""

    BELOW = "below"
    MOVED = "moved"
    STOCK = "stock"


WATCH_KINDS: Mapping[WatchKind, str] = {
    WatchKind.BELOW: mark("Price below"),
    WatchKind.MOVED: mark("Price changes by more than"),
    WatchKind.STOCK: mark("Stock below"),
}
"""Titles, marked."""


class Watch(msgspec.Struct, frozen=True):
    """One rule, on an item or on every line of a basket.

    Attributes:
        id: unique on this machine.
        kind: what is waited for.
        created: when.
        ref: the item; None for a basket.
        basket: id of the basket, "" for an item.
        offer: id of the offer that counts, "" for the lowest one that is compared.
        quantity: the price of a piece is meant at; lines of a basket have their own.
        amount: BELOW: the price of a piece.
        percent: MOVED: how much, up or down: 5 for five percent.
        pieces: STOCK: how many.
        base: MOVED: the price of a piece that counts as before; lines have their promise.
        name: of the item, as it was.
    """

    id: str
    kind: WatchKind
    created: datetime
    ref: Ref | None = None
    basket: str = ""
    offer: str = ""
    quantity: int = 1
    amount: Money | None = None
    percent: Decimal | None = None
    pieces: int | None = None
    base: Money | None = None
    name: str = ""


class Mark(msgspec.Struct, frozen=True):
    """A watch that came about.

    Attributes:
        watch: its id.
        ref: the item it came about for.
        at: when the record that says so was read.
        sentence: what came about.
        seen: a person has looked at it.
    """

    watch: str
    ref: Ref
    at: datetime
    sentence: str
    seen: bool = False


def check_watch(watch: Watch) -> Watch:
    """Return a watch that can be kept.

    Raises:
        WbError: INPUT, where what it waits for is missing or makes no sense.
    """
    if (watch.ref is None) == (not watch.basket):
        raise bad_input(tr("A watch is for one item or for one basket."))
    limit = {
        WatchKind.BELOW: watch.amount.amount if watch.amount else None,
        WatchKind.MOVED: watch.percent,
        WatchKind.STOCK: None if watch.pieces is None else Decimal(watch.pieces),
    }[watch.kind]
    if limit is None or not limit.is_finite() or limit <= 0 or watch.quantity < 1:
        raise bad_input(
            tr("A watch needs a number above 0."), tr("Type from where on you want to be told.")
        )
    return watch


def price_of_piece(
    item: Item, offer: str, quantity: int, currency: str = ""
) -> tuple[Offer, Money] | None:
    """Return an offer and its price of a piece for an order of `quantity`.

    Args:
        item: as it was read.
        offer: its id; "" for the lowest of those that are compared.
        quantity: pieces wanted.
        currency: offers in another one do not count; "" takes the first offer's.
    """
    found: list[tuple[Offer, Money]] = []
    for held in item.offers:
        chosen = held.id == offer if offer else _counts(held, item)
        priced = ordered(held, quantity) if chosen else None
        if priced is not None:
            found.append((held, Money(priced.amount, priced.currency)))
    wanted = currency or (found[0][1].currency if found else "")
    same = [each for each in found if each[1].currency == wanted]
    return min(same, key=lambda each: (each[1].amount, each[0].id), default=None)


def _counts(offer: Offer, item: Item) -> bool:
    """Return whether an offer can be bought by on the day that its record was read."""
    bought = offer.compared and offer.kind in BOUGHT_AT and not offer.vat_included
    return bought and expiry(offer, item.read.astimezone().date()) is None


def came_about(watch: Watch, item: Item, base: Money | None = None) -> str:
    """Return what came about, as a sentence; "" where it did not, or cannot be told.

    Args:
        watch: the rule, with offer and quantity of the line where it is on a basket.
        item: as it was just read.
        base: price of a piece that counts as before; the watch's own for None.
    """
    if watch.kind is WatchKind.STOCK:
        return _short(watch, item)
    base = base or watch.base
    meant = watch.amount if watch.kind is WatchKind.BELOW else base
    found = price_of_piece(item, watch.offer, watch.quantity, meant.currency if meant else "")
    if found is None or meant is None:
        return ""
    offer, price = found
    if watch.kind is WatchKind.BELOW:
        return _below(price, meant, offer)
    return _moved(price, meant, watch.percent)


def _below(price: Money, limit: Money, offer: Offer) -> str:
    if price.amount >= limit.amount:
        return ""
    return tr(
        "{supplier} asks {price}, less than {limit}.",
        supplier=offer.supplier,
        price=_text(price),
        limit=_text(limit),
    )


def _moved(price: Money, base: Money, most: Decimal | None) -> str:
    part = fraction(base, price)
    if part is None or most is None or abs(part) * 100 <= most:
        return ""
    return tr(
        "{percent}: {before}, now {price}.",
        percent=percent(part),
        before=_text(base),
        price=_text(price),
    )


def _short(watch: Watch, item: Item) -> str:
    stocks = [
        held.stock
        for held in item.offers
        if held.stock is not None and (held.id == watch.offer or not watch.offer)
    ]
    if not stocks or watch.pieces is None or max(stocks) >= watch.pieces:
        return ""
    return tr(
        "{stock} pieces are left, fewer than {limit}.",
        stock=f"{max(stocks):,}",
        limit=f"{watch.pieces:,}",
    )


def _text(money: Money) -> str:
    return f"{money.amount:f} {money.currency}"
