"""The first rows of a file as they were read, under the names of their columns."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from workbench.core.texts import tr
from workbench.export.reading.failures import column_letters
from workbench.export.reading.sheet import Row, Sheet
from workbench.export.reading.values import cell_text
from workbench.ui.dialogs.lists import FlatHeader, TreeDelegate
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()
SHOWN = 20
"""Rows."""
MOST_COLUMNS = 100
"""Columns shown; a wider file is read all the same."""
NARROWEST, WIDEST = 72, 240
"""Of a column, px at 100 %."""


class PreviewModel(QAbstractTableModel):
    """The first rows of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._headers: tuple[str, ...] = ()
        self._rows: list[Row] = []
        self._numbers: list[int] = []

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show another sheet, or none."""
        self.beginResetModel()
        self._headers = sheet.headers[:MOST_COLUMNS] if sheet else ()
        self._rows = sheet.rows[:SHOWN] if sheet else []
        self._numbers = [sheet.rows.number(at) for at in range(len(self._rows))] if sheet else []
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._headers)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        text = cell_text(self._rows[index.row()][index.column()])
        if role == Item.DisplayRole:
            return visible(text[:200])
        return tip_text(text[:2000]) if role == Item.ToolTipRole and text else None

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role != Item.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._numbers[section])
        letters = column_letters(section + 1)
        name = self._headers[section]
        return visible(f"{letters} · {name}") if name else letters


class Preview(QTableView):
    """A table of the first rows; nothing can be changed in it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sheet = PreviewModel()
        self.setModel(self.sheet)
        self._delegate = TreeDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("First rows of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(FlatHeader(look))
        self.setVerticalHeader(FlatHeader(look, Qt.Orientation.Vertical))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sheet.modelReset.connect(self._fit)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def _fit(self) -> None:
        """Give each column the width of its first cells, within reason."""
        px, header = self._look.px, self.horizontalHeader()
        for column in range(self.sheet.columnCount()):
            wide = max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + px(12)
            self.setColumnWidth(column, min(max(wide, px(NARROWEST)), px(WIDEST)))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        self.verticalHeader().setFixedWidth(self._look.px(48))
        self.verticalHeader().setDefaultSectionSize(self._look.px(26))
        self._fit()
