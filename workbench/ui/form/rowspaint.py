"""Paints the cells of a list that is typed in: ground and mark of the state, lines between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from workbench.ui.dock.flat import LEFT, Index, State, rect_of
from workbench.ui.form.rowsmodel import GUTTER, RowsRole
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class RowsDelegate(QStyledItemDelegate):
    """One cell: its ground says the state, its mark says it without colour."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, rect = self._look, rect_of(option)
        mark = _mark(index)
        painter.save()
        self._paint_ground(painter, option, index, mark)
        line = look.colours.line
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if index.column() != GUTTER:
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        if mark is not None:
            self._paint_mark(painter, rect, mark, alone=index.column() == GUTTER)
        if index.column() != GUTTER:
            self._paint_text(painter, rect, index, mark)
        if index == self._view.currentIndex():
            self._paint_ring(painter, rect)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, mark: Mark | None
    ) -> None:
        look, rect = self._look, rect_of(option)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        ground: QColor | None = None
        if index.data(RowsRole.STRUCK):
            ground = look.colours_of(Mark.DELETED).tint
        elif index.data(RowsRole.NEW):
            ground = look.colours_of(Mark.NEW).tint
        if mark is not None and index.column() != GUTTER:
            ground = look.colours_of(mark).tint
        if ground is None and state & State.State_Selected:
            ground = look.selected()
        if ground is not None:
            painter.fillRect(rect, ground)

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark, *, alone: bool) -> None:
        side = self._look.size("mark")
        spot = QRect(rect.left() + self._look.px(6), 0, side, side)
        spot.moveTop(rect.center().y() - side // 2 + 1)
        if alone:
            spot.moveCenter(rect.center())
        self._look.marks.paint(painter, spot, mark)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index, mark: Mark | None) -> None:
        look, pad = self._look, self._look.size("cell_padding")
        left = look.px(22) if mark is not None else pad
        room = rect.adjusted(left, 0, -pad, 0)
        font = QFont(look.font(Role.CELL))
        ink = look.colours_of(mark).ink if mark is not None else look.colours.text
        if index.data(RowsRole.STRUCK):
            font.setStrikeOut(True)
            ink = look.colours_of(Mark.DELETED).ink
        if mark is Mark.INVALID:
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(ink)
        cut = Qt.TextElideMode.ElideRight
        text = look.metrics(Role.CELL).elidedText(str(index.data() or ""), cut, room.width())
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT
        painter.drawText(room, ONE_LINE | int(align), text)

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        """The current cell: a ring of ink while the keyboard types here."""
        focused = self._view.hasFocus()
        ink = self._look.accent.ink if focused else self._look.colours.control
        wide = 2 if focused else 1
        for side in (
            QRect(rect.left(), rect.top(), rect.width(), wide),
            QRect(rect.left(), rect.bottom() - wide + 1, rect.width(), wide),
            QRect(rect.left(), rect.top(), wide, rect.height()),
            QRect(rect.right() - wide + 1, rect.top(), wide, rect.height()),
        ):
            painter.fillRect(side, ink)

    @never_raises(QSize())
    def sizeHint(  # noqa: D102
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        del option
        wide = self._look.metrics(Role.CELL).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * self._look.size("cell_padding") + self._look.px(18), 0)


def _mark(index: Index) -> Mark | None:
    held = index.data(RowsRole.MARK)
    return Mark(held) if held else None
