"""Exchange rates: the only way from one currency to another, named with day and origin.

Rates are kept as the European Central Bank quotes them, as units for one euro. Between two other
currencies the way leads through the euro and is named as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

import msgspec

from workbench.compare.units import Ratio, money_of, scaled, units_of
from workbench.core.texts import mark, tr
from workbench.core.values import Money

EURO: Final = "EUR"
ECB: Final = "ECB"
"""Origin of a rate of the European Central Bank."""
TYPED: Final = "typed"
"""Origin of a rate that the user typed; it wins over every other."""
RECORD: Final = "record"
"""Origin of a rate that the record of an offer itself names."""

ORIGINS: Final = {
    ECB: mark("European Central Bank"),
    TYPED: mark("typed"),
    RECORD: mark("the record's own"),
}
"""Titles, marked."""

_SHOWN: Final = Context(prec=8)


class Rate(msgspec.Struct, frozen=True):
    """Units of a currency for one euro, on a day.

    Attributes:
        currency: ISO 4217 code.
        per_euro: units for one euro, above 0.
        day: the day it holds for.
        origin: "ECB", "typed".
    """

    currency: str
    per_euro: Decimal
    day: date
    origin: str = ECB


class Quote(NamedTuple):
    """The way from one currency to another."""

    ratio: Ratio
    """Exact: units of the wanted currency for one of the other."""
    day: date | None
    """The older day of the rates used; None where none was needed or the record names none."""
    origin: str
    """"ECB", "typed", "ECB + typed", "" where both are the same currency."""
    through: str = ""
    """"EUR" where the way leads through the euro."""

    @property
    def rate(self) -> Decimal:
        """Units of the wanted currency for one of the other, to eight digits."""
        return _SHOWN.divide(Decimal(self.ratio.over), Decimal(self.ratio.under))


class Converted(NamedTuple):
    """An amount in another currency, to a ten-thousandth, and by which rate."""

    amount: Decimal
    rate: Decimal
    day: date | None
    origin: str
    through: str = ""


class NoRate(NamedTuple):
    """An amount cannot be converted, and why, in the user's words."""

    reason: str


SAME: Final = Quote(Ratio(1, 1), None, "")
"""From a currency to itself."""


class Rates:
    """The rates at hand; never changed, `with_rates` gives another one.

    Of several rates of a currency a typed one is taken, then the one of the latest day.
    """

    __slots__ = ("_chosen", "_quotes", "entries")

    def __init__(self, entries: Iterable[Rate] = ()) -> None:
        self.entries = tuple(entries)
        chosen: dict[str, Rate] = {}
        for rate in self.entries:
            if rate.currency != EURO and rate.per_euro.is_finite() and rate.per_euro > 0:
                held = chosen.get(rate.currency)
                if held is None or _standing(rate) >= _standing(held):
                    chosen[rate.currency] = rate
        self._chosen = chosen
        self._quotes: dict[tuple[str, str], Quote | NoRate] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rates) and self.entries == other.entries

    def __hash__(self) -> int:
        return hash(self.entries)

    def of(self, currency: str) -> Rate | None:
        """Return the rate in use for a currency; None for the euro and where none is known."""
        return self._chosen.get(currency)

    @property
    def currencies(self) -> tuple[str, ...]:
        """Codes that have a rate, sorted, the euro among them."""
        return tuple(sorted({EURO, *self._chosen}))

    def quote(self, currency: str, to: str) -> Quote | NoRate:
        """Return the way from a currency to another."""
        if not currency or not to:
            return NoRate(tr("No currency is named."))
        if currency == to:
            return SAME
        found = self._quotes.get((currency, to))
        if found is None:
            found = self._quotes[currency, to] = self._quoted(currency, to)
        return found

    def _quoted(self, currency: str, to: str) -> Quote | NoRate:
        legs = [self._chosen.get(code) for code in (currency, to) if code != EURO]
        known = [leg for leg in legs if leg is not None]
        if len(known) < len(legs):
            missing = next(
                code for code in (currency, to) if code != EURO and code not in self._chosen
            )
            return NoRate(tr("No rate is known for {currency}.", currency=missing))
        over = Fraction(1) if to == EURO else Fraction(self._chosen[to].per_euro)
        under = Fraction(1) if currency == EURO else Fraction(self._chosen[currency].per_euro)
        return Quote(
            Ratio.of(over / under),
            min(leg.day for leg in known),
            " + ".join(sorted({leg.origin for leg in known})),
            EURO if len(known) > 1 else "",
        )

    def own(self, rate: Decimal, home: str, to: str) -> Quote | NoRate:
        """Return the way by a rate that a record names: to its account's home, and on to `to`."""
        onward = self.quote(home, to)
        if isinstance(onward, NoRate) or not rate.is_finite() or rate <= 0:
            return onward if isinstance(onward, NoRate) else NoRate(tr("The rate is no number."))
        ratio = Fraction(rate) * Fraction(*onward.ratio)
        origin = " + ".join(filter(None, (RECORD, onward.origin)))
        return Quote(Ratio.of(ratio), onward.day, origin, home if onward.origin else "")

    def convert(self, money: Money, to: str) -> Converted | NoRate:
        """Return an amount in another currency, rounded to a ten-thousandth, half up."""
        quote = self.quote(money.currency, to)
        return quote if isinstance(quote, NoRate) else converted(money, quote)


def converted(money: Money, quote: Quote) -> Converted | NoRate:
    """Return an amount by a quote."""
    if quote.ratio == SAME.ratio:
        return Converted(money.amount, Decimal(1), quote.day, quote.origin, quote.through)
    units = units_of(money.amount)
    if units is None:
        return NoRate(tr("The amount is too large to be converted."))
    amount = money_of(scaled(units, quote.ratio))
    return Converted(amount, quote.rate, quote.day, quote.origin, quote.through)


def origin_text(origin: str) -> str:
    """Return the origin of a quote in words: "European Central Bank", "typed"."""
    return " + ".join(tr(ORIGINS.get(part, part)) for part in origin.split(" + "))


def rate_sentence(currency: str, to: str, quote: Quote) -> str:
    """Return "1 SEK = 0.0876 EUR, European Central Bank, 2026-11-19" for a person."""
    if not quote.origin:
        return ""
    parts = [
        tr(
            "1 {currency} = {rate} {to}",
            currency=currency,
            rate=f"{quote.rate.normalize():f}",
            to=to,
        ),
        origin_text(quote.origin),
        quote.day.isoformat() if quote.day else "",
        tr("through {currency}", currency=quote.through) if quote.through else "",
    ]
    return ", ".join(filter(None, parts))


def _standing(rate: Rate) -> tuple[bool, date]:
    return rate.origin == TYPED, rate.day
