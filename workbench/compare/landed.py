"""The landed cost of one order: every line of it, with how it comes about and by which rate.

The board reckons thousands at once by the same rules; this is what one of them unfolds into.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import msgspec

from workbench.compare.board_outcome import (
    Outcome,
    Unpriced,
    currency_of,
    freight_quote,
    is_stale,
    quote_of,
    refusal,
)
from workbench.compare.landed_lines import Bill, Line
from workbench.compare.landed_marking import Marking, marking_of
from workbench.compare.landed_terms import MOST_PIECES, Part, Wanted
from workbench.compare.rates import NoRate, Quote
from workbench.compare.units import LARGEST, Ratio, money_of, scaled, units_of
from workbench.core.formats import Formats
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked
from workbench.core.texts import tr
from workbench.core.values import Money

Marker = Callable[[Item, Offer, int, Printing], Worked | OnQuote | None]
"""Prices the marking of an order; None where nothing is known of marking the item."""


class Bought(NamedTuple):
    """What is bought where a quantity is wanted."""

    pieces: int
    tier: int
    """Where the price step in effect begins."""
    amount: Decimal
    """For one piece."""


class Landed(msgspec.Struct, frozen=True):
    """What an order costs, delivered.

    Attributes:
        wanted: pieces asked for.
        bought: pieces really bought: not below the minimum, in whole multiples.
        tier: where the price step in effect begins.
        unit: price of one piece as quoted.
        lines: what the total is made of; they sum to it exactly.
        total: of the order.
        per_piece: total by pieces bought, to a ten-thousandth.
        original: the total of goods, marking and charges as quoted.
        stale: whether it is reckoned from a record that was read long ago.
    """

    wanted: int
    bought: int
    tier: int
    unit: Money
    lines: tuple[Line, ...]
    total: Money
    per_piece: Money
    original: Money
    stale: bool = False


def bought_at(offer: Offer, quantity: int) -> Bought | None:
    """Return what is bought where `quantity` is wanted; None where it is not sold."""
    pieces = _pieces(offer, quantity)
    if pieces > MOST_PIECES or gap_at(offer, quantity):
        return None
    priced = offer.ladder.at(pieces)
    return priced and Bought(pieces, priced.from_quantity, priced.amount)


def _pieces(offer: Offer, quantity: int) -> int:
    """Return what would have to be ordered: not below the minimum, in whole multiples."""
    ladder, multiple = offer.ladder, max(offer.multiple, 1)
    least = max(quantity, ladder.minimum, ladder.steps[0].from_quantity, 1)
    return -(-least // multiple) * multiple


def gap_at(offer: Offer, quantity: int) -> tuple[int, int] | None:
    """Return the gap between an offer's prices that an order falls into; None for none."""
    pieces = _pieces(offer, quantity) if offer.gaps else 0
    return next((gap for gap in offer.gaps if gap[0] <= pieces <= gap[1]), None)


def landed(
    item: Item,
    offer: Offer,
    wanted: Wanted,
    marker: Marker | None = None,
    formats: Formats = Formats(),  # noqa: B008 - frozen
) -> Landed | Unpriced:
    """Return the landed cost of `wanted.quantity` pieces, or why there is none."""
    refused = refusal(item, offer, wanted)
    if refused is not None:
        return refused
    quote = quote_of(item, offer, wanted)
    if isinstance(quote, NoRate):
        return Unpriced(Outcome.RATE, quote.reason)
    found = bought_at(offer, wanted.quantity)
    if found is None:
        return Unpriced(Outcome.QUANTITY, not_sold(offer, wanted.quantity, formats))
    if found.amount <= 0:
        return Unpriced(Outcome.QUOTE, tr("A price of 0 is named at that quantity."))
    marking = marking_of(item, offer, found.pieces, wanted, marker)
    if isinstance(marking, OnQuote):
        return Unpriced(Outcome.QUOTE, marking.reason)
    return _reckoned(item, offer, wanted, _Order(found, quote, marking), formats)


class _Order(NamedTuple):
    bought: Bought
    quote: Quote
    marking: Marking


def _reckoned(
    item: Item, offer: Offer, wanted: Wanted, order: _Order, formats: Formats
) -> Landed | Unpriced:
    currency = currency_of(offer, wanted)
    bill = Bill(offer.ladder.currency, currency, order.quote, formats)
    bought, marking = order.bought, order.marking
    if not marking.holds_goods:
        each = formats.number(bought.amount, 2)
        reckoning = f"{formats.integer(bought.pieces)} × {each}"
        bill.add(tr("Goods"), reckoning, units_of(bought.amount, bought.pieces))
    if marking.worked is not None:
        bill.add_marking(marking, wanted.includes)
    value = bill.total
    _add_charges(bill, offer, wanted)
    _add_freight(bill, offer, wanted, bought.pieces, value)
    _add_duty(bill, offer, wanted)
    if bill.trouble or bill.total >= LARGEST:
        return Unpriced(Outcome.QUOTE, tr("The amount is too large to be reckoned."))
    return Landed(
        wanted=wanted.quantity,
        bought=bought.pieces,
        tier=bought.tier,
        unit=Money(bought.amount, offer.ladder.currency),
        lines=tuple(bill.lines),
        total=Money(money_of(bill.total), currency),
        per_piece=Money(money_of(scaled(bill.total, Ratio(1, bought.pieces))), currency),
        original=Money(money_of(bill.original), offer.ladder.currency),
        stale=is_stale(item, wanted),
    )


def not_sold(offer: Offer, quantity: int, formats: Formats) -> str:
    """Return why a quantity is not sold."""
    gap = gap_at(offer, quantity)
    if gap is not None:
        first, last = map(formats.integer, gap)
        return tr("No price is named for {first} to {last} pieces.", first=first, last=last)
    until = offer.ladder.until
    if until is None:
        most = formats.integer(MOST_PIECES)
        return tr("More than {count} pieces are not reckoned.", count=most)
    if until >= quantity:
        return tr(
            "No whole multiple of {multiple} is sold up to {until}.",
            multiple=formats.integer(offer.multiple),
            until=formats.integer(until),
        )
    return tr("Prices end at {until} pieces.", until=formats.integer(until))


def _add_charges(bill: Bill, offer: Offer, wanted: Wanted) -> None:
    if Part.CHARGES in wanted.includes:
        for name, amount in offer.charges:
            bill.add(name, tr("once an order"), units_of(amount))


def _add_freight(bill: Bill, offer: Offer, wanted: Wanted, pieces: int, value: int) -> None:
    freight = wanted.of(offer.supplier).freight
    quote = freight_quote(offer, wanted)
    if quote is None or isinstance(quote, NoRate):
        return
    free = None if freight.free_from is None else units_of(freight.free_from)
    if free is not None and value >= scaled(free, quote.ratio):
        least = bill.formats.number(freight.free_from or Decimal(0), 2)
        bill.add_at(tr("Freight"), tr("free from {amount}", amount=least), 0, quote, freight)
        return
    once, each = units_of(freight.per_order), units_of(freight.per_piece)
    asked = None if once is None or each is None else once + each * pieces
    bill.add_at(tr("Freight"), bill.freight_text(freight, pieces), asked, quote, freight)


def _add_duty(bill: Bill, offer: Offer, wanted: Wanted) -> None:
    duty = wanted.of(offer.supplier).duty
    if Part.DUTY in wanted.includes and duty:
        bill.add_duty(duty)
