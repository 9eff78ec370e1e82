"""Typed values as the journal keeps them, and when two of them are the same.

The journal holds JSON. A value that was typed but is none of its kind is kept as it was typed, so
that nothing is lost before it is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

import msgspec

from workbench.core.edits import Entry, Values
from workbench.core.fields import Field, Kind, by_id
from workbench.core.values import Coded, Money, Odd

_ENCODER: Final = msgspec.json.Encoder(decimal_format="string", order="sorted")
_READERS: Final[Mapping[Kind, Any]] = {
    Kind.INTEGER: int,
    Kind.STOCK: int,
    Kind.DECIMAL: Decimal,
    Kind.MONEY: lambda held: Money(Decimal(held[0]), held[1]),
    Kind.DATE: date.fromisoformat,
    Kind.TIME: datetime.fromisoformat,
    Kind.FLAG: bool,
    Kind.CHOICE: lambda held: Coded(*held),
    Kind.CODES: lambda held: tuple(Coded(*each) for each in held),
}
_SHAPES: Final[Mapping[Kind, type | tuple[type, ...]]] = {
    Kind.INTEGER: int,
    Kind.STOCK: int,
    Kind.DECIMAL: (str, int),
    Kind.MONEY: list,
    Kind.DATE: str,
    Kind.TIME: str,
    Kind.FLAG: bool,
    Kind.CHOICE: list,
    Kind.CODES: list,
}
"""What stands for a value in JSON; a text is no list of two letters, nor a number a flag."""


def blank(value: object) -> bool:
    """Return whether a value is missing: none, an empty text, an empty list."""
    return value is None or (isinstance(value, (str, tuple)) and not value)


def pack(value: object) -> str:
    """Return a typed value as JSON text."""
    return _ENCODER.encode(_plain(value)).decode()


def _plain(value: object) -> object:
    match value:
        case Odd():
            return {"odd": value.raw}
        case Money():
            return [str(value.amount), value.currency]
        case Coded():
            return list(value)
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in cast("Sequence[object]", value)]
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def unpack(text: str, field: Field, entry: Entry | None = None) -> object:
    """Return the typed value of JSON text; what does not read as the field's kind is `Odd`."""
    try:
        held = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return Odd(text)
    if entry is not None and entry.rows:
        return _unpack_rows(held, entry)
    return _typed(held, field)


def _unpack_rows(held: object, entry: Entry) -> object:
    if not isinstance(held, list):
        return None
    fields = by_id(entry.rows)
    return tuple(
        {name: _typed(value, fields[name]) for name, value in row.items() if name in fields}
        for row in held
        if isinstance(row, dict)
    )


def _typed(held: object, field: Field) -> object:
    if held is None:
        return None
    if isinstance(held, dict):
        return Odd(str(held.get("odd", held)))
    read = _READERS.get(field.kind)
    if read is None:
        return held if isinstance(held, str) else Odd(str(held))
    if not isinstance(held, _SHAPES[field.kind]):
        return Odd(str(held))
    try:
        return read(held)
    except (TypeError, ValueError, ArithmeticError, IndexError):
        return Odd(str(held))


def same(one: object, other: object, entry: Entry | None = None) -> bool:
    """Return whether two values mean the same to a service.

    Blank text is a missing value; space around a text counts unless the service takes it off;
    numbers are equal by size ("12.5" and 12.50), codes by their code, lists in any order unless
    the entry says that order counts.
    """
    if entry is not None and entry.rows:
        return _same_rows(one, other, entry)
    return _canonical(one, entry) == _canonical(other, entry)


def _canonical(value: object, entry: Entry | None) -> object:  # noqa: PLR0911 - one case a kind
    match value:
        case None | "" | ():
            return None
        case Odd():
            return value.raw.strip()
        case bool():
            return value
        case Money():
            return value.amount
        case Coded():
            return value.code
        case int() | Decimal():
            return Decimal(value)
        case str():
            plain = value.strip() or None
            return value if plain and entry is not None and not entry.trimmed else plain
        case tuple():
            parts = [_canonical(each, None) for each in value]
            return parts if entry is not None and entry.ordered else sorted(parts, key=str)
        case _:
            return value


def _same_rows(one: object, other: object, entry: Entry) -> bool:
    mine, theirs = _rows(one, entry), _rows(other, entry)
    if not entry.ordered:
        mine.sort(key=str)
        theirs.sort(key=str)
    return mine == theirs


def _rows(value: object, entry: Entry) -> list[tuple[object, ...]]:
    rows = cast("Sequence[Values]", value or ())
    kept = [held.field for held in entry.entries]
    return [tuple(_canonical(row.get(name), None) for name in kept) for row in rows]
