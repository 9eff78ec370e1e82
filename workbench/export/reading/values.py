"""Cells into the values of a field, each refusal with what was expected and what stood there.

The same reading serves imported files and blocks pasted into a table.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from workbench.core.conditions import split_list
from workbench.core.fields import Kind
from workbench.core.flags import read_flag
from workbench.core.texts import mark, tr
from workbench.core.times import read_date, read_time
from workbench.core.values import Coded, Money
from workbench.export.reading.currencies import split_currency
from workbench.export.reading.failures import place_text
from workbench.export.reading.numerals import is_ambiguous_day, read_day, read_number
from workbench.export.reading.sheet import Cell, Writing
from workbench.export.reading.targets import Target
from workbench.export.values import text_of

Value = str | int | Decimal | Money | date | datetime | bool | Coded | tuple[Coded, ...] | None
"""What a field holds; None is an empty cell."""

_YES: Final = frozenset((
    "y", "x", "✓", "✔", "wahr", "ja", "j", "oui", "vrai", "o", "si", "sí", "s", "vero", "verdadero",
    "sim", "tak", "sant",
))  # fmt: skip
"""What other languages and forms write for a yes."""
_NO: Final = frozenset((
    "n", "-", "falsch", "nein", "non", "faux", "falso", "não", "nie", "nej", "falskt",
))  # fmt: skip
_ERRORS: Final = frozenset((
    "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DIV/0!", "#GETTING_DATA", "#SPILL!",
    "#CALC!",
))  # fmt: skip
_SHORTENED: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{1,3}|\d[.,]\d+[eE]\d{1,3}")
"""Not "5E10", which is an article number like others."""
_CLOCK: Final = re.compile(r"(\S+?),?\s+(\d{1,2}:\d{2}(?::\d{2})?)")
_BETWEEN: Final = re.compile(r"[;|\n]")


class Bad(msgspec.Struct, frozen=True):
    """A cell that cannot be what its field holds.

    Attributes:
        expected: what would do, in the user's language.
        got: what stood there, as text.
        reason: why that does not do; "" where `expected` says it all.
    """

    expected: str
    got: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        """All of it in a sentence."""
        told = tr("expected {expected}, got “{got}”.", expected=self.expected, got=self.got)
        return f"{told} {self.reason}".strip()

    def at(self, row: int, column: int, header: str) -> str:
        """Return the sentence led by the cell's place in the file, rows and columns from 1."""
        where = place_text(row, column)
        return tr("{place} ({header}): {what}", place=where, header=header, what=self.sentence)


def cell_text(cell: Cell) -> str:
    """Return a cell as text: numbers with a point and no exponent, days as ISO writes them."""
    return cell.isoformat(" ") if isinstance(cell, datetime) else text_of(cell)


def read_cell(
    cell: Cell, target: Target, writing: Writing | None = None, zone: tzinfo = UTC
) -> Value | Bad:
    """Return what a cell means for a field; None where it is empty.

    Args:
        cell: of a sheet, or the text of a pasted cell.
        target: the field, with its choices and currency.
        writing: how texts write numbers and days (`Found.writing`); None for pasted ones.
        zone: of moments that name none.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, str) and cell.strip() in _ERRORS:
        return Bad(tr("a value"), cell, tr("The spreadsheet could not compute it."))
    read = _READERS[target.field.kind]
    return read(cell, target, _How(writing or Writing(), zone))


class _How(NamedTuple):
    """How texts are written, and the zone of moments that name none."""

    writing: Writing
    zone: tzinfo


def _bad(cell: Cell, expected: str, reason: str = "") -> Bad:
    return Bad(tr(expected), cell_text(cell), tr(reason))


def _text(cell: Cell, _target: Target, _how: _How) -> str:
    return cell_text(cell)


def _identity(cell: Cell, _target: Target, _how: _How) -> str | Bad:
    text = cell_text(cell).strip()
    if isinstance(cell, Decimal) and cell != cell.to_integral_value():
        return _bad(cell, mark("a code"), mark("It is a number with decimals."))
    if isinstance(cell, date | bool):
        return _bad(cell, mark("a code"), mark("Set the column's format to text."))
    if isinstance(cell, str) and _SHORTENED.fullmatch(text):
        return _bad(
            cell, mark("a code"), mark("A spreadsheet shortened it; its last digits are lost.")
        )
    return text


def _number(cell: Cell, how: _How) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    return read_number(cell, how.writing.decimal) if isinstance(cell, str) else None


def _integer(cell: Cell, _target: Target, how: _How) -> int | Bad:
    number = _number(cell, how)
    if number is None:
        return _no_number(cell, mark("a whole number"), how)
    if number != number.to_integral_value() or abs(number) >= 2**62:
        return _bad(cell, mark("a whole number"))
    return int(number)


def _no_number(cell: Cell, expected: str, how: _How) -> Bad:
    """Say why a text is no number, or could be two."""
    text = cell_text(cell)
    if not how.writing.decimal and read_number(text, ",") is not None:
        return _bad(cell, expected, mark("Choose which sign stands before decimals."))
    return _bad(cell, expected)


def _decimal(cell: Cell, target: Target, how: _How) -> Decimal | Bad:
    text = cell.strip() if isinstance(cell, str) else ""
    if text.endswith("%"):
        share = _number(text[:-1], how)
        if share is not None:
            return share if target.field.unit == "%" else share.scaleb(-2)
    unit = target.field.unit
    if unit and text.endswith(unit):
        text = text.removesuffix(unit)
    number = _number(text or cell, how)
    return number if number is not None else _no_number(cell, mark("a number"), how)


def _money(cell: Cell, target: Target, how: _How) -> Money | Bad:
    amount, currency = _number(cell, how), ""
    if isinstance(cell, str) and amount is None:
        text, currency = split_currency(cell, target.currency)
        amount = _number(text, how)
    if amount is None:
        return _no_number(cell, mark("an amount"), how)
    if currency and target.currency and currency != target.currency:
        return Bad(tr("an amount in {currency}", currency=target.currency), cell_text(cell))
    if not currency and not target.currency and not target.bare:
        return _bad(cell, mark("an amount with its currency"))
    return Money(amount, currency or target.currency)


def _when(cell: Cell, target: Target, how: _How) -> date | datetime | Bad:
    moment = _moment(cell, how)
    if moment is not None:
        if target.field.kind is Kind.TIME:
            return moment
        return cell if type(cell) is date else moment.date()
    expected = mark("a day, as 2026-03-14") if target.field.kind is Kind.DATE else mark("a moment")
    if isinstance(cell, Decimal):
        return _bad(cell, expected, mark("Set the column's format to a date."))
    text = cell_text(cell).partition(" ")[0]
    if how.writing.day_first is None and is_ambiguous_day(text):
        return _bad(cell, expected, mark("Choose whether the day stands before the month."))
    return _bad(cell, expected)


def _moment(cell: Cell, how: _How) -> datetime | None:
    """Return the moment a cell names; midnight where it is a day alone."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=how.zone)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=how.zone)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if isinstance(read_date(text), date):
        moment = read_time(text, how.zone)
        return moment if isinstance(moment, datetime) else None
    clock = _CLOCK.fullmatch(text)
    day = read_day(clock.group(1) if clock else text, how.writing.day_first)
    if day is None:
        return None
    hours = clock.group(2) if clock else "00:00"
    hours = hours if hours[2] == ":" else f"0{hours}"
    moment = read_time(f"{day.isoformat()}T{hours}", how.zone)
    return moment if isinstance(moment, datetime) else None


