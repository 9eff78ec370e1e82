"""The file of an export as rows: one CSV, or several in a zip, by the rules of RFC 4180.

Values stay the text they are: an inch mark, a code with leading zeros and "NA" come through as the
vendor typed them. A file that breaks off is told from a whole one by its shape.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError, from_os_error
from workbench.core.texts import tr

LARGEST: Final = 1024 * 1024 * 1024
"""Bytes of a zip's files together, unpacked."""
_BROKEN: Final = (csv.Error, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What the libraries raise for a file that is damaged, or locked by a password."""
_EXTRA: Final = "Column {number}"
"""Header of values beyond the last column that the file names."""


class Table(msgspec.Struct, frozen=True):
    """One CSV.

    Attributes:
        header: the columns' names as the file writes them, each once.
        rows: values by those names; empty ones are left out.
        uneven: rows with more or fewer values than the header has.
    """

    header: tuple[str, ...]
    rows: list[dict[str, str]]
    uneven: int = 0


def read_tables(path: Path) -> list[Table]:
    """Return the tables of a file. Reads the disk: call it in a thread.

    Raises:
        WbError: code BODY_CUT where it breaks off, DATA where it is no CSV, DISK.
    """
    try:
        return [_table(text) for text in _texts(path)]
    except _BROKEN as error:
        raise _broken(str(error)) from None
    except OSError as error:
        raise from_os_error(error, path) from None


def _texts(path: Path) -> Iterator[str]:
    """Give the text of each CSV; what else stands in a zip is left alone."""
    if not zipfile.is_zipfile(path):
        yield _decoded(path.read_bytes())
        return
    with zipfile.ZipFile(path) as pack:
        inner = [each for each in pack.infolist() if each.filename.lower().endswith(".csv")]
        if sum(each.file_size for each in inner) > LARGEST:
            raise WbError(
                ErrorCode.BODY_BIG,
                tr("The export's files are larger than 1 GB."),
                tr("Ask for fewer samples."),
                source="loupe",
                sent=Sent.YES,
            )
        for each in inner:
            yield _decoded(pack.read(each))


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark in front; what older tools wrote is Windows' own."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _table(text: str) -> Table:
    text = text.replace("\x00", "")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _named(next(reader, []))
        rows, uneven, last = _rows(reader, header)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _cut() from None
        raise
    if not any(header):
        raise _broken("no header")
    # A last row that is short and not ended is where the file broke off.
    if last < len(header) and rows and not text.endswith(("\n", "\r")):
        raise _cut()
    return Table(header, rows, uneven)


def _rows(
    reader: Iterator[list[str]], header: tuple[str, ...]
) -> tuple[list[dict[str, str]], int, int]:
    """The rows, how many are uneven, and how many values the last one has."""
    rows: list[dict[str, str]] = []
    uneven, last = 0, len(header)
    for values in reader:
        if not values:
            continue
        last = len(values)
        uneven += last != len(header)
        row = {name: value for name, value in zip(header, values, strict=False) if value}
        for number in range(len(header), last):
            if values[number]:
                row[_EXTRA.format(number=number + 1)] = values[number]
        rows.append(row)
    return rows, uneven, last


def _named(header: list[str]) -> tuple[str, ...]:
    """The names of the columns; one without a name or named before gets its number."""
    seen: dict[str, None] = {}
    for number, name in enumerate(header, 1):
        clean = name.strip()
        if not clean or clean in seen:
            clean = f"{clean} {number}".strip() if clean else _EXTRA.format(number=number)
        seen[clean] = None
    return tuple(seen)


def merged(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return rows of one sample as its document: an object, an array where there are several."""
    return msgspec.json.encode(rows[0] if len(rows) == 1 else rows)


def _cut() -> WbError:
    return WbError(
        ErrorCode.BODY_CUT,
        tr("The export's file breaks off before its end."),
        tr("Open the export again; if it stays so, ask for a new one."),
        source="loupe",
        sent=Sent.YES,
    )


def _broken(detail: str) -> WbError:
    return WbError(
        ErrorCode.DATA,
        tr("The export's file is no CSV that can be read."),
        tr("Open the export again; if it stays so, report it with the details."),
        source="loupe",
        sent=Sent.YES,
        detail=detail[:200],
    )
