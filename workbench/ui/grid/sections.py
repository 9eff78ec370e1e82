"""What one title of the header looks like: text, unit, arrow, funnel, pin and caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from workbench.core.fields import NUMERIC, Field, Kind
from workbench.core.texts import tr
from workbench.ui.grid.asked import Sorted, is_filtered, sort_of
from workbench.ui.grid.words import title_of, unit_of, whole_title
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.header import Columns
    from workbench.ui.theme.look import Look

CARET = 16
"""Room of the menu caret, pixels at 100 %."""


class HeaderPainter:
    """Paints the sections of a header.

    Attributes:
        hovered: the column under the pointer, -1 for none.
    """

    def __init__(self, desk: Desk, look: Look, columns: Columns) -> None:
        self._desk = desk
        self._look = look
        self._columns = columns
        self.hovered = -1

    def paint(self, painter: QPainter, dirty: QRect, width: int, height: int) -> None:
        """Paint all sections that touch `dirty`, frozen ones over the others."""
        look = self._look
        painter.fillRect(dirty, look.colours.window)
        edge = self._columns.frozen_edge()
        frozen = self._columns.frozen_columns()
        painter.save()
        painter.setClipRect(QRect(edge, 0, width - edge, height))
        for column in self._columns.shown_columns():
            if column not in frozen:
                self._section(painter, column, pinned=False)
        painter.restore()
        for column in frozen:
            self._section(painter, column, pinned=column == frozen[-1])
        painter.fillRect(0, height - 1, width, 1, look.colours.line2)
        if edge:
            line = look.size("frozen")
            painter.fillRect(edge - line, 0, line, height, look.colours.line2)

    def box(self, column: int) -> QRect:
        """Where the title of a column is."""
        return QRect(
            self._columns.column_x(column),
            0,
            self._columns.column_width(column),
            self._look.size("table_header"),
        )

    def caret_box(self, column: int) -> QRect:
        """Where the menu caret of a column is shown under the pointer."""
        box = self.box(column)
        side = self._look.px(CARET)
        return QRect(box.right() - side + 1, 0, side, box.height())

    def tip(self, column: int) -> str:
        """What hovering over a title tells: what it is, where it stands at the service."""
        field = self._columns.field_of(column)
        quantity = self._desk.view.query.quantity
        lines = [whole_title(field, quantity, self._desk.workspace.formats)]
        if field.help:
            lines.append(tr(field.help))
        if field.path:
            lines.append(tr("At the service: {path}", path=field.path))
        return "\n".join(lines)

    def _section(self, painter: QPainter, column: int, *, pinned: bool) -> None:
        field = self._columns.field_of(column)
        box = self.box(column)
        pad = self._look.size("cell_padding")
        if column == self.hovered:
            painter.fillRect(box, self._look.colours.hover)
        inner = box.adjusted(pad, 0, -pad, -1)
        badge = self._columns.badge_room(column)
        if badge:
            self._tier(painter, inner)
            inner.setRight(inner.right() - badge)
        if pinned and field.kind is not Kind.PICTURE:
            inner.setRight(self._icon(painter, inner.right(), box, "pin") - self._look.px(4))
        if field.kind is not Kind.PICTURE:
            self._title(painter, field, inner)
        if column == self.hovered:
            self._caret(painter, column)

    def _tier(self, painter: QPainter, inner: QRect) -> None:
        painter.setFont(self._look.font(Role.LABEL))
        painter.setPen(self._look.colours.text2)
        text = tr("Tier")
        width = self._look.metrics(Role.LABEL).horizontalAdvance(text)
        place = QRect(inner.right() - width - self._look.px(2), 0, width + 2, inner.height())
        painter.drawText(place, ONE_LINE, text)

    def _caret(self, painter: QPainter, column: int) -> None:
        box = self.caret_box(column)
        painter.fillRect(box.adjusted(0, 0, 0, -1), self._look.colours.hover)
        side = self._look.size("icon_header")
        spot = QRect(0, 0, side, side)
        spot.moveCenter(box.center())
        self._look.paint_icon(painter, spot, "chevron-down")

    def _icon(self, painter: QPainter, right: int, box: QRect, name: str) -> int:
        side = self._look.size("icon_header")
        spot = QRect(right - side + 1, box.center().y() - side // 2, side, side)
        ink = self._look.colours.text3 if name == "pin" else self._look.accent.ink
        self._look.paint_icon(painter, spot, name, ink)
        return spot.left()

    def _title(self, painter: QPainter, field: Field, inner: QRect) -> None:
        """Title, unit, arrow and funnel, all at the side where the values are."""
        look = self._look
        order = sort_of(self._desk, field)
        filtered = is_filtered(self._desk, field)
        signs = self._signs_width(order, filtered=filtered)
        room = inner.width() - signs
        role = Role.NOTE_STRONG if order else Role.LABEL
        title = visible(title_of(field))
        unit = visible(unit_of(field, self._desk.view.query.quantity, self._desk.workspace.formats))
        metrics, note = look.metrics(role), look.metrics(Role.NOTE)
        wide = metrics.horizontalAdvance(title) + look.px(1)
        unit_wide = note.horizontalAdvance(unit) + look.px(4) if unit else 0
        if wide + unit_wide > room:
            unit, unit_wide = "", 0
        shown = min(wide, room)
        left = inner.left()
        if field.kind in NUMERIC:
            left = max(inner.right() + 1 - shown - unit_wide - signs, inner.left())
        painter.setFont(look.font(role))
        painter.setPen(look.colours.text if order else look.colours.text2)
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, shown)
        painter.drawText(QRect(left, 0, shown + 1, inner.height()), ONE_LINE, text)
        if unit:
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(look.colours.text3)
            place = QRect(left + shown + look.px(3), 0, unit_wide + 2, inner.height())
            painter.drawText(place, ONE_LINE, unit)
        self._signs(painter, left + shown + unit_wide, inner, order, filtered=filtered)

    def _signs_width(self, order: Sorted | None, *, filtered: bool) -> int:
        look = self._look
        side = look.size("icon_header") + look.px(3)
        number = 0
        if order and order.number:
            number = look.metrics(Role.BADGE).horizontalAdvance(str(order.number)) + look.px(2)
        return (side if order else 0) + number + (side if filtered else 0)

    def _signs(
        self, painter: QPainter, x: int, inner: QRect, order: Sorted | None, *, filtered: bool
    ) -> None:
        look = self._look
        side, gap = look.size("icon_header"), look.px(3)
        top = inner.center().y() - side // 2
        if order:
            name = "arrow-down" if order.descending else "arrow-up"
            spot = QRect(x + gap, top, side, side)
            look.paint_icon(painter, spot, name, look.accent.ink)
            x += gap + side
            if order.number:
                x = self._number(painter, x, inner, str(order.number))
        if filtered:
            spot = QRect(x + gap, top, side, side)
            look.paint_icon(painter, spot, "list-filter", look.accent.ink)

    def _number(self, painter: QPainter, x: int, inner: QRect, text: str) -> int:
        width = self._look.metrics(Role.BADGE).horizontalAdvance(text)
        painter.setFont(self._look.font(Role.BADGE))
        painter.setPen(self._look.accent.ink)
        place = QRect(x + self._look.px(1), 0, width + 2, inner.height())
        painter.drawText(place, ONE_LINE, text)
        return x + width + self._look.px(2)
