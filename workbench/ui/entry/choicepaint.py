"""Paints a line of a list of choices: swatch, name, and the code at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.core.values import Coded
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.marks import paint_swatch
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
CODED = Qt.ItemDataRole.UserRole
"""Role of the `Coded` of a line, alone in a tuple: bare, Qt would take it for a list."""
COLOURED = Qt.ItemDataRole.UserRole + 1
"""Role that says whether any line has a colour, so that all names begin in one place."""


class ChoiceDelegate(QStyledItemDelegate):
    """A line 26 high; the chosen one is tinted, with a bar."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look

    @never_raises(QSize(120, 26))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        del option, index
        return QSize(self._look.px(120), self._look.px(26))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, px = self._look, self._look.px
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        held = coded_of(index)
        if held is None:
            return
        self._paint_ground(painter, option, rect)
        left = rect.left() + px(10)
        if index.data(COLOURED):
            self._paint_swatch(painter, left, rect, held)
            left += look.size("swatch") + px(8)
        room = QRect(left, rect.top(), rect.right() - px(8) - left, rect.height())
        name, code = held.label or held.code, held.code if held.label else ""
        if code and code != name:
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(look.colours.text2)
            painter.drawText(room, ONE_LINE | int(Qt.AlignmentFlag.AlignRight), visible(code))
            room.adjust(0, 0, -look.metrics(Role.NOTE).horizontalAdvance(code) - px(8), 0)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text)
        cut = Qt.TextElideMode.ElideRight
        shown = look.metrics(Role.CELL).elidedText(visible(name), cut, room.width())
        painter.drawText(room, ONE_LINE, shown)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        look = self._look
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.selected(look.colours.raised))
            painter.fillRect(rect.left(), rect.top(), look.px(3), rect.height(), look.accent.ink)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colours.hover)

    def _paint_swatch(self, painter: QPainter, left: int, rect: QRect, held: Coded) -> None:
        if not held.colour:
            return
        side = self._look.size("swatch")
        box = QRectF(left, rect.center().y() - side / 2 + 1, side, side)
        colour = QColor(f"#{held.colour}")
        paint_swatch(painter, box, colour, self._look.colours, dark=self._look.dark)


def coded_of(index: Index) -> Coded | None:
    """Return the choice of a line, asked for through any model over the list."""
    held = index.data(CODED)
    return held[0] if isinstance(held, (tuple, list)) and held else None
