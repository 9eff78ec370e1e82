"""Paints the lines of the review: box, mark, name, old value, new value on its tint, check."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui.filters.valuerow import RIGHT, paint_box
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.review.columns import Columns, columns_of
from workbench.ui.review.lines import Kind, Shown
from workbench.ui.review.model import SHOWN
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

HEIGHT = 28
"""Of a line, px at 100 %."""

Index = QModelIndex | QPersistentModelIndex


class ReviewDelegate(QStyledItemDelegate):
    """Paints one line."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def box(self, rect: QRect) -> QRect:
        """Return where a line's box stands."""
        side = self._look.size("indicator")
        left = columns_of(rect, self._look).box
        return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)

    @never_raises(QSize(100, HEIGHT))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(400), self._look.px(HEIGHT))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        shown = index.data(SHOWN)
        if not isinstance(shown, Shown):
            return
        rect, look = option.rect, self._look  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        head = shown.kind is Kind.RECORD
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = look.colours.window if head else look.colours.surface
        painter.fillRect(rect, look.selected(ground) if selected else ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        columns = columns_of(rect, look)
        if shown.tick is not None:
            paint_box(painter, self.box(rect), shown.tick, look)
        self._paint(painter, rect, columns, shown)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.left(), rect.top(), look.px(3), rect.height(), look.accent.ink)

    def _paint(self, painter: QPainter, rect: QRect, columns: Columns, shown: Shown) -> None:
        colours = self._look.colours
        match shown.kind:
            case Kind.RECORD:
                self._record(painter, rect, columns, shown)
            case Kind.MORE:
                ink = self._look.accent.ink
                self._text(painter, rect, columns.field, columns.right, shown.title,
                           Role.CELL_STRONG, ink)  # fmt: skip
            case Kind.NOTE:
                self._text(painter, rect, columns.field, columns.right, shown.title,
                           Role.CELL, colours.text2)  # fmt: skip
            case _:
                self._field(painter, rect, columns, shown)

    def _record(self, painter: QPainter, rect: QRect, columns: Columns, shown: Shown) -> None:
        look, px, colours = self._look, self._look.px, self._look.colours
        if shown.mark is not None:
            self._mark(painter, rect, columns.mark, shown.mark)
        limit = columns.right
        end = self._text(painter, rect, columns.name, limit, shown.title, Role.TOTAL, colours.text)
        if shown.number:
            end = self._text(
                painter, rect, end + px(9), limit, shown.number, Role.ID, colours.text2
            )
        if shown.note:
            ink = look.colours_of(shown.note_mark).ink if shown.note_mark else colours.text2
            self._text(painter, rect, end + px(10), limit, shown.note, Role.NOTE, ink)

    def _field(self, painter: QPainter, rect: QRect, columns: Columns, shown: Shown) -> None:
        look, px, colours = self._look, self._look.px, self._look.colours
        soft = colours.text3 if shown.faint else colours.text2
        end = self._text(
            painter, rect, columns.field, columns.base - px(60), shown.title, Role.CELL, soft
        )
        left = end + px(12)
        room = QRect(left, rect.top(), max(0, columns.base - left), rect.height())
        painter.setFont(look.font(Role.CELL))
        painter.setPen(colours.text2)
        painter.drawText(room, RIGHT, self._fit(shown.base, Role.CELL, room.width()))
        side = px(14)
        arrow = QRect(columns.arrow - side // 2, rect.top(), side, rect.height())
        spot = QRect(0, 0, side, side)
        spot.moveCenter(arrow.center())
        look.paint_icon(painter, spot, "arrow-right", colours.text3)
        self._value(painter, rect, columns, shown)
        self._check(painter, rect, columns, shown)

    def _value(self, painter: QPainter, rect: QRect, columns: Columns, shown: Shown) -> None:
        look, px = self._look, self._look.px
        state = look.colours_of(shown.value_mark or Mark.CHANGED)
        widest = columns.check - px(12) - columns.value
        text = self._fit(shown.value, Role.TOTAL, widest - px(32))
        width = look.metrics(Role.TOTAL).horizontalAdvance(text) + px(32)
        box = QRect(columns.value, rect.top() + px(3), width, rect.height() - px(7))
        frame(painter, box, look.radius("radius_badge"), state.tint)
        side = px(10)
        sign = QRect(box.left() + px(7), box.top(), side, box.height())
        look.marks.paint(painter, sign, shown.value_mark or Mark.CHANGED)
        painter.setFont(look.font(Role.TOTAL))
        painter.setPen(state.ink)
        painter.drawText(box.adjusted(px(22), 0, 0, 0), ONE_LINE, text)

    def _check(self, painter: QPainter, rect: QRect, columns: Columns, shown: Shown) -> None:
        look, px, colours = self._look, self._look.px, self._look.colours
        left, mark = columns.check, shown.check_mark
        ink, role = colours.text2, Role.NOTE
        if mark is None:
            side = px(14)
            spot = QRect(left, rect.center().y() - side // 2, side, side)
            look.paint_icon(painter, spot, "check", look.colours_of(Mark.DONE).ink)
        elif mark is Mark.DELETED:
            ink = colours.text3
        else:
            self._mark(painter, rect, left + 1, mark)
            ink, role = look.colours_of(mark).ink, Role.LABEL
        self._text(painter, rect, left + px(20), columns.right, shown.check, role, ink)

    def _mark(self, painter: QPainter, rect: QRect, left: int, mark: Mark) -> None:
        side = self._look.size("mark")
        self._look.marks.paint(painter, QRect(left, rect.top(), side, rect.height()), mark)

    def _fit(self, text: str, role: Role, room: int) -> str:
        metrics = self._look.metrics(role)
        return metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, max(0, room) + 1)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        left: int,
        right: int,
        text: str,
        role: Role,
        ink: QColor,
    ) -> int:
        """Write a text cut to its room; return where it ends."""
        shown = self._fit(text, role, right - left)
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        place = QRect(left, rect.top(), max(0, right - left) + 2, rect.height())
        painter.drawText(place, ONE_LINE, shown)
        return left + self._look.metrics(role).horizontalAdvance(shown)
