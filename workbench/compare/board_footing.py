"""What of a comparison does not depend on the quantity: reasons, rates, charges, freight, duty.

It is reckoned once for what is asked; a new quantity reads arrays only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

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
from workbench.compare.landed_terms import Part, Wanted
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


class _Judged(NamedTuple):
    """One row of a footing."""

    outcome: int
    currency: int
    ratio: int = 0
    charges: int = 0
    freight_ratio: int = 0
    freight_once: int = 0
    freight_each: int = 0
    free_from: int = NEVER
    duty: int = 0


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
        self._ratios, self._duties = _Numbered(ONE), _Numbered(NONE)
        self._currencies: dict[str, int] = {}
        judged: dict[tuple[object, ...], _Judged] = {}
        rows: list[_Judged] = []
        for item, offer in zip(items, offers, strict=True):
            key = _likeness(item, offer, stale=is_stale(item, wanted))
            found = judged.get(key)
            if found is None:
                found = judged[key] = self._judge(item, offer)
            rows.append(found)
        columns = np.array(rows, np.int64).reshape(-1, len(_Judged._fields)).T.copy()
        self.outcome, self.currency, self.ratio, self.charges, self.freight_ratio = columns[:5]
        self.freight_once, self.freight_each, self.free_from, self.duty = columns[5:]
        self.currencies = tuple(self._currencies)
        self.ratios, self.duties = self._ratios.all(), self._duties.all()

    def _judge(self, item: Item, offer: Offer) -> _Judged:
        """Return what holds for an offer, and for every other one like it."""
        currency = currency_of(offer, self.wanted)
        number = self._currencies.setdefault(currency, len(self._currencies))
        refused = refusal(item, offer, self.wanted)
        quote = quote_of(item, offer, self.wanted)
        if refused is not None or not isinstance(quote, Quote):
            outcome = refused.outcome if refused else Outcome.RATE
            return _Judged(CODE[outcome], number)
        outcome = Outcome.STALE if is_stale(item, self.wanted) else Outcome.PRICED
        judged = _Judged(CODE[outcome], number, self._ratios.number(quote.ratio))
        return self._with_terms(judged._replace(charges=self._charges(offer, quote)), offer)

    def _charges(self, offer: Offer, quote: Quote) -> int:
        if Part.CHARGES not in self.wanted.includes:
            return 0
        return min(sum(_scaled(amount, quote.ratio) for _, amount in offer.charges), LARGEST)

    def _with_terms(self, judged: _Judged, offer: Offer) -> _Judged:
        """Return the same with freight and duty."""
        terms = self.wanted.of(offer.supplier)
        if Part.DUTY in self.wanted.includes and terms.duty:
            judged = judged._replace(duty=self._duties.number(Ratio.of(terms.duty / 100)))
        quote = freight_quote(offer, self.wanted)
        if not isinstance(quote, Quote):
            return judged
        freight = terms.freight
        free = NEVER if freight.free_from is None else _scaled(freight.free_from, quote.ratio)
        return judged._replace(
            freight_ratio=self._ratios.number(quote.ratio),
            freight_once=_scaled(freight.per_order, ONE),
            freight_each=_scaled(freight.per_piece, ONE),
            free_from=free,
        )


def _likeness(item: Item, offer: Offer, *, stale: bool) -> tuple[object, ...]:
    """Return everything of an offer that its footing depends on."""
    ladder = offer.ladder
    return (
        *(item.ref.source, item.ref.account, stale, offer.supplier, ladder.currency, offer.rate),
        *(bool(ladder.steps), offer.compared, offer.kind, offer.vat_included, offer.territories),
        *(offer.valid_from, offer.valid_until, offer.charges),
    )


def _scaled(amount: Decimal, ratio: Ratio) -> int:
    """Return an amount times a ratio in ten-thousandths, `LARGEST` where it is too large."""
    units = units_of(amount)
    return LARGEST if units is None else min(scaled(units, ratio), LARGEST)
