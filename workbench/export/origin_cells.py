"""Whether a cell still says what was exported, however a program has rewritten it meanwhile.

"1,50" is 1.5, a day may have become its ISO text or a serial number, a GTIN a number without its
zeros: none of that is a change that a person made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from workbench.core.values import Money, Odd
from workbench.edits.values import blank
from workbench.export.reading.sheet import Cell
from workbench.export.values import in_utc, text_of
from workbench.export.workbook.strings import cut

_DIGITS: Final = Context(prec=15)
_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER: Final = re.compile(r"[-+]?[\d.,'’\s\u00a0\u202f]*\d")
_MARKS: Final = str.maketrans("−–﹣－", "----")
_BLANK: Final = str.maketrans(dict.fromkeys("'’ \u00a0\u202f\t"))
_YES: Final = frozenset({"true", "yes", "1", "wahr", "ja", "sant", "vrai", "oui", "=true()"})
_NO: Final = frozenset({"false", "no", "0", "falsch", "nein", "falskt", "nej", "faux", "non",
                        "=false()"})  # fmt: skip
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y")


def untouched(exported: object, cell: Cell) -> bool:
    """Return whether a cell says the value that was exported.

    Args:
        exported: the value (`core.values`), amounts as `Money`.
        cell: as the file holds it now.
    """
    if cell is None or blank(exported):
        return not text_of(cell).strip() and not text_of(exported).strip()
    return _says(exported, cell)


def _says(exported: object, cell: Cell) -> bool:
    match exported:
        case bool():
            return _flag(cell) is exported
        case int() | Decimal():
            return _number_is(Decimal(exported), cell)
        case Money():
            return _number_is(exported.amount, cell)
        case datetime():
            return any(_near(exported, each) for each in _moments(cell))
        case date():
            return exported in {each.date() for each in _moments(cell)}
        case Odd():
            return _text_is(exported.raw, cell)
        case _:
            return _text_is(text_of(exported), cell)


def _flag(cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = text_of(cell).strip().casefold()
    return True if text in _YES else False if text in _NO else None


def _number_is(number: Decimal, cell: Cell) -> bool:
    return any(_rounded(number) == _rounded(each) for each in _numbers(cell))


def _rounded(number: Decimal) -> Decimal:
    """Return a number with the digits that a workbook keeps."""
    return _DIGITS.create_decimal(number) if number.is_finite() else number


def _numbers(cell: Cell) -> Iterator[Decimal]:
    """Give what a cell may mean as a number: a text with each sign before its decimals."""
    if isinstance(cell, bool):
        return
    if isinstance(cell, Decimal):
        yield cell
    if not isinstance(cell, str):
        return
    found = _NUMBER.search(cell.translate(_MARKS))
    text = found.group().translate(_BLANK) if found else ""
    for groups, decimals in ((",", "."), (".", ",")):
        with suppress(InvalidOperation):
            yield Decimal(text.replace(groups, "").replace(decimals, "."))


def _moments(cell: Cell) -> Iterator[datetime]:
    """Give the moments that a cell may mean, in UTC."""
    match cell:
        case datetime():
            yield in_utc(cell)
        case date():
            yield datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
        case Decimal() if cell.is_finite() and abs(cell) < 3_000_000:
            yield _EPOCH + timedelta(microseconds=int(cell * 86_400_000_000))
        case str():
            with suppress(ValueError):
                yield in_utc(datetime.fromisoformat(cell.strip()))
            for form in _DAYS:
                with suppress(ValueError):
                    yield datetime.strptime(cell.strip(), form).replace(tzinfo=UTC)


def _near(moment: datetime, other: datetime) -> bool:
    return abs(in_utc(moment) - other) < timedelta(seconds=1)


def _text_is(text: str, cell: Cell) -> bool:
    held = _shown(text_of(cell))
    shown = _shown(cut(text))
    if held in {shown, _unescaped(shown)} or _unescaped(held) == shown:
        return True
    if isinstance(cell, Decimal) and shown.strip().isdigit():
        # A code of digits that became a number has lost its zeros, and digits after the fifteenth.
        return _rounded(Decimal(shown.strip())) == _rounded(cell)
    return isinstance(cell, date) and any(each in set(_moments(shown)) for each in _moments(cell))


def _shown(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text).strip()
