"""Typed values as members of a body (Articles document, "Classes").

The service is sent the members that changed and no others: an answer carries read-only and
reckoned members that must not come back. A missing number cannot be told from "no change", so
that only texts can be emptied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from workbench.core.edits import Entry, Values
from workbench.core.fields import Field, Kind, by_id
from workbench.core.values import Coded, Money, Odd
from workbench.sources.lagerkoll.records.values import milliseconds

TEXTS: Final = frozenset({Kind.TEXT, Kind.ID, Kind.LINK})


def body_of(values: Values, fields: Sequence[Field], entries: Sequence[Entry]) -> dict[str, object]:
    """Return the members of typed values; lists of rows are whole."""
    known, typed = by_id(tuple(fields)), {entry.field: entry for entry in entries}
    return {
        (entry.member or known[name].path): member_of(value, known[name], entry)
        for name, value in values.items()
        if (entry := typed.get(name)) is not None
    }


def filled_body(
    values: Values, fields: Sequence[Field], entries: Sequence[Entry]
) -> dict[str, object]:
    """Return the members of a new record: those that hold something."""
    held = {name: value for name, value in values.items() if value not in (None, "", ())}
    return body_of(held, fields, entries)


def member_of(value: object, field: Field, entry: Entry) -> object:
    """Return one value as the body wants it."""
    if entry.rows:
        return _rows(value, entry)
    if entry.wire is not None and value is not None:
        return entry.wire(value)
    return _plain(value, field)


def _plain(value: object, field: Field) -> object:
    match value:
        case None:
            return "" if field.kind in TEXTS else None
        case Money():
            return value.amount
        case Coded():
            return value.code
        case Odd():
            return value.raw
        case datetime():
            return milliseconds(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _rows(value: object, entry: Entry) -> list[dict[str, object]]:
    fields = by_id(entry.rows)
    rows = cast("Sequence[Mapping[str, object]]", value or ())
    made = (
        {each.member: member_of(row.get(each.field), fields[each.field], each)
         for each in entry.entries}
        for row in rows
    )  # fmt: skip
    return [{name: member for name, member in body.items() if member is not None} for body in made]


def number_wire(value: Any) -> object:  # noqa: ANN401 - a typed value
    """Return an id of the service as the number it is, else as its text."""
    code = value.code if isinstance(value, Coded) else str(value)
    return int(code) if code.isascii() and code.isdigit() else code


def tags_wire(value: Any) -> object:  # noqa: ANN401 - a typed value
    """Return tags with their ids: one without would be created anew."""
    return [{"id": number_wire(tag), "name": tag.label} for tag in value]


def choices(*codes: str) -> tuple[Coded, ...]:
    """Return documented values that are their own names."""
    return tuple(Coded(code, code) for code in codes)
