"""What a file is by its first bytes, whatever its name says; then the reader for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import mark, tr
from workbench.export.reading.delimited import read_text
from workbench.export.reading.failures import empty, encrypted
from workbench.export.reading.limits import MEGABYTE, Limits
from workbench.export.reading.sheet import ReadOptions
from workbench.export.reading.wire import Done, Sink
from workbench.export.reading.workbooks import read_workbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_HEAD: Final = 4096

_SAVE_AS = mark("Open it in the program it was made with, and save it as .xlsx or CSV.")
_OTHERS: Final = (
    (b"%PDF", mark("It is a PDF document, not a table.")),
    (b"\x89PNG", mark("It is a picture, not a table.")),
    (b"\xff\xd8\xff", mark("It is a picture, not a table.")),
    (b"GIF8", mark("It is a picture, not a table.")),
    (b"\x1f\x8b", mark("It is a packed file; unpack it first.")),
    (b"7z\xbc\xaf", mark("It is a packed file; unpack it first.")),
    (b"Rar!", mark("It is a packed file; unpack it first.")),
    (b"PK\x05\x06", mark("It is an archive without a workbook in it.")),
    (b"PAR1", mark("It is a Parquet file, which is not read here.")),
    (b"{\\rtf", mark("It is a text document, not a table.")),
)
_MARKUP: Final = (
    (b"<!doctype", mark("It is a web page, not a table, whatever its name says.")),
    (b"<html", mark("It is a web page, not a table, whatever its name says.")),
    (b"<table", mark("It is a web page, not a table, whatever its name says.")),
    (b"<?xml", mark("It is an XML document, not a table.")),
)


def read_into(sink: Sink, path: Path, options: ReadOptions, limits: Limits) -> Done:
    """Read a file into `sink` and return all but its rows.

    Raises:
        WbError: FILE, where it cannot be read.
        OSError: where it cannot be opened.
    """
    size = path.stat().st_size
    if size > limits.size:
        raise WbError(
            ErrorCode.FILE,
            tr("The file is larger than {size} MB.", size=limits.size // MEGABYTE),
            tr("Split it into smaller files."),
        )
    if not size:
        raise empty()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return read_workbook(sink, path, options, limits, packed=True)
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise encrypted()
        return read_workbook(sink, path, options, limits, packed=False)
    _refuse_others(head)
    return read_text(sink, path, options, limits)


def _refuse_others(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = [sentence for sign, sentence in _OTHERS if head.startswith(sign)]
    found += [sentence for sign, sentence in _MARKUP if start.startswith(sign)]
    if found:
        raise WbError(ErrorCode.FILE, tr(found[0]), tr(_SAVE_AS))
