"""The table twin of the chart of costs: a row for each quantity at which something breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.tokens import Role as Type

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import Curves

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
Role: Final = Qt.ItemDataRole


class CostModel(QAbstractTableModel):
    """Quantities by suppliers; what happens at a quantity stands in the last column."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._curves: Curves | None = None
        self._notes: dict[int, str] = {}

    def show_costs(self, curves: Curves) -> None:
        """Show other costs."""
        self.beginResetModel()
        self._curves = curves
        self._notes = {
            each.at.quantity: f"{each.said.title}: {each.said.text}" for each in curves.crossings
        }
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() or self._curves is None else len(self._curves.table)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() or self._curves is None else len(self._curves.series) + 2

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        curves = self._curves
        if orientation is not Qt.Orientation.Horizontal or curves is None:
            return None
        if role == Role.TextAlignmentRole:
            return _side(section, len(curves.series))
        if role != Role.DisplayRole:
            return None
        if section == 0:
            return tr("Quantity")
        if section > len(curves.series):
            return tr("Note")
        return visible(curves.series[section - 1].supplier)

    @never_raises(None)
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:  # noqa: D102
        curves = self._curves
        if not index.isValid() or curves is None:
            return None
        row, column = index.row(), index.column()
        if role == Role.TextAlignmentRole:
            return _side(column, len(curves.series))
        if role == Role.DisplayRole:
            return visible(self._text(row, column))
        if role == Role.ToolTipRole:
            return tip_text(self._tip(row, column))
        if role == Role.FontRole and self._best(row, column):
            return QFont(self._look.font(Type.TOTAL))
        return None

    def _text(self, row: int, column: int) -> str:
        assert self._curves is not None
        quantity, cells = self._curves.table[row]
        if column == 0:
            return self._formats.integer(quantity)
        if column > len(cells):
            asked = tr("your quantity") if quantity == self._curves.quantity else ""
            return " · ".join(filter(None, (asked, self._notes.get(quantity, ""))))
        point = cells[column - 1]
        return self._formats.piece_number(point.per_piece.amount) if point else MISSING

    def _tip(self, row: int, column: int) -> str:
        assert self._curves is not None
        _quantity, cells = self._curves.table[row]
        point = cells[column - 1] if 0 < column <= len(cells) else None
        if point is None:
            return self._text(row, column)
        return tr(
            "{total} for {count} pieces",
            total=self._formats.total(point.total),
            count=self._formats.integer(point.bought),
        )

    def _best(self, row: int, column: int) -> bool:
        assert self._curves is not None
        _quantity, cells = self._curves.table[row]
        costs = [cell.per_piece.amount for cell in cells if cell]
        point = cells[column - 1] if 0 < column <= len(cells) else None
        return point is not None and point.per_piece.amount == min(costs)


def _side(column: int, series: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column > series else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class CostTable(QTreeView):
    """The table; the lowest cost of a quantity is heavier."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self.costs = CostModel(look, formats)
        self.costs.setParent(self)
        self.setModel(self.costs)
        self._delegate = dress_tree(self, look, tr("Cost per piece by quantity"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_costs(self, curves: Curves) -> None:
        """Show other costs."""
        self.costs.show_costs(curves)
        for column in range(self.costs.columnCount() - 1):
            self.setColumnWidth(column, self._look.px(80 if column == 0 else 124))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Type.CELL))
