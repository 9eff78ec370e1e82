"""Staged values over the rows that a session holds: rows that are read, and drafts that move.

Columns that show one row of a list are dressed with it, so that a value that was typed elsewhere
stands in its cell at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from workbench.core.edits import Conflict
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.edits.drafts import NEW_KEY, Record, State, Trouble
from workbench.edits.values import same
from workbench.workspace.arranging import loop_runs

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

AT_ONCE: Final = 200
"""Records shown before the window goes on: some milliseconds."""


class Dressing:
    """Shows the drafts of an editing in the rows of its session."""

    def __init__(self, editing: Editing, session: Session) -> None:
        self._editing = editing
        self._session = session
        self._over: dict[str, dict[str, object]] = {}
        self._behind: dict[str, None] = {}
        self._table: Table | None = None
        self._known: tuple[tuple[Field, ...], frozenset[str]] = ((), frozenset())
        editing.book.changed.connect(self._moved)
        session.held.dress = self.dress

    # ---- rows that were read ----------------------------------------------------------------

    def dress(self, table: Table, keys: Sequence[str], at: datetime) -> None:
        """Put staged values over rows that were just read, and add the records that are new."""
        records = self._editing.records()
        if table is not self._table:
            self._table, self._over = table, {}
            table.add_blank([key for key, record in records.items() if record.new])
            keys = [*keys, *(key for key, record in records.items() if record.new)]
        staged = [key for key in keys if key in records]
        if not staged:
            return
        self._editing.checking.soon(frozenset(staged))
        for key in staged:
            record = records.get(key)
            if record is not None:
                self._over.pop(key, None)
                self._compare(table, record, at)
                self._put(table, record)

    def dress_columns(self, keys: Iterable[str], fields: Iterable[str]) -> None:
        """Put staged values over columns that were just read out of documents."""
        table, records = self._session.table, self._editing.records()
        read = tuple(fields)
        for key in keys:
            record = records.get(key)
            if record is not None:
                over = self._over.get(key, {})
                for field in read:
                    over.pop(field, None)
                self._put(table, record)

    def _put(self, table: Table, record: Record) -> None:
        for field, value in self._overlay(record, table):
            row = table.row_of(record.key)
            if row is not None:
                table.put(row, field, value)

    def _overlay(self, record: Record, table: Table) -> list[tuple[str, object]]:
        """Return what the row of a record is to show where it does not show it yet."""
        over = self._over.setdefault(record.key, {})
        row = table.row_of(record.key)
        if row is None:
            return []
        cells = self._cells(record, table)
        changed = [(field, base) for field, base in over.items() if field not in cells]
        for field, _base in changed:
            del over[field]
        for field, value in cells.items():
            over.setdefault(field, table.value(row, field))
            changed.append((field, value))
        return changed

    def _cells(self, record: Record, table: Table) -> dict[str, object]:
        """Return the staged values of a record as columns of the table hold them."""
        shown = self._columns(table)
        found = {
            field: self._shown(field, cell.value)
            for field, cell in record.cells.items()
            if field in shown
        }
        parts = self._editing.parts
        for field in parts.in_lists(record.cells):
            cell, column = parts.cell(record, field), parts.get(field)
            if cell is not None and column is not None and field in shown:
                found[field] = column.shown(cell.value)
        return found

    def _columns(self, table: Table) -> frozenset[str]:
        if self._known[0] is not table.fields:
            self._known = table.fields, frozenset(field.id for field in table.fields)
        return self._known[1]

    def _shown(self, field: str, value: object) -> object:
        entry = self._editing.entry(field)
        if entry is None or not entry.rows:
            return value
        counted = self._editing.field(field).kind in {Kind.INTEGER, Kind.STOCK}
        return len(value) if counted and isinstance(value, tuple) else None

    def _compare(self, table: Table, record: Record, at: datetime) -> None:
        """Say that the service has something newer than what a draft was typed over."""
        row, editing = table.row_of(record.key), self._editing
        if row is None or record.new:
            return
        shown = self._columns(table)
        found: list[Conflict] = []
        for field, cell in record.cells.items():
            entry = editing.entry(field)
            if entry is None or entry.rows or cell.seen >= at or field not in shown:
                continue
            theirs = table.value(row, field)
            if not same(theirs, cell.base, entry) and not same(theirs, cell.value, entry):
                found.append(Conflict(field, cell.base, theirs, cell.value, cell.seen))
        if found:
            sentence = tr("Changed at the service since you typed.")
            trouble = Trouble(State.CONFLICT, sentence, at, conflicts=tuple(found))
            editing.book.trouble(editing.resource, record.key, trouble)

    # ---- drafts that move -------------------------------------------------------------------

    def _moved(self, resource: str, keys: frozenset[str]) -> None:
        if resource != self._editing.resource:
            return
        if len(keys) <= AT_ONCE or not loop_runs():
            self._show(keys)
            return
        if not self._behind:
            self._session.jobs.spawn("show drafts", self._show_slices())
        self._behind.update(dict.fromkeys(keys))

    async def _show_slices(self) -> None:
        await asyncio.sleep(0)
        while self._behind:
            part = frozenset(islice(self._behind, AT_ONCE))
            for key in part:
                del self._behind[key]
            self._show(part)
            await asyncio.sleep(0)

    def _show(self, keys: frozenset[str]) -> None:
        held, records = self._session.held, self._editing.records()
        held.rows.keep(keys)
        fresh = [key for key in keys if key in records and records[key].new]
        gone = [key for key in keys if key.startswith(NEW_KEY) and key not in records]
        if any(held.table.row_of(key) is not None for key in gone):
            held.remove(gone)
        if any(held.table.row_of(key) is None for key in fresh):
            held.add_blank(fresh)
        held.put(
            (key, field, value)
            for key in keys
            for field, value in self._overlay(records.get(key) or Record(key), held.table)
        )
        self._editing.changed.emit(keys)
