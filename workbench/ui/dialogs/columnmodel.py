"""The columns of an export as a list: ticked ones in order, headings to type over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.export.plan import ExportColumn, Part, column_of, heading_of
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()
MOVED = "application/x-workbench-rows"
_PARTS = {
    Kind.PRICE: (Part.VALUE, Part.CURRENCY, Part.FROM_QUANTITY, Part.BOUGHT),
    Kind.MONEY: (Part.VALUE, Part.CURRENCY),
}


@dataclass
class _Row:
    column: ExportColumn
    on: bool


class ColumnModel(QAbstractTableModel):
    """All columns that a table can export; column 0 is ticked, column 1 the heading.

    Attributes:
        chosen_changed: ticks, order or headings changed.
    """

    chosen_changed = Signal()

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._rows: list[_Row] = []

    def choose(self, columns: Iterable[ExportColumn]) -> None:
        """Tick these columns, in this order; all others follow unticked."""
        chosen = list(columns)
        known = {column.key for column in chosen}
        rest = [column for column in self._every() if column.key not in known]
        self.beginResetModel()
        self._rows = [_Row(column, on=True) for column in chosen]
        self._rows += [_Row(column, on=False) for column in rest]
        self.endResetModel()
        self.chosen_changed.emit()

    def choose_all(self) -> None:
        """Tick every field, once, in the order of the table."""
        self.choose(column_of(field) for field in self._fields)

    def chosen(self) -> tuple[ExportColumn, ...]:
        """Return the ticked columns in their order."""
        return tuple(row.column for row in self._rows if row.on)

    def move(self, row: int, step: int) -> int:
        """Move a row up (-1) or down (1); return where it is now."""
        target = row + step
        if not (0 <= row < len(self._rows) and 0 <= target < len(self._rows)):
            return row
        below = target + 1 if step > 0 else target
        self.beginMoveRows(ROOT, row, row, ROOT, below)
        self._rows.insert(target, self._rows.pop(row))
        self.endMoveRows()
        self.chosen_changed.emit()
        return target

    def _every(self) -> list[ExportColumn]:
        return [
            column_of(field, part)
            for field in self._fields
            for part in _PARTS.get(field.kind, (Part.VALUE,))
        ]

    # ---- as Qt reads it --------------------------------------------------------------------

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 2

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Item.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked
        if role == Item.EditRole and index.column() == 1:
            return row.column.heading
        if role == Item.DisplayRole:
            usual = heading_of(row.column.field, row.column.part)
            return visible(row.column.heading if index.column() else usual)
        if role == Item.ToolTipRole:
            return tip_text(tr("Field {name}", name=row.column.key))
        return None

    @never_raises(default=False)
    def setData(  # noqa: D102
        self, index: Index, value: object, role: int = Item.EditRole
    ) -> bool:
        row = self._rows[index.row()]
        if role == Item.CheckStateRole and index.column() == 0:
            row.on = Qt.CheckState(value) is Qt.CheckState.Checked
        elif role == Item.EditRole and index.column() == 1:
            heading = str(value).strip() or heading_of(row.column.field, row.column.part)
            row.column = ExportColumn(row.column.field, heading, row.column.part)
        else:
            return False
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        own = Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.ItemIsUserCheckable
        return flags | own

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role != Item.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return tr("Heading in the file") if section else tr("Field")

    # ---- dragging --------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [MOVED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        data.setData(MOVED, QByteArray(str(indexes[0].row() if indexes else -1).encode()))
        return data

    @never_raises(default=False)
    def dropMimeData(  # noqa: D102
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(MOVED):
            return False
        start = int(bytes(data.data(MOVED).data()))
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        step = 1 if target > start else -1
        wanted = target - 1 if target > start else target
        while start != wanted and 0 <= start < len(self._rows):
            start = self.move(start, step)
        # The rows moved already; Qt is not to remove the dragged one afterwards.
        return False
