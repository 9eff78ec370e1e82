"""Texts of values: the one place that turns a value into what the screen and the clipboard show.

Grouping and decimal signs follow the language; minus is U+2212; what is missing is "–", never
blank and never 0.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from workbench.core.fields import Kind
from workbench.core.flags import flag_text
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Coded, Ladder, Money, Odd, Priced, Quoted

MISSING = "–"
MINUS = "−"
LONGEST_CELL = 2000
"""Characters of a text that a cell shows; the record keeps all of it."""
LONGEST_NUMBER = 60
"""Digits of a number that are written out."""
_LONG = 10**LONGEST_NUMBER
_CENT = Decimal("0.01")
_MOST_CUT = Decimal(10) ** 15


class Formats(msgspec.Struct, frozen=True):
    """How one language writes numbers and days.

    Attributes:
        decimal: sign before the decimals.
        group: sign between thousands.
        day: strftime pattern of a day.
        clock: sign between hours and minutes.
    """

    decimal: str = "."
    group: str = ","
    day: str = "%Y-%m-%d"
    clock: str = ":"

    def integer(self, number: int) -> str:
        """Return a whole number, grouped; one that is too long to be read, with its exponent."""
        if abs(number) >= _LONG:
            return self.number(Decimal(number))
        return f"{number:,}".replace(",", self.group).replace("-", MINUS)

    def number(self, number: Decimal, least: int = 0) -> str:
        """Return a decimal number, grouped, with at least `least` decimals and no float.

        One that is too long to be read is given with its exponent: written out it would take
        longer than a window may wait.
        """
        if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
            return (f"{number:.6E}" if number.is_finite() else str(number)).replace("-", MINUS)
        plain = f"{number:f}"
        whole, _, cents = plain.partition(".")
        cents = cents.rstrip("0").ljust(least, "0")
        sign = MINUS if whole.startswith("-") else ""
        grouped = f"{int(whole.lstrip('-') or 0):,}".replace(",", self.group)
        return f"{sign}{grouped}{self.decimal}{cents}" if cents else f"{sign}{grouped}"

    def money(self, money: Money) -> str:
        """Return an amount with at least two decimals and its currency behind it."""
        return f"{self.number(money.amount, 2)} {money.currency}"

    def total_number(self, amount: Decimal) -> str:
        """Return what an order comes to: rounded to cents, and with both of them."""
        return self.number(in_cents(amount), 2)

    def total(self, money: Money) -> str:
        """Return what an order comes to, with its currency behind it; see `total_number`."""
        return f"{self.total_number(money.amount)} {money.currency}"

    def piece_number(self, amount: Decimal) -> str:
        """Return what one piece of an order comes to, as `per_piece` rounds it.

        A price as it was quoted is given by `number`: none of its decimals may be lost.
        """
        return self.number(per_piece(amount), 2)

    def piece(self, money: Money) -> str:
        """Return what one piece of an order comes to, with its currency; see `piece_number`."""
        return f"{self.piece_number(money.amount)} {money.currency}"

    def date(self, day: date) -> str:
        """Return a day."""
        return day.strftime(self.day)

    def time(self, moment: datetime) -> str:
        """Return a moment in the local zone, to the minute."""
        return f"{moment.astimezone().strftime(self.day)} {self.hour(moment)}"

    def hour(self, moment: datetime, *, seconds: bool = False) -> str:
        """Return the time of day of a moment in the local zone, to the minute or the second."""
        parts = ("%H", "%M", "%S") if seconds else ("%H", "%M")
        return moment.astimezone().strftime(self.clock.join(parts))

    def value(self, value: object, kind: Kind, quantity: int = 1) -> str:
        """Return any field value as a cell shows it; prices at `quantity`."""
        if value is None or value in {"", ()}:
            return MISSING
        if isinstance(value, Odd):
            return value.raw[:LONGEST_CELL]
        if kind is Kind.PRICE:
            return self._price(value, quantity)
        if isinstance(value, Quoted):
            return self.piece(value.money) if value.money else value.caption or MISSING
        if isinstance(value, tuple) and not isinstance(value, (Coded, Money)):
            return ", ".join(self.value(part, Kind.TEXT) for part in value)
        return self._plain(value)

    def _plain(self, value: object) -> str:
        match value:
            case bool():
                return flag_text(value=value)
            case int():
                return self.integer(value)
            case Decimal():
                return self.number(value)
            case Money():
                return self.money(value)
            case Coded():
                return value.label or value.code
            case datetime():
                return self.time(value)
            case date():
                return self.date(value)
            case _:
                return str(value)[:LONGEST_CELL]

    def _price(self, value: object, quantity: int) -> str:
        ladders = value if isinstance(value, tuple) else ()
        priced = best_price(ladders, quantity)
        return self.money(Money(priced.amount, priced.currency)) if priced else MISSING

    def age(self, moment: datetime, at: datetime | None = None) -> str:
        """Return how long ago a moment was, in words: "just now", "2 h ago", "3 d ago"."""
        seconds = ((at or now()) - moment).total_seconds()
        if seconds < 60:
            return tr("just now")
        for unit, size, text in (
            (86_400, 2 * 86_400, tr("{count} d ago")),
            (3_600, 3_600, tr("{count} h ago")),
            (60, 60, tr("{count} min ago")),
        ):
            if seconds >= size:
                return text.format(count=int(seconds // unit))
        return tr("just now")

    def duration(self, seconds: float) -> str:
        """Return a time span in words: "42 s", "4 min", "2 h 10 min"."""
        whole = round(seconds)
        if whole < 90:
            return tr("{count} s", count=max(whole, 1))
        minutes = round(seconds / 60)
        if minutes < 90:
            return tr("{count} min", count=minutes)
        return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)

    def size(self, count: int) -> str:
        """Return a number of bytes in the unit that suits it."""
        amount = float(count)
        for unit in ("B", "kB", "MB"):
            if amount < 1000:
                return f"{amount:.0f} {unit}"
            amount /= 1000
        return f"{amount:.1f} GB"


def best_price(ladders: tuple[object, ...], quantity: int) -> Priced | None:
    """Return the lowest price at `quantity`, or None.

    Prices of different currencies are not compared: the first ladder's currency counts.
    """
    held = [ladder for ladder in ladders if isinstance(ladder, Ladder)]
    priced = [
        found
        for ladder in held
        if ladder.currency == held[0].currency and (found := ladder.at(quantity)) is not None
    ]
    return min(priced, key=lambda found: found.amount, default=None)


def in_cents(amount: Decimal) -> Decimal:
    """Return an amount rounded to cents, half up; one too large to be cut stays as it is."""
    fits = amount.is_finite() and abs(amount) < _MOST_CUT
    return amount.quantize(_CENT, ROUND_HALF_UP) if fits else amount


def per_piece(amount: Decimal) -> Decimal:
    """Return the share of a piece in a cost: cents, and a tenth of one below 1."""
    if not amount.is_finite() or abs(amount) >= 1:
        return in_cents(amount)
    return amount.quantize(_CENT / 10, ROUND_HALF_UP)


def rows_text(count: int) -> str:
    """Return "1 row", "312 rows"."""
    return trn("{count} row", "{count} rows", count)


def formats_of(language: str) -> Formats:
    """Return the signs of a language (ISO 639-1, or with territory) in numbers and times, by CLDR.

    Hours are counted to 24, as days are written year first: in every language the same.
    """
    if not language or language == "en":
        return Formats()
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - English needs no locale data

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Formats()
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    short = re.search(r"[Hh]([.:])mm", str(locale.time_formats["short"].pattern))
    return Formats(
        decimal=symbols.get("decimal", "."),
        group=symbols.get("group", ","),
        clock=short[1] if short else ":",
    )
