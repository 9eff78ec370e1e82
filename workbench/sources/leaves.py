"""Single values out of typed records, cleaned once: every field's `read` ends in one of these.

A value that `reading` had to keep as `Odd` passes through, so that its cell shows it as sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeVar

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.times import read_time
from workbench.core.values import Odd

V = TypeVar("V", int, Decimal)

_LARGEST: Final = 2**62
"""Columns hold whole numbers below this."""


def text(value: object) -> str | Odd | None:
    """Return a text; None where it is empty."""
    if isinstance(value, str):
        return value or None
    if value is None or isinstance(value, Odd):
        return value
    return str(value)


def identity(value: object) -> str:
    """Return an id as the opaque text it is, whether it came as number or text; "" for none."""
    if type(value) is str:
        return value
    if isinstance(value, Odd):
        return value.raw
    return "" if value is None else str(value)


def number(value: object) -> Decimal | Odd | None:
    """Return an exact number."""
    if value is None or (type(value) is Decimal and value.is_finite()):
        return value
    return read_decimal(value.raw) if isinstance(value, Odd) else read_decimal(value)


def integer(value: object) -> int | Odd | None:
    """Return a whole number."""
    if value is None or (type(value) is int and -_LARGEST < value < _LARGEST):
        return value
    return read_integer(value.raw) if isinstance(value, Odd) else read_integer(value)


def count(value: object) -> int | None:
    """Return a whole number for reckoning with; None where it is none."""
    found = integer(value)
    return found if type(found) is int else None


def amount(value: object) -> Decimal | None:
    """Return an exact number for reckoning with; None where it is none."""
    found = number(value)
    return found if type(found) is Decimal else None


def flag(value: object) -> bool | Odd | None:
    """Return yes or no, which services also write as 0, 1 and "true"."""
    if value is None or isinstance(value, (bool, Odd)):
        return value
    word = str(value).lower()
    if word in {"", "null"}:
        return None
    return {"1": True, "true": True, "0": False, "false": False}.get(word, Odd(str(value)))


def moment(value: object) -> datetime | Odd | None:
    """Return a moment; UTC is meant where it names no zone."""
    return value if isinstance(value, Odd) else read_time(value)


def web(value: object) -> str | Odd | None:
    """Return a web address; Odd where it is none that may be opened."""
    found = text(value)
    if isinstance(found, str) and not found.lower().startswith(("https://", "http://")):
        return Odd(found)
    return found


def lowest(values: Iterable[V | Odd | None]) -> V | None:
    """Return the smallest of the values that are known, None where none is."""
    return min((value for value in values if value is not None and not isinstance(value, Odd)),
               default=None)  # fmt: skip


def total(values: Iterable[int | Odd | None]) -> int | None:
    """Return the sum of the known counts; None where not one is known."""
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if known else None
