"""An export file of the service as a table: one row a line, columns by their headings.

The document says nothing of the headings: those that are members of a template or of an article
have columns of their own, any other stands with its value in the last column, so that no cell of
a file is lost.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from workbench.core.edits import Chosen
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.fields import Field, Kind
from workbench.core.queries import Condition, Filter, Input, Part, PartKind, Query
from workbench.core.texts import mark, tr
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.records.rows import EXPORTS
from workbench.sources.lagerkoll.templates import TITLES
from workbench.sources.leaves import count, number
from workbench.sources.leaves import identity as identity_of
from workbench.sources.lists import directory
from workbench.sources.reading import Reader

RESOURCE: Final = "export_rows"
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_MOST: Final = 1_000_000
"""Rows of a file that are read; a sheet cannot hold more."""

_OWN: Final[Mapping[str, str]] = {
    "created": mark("Time"),
    "oldCount": mark("Stock before"),
    "newCount": mark("Stock after"),
    "change": mark("Change"),
    "reason": mark("Reason"),
    "partArticleId": mark("Part"),
}
_NUMBERS: Final = frozenset({
    "amount", "oldCount", "newCount", "change", "buyPrice", "buyPriceShipment", "buyPriceMisc",
    "rate", "vat", "stockWarning", "criticalLevel", "orderLevel", "width", "height", "depth",
    "weight",
})  # fmt: skip
_IDS: Final = frozenset({"articleId", "partArticleId", "barcode", "supplierArticleId",
                         "manufacturerArticleId"})  # fmt: skip
_SHOWN: Final = frozenset({
    "articleId", "articleName", "barcode", "amount", "buyPrice", "category", "supplier",
    "stockPlace", *_OWN,
})  # fmt: skip
_KNOWN: Final = {name.casefold(): name for name in (*TITLES, *_OWN)} | {"name": "articleName"}


class ExportRow(msgspec.Struct, gc=False):
    """A line of an export file: its number, the file's id, and its cells by heading."""

    row: int = 0
    export: str = ""
    cells: dict[str, str] = msgspec.field(default_factory=dict)


READER: Final = Reader(ExportRow)


def _cell(record: ExportRow, name: str) -> str | None:
    for heading, value in record.cells.items():
        if _KNOWN.get(heading.casefold()) == name:
            return value or None
    return None


def _field(name: str, title: str) -> Field:
    kind = Kind.DECIMAL if name in _NUMBERS else Kind.ID if name in _IDS else Kind.TEXT

    def read(record: ExportRow) -> object:
        value = _cell(record, name)
        return number(value) if kind is Kind.DECIMAL else value

    width = 240 if name == "articleName" else 110
    own = re.sub("(?=[A-Z])", "_", name).lower()
    return Field(own, title, kind, read, f"cells.{name}", shown=name in _SHOWN, width=width,
                 searched=kind is not Kind.DECIMAL)  # fmt: skip


def _rest(record: ExportRow) -> str | None:
    """Return what stands under headings that no column has."""
    said = (f"{heading}: {value}" for heading, value in record.cells.items()
            if value and heading.casefold() not in _KNOWN)  # fmt: skip
    return "; ".join(said) or None


FIELDS: Final = (
    *(_field(name, title) for name, title in {**TITLES, **_OWN}.items()),
    Field("others", mark("Other columns"), Kind.TEXT, _rest, "cells", shown=True, width=240,
          searched=True, help=mark("What the file holds under other headings.")),
    Field("row", mark("Row"), Kind.INTEGER, lambda each: each.row, "row", width=70),
)  # fmt: skip


async def _ask(client: LagerkollClient, query: Query) -> Sequence[msgspec.Raw]:
    """Read a file of the service.

    Raises:
        WbError: as the gateway names it; DATA for a file that is no table.
    """
    identity = str(query.value("id", "") or "") or await _latest(client)
    if not identity:
        return []
    content = await client.exports.export_file(identity)
    rows = await asyncio.to_thread(read_file, content, identity)
    return [msgspec.Raw(_ENCODER.encode(row)) for row in rows]


async def _latest(client: LagerkollClient) -> str:
    """Return the id of the latest export, "" where there is none."""
    dates = (await client.exports.export_dates()).dates or ()
    found = (EXPORTS.read(bytes(raw))[0] for raw in dates)
    known = [each for each in found if each is not None and each.id]
    return identity_of(max(known, key=lambda each: count(each.date) or 0).id) if known else ""


def read_file(content: bytes, export: str) -> list[ExportRow]:
    """Return the lines of an export: the first sheet of a workbook, or separated text.

    Raises:
        WbError: DATA, where it is neither.
    """
    lines = _sheet(content) if content[:2] in {b"PK", b"\xd0\xcf"} else _separated(content)
    if not lines:
        return []
    headings = [heading.strip() or f"{at}" for at, heading in enumerate(lines[0], 1)]
    return [
        ExportRow(at, export, dict(zip(headings, cells, strict=False)))
        for at, cells in enumerate(lines[1:_MOST], 2)
        if any(cells)
    ]


def _sheet(content: bytes) -> list[list[str]]:
    import python_calamine  # noqa: PLC0415 - only where a file is opened

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: Iterable[Sequence[Any]] = book.get_sheet_by_index(0).to_python()
    except (python_calamine.CalamineError, ValueError, IndexError) as error:
        raise WbError(
            ErrorCode.DATA,
            tr("The export is no workbook that can be read."),
            tr("Save the file and look at it yourself."),
            source="lagerkoll",
            operation="export_file",
            sent=Sent.YES,
        ) from error
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _separated(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    mark_ = max("\t;,", key=first.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark_) if row]


def question(chosen: Chosen) -> Query:
    """Return the question that opens a chosen export."""
    return Query(conditions=(Condition("id", "", chosen.keys[0]),))


TABLE: Final = directory(
    RESOURCE, (mark("Rows of an export"), mark("Row")), "table-2", FIELDS, READER,
    lambda record: f"{record.export}/{record.row}" if record.row else "", _ask,
    filters=(
        Filter("id", mark("Export"), (Part("", PartKind.TEXT),), input=Input.PICKER,
               lookup="exports", group=mark("Files"),
               help=mark("The export whose rows are shown; the latest where none is chosen.")),
    ),
)  # fmt: skip
"""Rows of one export file."""
