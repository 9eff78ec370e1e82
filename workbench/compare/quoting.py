"""What a supplier promises for an order, frozen so that it can be held against a later promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import msgspec

from workbench.compare.board_outcome import expiry
from workbench.compare.landed import bought_at, gap_at
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked
from workbench.core.texts import tr
from workbench.core.values import Ladder, Money, Priced


class Home(NamedTuple):
    """An amount in the currency of a basket, with the rate that led there.

    `day` is None where both currencies are the same, or the record names a rate without one.
    """

    amount: Money
    rate: Decimal
    day: date | None
    origin: str


Convert = Callable[[Money, Item, Offer], Home | str]
"""Brings an amount of an item's offer into the basket's currency; why not, where it cannot."""


class Quoted(msgspec.Struct, frozen=True):
    """What was promised for an order of one item, and on what ground.

    Attributes:
        at: when the promise was taken down.
        read: when the record that says so was read.
        supplier, offer: whose, and the id of its offer.
        quantity: pieces wanted.
        bought: pieces really bought: not below the minimum, in whole multiples.
        unit: of one piece, unmarked; None where none may be named.
        total: of everything: goods, marking, options and charges.
        charges: what is added once an order, by name.
        from_quantity: where the tier in effect begins.
        ladder: every tier, as it was.
        stock: pieces the supplier had.
        valid_until: last day of the promise.
        printing, marking: how it is marked, and what that costs, unfolded.
        home: the total in the basket's currency.
        sale: what the customer was promised for one piece; None where nothing was.
        reason: why there is no total, or none in the basket's currency.
    """

    at: datetime
    read: datetime
    supplier: str
    offer: str
    quantity: int
    bought: int = 0
    unit: Money | None = None
    total: Money | None = None
    charges: tuple[tuple[str, Decimal], ...] = ()
    from_quantity: int = 0
    ladder: Ladder | None = None
    stock: int | None = None
    valid_until: date | None = None
    printing: Printing | None = None
    marking: Worked | None = None
    home: Home | None = None
    sale: Money | None = None
    reason: str = ""

    @property
    def margin(self) -> Decimal | None:
        """Part of the sale that is left (0.25 for 25 %); None across currencies or without both."""
        cost = self.home.amount if self.home else self.total
        if self.sale is None or cost is None or cost.currency != self.sale.currency:
            return None
        turnover = self.sale.amount * self.bought
        return (turnover - cost.amount) / turnover if turnover > 0 else None


def ordered(offer: Offer, quantity: int) -> Priced | None:
    """Return the price of an order in whole multiples; None where none can be named.

    A price of 0 is none: it would win every comparison.
    """
    found = bought_at(offer, quantity) if offer.ladder.steps else None
    if found is None or found.amount <= 0:
        return None
    return Priced(found.amount, offer.ladder.currency, found.tier, found.pieces)


def quote(
    item: Item,
    identity: str,
    quantity: int,
    *,
    at: datetime,
    convert: Convert | None = None,
    printing: Printing | None = None,
    worked: Worked | OnQuote | None = None,
    sale: Money | None = None,
) -> Quoted:
    """Take down what an offer of an item promises now.

    Args:
        item: as it was read.
        identity: of the offer.
        quantity: pieces wanted.
        at: the present moment.
        convert: into the basket's currency; None leaves the offer's own.
        printing: how it is to be marked, None for unmarked.
        worked: what the marking costs, reckoned for the quantity really bought.
        sale: what the customer is promised for one piece.
    """
    offer = item.offer(identity)
    supplier = offer.supplier if offer else item.supplier
    bare = Quoted(at, item.read, supplier, identity, quantity, printing=printing, sale=sale)
    if offer is None:
        return msgspec.structs.replace(bare, reason=tr("The offer is gone."))
    held = msgspec.structs.replace(
        bare,
        ladder=offer.ladder,
        stock=offer.stock,
        valid_until=offer.valid_until,
        charges=offer.charges,
    )
    priced = ordered(offer, quantity)
    if priced is None:
        return msgspec.structs.replace(held, reason=_not_sold(offer, quantity))
    if over := _no_promise(offer, at):
        return msgspec.structs.replace(held, reason=over)
    held = msgspec.structs.replace(
        held,
        bought=priced.bought,
        unit=Money(priced.amount, priced.currency),
        from_quantity=priced.from_quantity,
    )
    return _with_total(
        held, priced, worked, (lambda total: convert(total, item, offer)) if convert else None
    )


def _with_total(
    held: Quoted,
    priced: Priced,
    worked: Worked | OnQuote | None,
    home_of: Callable[[Money], Home | str] | None,
) -> Quoted:
    if isinstance(worked, OnQuote):
        return msgspec.structs.replace(held, reason=worked.reason)
    if worked is None and held.printing is not None and held.printing.technique:
        return msgspec.structs.replace(held, reason=tr("The marking could not be priced."))
    charges = sum((amount for _name, amount in held.charges), Decimal(0))
    total = Money((worked.total if worked else priced.total) + charges, priced.currency)
    home = home_of(total) if home_of else None
    if isinstance(home, str):
        return msgspec.structs.replace(held, total=total, marking=worked, reason=home)
    return msgspec.structs.replace(held, total=total, marking=worked, home=home)


def _no_promise(offer: Offer, at: datetime) -> str:
    """Return why a named price is no promise: of other days, or with VAT; "" where it is one."""
    if offer.vat_included:
        return tr("The price includes VAT.")
    found = expiry(offer, at.astimezone().date())
    return found.reason if found else ""


def _not_sold(offer: Offer, quantity: int) -> str:
    if not offer.ladder.steps:
        return tr("The offer names no price.")
    found = bought_at(offer, quantity)
    if found is not None and found.amount <= 0:
        return tr("A price of 0 is named at that quantity.")
    if gap := gap_at(offer, quantity):
        first, last = (f"{each:,}" for each in gap)
        return tr("No price is named for {first} to {last} pieces.", first=first, last=last)
    return tr("{quantity} pieces are more than the offer holds for.", quantity=f"{quantity:,}")
