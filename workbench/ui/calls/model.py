"""The calls as a table model: filtered and ordered here, with new ones coming in at their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.calls import CallRecord
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.ui.calls.words import (
    NUMBERS,
    STATUS,
    TIME,
    TITLES,
    cell,
    haystack,
    sort_key,
)
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()

MOST: Final = 1000
"""Calls of one source, as many as are kept."""


class CallModel(QAbstractTableModel):
    """Calls, the newest first unless ordered otherwise.

    Attributes:
        shown: the calls of the rows.
    """

    def __init__(self, formats: Formats, titles: dict[str, str]) -> None:
        super().__init__()
        self.formats = formats
        self.titles = titles
        self.shown: list[CallRecord] = []
        self._all: dict[str, CallRecord] = {}
        self._hay: dict[str, str] = {}
        self._text, self._source, self._failed = "", "", False
        self.column, self.falling = TIME, True

    def __len__(self) -> int:
        return len(self._all)

    def add(self, calls: Iterable[CallRecord]) -> None:
        """Take calls in; those that are here already stay as they are."""
        fresh = [call for call in calls if call.id not in self._all]
        if not fresh:
            return
        for call in fresh:
            self._all[call.id] = call
            self._hay[call.id] = haystack(call, self.titles)
        self._trim()
        self._rebuild()

    def forget(self) -> None:
        """Let what comes next take the place of all calls, which are shown until then."""
        self._all.clear()
        self._hay.clear()

    def clear(self) -> None:
        """Show no call."""
        self._all.clear()
        self._hay.clear()
        self._rebuild()

    def filter(self, text: str, source: str, *, failed: bool) -> None:
        """Show calls that hold every word of a text, of one source ("" for all)."""
        self._text, self._source, self._failed = text.casefold().strip(), source, failed
        self._rebuild()

    @property
    def filtered(self) -> bool:
        """Whether some calls may be out of sight."""
        return bool(self._text or self._source or self._failed)

    def call(self, row: int) -> CallRecord | None:
        """Return the call of a row, None where there is none."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def row_of(self, identity: str) -> int:
        """Return the row of a call, -1 where it is not shown."""
        return next((row for row, call in enumerate(self.shown) if call.id == identity), -1)

    @never_raises(None)
    def sort(  # noqa: D102
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        self.column, self.falling = column, order is Qt.SortOrder.DescendingOrder
        self._rebuild()

    def _trim(self) -> None:
        """Let the oldest of a source go where there are too many."""
        counts = Counter(call.source for call in self._all.values())
        for identity in sorted(self._all):
            source = self._all[identity].source
            if counts[source] > MOST:
                counts[source] -= 1
                del self._all[identity], self._hay[identity]

    def _rebuild(self) -> None:
        """Put the rows together anew; what merely came on top is inserted there."""
        wanted = [call for call in self._all.values() if self._fits(call)]
        column, titles = self.column, self.titles
        wanted.sort(key=lambda call: sort_key(call, column, titles), reverse=self.falling)
        more = len(wanted) - len(self.shown)
        if wanted == self.shown:
            return
        if more > 0 and self.shown and wanted[more:] == self.shown:
            self.beginInsertRows(ROOT, 0, more - 1)
            self.shown = wanted
            self.endInsertRows()
            return
        self.beginResetModel()
        self.shown = wanted
        self.endResetModel()

    def _fits(self, call: CallRecord) -> bool:
        if (self._source and call.source != self._source) or (self._failed and not call.failed):
            return False
        hay = self._hay[call.id]
        return all(word in hay for word in self._text.split())

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.shown)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(TITLES)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Item.DisplayRole:
            return tr(TITLES[section])
        return int(_side(section)) if role == Item.TextAlignmentRole else None

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        call = self.call(index.row()) if index.isValid() else None
        if call is None:
            return None
        if role == Item.TextAlignmentRole:
            return int(_side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        if role not in {Item.DisplayRole, Item.AccessibleTextRole, Item.ToolTipRole}:
            return None
        text = cell(call, index.column(), self.titles, self.formats)
        if index.column() == STATUS and role != Item.DisplayRole:
            text = f"{text} {call.code}".strip()
        return tip_text(text) if role == Item.ToolTipRole else text


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
