"""Paints the cells of class tables: bars, ticks, values with their codes, staged ones marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from workbench.ui.classes.cells import Cell, CellKind
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame, hatch
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role, mix

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
RIGHT = ONE_LINE | int(Qt.AlignmentFlag.AlignRight)
BAR = 5
"""Height of a bar, px at 100 %."""
NUMBER = 40
"""Room of the number behind a bar, px at 100 %."""


class CellDelegate(QStyledItemDelegate):
    """One delegate for every table of the class page."""

    def __init__(self, look: Look, view: QTableView, *, plain: bool = False) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._plain = plain

    @never_raises(QSize(60, 28))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(60), self._look.px(28))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        look, px = self._look, self._look.px
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.selected() if chosen else look.colours.surface)
        if cell.mark is not None and cell.kind is CellKind.VALUE:
            ground = look.colours_of(cell.mark).tint
            painter.fillRect(rect.adjusted(0, 1, 0, -1), ground)
        if not self._plain:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        if index.column() == 0:
            if chosen:
                painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), look.accent.ink)
            rect = rect.adjusted(0 if self._plain else px(16 - 8), 0, 0, 0)
        room = rect.adjusted(look.size("cell_padding"), 0, -look.size("cell_padding"), -1)
        self._paint_cell(painter, room, cell, chosen=chosen)
        at = self._view.currentIndex()
        if chosen and self._view.hasFocus() and at.column() == index.column():
            ring = QRect(option.rect).adjusted(0, 0, 0, -1)  # pyright: ignore[reportAttributeAccessIssue]
            frame(painter, ring, px(2), None, look.accent.ink, 2.0)

    def _paint_cell(self, painter: QPainter, room: QRect, cell: Cell, *, chosen: bool) -> None:
        look = self._look
        match cell.kind:
            case CellKind.SHARE:
                self._paint_share(painter, room, cell)
            case CellKind.TICK:
                side = look.px(14)
                spot = QRect(0, 0, side, side)
                spot.moveCenter(room.center())
                if cell.text:
                    look.paint_icon(painter, spot, "check")
            case CellKind.BUTTON:
                self._paint_button(painter, room, cell, chosen=chosen)
            case CellKind.NUMBER:
                self._write(painter, room, cell.text, Role.CELL_STRONG, look.colours.text, RIGHT)
            case _:
                self._paint_text(painter, room, cell)

    def _paint_text(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        look, px = self._look, self._look.px
        ink = look.colours.text2 if cell.kind is CellKind.FAINT else look.colours.text
        value = cell.kind is CellKind.VALUE
        role = Role.CELL_STRONG if cell.kind is CellKind.STRONG or value else Role.CELL
        if cell.mark is not None:
            side = look.size("mark")
            spot = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
            look.marks.paint(painter, spot, cell.mark)
            room = room.adjusted(side + px(8), 0, 0, 0)
            ink = look.colours_of(cell.mark).ink if value else ink
        if cell.icon:
            side = px(14)
            spot = QRect(room.left(), room.center().y() - side // 2, side, side)
            look.paint_icon(painter, spot, cell.icon)
            room = room.adjusted(side + px(6), 0, 0, 0)
        wide = self._write(painter, room, cell.text, role, ink)
        rest = room.adjusted(wide + px(8), 0, 0, 0)
        if cell.note and rest.width() > px(40):
            self._write(painter, rest, cell.note, Role.CELL, look.colours.text2)

    def _paint_share(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        look, px = self._look, self._look.px
        high = px(BAR)
        wide = min(px(104), max(px(16), room.width() - px(NUMBER)))
        bar = QRect(room.left(), room.center().y() - high // 2 + 1, wide, high)
        self._bar(painter, bar, cell)
        text = QRect(bar.right(), room.top(), room.right() - bar.right(), room.height())
        self._write(painter, text, cell.text, Role.CELL, look.colours.text2, RIGHT)

    def _bar(self, painter: QPainter, bar: QRect, cell: Cell) -> None:
        look = self._look
        corner = bar.height() / 2
        if cell.hatched:
            hatch(painter, bar, look.colours.line2, look.px(4))
            frame(painter, bar, corner, None, look.colours.text3)
            return
        frame(painter, bar, corner, look.colours.line2)
        full = QRect(bar)
        full.setWidth(round(bar.width() * min(1.0, max(0.0, cell.share))))
        if full.width():
            frame(painter, full, corner, look.accent.ink if look.dark else look.accent.fill)

    def _paint_button(self, painter: QPainter, room: QRect, cell: Cell, *, chosen: bool) -> None:
        if not cell.text:
            return
        look, px = self._look, self._look.px
        wide = look.metrics(Role.CELL_STRONG).horizontalAdvance(cell.text) + px(20)
        box = QRect(room.right() - wide, room.top() + px(3), wide, room.height() - px(5))
        fill = look.accent.fill if chosen else look.colours.surface
        frame(painter, box, look.radius(), fill, None if chosen else look.colours.line2)
        painter.setFont(look.font(Role.CELL_STRONG))
        painter.setPen(QColor("#FFFFFF") if chosen else look.colours.text)
        painter.drawText(box, CENTRED, cell.text)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        role: Role,
        ink: QColor,
        flags: int = ONE_LINE,
    ) -> int:
        """Write a text cut to its room; return how wide it is."""
        metrics = self._look.metrics(role)
        shown = metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(room.adjusted(0, 0, 1, 0), flags, shown)
        return metrics.horizontalAdvance(shown)


def heat_colour(look: Look, percent: int) -> QColor:
    """Return the ground of a share: the tab's ink over the surface, up to 86 %, power 1.6."""
    return mix(look.colours.surface, look.accent.ink, (percent / 100) ** 1.6 * 0.86)
