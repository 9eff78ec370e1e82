"""The model of the rail: a flat list of lines that keeps place and focus when lines come and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from workbench.ui.rail.lines import LineKind, RailLine
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
"""Role of a row's `RailLine`."""

VIEW_TYPE = "application/x-workbench-view"
"""What a dragged view is; its data is the name."""

_SILENT = frozenset({LineKind.HEADING, LineKind.NOTE})


class RailModel(QAbstractListModel):
    """Shows lines; `set_lines` tells only what differs."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[RailLine] = []

    def line(self, row: int) -> RailLine | None:
        """Return a line, None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def lines(self) -> list[RailLine]:
        """Return every line."""
        return list(self._lines)

    def row_of(self, kind: LineKind, key: str) -> int:
        """Return the row of a line, -1 where it is not shown."""
        found = (
            row for row, line in enumerate(self._lines) if line.kind is kind and line.key == key
        )
        return next(found, -1)

    def set_lines(self, lines: Sequence[RailLine]) -> None:
        """Show other lines; those that stay keep their rows' state."""
        old, new = self._lines, list(lines)
        head = _same(old, new)
        rest = min(len(old), len(new)) - head
        tail = min(_same(old[::-1], new[::-1]), rest)
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._lines = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._lines = self._lines[:head] + new[head : len(new) - tail] + self._lines[head:]
            self.endInsertRows()
        before, self._lines = self._lines, new
        for row, (was, line) in enumerate(zip(before, new, strict=True)):
            if was != line:
                self.dataChanged.emit(self.index(row), self.index(row))

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        if line.kind in _SILENT and not line.icon:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if line.kind is LineKind.VIEW:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(line.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(line.spoken)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(line.spoken) if line.kind is not LineKind.HEADING else None
            case _ if role == LINE:
                return line
        return None

    @never_raises([])
    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [VIEW_TYPE]

    @never_raises(QMimeData())
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        line = self.line(indexes[0].row()) if indexes else None
        if line is not None and line.kind is LineKind.VIEW:
            data.setData(VIEW_TYPE, line.key.encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction


def _same(old: Sequence[RailLine], new: Sequence[RailLine]) -> int:
    """Return how many lines at the beginning are the same ones, whatever they say."""
    count = 0
    for was, line in zip(old, new, strict=False):
        if (was.kind, was.key) != (line.kind, line.key):
            break
        count += 1
    return count
