"""Counts over loaded rows for the facets that are open, without holding up the window.

A small table is counted facet by facet between two events; a large one in a thread, over a view of
its own, since the window goes on changing the one it shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.pages import FacetValue
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.tables.rowview import RowView
    from workbench.tables.summaries import Histogram

IN_THREAD = 200_000
"""Tables of more rows are counted in a thread."""

MOST = 10_000
"""Values of one facet."""

Counts = dict[str, "tuple[FacetValue, ...]"]


class Counting(QObject):
    """Counts fields of the rows on a desk.

    Attributes:
        counted: values or histograms were counted.
        values: by field id, as last counted.
        histograms: by field id, as last counted; None where the field has no numbers.
    """

    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.values: Counts = {}
        self.histograms: dict[str, Histogram | None] = {}
        self._fields: list[str] = []
        self._ranges: list[str] = []
        self._queue: list[tuple[str, bool]] = []
        self._rows: RowView | None = None
        self._turn = 0
        self._again = False
        self._busy = False
        self._tick = QTimer(self)
        self._tick.setInterval(0)
        self._tick.timeout.connect(self._count_next)

    def forget(self) -> None:
        """Drop what was counted: other rows are shown."""
        self.values.clear()
        self.histograms.clear()

    def count(self, fields: Sequence[str], ranges: Sequence[str]) -> None:
        """Count these fields anew; `counted` follows."""
        session = self._desk.session
        self._turn += 1
        self._fields, self._ranges = list(fields), list(ranges)
        if session is None or not (fields or ranges):
            return
        self._rows = session.rows
        if len(session.table) > IN_THREAD:
            self._count_in_thread()
            return
        self._queue = [(name, False) for name in fields] + [(name, True) for name in ranges]
        self._tick.start()

    @never_raises(None)
    def _count_next(self) -> None:
        """Count one field, then let the window go on."""
        rows = self._rows
        if not self._queue or rows is None:
            self._tick.stop()
            return
        name, is_range = self._queue.pop(0)
        if is_range:
            self.histograms[name] = rows.histogram(name)
        else:
            self.values[name] = rows.facet(name, MOST)
        if not self._queue:
            self._tick.stop()
            self.counted.emit()

    def _count_in_thread(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        rows = self._rows
        assert rows is not None
        tell = weak_slot(self, self._take)
        fields, ranges, turn = tuple(self._fields), tuple(self._ranges), self._turn

        async def work() -> None:
            tell(turn, await asyncio.to_thread(counts_of, rows, fields, ranges))

        self._desk.workspace.jobs.spawn("count facets", work())

    def _take(self, turn: int, found: tuple[Counts, dict[str, Histogram | None]] | None) -> None:
        self._busy = False
        if found is not None and turn == self._turn:
            self.values.update(found[0])
            self.histograms.update(found[1])
            self.counted.emit()
        if self._again or found is None:
            self._again = False
            QTimer.singleShot(200, self, weak_slot(self, self._once_more))

    def _once_more(self) -> None:
        self.count(self._fields, self._ranges)


def counts_of(
    rows: RowView, fields: Sequence[str], ranges: Sequence[str]
) -> tuple[Counts, dict[str, Histogram | None]] | None:
    """Return values and histograms; None where the rows changed while they were counted."""
    from workbench.tables.rowview import RowView  # noqa: PLC0415 - numpy only with rows

    table = rows.table
    before = table.generation
    try:
        own = RowView(table)
        own.arrange(text=rows.text, header=rows.header, facets=rows.facets, ids=rows.ids)
        values = {name: own.facet(name, MOST) for name in fields}
        histograms = {name: own.histogram(name) for name in ranges}
    except (IndexError, ValueError, RuntimeError):
        if table.generation == before:
            raise
        return None
    return values, histograms
