"""The list under the search box: what was searched for before, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.filters.grounds import stand_on
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import label, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

MOST_SEEN = 12
"""Rows shown before the list scrolls."""

Index = QModelIndex | QPersistentModelIndex


class HistoryList(QWidget):
    """Enter or a click uses a text, Delete or the cross takes it off the list.

    Attributes:
        chosen: a text is to be searched for again.
        removed: a text is to be forgotten.
    """

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, texts: Sequence[str], look: Look) -> None:
        super().__init__()
        self.model = QStringListModel(list(texts), self)
        self._empty = label(tr("Nothing was searched for yet."), look, Role.NOTE, "text2")
        self._view = _HistoryView(look, self)
        self._view.setModel(self.model)
        self._view.setAccessibleName(tr("Earlier searches"))
        self._view.use_wanted.connect(self._use)
        self._view.drop_wanted.connect(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        column.addWidget(self._empty)
        self.setFocusProxy(self._view)
        if texts:
            self._view.setCurrentIndex(self.model.index(0))
        self._look = look
        self._fit()

    def _use(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data()))

    def _drop(self, index: QModelIndex) -> None:
        text = str(index.data())
        self.model.removeRow(index.row())
        self.removed.emit(text)
        self._fit()

    def _fit(self) -> None:
        count = self.model.rowCount()
        self._empty.setVisible(not count)
        self._view.setVisible(bool(count))
        self._view.setFixedHeight(min(count, MOST_SEEN) * self._look.px(28))


class _HistoryView(QListView):
    use_wanted = Signal(QModelIndex)
    drop_wanted = Signal(QModelIndex)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = _HistoryRow(look, self)
        self._row.drop_wanted.connect(self.drop_wanted)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        stand_on(self, look, raised=True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self.use_wanted)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.use_wanted.emit(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.drop_wanted.emit(index)
        else:
            super().keyPressEvent(event)


class _HistoryRow(QStyledItemDelegate):
    drop_wanted = Signal(QModelIndex)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @never_raises(QSize(120, 28))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(120), self._look.px(28))

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            frame(painter, rect, look.radius(), look.selected(look.colours.raised))
        elif hovered:
            frame(painter, rect, look.radius(), look.colours.hover)
        icon = QRect(rect.left() + look.px(8), rect.top(), look.size("icon_dense"), rect.height())
        look.paint_icon(painter, icon, "history", look.colours.text3)
        text = rect.adjusted(look.px(30), 0, -look.px(28), 0)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text)
        elide = Qt.TextElideMode.ElideRight
        shown = look.metrics(Role.CELL).elidedText(visible(str(index.data())), elide, text.width())
        painter.drawText(text, ONE_LINE, shown)
        if hovered or current:
            cross = self._cross(rect)
            side = look.size("icon_header")
            spot = QRect(0, 0, side, side)
            spot.moveCenter(cross.center())
            look.paint_icon(painter, spot, "x")

    @never_raises(default=False)
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        released = event.type() == QEvent.Type.MouseButtonRelease
        on_cross = isinstance(event, QMouseEvent) and self._cross(option.rect).contains(
            event.position().toPoint()
        )
        if released and on_cross:
            self.drop_wanted.emit(model.index(index.row(), 0))
            return True
        return super().editorEvent(event, model, option, index)

    def _cross(self, rect: QRect) -> QRect:
        side = self._look.px(28)
        return QRect(rect.right() - side, rect.top(), side, rect.height())
