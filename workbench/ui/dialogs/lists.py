"""Lists and trees of dialogs in the look's own rows: no gradients, heights that follow the zoom."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from workbench.ui.parts.paint import ONE_LINE, frame, paint_head
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
NAV_ROW, TREE_ROW, HEAD, SORT_SIGN = 32, 26, 28, 14
"""Px at 100 %."""
INSET = 3
"""What a cell's text stands in beside Qt's own 3, so that it lines up with its title, px."""


class NavDelegate(QStyledItemDelegate):
    """Rows that lead to a page: icon and title on a rounded tint where chosen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @never_raises(QSize(120, NAV_ROW))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(100), self._look.px(NAV_ROW))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            frame(painter, rect, look.radius(), look.rail_selected())
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, look.radius(), look.colours.hover)
        left = rect.left() + px(10)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            side = look.size("icon")
            icon.paint(painter, QRect(left, rect.top(), side, rect.height()))
            left += side + px(8)
        painter.setFont(look.font(Role.CELL_STRONG if chosen else Role.CELL))
        painter.setPen(look.colours.text)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        cut = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, ONE_LINE, cut)
        painter.restore()


class TreeDelegate(QStyledItemDelegate):
    """Rows of a tree or table: of one height, without the dotted focus frame."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @never_raises(QSize(80, TREE_ROW))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(super().sizeHint(option, index).width(), self._look.px(TREE_ROW))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect, inset = QRect(option.rect), self._look.px(INSET)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._look.selected())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._look.colours.line)
        option.state &= ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)
        option.rect = rect.adjusted(inset, 0, -inset, 0)
        super().paint(painter, option, index)


class FlatHeader(QHeaderView):
    """A header in 12/500 on the window's grey, with a hairline below."""

    def __init__(self, look: Look, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(orientation)
        self._look = look
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
        look, px = self._look, self._look.px
        painter.save()
        paint_head(painter, rect, look)
        model, across = self.model(), self.orientation()
        text = str(model.headerData(logicalIndex, across) or "")
        room = rect.adjusted(px(6), 0, -px(6), 0)
        if self.isSortIndicatorShown() and logicalIndex == self.sortIndicatorSection():
            room.setRight(room.right() - px(SORT_SIGN))
            self._sort_sign(painter, rect)
        cut = look.metrics(Role.LABEL).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        at_right = int(Qt.AlignmentFlag.AlignRight)
        if isinstance(side, int) and side & at_right:
            room.setLeft(room.right() + 1 - look.metrics(Role.LABEL).horizontalAdvance(cut))
        painter.drawText(room, ONE_LINE, cut)
        painter.restore()

    def _sort_sign(self, painter: QPainter, rect: QRect) -> None:
        rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        side = self._look.px(SORT_SIGN - 2)
        spot = QRect(rect.right() - side - self._look.px(3), rect.top(), side, rect.height())
        icon = "chevron-up" if rising else "chevron-down"
        self._look.paint_icon(painter, spot, icon, self._look.accent.ink)

    @never_raises(None)
    def _restyle(self) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self.setFixedHeight(self._look.px(HEAD))
        self.viewport().update()


def dress_tree(tree: QTreeView, look: Look, name: str) -> TreeDelegate:
    """Give a tree flat rows and head, and its accessible name; keep what is returned."""
    delegate = TreeDelegate(look)
    tree.setItemDelegate(delegate)
    header = FlatHeader(look)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    tree.setHeader(header)
    tree.setAccessibleName(name)
    tree.setRootIsDecorated(False)
    tree.setIndentation(0)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    tree.setFont(look.font(Role.CELL))
    return delegate


def clear_ground(area: QScrollArea) -> QScrollArea:
    """Let the dialog's own ground show through a scroll area."""
    area.viewport().setAutoFillBackground(False)
    # Not painted, but its scroll bar stands on it.
    area.viewport().setBackgroundRole(QPalette.ColorRole.Base)
    inner = area.widget()
    if inner is not None:
        inner.setAutoFillBackground(False)
    return area
