"""Values as cells, a column of a batch at a time: checks once for thousands, not once for each.

Each function takes the values of one column and their addresses and returns one piece of XML a
value, "" for what is missing. A cell has a fixed type, so no text is ever read as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType

from workbench.core.fields import Kind
from workbench.core.values import Money, Odd, Priced
from workbench.export.values import Notes, in_utc, text_of
from workbench.export.workbook.strings import cut, escape, simple
from workbench.export.workbook.styles import AMOUNT, COUNT, DAY, LINK, PLAIN, TEXT, TIME, Styles

DIGITS = 15
"""Digits that a workbook's numbers hold exactly."""

_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST_DAY = date(1900, 3, 1)
"""Before it a workbook's calendar has a day that never was."""
_LARGEST_POWER = 300
_PLAIN = re.compile(r"(?:None|[-0-9. ])*")


@dataclass(frozen=True)
class Sheet:
    """What cells are made with: the workbook's styles and the export's notes."""

    styles: Styles
    notes: Notes


Encode = Callable[[Sheet, Sequence[object], Sequence[str]], list[str]]


def texts(values: Sequence[str | None], at: Sequence[str], style: int, notes: Notes) -> list[str]:
    """Return text cells."""
    head = f'" s="{style}" t="inlineStr"><is><t>' if style else '" t="inlineStr"><is><t>'
    held = simple(values)
    if held is None:
        head = head.replace("<t>", '<t xml:space="preserve">')
        held = [_held(value, notes) if value else None for value in values]
    return [
        f'<c r="{place}{head}{value}</t></is></c>' if value else ""
        for value, place in zip(held, at, strict=True)
    ]


def _held(text: str, notes: Notes) -> str:
    kept = cut(text)
    if len(kept) != len(text):
        notes.add(Notes.CUT)
    return escape(kept)


