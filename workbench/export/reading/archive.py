"""A zipped workbook before anything reads it: how large it gets, and that it declares nothing."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from xml.parsers import expat

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.export.reading.failures import damaged, encrypted
from workbench.export.reading.limits import MEGABYTE, Limits

_SMALL: Final = MEGABYTE
"""Bytes up to which a part may be packed however well."""
_PIECE: Final = 4096
_XML: Final = (".xml", ".rels", ".vml")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Give a workbook's zip file, checked.

    Raises:
        WbError: FILE, where it is damaged, larger than may be, or declares entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive.infolist(), limits)
            for info in archive.infolist():
                if info.filename.lower().endswith(_XML):
                    _refuse_doctype(archive, info)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise damaged(type(error).__name__) from error


def kind_of(archive: zipfile.ZipFile) -> str:
    """Return "xlsx", "xlsm" or "ods".

    Raises:
        WbError: FILE, where it is no workbook, or one of a kind that is not read.
    """
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsm" if has_macros(archive) else "xlsx"
    if "mimetype" in names and archive.read("mimetype").strip().startswith(_ODS):
        return "ods"
    hint = tr("Open it in the program it was made with, and save it as .xlsx or CSV.")
    if "xl/workbook.bin" in names:
        raise WbError(ErrorCode.FILE, tr("Binary workbooks (.xlsb) are not read."), hint)
    raise WbError(ErrorCode.FILE, tr("It is an archive without a workbook in it."), hint)


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Return whether the workbook carries programs."""
    return any(name.endswith("vbaProject.bin") for name in archive.namelist())


def _check_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    hint = tr("Open it in a spreadsheet program, and save the one sheet you need as .xlsx or CSV.")
    if any(info.flag_bits & 1 for info in infos):
        raise encrypted()
    if len(infos) > limits.entries:
        count = f"{limits.entries:,}"
        raise WbError(ErrorCode.FILE, tr("It holds more than {count} files.", count=count), hint)
    if sum(info.file_size for info in infos) > limits.size:
        size = limits.size // MEGABYTE
        raise WbError(ErrorCode.FILE, tr("Unpacked it is larger than {size} MB.", size=size), hint)
    for info in infos:
        if info.file_size > max(_SMALL, info.compress_size * limits.ratio):
            raise WbError(
                ErrorCode.FILE,
                tr("A part of it is packed more than {count} times.", count=limits.ratio),
                hint,
            )


class _Begun(Exception):  # noqa: N818 - it ends the look, and tells of no error
    """The document's own elements begin: no declaration can follow."""


class _Declared(Exception):  # noqa: N818 - likewise
    """The document declares a type, and with it perhaps entities."""


def _refuse_doctype(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse a part with a document type: no workbook needs one, and entities begin there."""

    def begun(*_: object) -> None:
        raise _Begun

    def declared(*_: object) -> None:
        raise _Declared

    parser = expat.ParserCreate()
    parser.StartElementHandler = begun
    parser.StartDoctypeDeclHandler = declared
    try:
        with archive.open(info) as part:
            while piece := part.read(_PIECE):
                parser.Parse(piece, False)
    except _Declared:
        raise WbError(
            ErrorCode.FILE,
            tr("The workbook declares entities in “{part}”.", part=info.filename),
            tr("No spreadsheet program does that; do not open the file, and ask where it is from."),
        ) from None
    except (_Begun, expat.ExpatError):
        # What is no XML at all is for the reader to judge.
        return
