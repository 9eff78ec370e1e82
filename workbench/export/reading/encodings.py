"""In which encoding a text file is: its mark, then UTF-8, then what western offices wrote."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final, NamedTuple

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.export.reading.failures import unreadable

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that mean nothing in cp1252."""
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MOST_CONTROLS: Final = 0.005
"""More of a file than this being control characters makes it no text."""
_PIECE: Final = 1 << 20
_GUESSED_FROM: Final = 1 << 16


class Encoding(NamedTuple):
    """An encoding as Python names it, and whether it is certain."""

    name: str
    sure: bool


def find_encoding(path: Path, chosen: str | None = None) -> Encoding:
    """Return the encoding of a text file; `chosen` counts where it is one Python knows.

    Raises:
        WbError: FILE for an unknown choice, for bytes that are no text, for a NUL, and for a text
            in two encodings, with the row.
    """
    if chosen is not None:
        return Encoding(_known(chosen), sure=True)
    with path.open("rb") as file:
        head = file.read(_GUESSED_FROM)
    for sign, name in _MARKS:
        if head.startswith(sign):
            return Encoding(name, sure=True)
    wide = _without_mark(head)
    return Encoding(wide, sure=False) if wide else _narrow(path)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except LookupError:
        raise WbError(
            ErrorCode.FILE,
            tr("There is no encoding “{name}”.", name=name),
            tr("Choose one of the list."),
        ) from None
    # With a mark at the start or without: both are meant by either.
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _without_mark(head: bytes) -> str:
    """Return the wide encoding of a text whose every second byte is NUL; "" where it is not."""
    if not head.count(0):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2 or 1
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


class _Narrow:
    """Counts over a whole file that is looked at piece by piece."""

    def __init__(self) -> None:
        self.size = self.controls = self.rows = self.beyond = 0
        self.odd_row = 0
        self.undefined = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def look(self, piece: bytes, *, last: bool) -> None:
        """Take the next piece in."""
        nul = piece.find(0)
        if nul >= 0:
            raise _not_text(self.rows + piece.count(b"\n", 0, nul) + 1)
        self.size += len(piece)
        self.controls += len(piece) - len(piece.translate(None, _CONTROLS))
        self.undefined = self.undefined or not _UNDEFINED.isdisjoint(piece)
        self._decode(piece, last=last)
        self.rows += piece.count(b"\n") or piece.count(b"\r")

    def _decode(self, piece: bytes, *, last: bool) -> None:
        """Count characters beyond ASCII, and find the first byte that is not UTF-8."""
        while piece or last:
            try:
                text = self._decoder.decode(piece, final=last)
            except UnicodeDecodeError as error:
                held = error.object
                assert isinstance(held, bytes)
                text = held[: error.start].decode()
                self.beyond += not text.isascii()
                if not self.odd_row:
                    self.odd_row = self.rows + text.count("\n") + 1
                self._decoder.reset()
                # One more of each will not change the verdict.
                if self.beyond:
                    return
                piece = held[error.start + 1 :]
                continue
            self.beyond += not text.isascii()
            return


def _narrow(path: Path) -> Encoding:
    seen = _Narrow()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            seen.look(piece, last=False)
        seen.look(b"", last=True)
    if seen.controls > seen.size * _MOST_CONTROLS:
        raise _not_text()
    if not seen.odd_row:
        return Encoding("utf-8", sure=True)
    if seen.beyond:
        raise unreadable(
            tr("the text is in two encodings: UTF-8 and another."),
            tr("Choose the encoding yourself, or save the file again as UTF-8."),
            row=seen.odd_row,
        )
    return Encoding("latin-1" if seen.undefined else "cp1252", sure=False)


def _not_text(row: int = 0) -> WbError:
    hint = tr("Choose a text file or a workbook; if it is one, save it again as UTF-8.")
    if row:
        return unreadable(tr("there is a NUL byte, which no text has."), hint, row=row)
    return WbError(ErrorCode.FILE, tr("The file is neither a table nor a text."), hint)
