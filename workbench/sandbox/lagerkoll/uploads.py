"""Uploaded files: taken out of a multipart body, and read into rows of text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from decimal import Decimal

from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.refused import IMPORT, Refused

Rows = list[list[str]]

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_NAME = re.compile(rb'name="([^"]*)"')


def uploaded(call: Call) -> bytes:
    """The part named `file` of a multipart body."""
    found = _BOUNDARY.search(call.content_type)
    if found is None or not call.content_type.startswith("multipart/form-data"):
        raise Refused(IMPORT, "The body must be multipart/form-data", "file")
    mark = b"\r\n--" + found[1].encode()
    for part in (b"\r\n" + call.body).split(mark)[1:-1]:
        head, _gap, content = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is not None and name[1] == b"file":
            return content
    raise Refused(IMPORT, "file must be given", "file")


def rows_of(data: bytes, kind: str | None = None) -> Rows:
    """The rows of an Excel or tsv file; of which `kind` it is, or by its first bytes."""
    if kind is None:
        kind = "excel" if data.startswith(b"PK") else "tsv"
    return _sheet(data) if kind in {"excel", "xlsx"} else _tsv(data)


def _tsv(data: bytes) -> Rows:
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Refused(IMPORT, "The file is no tsv in UTF-8", "file") from None
    if "\0" in text:
        raise Refused(IMPORT, "The file is no tsv in UTF-8", "file")
    return rows


def _sheet(data: bytes) -> Rows:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError):
        raise Refused(IMPORT, "The file is no Excel workbook", "file") from None
    return [[_text(value) for value in row] for row in rows]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(Decimal(repr(value)))
    return str(value)


def cell(row: list[str], column: object) -> str:
    """The text of a column counted from 1; empty where the row has none."""
    if isinstance(column, int) and 0 < column <= len(row):
        return row[column - 1].strip()
    return ""
