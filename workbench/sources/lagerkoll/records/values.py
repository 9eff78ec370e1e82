"""Single values in the forms that Lagerkoll writes them: times as milliseconds, amounts bare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from workbench.core.times import read_time
from workbench.core.values import Coded, Money, Odd
from workbench.sources.currency import NamedMoney
from workbench.sources.leaves import identity, integer, number, text

Id = int | str | None
"""Ids come as number or text; they are opaque."""
Whole = int | str | None
Number = Decimal | None
"""Examples print defaults as text; msgspec reads both exactly."""
Flag = bool | str | int | None
Stamp = int | str | None
"""Milliseconds since 1970."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = 253_402_300_799_999
"""The last millisecond of the year 9999."""
CURRENCY: Final = "SEK"
"""Of a store, where the account names none: the service is a Swedish one."""
STORE_CURRENCY: Final = "Store currency"
"""Stands in the document where no currency is named."""


def stamp(value: object) -> datetime | Odd | None:
    """Return a moment of milliseconds since 1970; None for none and for 0."""
    if value is None or value == "":
        return None
    found = integer(value)
    if isinstance(found, int):
        if not 0 <= found <= _LATEST:
            return Odd(str(found))
        return _EPOCH + timedelta(milliseconds=found) if found else None
    return read_time(value.raw if isinstance(value, Odd) else value)


def milliseconds(moment: datetime) -> int:
    """Return a moment in milliseconds since 1970."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def money(value: object, currency: object = None) -> Money | Odd | None:
    """Return an amount; in the store's currency where none is named."""
    found = number(value)
    if not isinstance(found, Decimal):
        return found
    code = identity(currency)
    if code in {"", STORE_CURRENCY}:
        return Money(found, CURRENCY)
    return NamedMoney(found, code)


def coded(code: object, label: object) -> Coded | Odd | None:
    """Return a value with a code and a name; None where both are missing."""
    shown = text(label)
    if isinstance(shown, Odd):
        return shown
    key = identity(code)
    return Coded(key or shown or "", shown or key) if key or shown else None


def word(value: object) -> Coded | Odd | None:
    """Return a value that is its name alone: a category, a unit, a place."""
    return coded(value, value) if not isinstance(value, Odd) else value
