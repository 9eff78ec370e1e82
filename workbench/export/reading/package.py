"""What a workbook says beside its cells: properties, names, hidden columns, cells gone wrong."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Final

# The parts were searched for document types before, so that no entity can be declared in them.
from xml.etree import ElementTree as ET

from workbench.export.reading.failures import column_number, damaged
from workbench.export.reading.limits import MEGABYTE

_MOST: Final = 20 * MEGABYTE
"""Bytes of a part that is read as a whole."""
_PIECE: Final = 1 << 20
_OVERLAP: Final = 1 << 14
_REL_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REL_ID_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ERROR_CELL: Final = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>(#[^<]{1,40})<""",
    re.DOTALL,
)
_UNCOMPUTED: Final = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]{0,9000}</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass
class SheetPart:
    """What a sheet's own part says.

    Attributes:
        name: of the sheet.
        part: its place in the archive.
        hidden_columns: positions, from 0.
        rows: as the part declares it; None where it does not.
        columns: likewise.
    """

    name: str
    part: str
    hidden_columns: tuple[int, ...] = ()
    rows: int | None = None
    columns: int | None = None


@dataclass
class BadCells:
    """Cells that hold an error, or a formula that nothing has computed."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncomputed: list[Place] = field(default_factory=list)


def _parsed(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """Return a small part's root; None where it is absent."""
    try:
        if archive.getinfo(name).file_size > _MOST:
            return None
        return ET.fromstring(archive.read(name))  # noqa: S314 - no part here declares entities
    except KeyError:
        return None
    except ET.ParseError as error:
        raise damaged(f"{name}: {error}") from error


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, SheetPart]:
    """Return the parts of the sheets by the sheets' names, with what their beginnings say.

    Raises:
        WbError: FILE, where the workbook's directory is damaged.
    """
    workbook = _parsed(archive, "xl/workbook.xml")
    links = _parsed(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or links is None:
        raise damaged("no directory of sheets")
    targets = {each.get("Id", ""): each.get("Target", "") for each in links}
    found: dict[str, SheetPart] = {}
    for element in workbook.iter():
        if _local(element) != "sheet":
            continue
        target = targets.get(element.get(_REL_ID) or element.get(_REL_ID_STRICT) or "", "")
        place = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        held = SheetPart(element.get("name", ""), place)
        with suppress(KeyError, ET.ParseError):
            _read_head(archive, held)
        found[held.name] = held
    return found


def _read_head(archive: zipfile.ZipFile, held: SheetPart) -> None:
    """Read a sheet's part up to its cells."""
    parser = ET.XMLPullParser(["start"])
    with archive.open(held.part) as part:
        while piece := part.read(_PIECE >> 6):
            parser.feed(piece)
            for event in parser.read_events():
                element = event[-1]
                assert isinstance(element, ET.Element)
                if _local(element) == "sheetData":
                    return
                _take(element, held)


def _take(element: ET.Element, held: SheetPart) -> None:
    if _local(element) == "dimension":
        end = re.fullmatch(r"(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})", element.get("ref", ""))
        if end:
            held.rows, held.columns = int(end.group(2)), column_number(end.group(1))
    elif _local(element) == "col" and element.get("hidden") in {"1", "true"}:
        first, last = int(element.get("min", "1")), int(element.get("max", "0"))
        held.hidden_columns += tuple(range(first - 1, min(last, 16_384)))


def defined_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names a workbook defines, and what each refers to."""
    workbook = _parsed(archive, "xl/workbook.xml")
    found = workbook.iter() if workbook is not None else ()
    return {
        each.get("name", ""): each.text or "" for each in found if _local(each) == "definedName"
    }


def properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the properties that people or programs gave to the document, by their names."""
    custom = _parsed(archive, "docProps/custom.xml")
    if custom is not None:
        return {each.get("name", ""): "".join(each.itertext()) for each in custom}
    meta = _parsed(archive, "meta.xml")
    held = meta.iter() if meta is not None else ()
    return {
        next((value for key, value in each.items() if key.endswith("}name")), ""): each.text or ""
        for each in held
        if _local(each) == "user-defined"
    }


def bad_cells(archive: zipfile.ZipFile, part: str) -> BadCells:
    """Return the cells of a sheet whose values a reader would take for empty ones."""
    found = BadCells()
    for window in _windows(archive, part):
        for letters, row, text in _ERROR_CELL.findall(window):
            found.errors[_place(letters, row)] = text.decode("utf-8", "replace")
        for letters, row in _UNCOMPUTED.findall(window):
            found.uncomputed.append(_place(letters, row))
    found.uncomputed = sorted(set(found.uncomputed) - found.errors.keys())
    return found


def _windows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give a part piece by piece; each begins with the end of the one before."""
    tail = b""
    with suppress(KeyError), archive.open(part) as held:
        while piece := held.read(_PIECE):
            window = tail + piece
            yield window
            tail = window[-_OVERLAP:]


def _place(letters: bytes, row: bytes) -> Place:
    return int(row), column_number(letters.decode())
