"""The column chooser: search, show, hide, put in order, freeze; all of it by keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.grid.choices import ChoiceRole, Choices
from workbench.ui.grid.ticks import paint_tick
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.stepper import Stepper
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

ROW = 28
"""Height of a row, pixels at 100 %."""
WIDTH = 400
HEIGHT = 360


def tails(note: str) -> list[str]:
    """Return a path and its ends, each of whole parts, the longest first."""
    parts = note.split(".")
    ends = (".".join(parts[at:]) for at in range(1, len(parts)))
    return [note, *(f"…{end}" for end in ends if end)] if " " not in note else [note]


class _Painter(QStyledItemDelegate):
    """Box, title, and the group at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._look.px(ROW))

    @never_raises(None)
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = self._look
        box: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.selected(look.colours.raised))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colours.hover)
        side, pad = look.size("indicator"), look.px(8)
        tick = QRect(box.left() + pad, box.center().y() - side // 2, side, side)
        paint_tick(painter, tick, index.data(Qt.ItemDataRole.CheckStateRole), self._list)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if on and index.flags() & Qt.ItemFlag.ItemIsDragEnabled:
            grip = QRect(box.right() - pad - side, tick.top(), side, side)
            look.paint_icon(painter, grip, "grip-vertical", look.colours.text3)
        inner = box.adjusted(2 * pad + side, 0, -2 * pad - side, 0)
        title, note = self._texts(index, inner.width() - pad)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text)
        painter.drawText(inner, ONE_LINE, title)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text3)
        painter.drawText(inner, ONE_LINE | int(Qt.AlignmentFlag.AlignRight), note)

    def _texts(self, index: QModelIndex | QPersistentModelIndex, room: int) -> tuple[str, str]:
        """Return title and note as they fit: the note's last part whole, the title before it."""
        title, note = index.data(Qt.ItemDataRole.DisplayRole), index.data(ChoiceRole.NOTE)
        cell, small = self._look.metrics(Role.CELL), self._look.metrics(Role.NOTE)
        least = small.horizontalAdvance(tails(note)[-1])
        shown = cell.elidedText(title, Qt.TextElideMode.ElideRight, max(room - least, room // 2))
        left = room - cell.horizontalAdvance(shown)
        fits = (text for text in tails(note) if small.horizontalAdvance(text) <= left)
        return shown, next(fits, small.elidedText(note, Qt.TextElideMode.ElideLeft, max(left, 0)))


class ColumnList(QWidget):
    """What stands in the chooser: search, list, frozen count, reset."""

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choices = Choices(desk, self)
        self.search = LineEdit(
            tr("Search columns"), look, placeholder=tr("Search columns"), search=True
        )
        self.list = QListView()
        self._set_up_list(look)
        self.frozen = Stepper(tr("Frozen columns"), look, desk.view.frozen, least=0, most=9)
        self.frozen.setFixedWidth(look.px(88))
        self.reset = Button(tr("Reset"), look, Kind.QUIET, small=True)
        note = label(tr("Frozen columns"), look, Role.LABEL, "text2")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(note)
        foot.addWidget(self.frozen)
        foot.addStretch(1)
        foot.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.setFixedSize(look.px(WIDTH), look.px(HEIGHT))
        self.search.textChanged.connect(self.choices.search)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.frozen.value_changed.connect(self._freeze)
        self.reset.clicked.connect(self.choices.reset)
        desk.view_changed.connect(self._sync)

    def _set_up_list(self, look: Look) -> None:
        self.list.setModel(self.choices)
        self.list.setItemDelegate(_Painter(look, self.list))
        self.list.setAccessibleName(tr("Columns"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setUniformItemSizes(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)

    @never_raises(None)
    def _clicked(self, index: QModelIndex) -> None:
        self._toggle(index.row())

    @never_raises(None)
    def _freeze(self, count: int) -> None:
        if count != self._desk.view.frozen:
            self._desk.set_columns(self._desk.view.columns, count)

    @never_raises(None)
    def _sync(self) -> None:
        if self.frozen.value() != self._desk.view.frozen:
            self.frozen.set_value(self._desk.view.frozen)

    def _toggle(self, row: int) -> None:
        self._keeping(row, lambda: self.choices.toggle(row))

    def move_current(self, step: int) -> None:
        """Move the current column up (-1) or down (1)."""
        row = self.list.currentIndex().row()
        self._keeping(row, lambda: self.choices.move(row, step))

    def _keeping(self, row: int, act: Callable[[], object]) -> None:
        """Change the columns and stay on the same field."""
        field = self.choices.field_at(row)
        if field is None:
            return
        act()
        now = self.choices.row_of(field.id)
        if now >= 0:
            self.list.setCurrentIndex(self.choices.index(now))

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list:
                return self._list_key(event)
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self.choices.index(0))
                return True
        return super().eventFilter(watched, event)

    def _list_key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.list.currentIndex().row())
            return True
        return False


def column_chooser(desk: Desk, look: Look, parent: QWidget | None = None) -> PopOver:
    """Return the chooser as a pop-over; `open_at(button)` shows it."""
    return PopOver(tr("Columns"), ColumnList(desk, look), look, parent)
