"""Workbooks that come back: recognised, and each of their lines and columns found again.

Lines are known by their hidden cell and columns by their headings or defined names, so that
sorting, renaming, moving and hiding change nothing; what cannot be known is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.texts import tr
from workbench.export.origin import (
    COLUMN_NAME,
    ID_HEADING,
    ID_NAME,
    SHEET,
    CarriedRow,
    Origin,
    joined,
    read_origin,
    read_row,
    token_number,
)
from workbench.export.reading.failures import column_number
from workbench.export.reading.reader import read
from workbench.export.reading.sheet import ReadOptions, Sheet

_REFERENCE: Final = re.compile(r"(.+)!\$?([A-Z]{1,3})\$?(\d{1,7})", re.DOTALL)
_NAME: Final = re.compile(re.escape(COLUMN_NAME).replace(r"\{number\}", r"(\d{1,5})"))


class Head(NamedTuple):
    """Where a defined name says that a column's heading stands."""

    sheet: str
    column: int
    """From 0."""
    row: int
    """From 1."""


class Returned(msgspec.Struct, frozen=True):
    """A workbook of ours, without the rows it shows.

    Attributes:
        path: the file.
        origin: where it came from.
        rows: as they were exported, by number; a damaged one is left out.
        heads: where the headings stand now, by number of the column; `ID` for the hidden one.
        sheet: name of the sheet with the rows, "" where nothing tells.
        header_row: its row of headings, from 1.
    """

    path: Path
    origin: Origin
    rows: Mapping[int, CarriedRow]
    heads: Mapping[int, Head]
    sheet: str
    header_row: int


ID: Final = -1
"""Stands for the hidden column among the columns."""


async def recognise(path: Path, job: Job | None = None) -> Returned | None:
    """Return what a file says of where it came from; None where it is no workbook of ours.

    Raises:
        WbError: FILE where it cannot be read, or where what it carries is damaged; CANCELLED.
    """
    if path.suffix.lower() not in {".xlsx", ".xlsm", ".ods"}:
        return None
    glance = await read(path, ReadOptions(most_rows=1), job=job)
    with glance:
        if not carries(glance):
            return None
        heads = heads_of(glance.names)
    with await read(path, ReadOptions(sheet=SHEET, header_row=0), job=job) as hidden:
        origin, rows = _carried(hidden)
    place = heads.get(ID) or next(iter(heads.values()), None)
    return Returned(
        path, origin, rows, heads, place.sheet if place else "", place.row if place else 1
    )


def carries(sheet: Sheet) -> bool:
    """Return whether a workbook says where it came from, by one of its sheets."""
    return SHEET in {each.name for each in sheet.found.sheets}


def _carried(sheet: Sheet) -> tuple[Origin, dict[int, CarriedRow]]:
    origin: Origin | None = None
    rows: dict[int, CarriedRow] = {}
    for place, cells in enumerate(sheet.rows):
        text = joined(cells)
        if origin is None:
            origin = read_origin(text)
            if origin is None:
                break
        elif (row := read_row(text, len(origin.columns))) is not None:
            rows[sheet.rows.number(place) - 2] = row
    if origin is None:
        raise WbError(
            ErrorCode.FILE,
            tr("The workbook no longer says where it came from, or a newer version wrote it."),
            tr("Import it as any other file, or export it again."),
        )
    return origin, rows


def heads_of(names: Mapping[str, str]) -> dict[int, Head]:
    """Return where the headings stand by a workbook's defined names; those deleted are left out."""
    found: dict[int, Head] = {}
    for name, reference in names.items():
        numbered = _NAME.fullmatch(name)
        place = _REFERENCE.fullmatch(reference.strip())
        if place and (numbered or name == ID_NAME):
            sheet = place.group(1)
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            column = column_number(place.group(2)) - 1
            found[int(numbered.group(1)) if numbered else ID] = Head(
                sheet, column, int(place.group(3))
            )
    return found


class Columns(NamedTuple):
    """Which column of the sheet is which one that was exported.

    Attributes:
        places: position in the sheet by number of the exported column.
        token: position of the hidden column, None where it is gone.
        deleted: numbers of exported columns that are gone.
        added: headings of columns that were not exported.
        unsure: numbers of columns whose heading stands twice, so that none of both is read.
    """

    places: Mapping[int, int]
    token: int | None
    deleted: tuple[int, ...]
    added: tuple[str, ...]
    unsure: tuple[int, ...] = ()


def align(origin: Origin, headers: Sequence[str], heads: Mapping[int, Head]) -> Columns:
    """Find the exported columns again.

    Heading and defined name agree as a rule. Where they do not, a heading that moved within the
    sheet is followed (its cells were copied there); a heading of a column that is gone is a new
    name for another one.
    """
    by_heading = _by_heading([held.heading for held in origin.columns], headers)
    unsure = {number for number, places in by_heading.items() if len(places) > 1}
    named = {
        number: head.column
        for number, head in heads.items()
        if number != ID and number < len(origin.columns) and head.column < len(headers)
    }
    headed = {number: places[0] for number, places in by_heading.items() if len(places) == 1}
    if heads:
        gone = {number for number in headed if number not in named}
        claimed = {place: number for number, place in named.items()}
        headed = {
            number: place
            for number, place in headed.items()
            if number not in gone or place not in claimed
        }
    taken = set(headed.values())
    places = dict(headed)
    for number, place in named.items():
        if number not in places and place not in taken:
            places[number] = place
            taken.add(place)
            unsure.discard(number)
    token = next((at for at, text in enumerate(headers) if text.strip() == ID_HEADING), None)
    if token is None and ID in heads and heads[ID].column < len(headers):
        token = heads[ID].column
    everything = range(len(origin.columns))
    doubted = {place for number in unsure for place in by_heading[number]}
    return Columns(
        places,
        token,
        tuple(number for number in everything if number not in places and number not in unsure),
        tuple(
            text
            for at, text in enumerate(headers)
            if at not in taken and at != token and text.strip() and at not in doubted
        ),
        tuple(sorted(unsure)),
    )


def _by_heading(exported: Sequence[str], headers: Sequence[str]) -> dict[int, list[int]]:
    """Return the positions of each exported heading; headings exported twice follow their order."""
    found: dict[int, list[int]] = {}
    plain = [" ".join(text.split()) for text in headers]
    wanted = [" ".join(text.split()) for text in exported]
    for number, text in enumerate(wanted):
        places = [at for at, held in enumerate(plain) if held == text]
        same = [other for other, held in enumerate(wanted) if held == text]
        if len(same) > 1 and len(places) == len(same):
            places = [places[same.index(number)]]
        if places and text:
            found[number] = places
    return found


def number_of(row: Sequence[object], columns: Columns, stamp: str) -> int | None:
    """Return the number of the exported row that a line is, None for one that was added."""
    held = row[columns.token] if columns.token is not None else None
    return token_number(held, stamp) if isinstance(held, str) else None


async def open_rows(returned: Returned, job: Job | None = None) -> Sheet:
    """Return the sheet with the rows; it is to be closed.

    Raises:
        WbError: FILE where it cannot be read, CANCELLED.
    """
    options = ReadOptions(sheet=returned.sheet or None, header_row=returned.header_row)
    return await read(returned.path, options, job=job)
