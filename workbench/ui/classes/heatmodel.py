"""The heat map as a model: a class a row, a feature a column, how many products have a value."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.core.etim_reports import HeatMap
from workbench.core.texts import tr, trn
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
Item = Qt.ItemDataRole
PERCENT = Item.UserRole
"""Role of a cell's share, None where the class lacks the feature."""


class HeatModel(QAbstractTableModel):
    """Shows one heat map."""

    def __init__(self) -> None:
        super().__init__()
        self._map = HeatMap((), ())

    @property
    def heat(self) -> HeatMap:
        """The map that is shown."""
        return self._map

    def show(self, heat: HeatMap) -> None:
        """Show another map; where classes and features are the same, only numbers change."""
        same = (
            [row.code for row in heat.rows] == [row.code for row in self._map.rows]
            and heat.columns == self._map.columns
        )  # fmt: skip
        if same:
            self._map = heat
            if heat.rows and heat.columns:
                end = self.index(len(heat.rows) - 1, len(heat.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), end)
            return
        self.beginResetModel()
        self._map = heat
        self.endResetModel()

    def place(self, class_code: str, feature: str) -> tuple[int, int]:
        """Return row and column of a class and a feature, -1 for what is not shown."""
        rows = [row.code for row in self._map.rows]
        columns = [column.code for column in self._map.columns]
        row = rows.index(class_code) if class_code in rows else -1
        return row, columns.index(feature) if feature in columns else -1

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._map.rows)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._map.columns)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        held = self._map.columns if across else self._map.rows
        if role != Item.DisplayRole or not 0 <= section < len(held):
            return None
        return visible(held[section].name or held[section].code)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        percent = self._map.rows[index.row()].percent(index.column())
        if role == PERCENT:
            return percent
        if role == Item.DisplayRole:
            return "" if percent is None else str(percent)
        if role == Item.AccessibleTextRole:
            return visible(self.spoken(index.row(), index.column()))
        if role == Item.ToolTipRole:
            return tip_text(self.spoken(index.row(), index.column()))
        return None

    def spoken(self, row: int, column: int) -> str:
        """Return a cell in words."""
        held, feature = self._map.rows[row], self._map.columns[column]
        where = f"{feature.name or feature.code}, {held.name or held.code}"
        filled = held.filled[column]
        if filled < 0:
            return tr("{where}: not in this class", where=where)
        return trn(
            "{where}: {filled} of {count} product has a value, {percent} %",
            "{where}: {filled} of {count} products have a value, {percent} %",
            held.products,
            where=where,
            filled=filled,
            percent=held.percent(column),
        )