def _text(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return texts(_as_texts(values), at, PLAIN, sheet.notes)


def _id(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return texts(_as_texts(values), at, TEXT, sheet.notes)


def _link(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return texts(_as_texts(values), at, LINK, sheet.notes)


def _as_texts(values: Sequence[object]) -> list[str | None]:
    return [value if value is None or type(value) is str else text_of(value) for value in values]


def number(value: Decimal | int) -> str | None:
    """Return a number as a workbook holds it; None where digits would be lost."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**DIGITS else None
    if not value.is_finite():
        return None
    shortest = value.normalize()
    _, digits, _ = shortest.as_tuple()
    if len(digits) > DIGITS or abs(shortest.adjusted()) > _LARGEST_POWER:
        return None
    return str(shortest)


def _one_number(sheet: Sheet, value: Decimal | int, place: str, style: int) -> str:
    written = number(value)
    if written is None:
        sheet.notes.add(Notes.LONG_NUMBER)
        return texts([text_of(value)], [place], TEXT, sheet.notes)[0]
    return f'<c r="{place}" s="{style}"><v>{written}</v></c>'


def _count(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    present = [value for value in values if type(value) is int]
    if len(present) + values.count(None) == len(values) and (
        not present or -(10**DIGITS) < min(present) <= max(present) < 10**DIGITS
    ):
        return [
            f'<c r="{place}" s="{COUNT}"><v>{value}</v></c>' if value is not None else ""
            for value, place in zip(values, at, strict=True)
        ]
    return each(sheet, values, at, COUNT)


def _simple(numbers: Sequence[object]) -> list[str] | None:
    """Return decimals as their texts where all are short and plain; "None" for what is missing."""
    written = [str(value) for value in numbers]
    plain = max(map(len, written), default=0) <= DIGITS and _PLAIN.fullmatch(" ".join(written))
    return written if plain else None


def _decimal(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    written = _simple(values) if set(map(type, values)) <= {Decimal, NoneType} else None
    if written is None:
        return each(sheet, values, at, PLAIN)
    return [
        "" if value is None else f'<c r="{place}"><v>{text}</v></c>'
        for value, text, place in zip(values, written, at, strict=True)
    ]


def _amount(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    """Return amounts, each with its own currency's number format."""
    met = [value for value in values if isinstance(value, Priced | Money)]
    marks = {currency: sheet.styles.amount(currency) for currency in {each[1] for each in met}}
    written = None
    if len(met) + values.count(None) == len(values):
        written = _simple([value.amount for value in met])
    if written is None:
        return [_any_amount(sheet, value, place) for value, place in zip(values, at, strict=True)]
    if AMOUNT in marks.values():
        sheet.notes.add(Notes.UNFORMATTED, sum(marks[each[1]] == AMOUNT for each in met))
    cells = iter(
        [
            f'" s="{marks[value[1]]}"><v>{text}</v></c>'
            for value, text in zip(met, written, strict=True)
        ]
    )
    return [
        "" if value is None else f'<c r="{place}{next(cells)}'
        for value, place in zip(values, at, strict=True)
    ]


def _any_amount(sheet: Sheet, value: object, place: str) -> str:
    if not isinstance(value, Money | Priced):
        return "" if value is None else _one(sheet, value, place, AMOUNT)
    style = sheet.styles.amount(value.currency)
    sheet.notes.add(Notes.UNFORMATTED, style == AMOUNT)
    return _one_number(sheet, value.amount, place, style)


def _day(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return each(sheet, values, at, DAY)


def _time(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return each(sheet, values, at, TIME)


def _flag(sheet: Sheet, values: Sequence[object], at: Sequence[str]) -> list[str]:
    return each(sheet, values, at, PLAIN)


def each(sheet: Sheet, values: Sequence[object], at: Sequence[str], style: int) -> list[str]:
    """Return cells by what each value is, whatever its column expects."""
    return [
        "" if value is None else _one(sheet, value, place, style)
        for value, place in zip(values, at, strict=True)
    ]


def _one(sheet: Sheet, value: object, place: str, style: int) -> str:
    match value:
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | Decimal():
            return _one_number(sheet, value, place, COUNT if style == COUNT else PLAIN)
        case Money() | Priced():
            return _one_number(sheet, value.amount, place, AMOUNT)
        case datetime():
            return _moment(sheet, value, place)
        case date():
            return _one_day(sheet, value, place)
        case Odd():
            return texts([value.raw], [place], TEXT, sheet.notes)[0]
        case _:
            return texts([text_of(value)], [place], PLAIN, sheet.notes)[0]


def _one_day(sheet: Sheet, value: date, place: str) -> str:
    if value < _FIRST_DAY:
        sheet.notes.add(Notes.OLD_DAY)
        return texts([value.isoformat()], [place], TEXT, sheet.notes)[0]
    return f'<c r="{place}" s="{DAY}"><v>{value.toordinal() - _EPOCH.toordinal()}</v></c>'


def _moment(sheet: Sheet, value: datetime, place: str) -> str:
    moment = in_utc(value)
    if moment.date() < _FIRST_DAY:
        sheet.notes.add(Notes.OLD_DAY)
        return texts([text_of(moment)], [place], TEXT, sheet.notes)[0]
    since = moment - _EPOCH
    days = since.days + (since.seconds + since.microseconds / 1e6) / 86_400
    return f'<c r="{place}" s="{TIME}"><v>{days!r}</v></c>'


ENCODERS: dict[Kind, Encode] = {
    Kind.TEXT: _text,
    Kind.ID: _id,
    Kind.INTEGER: _count,
    Kind.STOCK: _count,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _amount,
    Kind.PRICE: _amount,
    Kind.OFFER: _amount,
    Kind.DATE: _day,
    Kind.TIME: _time,
    Kind.FLAG: _flag,
    Kind.CHOICE: _text,
    Kind.CODES: _text,
    Kind.PICTURE: _link,
    Kind.LINK: _link,
}
"""How the cells of each kind are made."""

TEXTS = frozenset({Kind.TEXT, Kind.ID, Kind.CHOICE, Kind.CODES, Kind.PICTURE, Kind.LINK})
"""Kinds whose cells are text: numbers among them carry no warning mark."""

LINKS = frozenset({Kind.PICTURE, Kind.LINK})
"""Kinds whose cells can be clicked."""