def _flag(cell: Cell, _target: Target, _how: _How) -> bool | Bad:
    if isinstance(cell, bool):
        return cell
    value = read_flag(cell_text(cell), _YES, _NO)
    return _bad(cell, mark("yes or no")) if value is None else value


def _chosen(cell: Cell, target: Target, _how: _How) -> Coded | Bad:
    return read_choice(cell_text(cell), target.choices, free=target.free)


def read_choice(text: str, choices: Sequence[Coded], *, free: bool = False) -> Coded | Bad:
    """Return the choice that a text names by code or by label, capitals aside.

    Where there are no choices, or with `free`, another text is a choice of its own.
    """
    wanted = " ".join(text.split())
    if not choices:
        return Coded(wanted, wanted)
    for same in (lambda one, two: one == two, lambda one, two: one.casefold() == two.casefold()):
        for names in ([each.code for each in choices], [each.label for each in choices]):
            found = [each for each, name in zip(choices, names, strict=True) if same(name, wanted)]
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                codes = ", ".join(each.code for each in found)
                return Bad(tr("one of {choices}", choices=codes), text)
    if free:
        return Coded(wanted, wanted)
    labels = [each.label or each.code for each in choices]
    near = difflib.get_close_matches(wanted, labels, 3, 0.0)
    return Bad(tr("one of {choices}", choices=", ".join(labels if len(labels) < 4 else near)), text)


def _codes(cell: Cell, target: Target, _how: _How) -> tuple[Coded, ...] | Bad:
    """Return the choices of a list parted by semicolons, bars, lines, or else commas."""
    text, choices = cell_text(cell), target.choices
    whole = read_choice(text, choices)
    if isinstance(whole, Coded) and choices:
        return (whole,)
    parted = tuple(part.strip() for part in _BETWEEN.split(text) if part.strip())
    names = parted if len(parted) > 1 else split_list(text)
    found: list[Coded] = []
    for name in dict.fromkeys(names):
        one = read_choice(name, choices, free=target.free)
        if isinstance(one, Bad):
            return one
        found.append(one)
    return tuple(found)


def _prices(cell: Cell, _target: Target, _how: _How) -> Bad:
    return _bad(cell, mark("nothing"), mark("Prices by quantity are more than one cell."))


_READERS: Final[dict[Kind, Callable[[Cell, Target, _How], Value | Bad]]] = {
    Kind.TEXT: _text,
    Kind.LINK: _text,
    Kind.PICTURE: _text,
    Kind.ID: _identity,
    Kind.INTEGER: _integer,
    Kind.STOCK: _integer,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.PRICE: _prices,
    Kind.OFFER: _prices,
    Kind.DATE: _when,
    Kind.TIME: _when,
    Kind.FLAG: _flag,
    Kind.CHOICE: _chosen,
    Kind.CODES: _codes,
}
