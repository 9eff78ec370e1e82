"""Amounts in the currency of a basket, by the rates at hand or the one that a record names."""

from __future__ import annotations

from collections.abc import Callable

from workbench.compare.quoting import Convert, Home
from workbench.compare.rates import NoRate, Rates, converted
from workbench.core.offers import Item, Offer, Ref
from workbench.core.values import Money


def converter(rates: Rates, currency: str, home_of: Callable[[Ref], str]) -> Convert:
    """Return what brings an amount of an offer into a currency.

    Args:
        rates: known rates; a record's own counts only where they do not reach.
        currency: the wanted one.
        home_of: currency of the account that an item stands in: what its record's rate leads to.
    """

    def convert(amount: Money, item: Item, offer: Offer) -> Home | str:
        quote = rates.quote(amount.currency, currency)
        if isinstance(quote, NoRate) and amount.currency and offer.rate is not None:
            own = rates.own(offer.rate, home_of(item.ref), currency)
            quote = quote if isinstance(own, NoRate) else own
        found = quote if isinstance(quote, NoRate) else converted(amount, quote)
        if isinstance(found, NoRate):
            return found.reason
        return Home(Money(found.amount, currency), found.rate, found.day, found.origin)

    return convert
