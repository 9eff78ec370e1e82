"""The table of class pages: its model, its head and the view that they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from workbench.ui.classes.cellpaint import CELL, MARK, CellDelegate
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.parts.paint import ONE_LINE, paint_head
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
Item = Qt.ItemDataRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SheetModel(QAbstractTableModel):
    """Rows of cells; rows that stay are told as changed, so that place and focus are kept."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._rows: list[SheetRow] = []
        self.editable = -1
        """Number of the column that can be typed in, -1 for none."""

    @property
    def rows(self) -> Sequence[SheetRow]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[SheetRow]) -> None:
        """Show other rows."""
        new = list(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1)
                )
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def set_column(self, at: int, column: Column) -> None:
        """Say another title over a column."""
        self.columns[at] = column
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def row(self, at: int) -> SheetRow | None:
        """Return a row, None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """Return where a row stands, -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.columns)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == self.editable else flags

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        held = self.columns[section]
        if role == Item.DisplayRole:
            return visible(f"{held.title} {held.note}".strip())
        return None

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        cell = row.cells[index.column()]
        if role in {Item.DisplayRole, Item.EditRole}:
            return visible(cell.text)
        if role == CELL:
            return cell
        if role == MARK:
            return row.mark.value if row.mark is not None else None
        if role == Item.ToolTipRole:
            return tip_text(cell.tip or (cell.text if cell.kind is not CellKind.BUTTON else ""))
        if role == Item.AccessibleTextRole:
            return visible(cell.spoken)
        return None


class SheetHead(QHeaderView):
    """Titles 12/500 with their notes in grey, and a hairline below."""

    def __init__(self, look: Look, columns: Sequence[Column]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._columns = columns
        self.setHighlightSections(False)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def paintSection(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        look, held = self._look, self._columns[logicalIndex]
        painter.save()
        paint_head(painter, rect, look)
        pad = look.size("cell_padding")
        room = rect.adjusted(look.px(16) if logicalIndex == 0 else pad, 0, -pad, 0)
        metrics = look.metrics(Role.LABEL)
        title = metrics.elidedText(held.title, Qt.TextElideMode.ElideRight, room.width())
        wide = metrics.horizontalAdvance(title)
        side = int(Qt.AlignmentFlag.AlignRight) if held.right else 0
        painter.drawText(room, ONE_LINE | side, title)
        note = held.note
        gap = look.px(4)
        if note and wide + gap + look.metrics(Role.NOTE).horizontalAdvance(note) <= room.width():
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(look.colours.text3)
            painter.drawText(room.adjusted(wide + gap, 0, 0, 0), ONE_LINE, note)
        painter.restore()

    @never_raises(QSize(40, 32))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), self._look.size("table_header"))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("table_header"))
        self.viewport().update()


class SheetView(QTableView):
    """Rows chosen whole; Enter acts, and a click on a button does too.

    A plain one stands among other parts: no head, no lines, no edge.

    Attributes:
        acted: a row's button, or Enter, or a double click: the row's key.
        current: another row is current: its key.
    """

    acted = Signal(str)
    current = Signal(str)

    def __init__(self, model: SheetModel, look: Look, name: str, *, plain: bool = False) -> None:
        super().__init__()
        self.look = look
        self.sheet = model
        self.delegate = CellDelegate(look, self, plain=plain)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.head = SheetHead(look, model.columns)
        self.setHorizontalHeader(self.head)
        self.head.setHidden(plain)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(name)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setMinimumSectionSize(1)
        look.changed.connect(self._restyle)
        self._restyle()

    def fit(self) -> None:
        """Be as high as head and rows are, for a table that stands in a scrolled column."""
        rows = self.sheet.rowCount() * self.verticalHeader().defaultSectionSize()
        head = 0 if self.head.isHidden() else self.head.height()
        self.setFixedHeight(rows + head)

    def go_to(self, key: str) -> None:
        """Make a row current without telling of it."""
        at = self.sheet.row_of(key)
        if at >= 0 and at != self.currentIndex().row():
            self.blockSignals(True)
            self.setCurrentIndex(self.sheet.index(at, max(self.currentIndex().column(), 0)))
            self.blockSignals(False)

    @never_raises(None)
    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not mouse and not self.currentIndex().isValid() and self.sheet.rowCount():
            # Qt would make the first row current, and nobody chose it.
            self.go_to(self.sheet.rows[0].key)
        super().focusInEvent(event)

    @never_raises(None)
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102
        super().currentChanged(current, previous)
        row = self.sheet.row(current.row())
        if row is not None and current.row() != previous.row():
            self.current.emit(row.key)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        row = self.sheet.row(self.currentIndex().row())
        editing = self.state() is QAbstractItemView.State.EditingState
        typed = self.currentIndex().column() == self.sheet.editable
        if event.key() in _ENTER and row is not None and not editing and not typed:
            self.acted.emit(row.key)
            return
        super().keyPressEvent(event)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL) if index.isValid() else None
        if isinstance(cell, Cell) and cell.kind is CellKind.BUTTON:
            row = self.sheet.row(index.row())
            if row is not None:
                self.acted.emit(row.key)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give each column its width; where it is narrow, those that may leave do."""
        px, columns = self.look.px, self.sheet.columns
        room = self.viewport().width()
        shown = set(range(len(columns)))
        least = {at: px(held.width) for at, held in enumerate(columns)}
        leaving = sorted(
            (at for at, held in enumerate(columns) if held.leaves),
            key=lambda at: columns[at].leaves,
        )
        for at in leaving:
            if sum(least[held] for held in shown) > room:
                shown.discard(at)
        spare = max(0, room - sum(least[at] for at in shown))
        growing = [at for at in shown if columns[at].stretch] or [max(shown)]
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in shown)
            more = spare // len(growing) if at in growing else 0
            self.setColumnWidth(at, least[at] + more)

    @never_raises(None)
    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.look.px(28))
        self._share_room()
        self.viewport().update()
