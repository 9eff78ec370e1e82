"""Where a workbook came from, carried inside it, so that it can be brought back and compared.

A very hidden sheet holds source, account, resource and the values as they were exported; a hidden
column names the row each line came from, and defined names the columns. No secret and no address
of a service is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from types import NoneType
from typing import Any, Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Priced, Quoted
from workbench.edits.values import pack, unpack
from workbench.export.plan import ExportColumn, Part
from workbench.export.values import encoded, text_of

SHEET: Final = "_workbench"
"""Name of the very hidden sheet; a program may make it a hidden one."""
ID_HEADING: Final = "workbench:id"
"""Heading of the hidden column that names the row a line came from."""
ID_NAME: Final = "workbench_id"
"""Defined name of that column's heading."""
COLUMN_NAME: Final = "workbench_c{number}"
"""Defined name of a column's heading; numbers are those of `Origin.columns`, from 0."""
ROWS: Final = "rows"
"""What a workbook of a table's rows is."""
BASKET: Final = "basket"
"""What a workbook of a comparison is, with the lines of a basket where it is of one."""
VERSION: Final = 1
MOST_CELLS: Final = 1_000_000
"""Cells of a workbook that carries its origin; a larger one would double the time it takes."""
MOST_BYTES: Final = 96_000_000
"""Of the values carried."""

_PIECE: Final = 16_000
"""Characters in one cell: far below what a cell holds, even where each takes two units."""
_TOKEN: Final = re.compile(r"([0-9a-f]{8})\.(\d{1,7})x")
_AS: Final = {
    Kind.PRICE: Kind.MONEY,
    Kind.OFFER: Kind.MONEY,
    Kind.PICTURE: Kind.TEXT,
    Kind.LINK: Kind.TEXT,
    Kind.ID: Kind.TEXT,
}


class OriginColumn(msgspec.Struct, frozen=True):
    """One column as it was exported.

    Attributes:
        field: id of the field.
        heading: as it stood in the sheet.
        kind: of what the column holds.
        part: the part of a price, "" for the value.
    """

    field: str
    heading: str
    kind: Kind
    part: Part = Part.VALUE


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a workbook came from.

    Attributes:
        what: `ROWS` or `BASKET`.
        source: id of the source.
        account: name of the account.
        resource: id of the resource.
        title: of the resource or basket, as it was.
        at: when it was exported.
        read: when the rows were read from the service.
        language: of the texts, "" for the account's.
        quantity: that prices are for, 0 where there are none.
        stamp: tells this export from every other.
        columns: in order.
        body: what a comparison carries beside its lines, as JSON.
        workbench_origin: version of the layout.
    """

    source: str
    account: str
    resource: str
    title: str
    at: datetime
    read: datetime
    stamp: str
    columns: tuple[OriginColumn, ...]
    what: str = ROWS
    language: str = ""
    quantity: int = 0
    body: str = ""
    workbench_origin: int = VERSION


@dataclass(frozen=True)
class Carried:
    """What a plan's workbook carries.

    Attributes:
        origin: where it came from.
        keys: of the rows, in their order.
    """

    origin: Origin
    keys: Sequence[str]


def stamp_of(keys: Iterable[str], at: datetime, *names: str) -> str:
    """Return what tells an export from others: eight hexadecimal digits."""
    digest = sha256("\x1f".join((*names, at.isoformat())).encode())
    for key in keys:
        digest.update(f"\x1e{key}".encode(errors="replace"))
    return digest.hexdigest()[:8]


def columns_carried(columns: Sequence[ExportColumn]) -> tuple[OriginColumn, ...]:
    """Return the columns of a plan as a workbook carries them."""
    return tuple(
        OriginColumn(each.field.id, each.heading, each.kind, each.part) for each in columns
    )


def token(stamp: str, number: int) -> str:
    """Return what names a row in its hidden cell; a program that counts on cannot continue it."""
    return f"{stamp}.{number}x"


def token_number(text: str, stamp: str) -> int | None:
    """Return the number of the row that a hidden cell names, None where it names none of them."""
    found = _TOKEN.fullmatch(text.strip())
    return int(found.group(2)) if found and found.group(1) == stamp else None


# ---- as cells ------------------------------------------------------------------------------------


def pieces(text: str) -> list[str]:
    """Return a text as cells hold it; each piece is fenced, so that no blank at its end is lost."""
    # A program that saves the file again may take "_x0041_" for a letter: none is left in it.
    plain = text.replace("_x", "\\u005fx")
    return [f"|{plain[at : at + _PIECE]}|" for at in range(0, len(plain), _PIECE)]


def joined(cells: Iterable[object]) -> str:
    """Return the text of pieces; other cells are passed over."""
    held = (cell for cell in cells if isinstance(cell, str) and len(cell) > 1)
    return "".join(cell[1:-1] for cell in held if cell[0] == cell[-1] == "|")


def origin_text(origin: Origin) -> str:
    """Return an origin as JSON."""
    return msgspec.json.encode(origin).decode()


def read_origin(text: str) -> Origin | None:
    """Return the origin of JSON; None where it is none, or a newer version's."""
    try:
        origin = msgspec.json.decode(text, type=Origin)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return origin if origin.workbench_origin <= VERSION else None


_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_QUICK: Final = frozenset({str, int, bool, NoneType, Decimal, date, datetime, Money, Coded})
"""Types that are written as `edits.values.pack` writes them without a look at each."""


def row_text(key: str, values: Sequence[object]) -> str:
    """Return a row's key and values as JSON; half a character becomes U+FFFD, as in the sheet."""
    row = (key, *values)
    try:
        if _QUICK.issuperset(map(type, row)):
            return _ENCODER.encode(row).decode()
        return pack(tuple(_plain(value) for value in row))
    except UnicodeEncodeError:
        return pack(tuple(_whole(value) for value in row))


def _whole(value: object) -> object:
    """Return a value whose texts hold whole characters alone."""
    plain = _plain(value)
    if isinstance(plain, str | tuple) and not isinstance(plain, Money):
        return encoded(text_of(plain)).decode()
    return plain


def _plain(value: object) -> object:
    match value:
        case Priced():
            return Money(value.amount, value.currency)
        case Quoted():
            return value.money
        case None | str() | int() | Decimal() | date() | tuple():
            return value
        case _:
            return str(value)


class CarriedRow(msgspec.Struct, frozen=True):
    """A row as it was exported; its values are read when they are needed.

    Attributes:
        key: of the record.
        texts: JSON of each value, in the order of the columns.
    """

    key: str
    texts: tuple[Any, ...]

    def value(self, place: int, field: Field) -> object:
        """Return a value as it was exported; the field is the one `carried_fields` gives."""
        return unpack(bytes(self.texts[place]).decode(), field)


def carried_fields(origin: Origin) -> tuple[Field, ...]:
    """Return how the carried values of each column are read: amounts as money, links as texts."""
    return tuple(
        Field(each.field, each.heading, _AS.get(each.kind, each.kind), lambda record: record)
        for each in origin.columns
    )


_ROW: Final = msgspec.json.Decoder(list[msgspec.Raw])


def read_row(text: str, columns: int) -> CarriedRow | None:
    """Return the row of JSON; None where it is damaged."""
    try:
        key, *texts = _ROW.decode(text)
        name = msgspec.json.decode(key, type=str)
    except (msgspec.MsgspecError, UnicodeError, ValueError):
        return None
    return CarriedRow(name, tuple(texts)) if len(texts) == columns else None
