"""The table of what the check found: wrong cells are corrected where they stand, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.dialogs.lists import FlatHeader
from workbench.ui.importing.entries import CELL, RECORD, ROW, WHAT, EntriesModel
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 28
_WIDTHS = (56, 150, 130, 170, 130)


class EntriesView(QTableView):
    """Shows the lines of an `EntriesModel`.

    Attributes:
        fix_wanted: the suggestion for the current line is to be used.
        current_moved: another line is current.
        closed: a cell that was open is open no more.
    """

    fix_wanted = Signal()
    current_moved = Signal()
    closed = Signal()

    def __init__(self, model: EntriesModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setModel(model)
        self._cells = _Cells(model, look, self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(tr("What the check found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        header = FlatHeader(look)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def go_to(self, row: int) -> None:
        """Make the cell of a line the current one."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, CELL))

    @never_raises(None)
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102
        super().currentChanged(current, previous)
        self.current_moved.emit()

    @never_raises(None)
    def closeEditor(  # noqa: D102
        self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint
    ) -> None:
        super().closeEditor(editor, hint)
        if not self.is_typing:
            self.closed.emit()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.fix_wanted.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # for the dialog
        elif enter and not self.is_typing and self.currentIndex().isValid():
            self.edit(self.model().index(self.currentIndex().row(), CELL))
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, px(width))
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))


class _Cells(QStyledItemDelegate):
    """Paints lines; the cell of the file is framed as what can be typed in."""

    def __init__(self, model: EntriesModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look

    @never_raises(QSize(80, HEIGHT))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(80), self._look.px(HEIGHT))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        number = index.model().index(index.row(), ROW).data()
        name = tr("Cell in row {row}", row=number)
        editor = LineEdit(name, self._look)
        editor.setParent(parent)
        return editor

    @never_raises(None)
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, LineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @never_raises(None)
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, LineEdit) and isinstance(model, EntriesModel):
            model.setData(index, editor.text())

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        colours, sign = look.colours, self._model.mark_of(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, look.selected() if chosen else colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        left, ink, role = px(8), colours.text, Role.CELL
        if index.column() == WHAT and sign is not None:
            spot = QRect(rect.left() + left, rect.top(), look.size("mark"), rect.height())
            look.marks.paint(painter, spot, sign)
            left += look.size("mark") + px(6)
            ink = look.colours_of(sign).ink
        elif index.column() == CELL and index.flags() & Qt.ItemFlag.ItemIsEditable:
            box = rect.adjusted(px(2), px(2), -px(2), -px(3))
            ground = look.colours_of(sign).tint if sign is Mark.INVALID else None
            frame(painter, box, look.radius(), ground or colours.surface, colours.line2)
        elif index.column() == ROW:
            ink = colours.text2
        elif index.column() == RECORD:
            role = Role.ID
        room = rect.adjusted(left, 0, -px(8), 0)
        text = str(index.data() or "")
        shown = look.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(look.font(role))
        painter.setPen(ink)
        painter.drawText(room, ONE_LINE, shown)
        painter.restore()
