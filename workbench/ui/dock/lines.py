"""The fields of a record as lines: label, value, and what hovering over them tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.formats import MISSING
from workbench.core.texts import mark, tr
from workbench.core.values import Odd

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.tables.table import Table

OTHER = mark("Other")


class Filled(StrEnum):
    """Which lines are wanted."""

    ALL = "all"
    FILLED = "filled"
    MISSING = "missing"


class FieldLine(msgspec.Struct, frozen=True):
    """One field of one record.

    Attributes:
        field: which.
        value: as `core.values`, None where missing.
        text: as shown.
    """

    field: Field
    value: object
    text: str

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return self.text == MISSING

    @property
    def label(self) -> str:
        """The field's title with its unit."""
        unit = tr(self.field.unit)
        title = tr(self.field.title)
        return f"{title}, {unit}" if unit else title


class Group(msgspec.Struct, frozen=True):
    """Lines under one heading."""

    title: str
    lines: tuple[FieldLine, ...]

    @property
    def note(self) -> str:
        """How many of its fields hold a value."""
        filled = sum(not line.missing for line in self.lines)
        return tr("{filled} of {count} filled", filled=filled, count=len(self.lines))

    def narrowed(self, text: str, filled: Filled) -> tuple[FieldLine, ...]:
        """Return the lines that hold every word of `text` in name, path or value."""
        words = text.casefold().split()
        return tuple(line for line in self.lines if _wanted(line, words, filled))


def _wanted(line: FieldLine, words: list[str], filled: Filled) -> bool:
    if filled is not Filled.ALL and line.missing is not (filled is Filled.MISSING):
        return False
    if not words:
        return True
    place = f"{line.label}\0{line.field.path}\0{line.text}".casefold()
    return all(word in place for word in words)


def groups_of(fields: tuple[Field, ...]) -> list[str]:
    """Return the headings of a resource's fields, in their order."""
    return list(dict.fromkeys(held.group or OTHER for held in fields if _shown(held)))


def read_groups(fields: tuple[Field, ...], table: Table, row: int, formats: Formats) -> list[Group]:
    """Return the fields of a row under their headings; pictures stand in the head."""
    found: dict[str, list[FieldLine]] = {title: [] for title in groups_of(fields)}
    for held in fields:
        if _shown(held):
            value = table.value(row, held.id)
            line = FieldLine(held, value, line_text(table, row, held, formats))
            found[held.group or OTHER].append(line)
    return [Group(title, tuple(lines)) for title, lines in found.items()]


def line_text(table: Table, row: int, held: Field, formats: Formats) -> str:
    """Return a value in words, prices at the table's quantity."""
    if held.kind is Kind.PRICE and row not in table.odd(held.id):
        return table.text(row, held.id)
    return formats.value(table.value(row, held.id), held.kind, table.quantity)


def _shown(held: Field) -> bool:
    return held.kind is not Kind.PICTURE and held.data


def tip_of(line: FieldLine, source: str, quantity: str) -> str:
    """Return what hovering over a line tells: label, value, path, unit, source, help."""
    held = line.field
    rows = [line.label]
    if held.kind is Kind.PRICE:
        rows[0] = f"{rows[0]}, {tr('at {quantity}', quantity=quantity)}"
    if isinstance(line.value, Odd):
        rows.append(tr("The service sent another kind of value than it documents."))
    if held.help:
        rows.append(tr(held.help))
    if held.path:
        rows.append(tr("Path: {path}", path=held.path))
    if held.unit:
        rows.append(tr("Unit: {unit}", unit=tr(held.unit)))
    rows.append(tr("Source: {source}", source=source))
    if line.missing:
        rows.append(tr("The service sent no value."))
    else:
        rows.append(tr("Value: {value}", value=line.text))
    return "\n".join(rows)


def filter_code(line: FieldLine) -> str:
    """Return the code by which rows with this value are found, "" where there is none."""
    match line.value:
        case None | Odd():
            return ""
        case bool() as flag:
            return "true" if flag else "false"
        case (first, *_) if isinstance(line.value, tuple) and line.field.kind is Kind.CODES:
            return str(getattr(first, "code", ""))
        case value:
            return str(getattr(value, "code", value))
