"""The worker's answer in a file: rows in blocks, then what was found, then how long that is.

A worker that dies leaves no end mark, so a part is never taken for the whole.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import IO, Final

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.export.reading.limits import Limits
from workbench.export.reading.sheet import Cell, Found, ReadOptions, Remark, Row, Rows, Sheet

RAW = str | int | float | bool | dt.date | dt.datetime | None
"""A cell as the worker sends it: numbers of workbooks are floats until they arrive."""

_MARK: Final = b"WBR1"
_TAIL: Final = 8 + len(_MARK)
_ROWS_A_BLOCK: Final = 512
_CELLS_A_BLOCK: Final = 65_536
_DAY: Final = 1
_MOMENT: Final = 2
_EXACT_WHOLE: Final = 2**53
_DIGITS: Final = 15


class Request(msgspec.Struct, frozen=True):
    """What the worker is asked: the file, what was chosen, the limits, the language of answers."""

    path: str
    options: ReadOptions
    limits: Limits
    language: str


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A sheet without its rows; `blocks` are (offset, size, rows) of each block."""

    headers: tuple[str, ...]
    found: Found
    remarks: tuple[Remark, ...]
    fingerprint: str
    blocks: list[tuple[int, int, int]]
    properties: dict[str, str] = {}
    names: dict[str, str] = {}
    hidden_columns: tuple[int, ...] = ()


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A failure on its way to the process that asked."""

    code: ErrorCode
    sentence: str
    hint: str
    field: str
    detail: str

    def error(self) -> WbError:
        """Return it as it was raised."""
        return WbError(self.code, self.sentence, self.hint, field=self.field, detail=self.detail)


class Sink:
    """Takes rows in the worker and writes them in blocks."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._encoder = msgspec.msgpack.Encoder()
        self._waiting: list[list[object]] = []
        self._cells = 0
        self._offset = 0
        self.blocks: list[tuple[int, int, int]] = []

    def add(self, number: int, cells: Sequence[RAW]) -> None:
        """Write a row, soon."""
        sent = [_sent(cell) if isinstance(cell, dt.date) else cell for cell in cells]
        self._waiting.append([number, *sent])
        self._cells += len(sent)
        if len(self._waiting) >= _ROWS_A_BLOCK or self._cells >= _CELLS_A_BLOCK:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if not self._waiting:
            return
        piece = self._encoder.encode(self._waiting)
        self._out.write(piece)
        self.blocks.append((self._offset, len(piece), len(self._waiting)))
        self._offset += len(piece)
        self._waiting.clear()
        self._cells = 0

    def end(self, answer: Done | Failed) -> None:
        """Write the answer and the end mark."""
        piece = self._encoder.encode(answer)
        self._out.write(piece + len(piece).to_bytes(8, "big") + _MARK)
        self._out.flush()


def _sent(cell: dt.date) -> msgspec.msgpack.Ext:
    kind = _MOMENT if isinstance(cell, dt.datetime) else _DAY
    return msgspec.msgpack.Ext(kind, cell.isoformat().encode())


def _arrived(kind: int, data: memoryview) -> Cell:
    text = bytes(data).decode()
    if kind == _MOMENT:
        return dt.datetime.fromisoformat(text)
    return dt.date.fromisoformat(text)


def exact(number: float) -> Cell:
    """Return the shortest decimal that a workbook's number stands for.

    A workbook keeps numbers as binary floats and shows fifteen digits of them: whole numbers are
    taken exactly, others as the shortest decimal of at most fifteen digits, so that 59.97 that was
    computed as 59.969999999999999 is 59.97 again. What is no number at all stays text.
    """
    if not isfinite(number):
        return str(number)
    if number.is_integer() and abs(number) < _EXACT_WHOLE:
        return Decimal(int(number))
    shortest = Decimal(repr(number))
    if len(shortest.as_tuple().digits) > _DIGITS:
        shortest = Decimal(f"{number:.{_DIGITS}g}")
    return Decimal(f"{shortest:f}")


def answer_in(file: IO[bytes]) -> Done | Failed | None:
    """Return the answer a worker left; None where it did not come to its end."""
    end = file.seek(0, 2)
    if end < _TAIL:
        return None
    file.seek(end - _TAIL)
    tail = file.read(_TAIL)
    size = int.from_bytes(tail[:8], "big")
    if tail[8:] != _MARK or size > end - _TAIL:
        return None
    file.seek(end - _TAIL - size)
    return msgspec.msgpack.decode(file.read(size), type=Done | Failed)


def sheet_in(file: IO[bytes], done: Done) -> Sheet:
    """Return the sheet whose rows lie in `file`, which it closes in the end."""
    decoder = msgspec.msgpack.Decoder(ext_hook=_arrived)
    width = len(done.headers)

    def load(block: int) -> tuple[Sequence[int], Sequence[Row]]:
        offset, size, _ = done.blocks[block]
        file.seek(offset)
        packed = decoder.decode(file.read(size))
        return [row[0] for row in packed], [_row(row, width) for row in packed]

    starts = array("Q")
    count = 0
    for _, _, rows in done.blocks:
        starts.append(count)
        count += rows
    return Sheet(
        done.headers,
        Rows(count, starts, load),
        done.found,
        done.remarks,
        done.fingerprint,
        properties=done.properties,
        names=done.names,
        hidden_columns=done.hidden_columns,
        close=file.close,
    )


def _row(packed: list[object], width: int) -> Row:
    cells = [_cell(cell) for cell in packed[1:]]
    cells += [None] * (width - len(cells))
    return tuple(cells)


def _cell(cell: object) -> Cell:
    if type(cell) is float:
        return exact(cell)
    if type(cell) is int:
        return Decimal(cell)
    return cell  # type: ignore[return-value]
