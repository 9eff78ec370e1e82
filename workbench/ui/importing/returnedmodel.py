"""The lines of a workbook that came back, as a table reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from workbench.core.fields import Kind
from workbench.core.formats import Formats
from workbench.core.texts import mark, tr
from workbench.ui.dialogs.lists import FlatHeader, TreeDelegate
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.look import Look
from workbench.workspace.returning_lines import CELL_FATES, ROW_FATES, Outcome

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()
_HEADS: Final = (
    mark("Row"),
    mark("Record"),
    mark("Field"),
    mark("Exported"),
    mark("Workbook"),
    mark("Now"),
    mark("What becomes of it"),
)
_WIDTHS: Final = (56, 180, 130, 130, 130, 130)


class ReturnedModel(QAbstractTableModel):
    """Cells that differ and rows that stand out, a line each."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._lines: list[tuple[str, ...]] = []

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what another workbook says."""
        self.beginResetModel()
        self._lines = [*self._cells(outcome), *self._rows(outcome)]
        self.endResetModel()

    def _cells(self, outcome: Outcome) -> Sequence[tuple[str, ...]]:
        return [
            (
                str(each.row) if each.row else "",
                each.name,
                each.title,
                self._value(each.base),
                self._value(each.value),
                self._value(each.now) if each.known else "",
                " ".join(filter(None, (f"{tr(CELL_FATES[each.fate])}.", each.reason))),
            )
            for each in outcome.cells
        ]

    def _rows(self, outcome: Outcome) -> Sequence[tuple[str, ...]]:
        return [
            (
                str(each.row),
                each.name,
                *([""] * 4),
                " ".join(filter(None, (f"{tr(ROW_FATES[each.fate])}.", each.reason))),
            )
            for each in outcome.rows
        ]

    def _value(self, value: object) -> str:
        return self._formats.value(value, Kind.TEXT)

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(_HEADS)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        text = self._lines[index.row()][index.column()]
        if role == Item.DisplayRole:
            return visible(text[:200])
        return tip_text(text[:2000]) if role == Item.ToolTipRole and text else None

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Item.DisplayRole:
            return tr(_HEADS[section])
        return None


class ReturnedView(QTableView):
    """Shows the lines; nothing is typed here."""

    def __init__(self, model: ReturnedModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(look))
        self.setAccessibleName(tr("What the workbook says"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        header = FlatHeader(look)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def _restyle(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, self._look.px(width))
        self.verticalHeader().setDefaultSectionSize(self._look.px(28))
