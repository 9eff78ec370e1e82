"""Values as files hold them: what every format does alike stands here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from workbench.core.fields import Kind
from workbench.core.formats import best_price
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Ladder, Money, Odd, Priced
from workbench.export.plan import ExportColumn, Part

BETWEEN = "; "
"""Between the names of several codes in one cell."""

_SURROGATES = re.compile("[\ud800-\udfff]")


class Notes:
    """Counts what could not be written as it was, and says it in sentences.

    Args:
        named: keys of the money columns whose currency is a column of its own.
    """

    ODD = mark("Values of an unexpected kind, left empty: {count}.")
    CUT = mark("Texts cut after 32,767 characters, the most a cell holds: {count}.")
    LONG_NUMBER = mark("Numbers with more than 15 digits, written as text: {count}.")
    OLD_DAY = mark("Days before March 1900, written as text: {count}.")
    PLAIN_LINK = mark("Links beyond the 65,530 a sheet can hold, written as text: {count}.")
    NOT_BACK = mark("Too large to be brought back: what was exported is not carried in the file.")
    UNFORMATTED = mark("Amounts whose currency has no number format: {count}.")

    def __init__(self, named: frozenset[str] = frozenset()) -> None:
        self._named = named
        self._counts: Counter[str] = Counter()
        self._currencies: dict[str, set[str]] = {}

    def add(self, text: str, count: int = 1) -> None:
        """Count one more case of a note."""
        self._counts[text] += count

    def saw_currencies(self, key: str, currencies: Iterable[str]) -> None:
        """Remember the currencies of a column whose format cannot show them."""
        self._currencies.setdefault(key, set()).update(currencies)

    def currencies(self) -> dict[str, tuple[str, ...]]:
        """Return the currencies met, by the column's key."""
        return {key: tuple(sorted(met)) for key, met in self._currencies.items() if met}

    def texts(self) -> tuple[str, ...]:
        """Return the sentences, in the language in use."""
        counted = [tr(text, count=f"{count:,}") for text, count in self._counts.items() if count]
        mixed = [
            tr(
                "{column} holds several currencies ({currencies}); add its currency as a column.",
                column=key,
                currencies=", ".join(met),
            )
            for key, met in self.currencies().items()
            if len(met) > 1 and key not in self._named
        ]
        return (*counted, *mixed)


def part_values(column: ExportColumn, values: Iterable[object], quantity: int) -> list[object]:
    """Return what a column shows of the values it was given."""
    if column.kind is not Kind.PRICE and column.part is Part.VALUE:
        return list(values)
    if column.part is Part.VALUE:
        return [
            best_price(value, quantity) if _is_ladders(value) else value  # type: ignore[arg-type]
            for value in values
        ]
    return [_part(value, column.part, quantity) for value in values]


def _part(value: object, part: Part, quantity: int) -> object:
    if _is_ladders(value):
        value = best_price(value, quantity)  # type: ignore[arg-type]
    if part is Part.CURRENCY and isinstance(value, Money | Priced):
        return value.currency
    if isinstance(value, Priced):
        return value.from_quantity if part is Part.FROM_QUANTITY else value.bought
    return None


def _is_ladders(value: object) -> bool:
    return type(value) is tuple and bool(value) and isinstance(value[0], Ladder)


def text_of(value: object) -> str:
    """Return a value as plain text that a machine reads back: point, ISO days, no grouping."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | frozenset):
        return _tuple_text(value)
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return number_text(value)
        case datetime():
            return time_text(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _tuple_text(value: tuple[object, ...] | frozenset[object]) -> str:
    match value:
        case Money() | Priced():
            return number_text(value.amount)
        case Coded():
            return value.label or value.code
        case Odd():
            return value.raw
        case _:
            return BETWEEN.join(text_of(part) for part in value)


def number_text(number: Decimal) -> str:
    """Return a number without an exponent, all its digits kept."""
    return f"{number:f}"


def time_text(moment: datetime) -> str:
    """Return a moment in UTC, as ISO 8601 writes it."""
    return in_utc(moment).isoformat().replace("+00:00", "Z")


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is UTC already."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def encoded(text: str) -> bytes:
    """Return text as UTF-8; half a character (a lone surrogate) becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text).encode()
