"""Numbers as services write them, read exactly: prices never pass through a float."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation

from workbench.core.values import Odd

SCALE = 10_000
"""Columns hold money as whole ten-thousandths."""

_LARGEST = Decimal(2**62) / SCALE
_EXACT = Context(prec=200)
"""More digits than any amount that is read has: nothing is rounded on the way."""
_PLAIN = re.compile(r"[+-]?\d{1,60}(?:\.\d{0,60})?(?:[eE][+-]?\d{1,3})?|[+-]?\.\d{1,60}")


def read_decimal(value: object) -> Decimal | Odd | None:
    """Return a number sent as number or text; None where missing, `Odd` where it is neither.

    A comma is not read as a point: "1,500" has two meanings, so it is shown as sent.
    """
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else Odd(str(value))
    if isinstance(value, bool):
        return Odd(str(value))
    if isinstance(value, int):
        return Decimal(value)
    text = str(value).strip()
    if not text:
        return None
    if not _PLAIN.fullmatch(text):
        return Odd(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return Odd(text)


def read_integer(value: object) -> int | Odd | None:
    """Return a whole number sent as number or text; `Odd` where it is none."""
    number = read_decimal(value)
    if number is None or isinstance(number, Odd):
        return number
    if number != number.to_integral_value() or abs(number) >= 2**62:
        return Odd(str(value))
    return int(number)


def to_units(amount: Decimal) -> int | None:
    """Return an amount in ten-thousandths; None where it does not fit exactly."""
    if abs(amount) >= _LARGEST:
        return None
    scaled = _EXACT.multiply(amount, SCALE)
    if scaled != scaled.to_integral_value():
        return None
    return int(scaled)


def from_units(units: int) -> Decimal:
    """Return the exact amount of ten-thousandths, without trailing zeros below cents."""
    amount = Decimal(units).scaleb(-4)
    whole, cents = divmod(abs(units), 100)
    return amount if cents else (Decimal(whole if units >= 0 else -whole).scaleb(-2))
