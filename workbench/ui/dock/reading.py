"""Reads the current row's record for the dock, in threads; what comes late is left aside."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from workbench.core.errors import WbError
from workbench.core.jobs import Latest
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.ui.dock.record import Record, read_record, read_rows
from workbench.ui.dock.submodel import build_rows

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

KEPT = 32
"""Loaded inner tables kept, so that going back to a row asks nothing again."""

Loaded = tuple[str, str, str, str, str]
"""Account, resource, row, inner table, language."""


class Reading(QObject):
    """Reads records and their inner tables.

    Attributes:
        record_read: a record is here.
        table_read: rows of an inner table are here: (id, rows by columns, rows as read).
        table_failed: an inner table could not be had: (id, error).
    """

    record_read = Signal(object)
    table_read = Signal(str, object, object)
    table_failed = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = desk.workspace.jobs
        self._records = Latest(self._jobs)
        self._lanes: dict[str, Latest] = {}
        self._loaded: OrderedDict[Loaded, bytes] = OrderedDict()

    def drop(self) -> None:
        """Let nothing under way count any more."""
        self._records.drop()
        for lane in self._lanes.values():
            lane.drop()

    def read(self, key: str, query: Query) -> None:
        """Read the record of a row; nothing is read once the program's loop has ended."""
        if loop_runs():
            self._records.submit("details", lambda turn: self._read(turn, key, query))

    async def _read(self, turn: int, key: str, query: Query) -> None:
        session = self._desk.session
        if session is None:
            return
        resource, find = session.resource, session.documents.of_row
        record = await asyncio.to_thread(read_record, find, resource, key, query)
        if self._records.is_current(turn) and isValid(self):
            self.record_read.emit(record)

    # ---- inner tables ----------------------------------------------------------------------

    def fill(self, subtable: SubTable, record: Record) -> None:
        """Put the rows of an inner table by columns, asking the service where that is needed."""
        if not loop_runs():
            return
        lane = self._lanes.setdefault(subtable.id, Latest(self._jobs))
        lane.submit(f"table {subtable.id}", lambda turn: self._fill(lane, turn, subtable, record))

    def is_loaded(self, subtable: SubTable, record: Record) -> bool:
        """Whether an inner table needs no asking."""
        return subtable.load is None or self._name(subtable, record) in self._loaded

    def _name(self, subtable: SubTable, record: Record) -> Loaded:
        desk = self._desk
        account = desk.account.key if desk.account else ""
        return account, desk.resource.id, record.key, subtable.id, record.query.language

    async def _fill(self, lane: Latest, turn: int, subtable: SubTable, record: Record) -> None:
        try:
            rows = await self._rows(subtable, record)
            built = await asyncio.to_thread(build_rows, subtable, rows, record.query.quantity)
        except WbError as error:
            if lane.is_current(turn) and isValid(self):
                self.table_failed.emit(subtable.id, error)
            return
        if lane.is_current(turn) and isValid(self):
            self.table_read.emit(subtable.id, built, rows)

    async def _rows(self, subtable: SubTable, record: Record) -> Sequence[object]:
        if subtable.load is None:
            return record.tables.get(subtable.id, ())
        name = self._name(subtable, record)
        document = self._loaded.get(name)
        if document is None:
            document = await self._load(subtable, record)
            self._loaded[name] = document
            while len(self._loaded) > KEPT:
                self._loaded.popitem(last=False)
        rows, _ = await asyncio.to_thread(read_rows, subtable, document, record.query)
        return rows

    async def _load(self, subtable: SubTable, record: Record) -> bytes:
        desk = self._desk
        load, account = subtable.load, desk.account
        if load is None or account is None or record.document is None:
            return b"[]"
        connection = await desk.workspace.connections.open(desk.source, account)
        return await load(connection.client, record.document, record.query)


def loop_runs() -> bool:
    """Whether tasks can be made: Qt may still tell of changes while the program ends."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
