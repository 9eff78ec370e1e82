"""From bare rows to a sheet: the row that names the columns, how values are written, remarks."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from workbench.core.texts import mark, tr
from workbench.export.reading.failures import empty, too_many_columns, too_many_rows, unreadable
from workbench.export.reading.limits import Limits
from workbench.export.reading.numerals import find_writing, read_day, read_number
from workbench.export.reading.sheet import ReadOptions, Remark, Writing
from workbench.export.reading.wire import RAW, Sink

_LOOKED_AT: Final = 30
"""Rows among which the one with the names is looked for."""
_SAMPLE: Final = 1000
"""Rows that tell how numbers and days are written."""
_MANY_LINES: Final = 50
"""A cell with more lines than this probably lacks a quote."""

Numbered = tuple[int, list[RAW]]
"""A row with its number in the file; the last cell is not empty."""


class Remarks:
    """Collects remarks: each sentence once, with its first place and how often."""

    def __init__(self) -> None:
        self._found: dict[str, Remark] = {}

    def add(self, sentence: str, row: int = 0, column: int = 0, count: int = 1) -> None:
        """Note one more case."""
        held = self._found.get(sentence)
        if held is None:
            self._found[sentence] = Remark(sentence, row, column, count)
        else:
            self._found[sentence] = Remark(sentence, held.row, held.column, held.count + count)

    def all(self) -> tuple[Remark, ...]:
        """Return them in the order they were first met, translated."""
        return tuple(
            Remark(tr(held.sentence), held.row, held.column, held.count)
            for held in self._found.values()
        )


@dataclass
class Layout:
    """What was found out about the rows while they passed."""

    headers: tuple[str, ...] = ()
    header_row: int = 0
    whole: bool = True
    writing: Writing = field(default_factory=Writing)
    remarks: Remarks = field(default_factory=Remarks)

    @property
    def fingerprint(self) -> str:
        """The same for the same names in the same order, whatever blanks and capitals they have."""
        names = [" ".join(header.casefold().split()) for header in self.headers]
        text = "\x1f".join(names) if any(names) else f"columns:{len(names)}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def trimmed(cells: Iterable[RAW]) -> list[RAW]:
    """Return the cells of a row: blank texts are empty, empty ones at the end are left out."""
    kept = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def lay_out(
    rows: Iterator[Numbered],
    sink: Sink,
    options: ReadOptions,
    limits: Limits,
    remarks: Remarks,
    delimiter: str = "",
) -> Layout:
    """Write the rows below the headers into `sink`, and return what was found out.

    Raises:
        WbError: FILE, where nothing is there or more than may be.
    """
    found = Layout(remarks=remarks)
    checked = _within(rows, limits)
    first = _next(checked, _LOOKED_AT, options.header_row or 0)
    if not first:
        raise empty()
    number = find_header(first) if options.header_row is None else options.header_row
    _name_columns(found, first, number)
    texts: list[str] = []
    width = len(found.headers)
    below = (each for each in first if each[0] > number)
    for count, (row, cells) in enumerate(_chained(below, checked)):
        if count == options.most_rows:
            found.whole = False
            break
        if count < _SAMPLE:
            texts += [cell for cell in cells if isinstance(cell, str)]
        if len(cells) > len(found.headers) and number:
            remarks.add(_LONGER, row, len(found.headers) + 1)
        _look_at_texts(cells, row, remarks)
        width = max(width, len(cells))
        sink.add(row, cells)
    sink.flush()
    found.headers += ("",) * (width - len(found.headers))
    found.writing = _chosen_writing(find_writing(texts, delimiter), options)
    return found


_LONGER = mark("Rows with more cells than there are headers.")
_LINES = mark("A cell holds many lines: a quote may be missing.")
_NO_NAME = mark("Columns without a name.")
_TWICE = mark("Columns with the same name as another.")
_NO_HEADER = mark("No row names the columns.")
_ABOVE = mark("Rows above the headers are left out.")


def _look_at_texts(cells: list[RAW], row: int, remarks: Remarks) -> None:
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, str) and cell.count("\n") > _MANY_LINES:
            remarks.add(_LINES, row, column)


def _chosen_writing(found: Writing, options: ReadOptions) -> Writing:
    return Writing(
        found.decimal if options.decimal is None else options.decimal,
        found.day_first if options.day_first is None else options.day_first,
    )


def _next(rows: Iterator[Numbered], least: int, up_to: int) -> list[Numbered]:
    """Take rows: so many, and as far as a row of that number."""
    taken: list[Numbered] = []
    for each in rows:
        taken.append(each)
        if len(taken) >= least and each[0] >= up_to:
            break
    return taken


def _chained(first: Iterable[Numbered], rest: Iterator[Numbered]) -> Iterator[Numbered]:
    yield from first
    yield from rest


def _within(rows: Iterator[Numbered], limits: Limits) -> Iterator[Numbered]:
    """Pass rows that hold something on, and end at the limits."""
    for number, cells in rows:
        if len(cells) > limits.columns:
            raise too_many_columns(number, limits.columns)
        if not cells:
            continue
        if number > limits.rows + 1:
            raise too_many_rows(limits.rows)
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and len(cell) > limits.characters:
                raise unreadable(
                    tr("the cell holds more than {count} characters.", count=limits.characters),
                    tr("A quote may be missing. Correct the cell, or choose another delimiter."),
                    row=number,
                    column=column,
                )
        yield number, cells


def _name_columns(found: Layout, first: list[Numbered], number: int) -> None:
    found.header_row = number
    cells = next((cells for row, cells in first if row == number), [])
    found.headers = tuple(_name(cell) for cell in cells)
    if not number:
        found.remarks.add(_NO_HEADER)
        return
    above = [row for row, _ in first if row < number]
    if above:
        found.remarks.add(_ABOVE, above[0], count=len(above))
    counts: Counter[str] = Counter()
    for column, header in enumerate(found.headers, 1):
        if not header:
            found.remarks.add(_NO_NAME, number, column)
        elif counts[header.casefold()]:
            found.remarks.add(_TWICE, number, column)
        counts[header.casefold()] += 1


def _name(cell: RAW) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()) if cell is not None else ""


def find_header(rows: list[Numbered]) -> int:
    """Return the number of the row that names the columns, 0 where none seems to.

    It is the first row about as wide as the table whose cells are all texts that are neither
    numbers nor days; narrower rows above it are titles.
    """
    widths = [sum(cell is not None for cell in cells) for _, cells in rows]
    usual = Counter(widths).most_common(1)[0][0] if len(widths) > 2 else max(widths)
    for (number, cells), width in zip(rows, widths, strict=True):
        if width * 2 <= usual and usual > 1:
            continue
        held = [cell for cell in cells if cell is not None]
        return number if all(_is_name(cell) for cell in held) else 0
    return 0


def _is_name(cell: RAW) -> bool:
    if not isinstance(cell, str):
        return False
    return read_number(cell, ".") is None and not _is_day(cell)


def _is_day(text: str) -> bool:
    if read_day(text, day_first=True):
        return True
    try:
        dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
