"""What a file holds, as the window sees it: headers, typed rows, and what was found out on the way.

The rows stay in a temporary file and are decoded a block at a time, so that a million of them cost
the window's process next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Self, overload

import msgspec

Cell = str | Decimal | date | datetime | bool | None
"""A value as the file holds it. Times have no zone; None is an empty cell, never ""."""
Row = tuple[Cell, ...]


class ReadOptions(msgspec.Struct, frozen=True):
    """What a person chose instead of what was found; None leaves it to be found.

    Attributes:
        sheet: name of the sheet.
        encoding: of a text file, as Python names it.
        delimiter: one character between the cells of a text file.
        quote: character around cells; "" where quotes mean nothing.
        decimal: sign before decimals in texts, "." or ",".
        day_first: whether 03/04/2026 is a day of April.
        header_row: row that names the columns, from 1; 0 where no row does.
        most_rows: rows to read at most, for a look at the beginning.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    decimal: str | None = None
    day_first: bool | None = None
    header_row: int | None = None
    most_rows: int | None = None


class Writing(msgspec.Struct, frozen=True):
    """How a file writes numbers and days in texts.

    Attributes:
        decimal: sign before decimals; "" where nothing told.
        day_first: whether the day stands before the month; None where nothing told.
    """

    decimal: str = ""
    day_first: bool | None = None


class SheetSize(msgspec.Struct, frozen=True):
    """One sheet of a workbook; rows and columns are None where only reading it would tell."""

    name: str
    rows: int | None = None
    columns: int | None = None
    hidden: bool = False


class Remark(msgspec.Struct, frozen=True):
    """Something a person should know before using the rows.

    Attributes:
        sentence: what, in the user's language.
        row: where first, from 1; 0 where it concerns the whole file.
        column: likewise, from 1.
        count: how often.
    """

    sentence: str
    row: int = 0
    column: int = 0
    count: int = 1


class Found(msgspec.Struct, frozen=True):
    r"""What the file turned out to be; `ReadOptions` puts something else in its place.

    Attributes:
        kind: "xlsx", "xlsm", "xls", "ods" or "text".
        sheet: name of the sheet that was read; "" for text.
        sheets: all sheets.
        encoding: of a text file.
        encoding_sure: False where the encoding is only the likeliest.
        delimiter: of a text file.
        quote: of a text file; "" where quotes mean nothing.
        newline: "\n", "\r\n", "\r", or "mixed".
        header_row: row that names the columns; 0 where none does.
        writing: how numbers and days are written.
        macros: whether the workbook carries programs; they are never run.
        whole: False where `ReadOptions.most_rows` left rows unread.
    """

    kind: str
    sheet: str = ""
    sheets: tuple[SheetSize, ...] = ()
    encoding: str = ""
    encoding_sure: bool = True
    delimiter: str = ""
    quote: str = ""
    newline: str = ""
    header_row: int = 0
    writing: Writing = Writing()
    macros: bool = False
    whole: bool = True


class Rows(Sequence[Row]):
    """The rows, decoded as they are looked at; all of the sheet's width.

    Args:
        count: how many.
        starts: position of the first row of each block.
        load: returns the numbers and rows of a block.
    """

    def __init__(
        self,
        count: int,
        starts: Sequence[int],
        load: Callable[[int], tuple[Sequence[int], Sequence[Row]]],
    ) -> None:
        self._count = count
        self._starts = starts
        self._load = load
        self._held: tuple[int, Sequence[int], Sequence[Row]] = (-1, (), ())

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(self._count))]
        _, rows, position = self._find(index)
        return rows[position]

    def number(self, index: int) -> int:
        """Return the number a row has in the file, from 1, as a spreadsheet program shows it."""
        numbers, _, position = self._find(index)
        return numbers[position]

    def _find(self, index: int) -> tuple[Sequence[int], Sequence[Row], int]:
        index += self._count if index < 0 else 0
        if not 0 <= index < self._count:
            raise IndexError(index)
        block = bisect_right(self._starts, index) - 1
        if self._held[0] != block:
            self._held = (block, *self._load(block))
        _, numbers, rows = self._held
        return numbers, rows, index - self._starts[block]


class Sheet:
    """One sheet of a file; close it, or use it in `with`, when its rows are not needed any more.

    Attributes:
        headers: names of the columns, "" where a column has none; as many as a row has cells.
        rows: the rows below the headers; empty rows are left out.
        found: what the file turned out to be.
        remarks: what a person should know.
        fingerprint: the same for files whose columns have the same names in the same order.
        properties: the workbook's own properties, those that other programs wrote included.
        names: defined names of the workbook and what they refer to.
        hidden_columns: positions, from 0, of columns that the workbook hides.
    """

    def __init__(
        self,
        headers: tuple[str, ...],
        rows: Rows,
        found: Found,
        remarks: tuple[Remark, ...],
        fingerprint: str,
        *,
        properties: dict[str, str],
        names: dict[str, str],
        hidden_columns: tuple[int, ...],
        close: Callable[[], None],
    ) -> None:
        self.headers = headers
        self.rows = rows
        self.found = found
        self.remarks = remarks
        self.fingerprint = fingerprint
        self.properties = properties
        self.names = names
        self.hidden_columns = hidden_columns
        self._close = close

    def close(self) -> None:
        """Give the temporary file back; the rows cannot be read afterwards."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
