"""How a list shows a new value: on its state's tint with the state's mark, as the review does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from workbench.ui.dialogs.lists import TreeDelegate
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
MARK = Qt.ItemDataRole.UserRole + 1
"""Role of the mark of a cell, None where it has none."""
BADGE = Qt.ItemDataRole.UserRole + 2
"""Role that says whether a marked cell stands on its state's tint."""


class MarkedDelegate(TreeDelegate):
    """Rows of a list whose marked cells are painted in the colours of their state."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._own = look

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        mark = index.data(MARK)
        if mark is None:
            super().paint(painter, option, index)
            return
        look, badge = self._own, bool(index.data(BADGE))
        self._paint_ground(painter, option)
        role = Role.CELL_STRONG if badge else Role.CELL
        side, gap = look.px(12), look.px(6)
        inset = look.px(3)
        room = QRect(option.rect).adjusted(gap if badge else 0, inset, -gap, -inset)
        metrics, elide = look.metrics(role), Qt.TextElideMode.ElideRight
        text = metrics.elidedText(str(index.data()), elide, room.width() - side - 3 * gap)
        painter.save()
        if badge:
            wide = metrics.horizontalAdvance(text) + side + 3 * gap
            ground = QRect(room.left(), room.top(), wide, room.height())
            frame(painter, ground, look.radius("radius_badge"), look.colours_of(mark).tint)
        middle = room.center().y()
        look.marks.paint(
            painter, QRect(room.left() + gap, middle - side // 2 + 1, side, side), Mark(mark)
        )
        painter.setFont(look.font(role))
        painter.setPen(look.colours_of(mark).ink)
        painter.drawText(room.adjusted(side + 2 * gap, 0, 0, 0), ONE_LINE, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint the row's selection and line without any text."""
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._own.selected())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._own.colours.line)
