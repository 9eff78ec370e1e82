"""What a workbook that came back says: cells that are not as they were exported, and odd rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec

from workbench.core.texts import mark


class CellFate(StrEnum):
    """What becomes of a cell that differs."""

    CHANGED = "changed"
    """Edited in the workbook: staged."""
    CONFLICT = "conflict"
    """Edited in the workbook and at the service: staged, and asked about in the review."""
    AGREED = "agreed"
    """Edited in the workbook; the service has the same by now."""
    READ_ONLY = "read_only"
    """Edited in a column that cannot be changed: left out."""
    WRONG = "wrong"
    """What stands there means no value of the field: left out."""
    MOVED = "moved"
    """Not edited; the service has another value than was exported. Shown, never staged."""


CELL_FATES: Final[Mapping[CellFate, str]] = {
    CellFate.CHANGED: mark("Changed in the workbook"),
    CellFate.CONFLICT: mark("Changed on both sides"),
    CellFate.AGREED: mark("The service has it already"),
    CellFate.READ_ONLY: mark("Cannot be changed, left out"),
    CellFate.WRONG: mark("Not readable, left out"),
    CellFate.MOVED: mark("Changed at the service"),
}
"""Titles, marked."""

STAGED: Final = frozenset({CellFate.CHANGED, CellFate.CONFLICT})
"""Cells that are staged."""


class RowFate(StrEnum):
    """What becomes of a row that is not simply one of those exported."""

    NEW = "new"
    """Added in the workbook: a new record."""
    NOT_ADDED = "not_added"
    """Added in the workbook, and no record can be made of it."""
    MISSING = "missing"
    """Edited in the workbook; its record is no longer there."""
    TWICE = "twice"
    """Stands several times and says different things."""
    FOREIGN = "foreign"
    """Named by another workbook's hidden cell."""


ROW_FATES: Final[Mapping[RowFate, str]] = {
    RowFate.NEW: mark("New record"),
    RowFate.NOT_ADDED: mark("Added, but no record can be made of it"),
    RowFate.MISSING: mark("The record is no longer there"),
    RowFate.TWICE: mark("Stands several times with different values"),
    RowFate.FOREIGN: mark("Belongs to another workbook"),
}
"""Titles, marked."""


class CellLine(msgspec.Struct, frozen=True):
    """One cell that differs.

    Attributes:
        row: number of its row in the file, from 1; 0 where it is only shown.
        key: of the record.
        name: of the record, as a person calls it.
        field: id of the field.
        title: heading of its column, as it was exported.
        fate: what becomes of it.
        base: as it was exported.
        value: as the workbook has it: a typed value where it can be read, else its text.
        now: as the service has it, None where that is not known or nothing is there.
        known: whether `now` is known.
        reason: why it is left out, as a sentence.
    """

    row: int
    key: str
    name: str
    field: str
    title: str
    fate: CellFate
    base: object = None
    value: object = None
    now: object = None
    known: bool = False
    reason: str = ""


class RowLine(msgspec.Struct, frozen=True):
    """One row that was added, or that cannot be brought back.

    Attributes:
        row: its number in the file, from 1.
        fate: what becomes of it.
        name: what names it, as far as it is known.
        values: of a new record, by field id.
        reason: why it is left out, as a sentence.
    """

    row: int
    fate: RowFate
    name: str = ""
    values: Mapping[str, object] = {}
    reason: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """Everything that a workbook says that is not as it was exported.

    Attributes:
        cells: cells that differ, in the order of the file.
        rows: rows that were added or are left out.
        read: rows that were read.
        absent: exported rows that the workbook no longer has: nothing is deleted.
        deleted: headings of columns that it no longer has.
        added: headings of columns that were not exported; they are not read.
        unsure: headings that stand there twice, so that neither is read.
    """

    cells: tuple[CellLine, ...] = ()
    rows: tuple[RowLine, ...] = ()
    read: int = 0
    absent: int = 0
    deleted: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    def counts(self) -> Mapping[CellFate, int]:
        """Return how many cells are of each fate."""
        return Counter(each.fate for each in self.cells)

    def row_counts(self) -> Mapping[RowFate, int]:
        """Return how many rows are of each fate."""
        return Counter(each.fate for each in self.rows)

    @property
    def staged(self) -> int:
        """How many cells and new records would be staged."""
        cells, rows = self.counts(), self.row_counts()
        return sum(cells.get(fate, 0) for fate in STAGED) + rows.get(RowFate.NEW, 0)

    @property
    def read_only(self) -> tuple[str, ...]:
        """Headings of the columns that were edited and cannot be changed."""
        held = (each.title for each in self.cells if each.fate is CellFate.READ_ONLY)
        return tuple(dict.fromkeys(held))
