"""What of a comparison does not depend on the quantity: reasons, rates, charges, freight, duty.

It is reckoned once for what is asked; a new quantity reads arrays only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from workbench.compare.board_outcome import (
    CODE,
    Outcome,
    currency_of,
    freight_quote,
    is_stale,
    quote_of,
    refusal,
)
from workbench.compare.landed_terms import Freight, Part, Wanted
from workbench.compare.rates import Quote
from workbench.compare.units import LARGEST, NONE, ONE, Ratio, Ratios, scaled, units_of
from workbench.core.offers import Item, Offer

NEVER: Final = 2**62
"""Stands for a value from which freight is free where it never is."""


class _Numbered:
    """Ratios in use, each once."""

    def __init__(self, first: Ratio) -> None:
        self.held: dict[Ratio, int] = {first: 0}

    def number(self, ratio: Ratio) -> int:
        return self.held.setdefault(ratio, len(self.held))

    def all(self) -> Ratios:
        return Ratios(tuple(self.held))


class Footing:
    """Columns by offer for one `Wanted`, whatever its quantity and printing.

    Attributes:
        outcome: codes of `board_outcome.CODES`; priced or stale where nothing speaks against a
            cost.
        currency: of the cost, by number in `currencies`.
        ratio, ratios: from the offer's currency to the cost's.
        charges: once an order, in ten-thousandths of the cost's currency.
        freight_once, freight_each: in those of the freight's currency.
        freight_ratio: to the cost's currency, in `ratios`.
        free_from: value of goods and marking, in those of the cost's currency.
        duty, duties: share of everything else.
    """

    def __init__(self, items: Sequence[Item], offers: Sequence[Offer], wanted: Wanted) -> None:
        self.wanted = wanted
        size = len(offers)
        self.outcome = np.full(size, CODE[Outcome.PRICED], np.int64)
        self.currencies: list[str] = []
        self.currency, self.ratio, self.charges, self.freight_ratio, self.duty = (
            np.zeros(size, np.int64) for _ in range(5)
        )
        self.freight_once, self.freight_each = (np.zeros(size, np.int64) for _ in range(2))
        self.free_from = np.full(size, NEVER, np.int64)
        self._ratios, self._duties = _Numbered(ONE), _Numbered(NONE)
        numbers: dict[str, int] = {}
        for place, (item, offer) in enumerate(zip(items, offers, strict=True)):
            to = currency_of(offer, wanted)
            self.currency[place] = numbers.setdefault(to, len(numbers))
            self._judge(place, item, offer)
        self.currencies.extend(numbers)
        self.ratios, self.duties = self._ratios.all(), self._duties.all()

    def _judge(self, place: int, item: Item, offer: Offer) -> None:
        """Write what holds for one offer."""
        refused = refusal(item, offer, self.wanted)
        if refused is not None:
            self.outcome[place] = CODE[refused.outcome]
            return
        if is_stale(item, self.wanted):
            self.outcome[place] = CODE[Outcome.STALE]
        quote = quote_of(item, offer, self.wanted)
        if isinstance(quote, Quote):
            self.ratio[place] = self._ratios.number(quote.ratio)
            self._add_charges(place, offer, quote)
        self._add_terms(place, offer)

    def _add_charges(self, place: int, offer: Offer, quote: Quote) -> None:
        if Part.CHARGES not in self.wanted.includes:
            return
        for _, amount in offer.charges:
            self.charges[place] = min(
                int(self.charges[place]) + _scaled(amount, quote.ratio), LARGEST
            )

    def _add_terms(self, place: int, offer: Offer) -> None:
        terms = self.wanted.of(offer.supplier)
        if Part.DUTY in self.wanted.includes and terms.duty:
            self.duty[place] = self._duties.number(Ratio.of(terms.duty / 100))
        quote = freight_quote(offer, self.wanted)
        if isinstance(quote, Quote):
            self.freight_ratio[place] = self._ratios.number(quote.ratio)
            self._add_freight(place, terms.freight, quote)

    def _add_freight(self, place: int, freight: Freight, quote: Quote) -> None:
        self.freight_once[place] = _scaled(freight.per_order, ONE)
        self.freight_each[place] = _scaled(freight.per_piece, ONE)
        if freight.free_from is not None and units_of(freight.free_from) is not None:
            self.free_from[place] = _scaled(freight.free_from, quote.ratio)


def _scaled(amount: Decimal, ratio: Ratio) -> int:
    """Return an amount times a ratio in ten-thousandths, `LARGEST` where it is too large."""
    units = units_of(amount)
    return LARGEST if units is None else min(scaled(units, ratio), LARGEST)
