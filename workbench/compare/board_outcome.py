"""What became of an offer in a comparison: a price, or the reason why there is none.

The reasons that need no quantity stand here; they are judged once and hold for every quantity.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from workbench.compare.landed_terms import Part, Wanted, supplier_key
from workbench.compare.rates import NoRate, Quote
from workbench.core.offers import BOUGHT_AT, PRICE_KINDS, Item, Offer
from workbench.core.texts import mark, tr


class Outcome(StrEnum):
    """What became of an offer."""

    PRICED = "priced"
    STALE = "stale"
    """Priced, by a record that was read too long ago: compared, and marked."""
    WAITING = "waiting"
    """The marking is not reckoned yet."""
    QUANTITY = "quantity"
    """Not sold at that quantity."""
    QUOTE = "quote"
    """On quote: no price may be named."""
    RATE = "rate"
    """No rate leads to the currency wanted."""
    EXPIRED = "expired"
    FUTURE = "future"
    TERRITORY = "territory"
    VAT = "vat"
    LEFT_OUT = "left_out"
    """The supplier is switched off."""
    SALE = "sale"
    """A price of sale or of a sample: no answer to what it costs to buy."""


OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.PRICED: mark("Priced"),
    Outcome.STALE: mark("Priced, read long ago"),
    Outcome.WAITING: mark("Being reckoned"),
    Outcome.QUANTITY: mark("Not sold at that quantity"),
    Outcome.QUOTE: mark("On quote"),
    Outcome.RATE: mark("No exchange rate"),
    Outcome.EXPIRED: mark("Expired"),
    Outcome.FUTURE: mark("Not yet valid"),
    Outcome.TERRITORY: mark("Not sold here"),
    Outcome.VAT: mark("VAT differs"),
    Outcome.LEFT_OUT: mark("Left out"),
    Outcome.SALE: mark("No purchase price"),
}
"""Titles, marked; the order is how near an outcome is to a price."""

CODES: Final = tuple(OUTCOMES)
"""Outcomes by the number that stands for them in columns."""
CODE: Final[Mapping[Outcome, int]] = {outcome: code for code, outcome in enumerate(CODES)}
"""The number of each outcome."""
COMPARED: Final = frozenset({Outcome.PRICED, Outcome.STALE})
"""Outcomes that hold a price and can be the best."""


class Unpriced(NamedTuple):
    """An offer that has no cost, and why, in the user's words."""

    outcome: Outcome
    reason: str


def refusal(item: Item, offer: Offer, wanted: Wanted) -> Unpriced | None:
    """Return why an offer has no cost at any quantity; None where nothing speaks against one."""
    if not offer.compared or offer.kind not in BOUGHT_AT:
        kind = tr(PRICE_KINDS[offer.kind])
        return Unpriced(Outcome.SALE, tr("{kind}: shown, not compared.", kind=kind))
    if wanted.left_out and supplier_key(offer.supplier) in wanted.left_out:
        return Unpriced(Outcome.LEFT_OUT, tr("The supplier is left out of the comparison."))
    if not offer.ladder.steps:
        return Unpriced(Outcome.QUOTE, tr("The supplier names no price."))
    if offer.vat_included != wanted.vat_included:
        included, without = tr("The price includes VAT."), tr("The price is without VAT.")
        return Unpriced(Outcome.VAT, included if offer.vat_included else without)
    if wanted.country and offer.territories and wanted.country not in offer.territories:
        places = ", ".join(offer.territories)
        return Unpriced(Outcome.TERRITORY, tr("Holds in {places} only.", places=places))
    over = expiry(offer, wanted.day) if wanted.day else None
    return over or _no_rate(item, offer, wanted)


def _no_rate(item: Item, offer: Offer, wanted: Wanted) -> Unpriced | None:
    for quote in (quote_of(item, offer, wanted), freight_quote(offer, wanted)):
        if isinstance(quote, NoRate):
            return Unpriced(Outcome.RATE, quote.reason)
    return None


def expiry(offer: Offer, day: date) -> Unpriced | None:
    """Return why an offer's price does not hold on a day; None where it does."""
    if offer.valid_until is not None and offer.valid_until < day:
        until = offer.valid_until.isoformat()
        return Unpriced(Outcome.EXPIRED, tr("Valid until {day}.", day=until))
    if offer.valid_from is not None and offer.valid_from > day:
        begins = offer.valid_from.isoformat()
        return Unpriced(Outcome.FUTURE, tr("Valid from {day}.", day=begins))
    return None


def currency_of(offer: Offer, wanted: Wanted) -> str:
    """Return the currency that an offer's cost is told in."""
    return wanted.home or offer.ladder.currency


def quote_of(item: Item, offer: Offer, wanted: Wanted) -> Quote | NoRate:
    """Return the way from an offer's currency to the one wanted.

    A typed rate goes before one of the European Central Bank, and that before the one that the
    record names: all offers of a currency are then compared by one rate.
    """
    currency, to = offer.ladder.currency, currency_of(offer, wanted)
    quote = wanted.rates.quote(currency, to)
    home = wanted.homes.get((item.ref.source, item.ref.account), "")
    if isinstance(quote, NoRate) and currency and offer.rate is not None and home:
        own = wanted.rates.own(offer.rate, home, to)
        return quote if isinstance(own, NoRate) else own
    return quote


def freight_quote(offer: Offer, wanted: Wanted) -> Quote | NoRate | None:
    """Return the way from the freight's currency to the cost's; None where there is no freight."""
    freight = wanted.of(offer.supplier).freight
    if Part.FREIGHT not in wanted.includes or not freight.asked:
        return None
    return wanted.rates.quote(freight.currency, currency_of(offer, wanted))


def is_stale(item: Item, wanted: Wanted) -> bool:
    """Whether a record was read too long ago."""
    return wanted.stale_before is not None and item.read < wanted.stale_before
