"""Paints the lines of the rail; one delegate for resources, views, and facets."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui.filters.valuerow import RIGHT, paint_value
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.rail.lines import LineKind, RailLine, is_ticked
from workbench.ui.rail.model import LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex

HEIGHTS = {
    LineKind.HEADING: 28,
    LineKind.RESOURCE: 28,
    LineKind.VIEW: 28,
    LineKind.FACET: 28,
    LineKind.VALUE: 24,
    LineKind.MORE: 24,
    LineKind.NOTE: 24,
    LineKind.RANGE: 78,
    LineKind.FILTERS: 28,
    LineKind.GROUP: 24,
    LineKind.CLASS: 26,
}
"""Pixels at 100 %, without the gap above."""

EDGE = 8
"""Between the rail's edge and the ground of a line."""

INDENT = 14


class RailDelegate(QStyledItemDelegate):
    """Knows where in a line its parts stand."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.folded = False

    @never_raises(QSize(100, 28))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        line = index.data(LINE)
        if not isinstance(line, RailLine):
            return QSize(0, 0)
        return QSize(self._look.px(40), self._look.px((line.high or HEIGHTS[line.kind]) + line.gap))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line = index.data(LINE)
        if not isinstance(line, RailLine):
            return
        rect = self.body(QRect(option.rect), line)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        match line.kind:
            case LineKind.HEADING:
                self._paint_heading(painter, rect, line, hovered=hovered)
            case LineKind.RESOURCE | LineKind.VIEW | LineKind.FILTERS:
                self._paint_place(painter, rect, line, hovered=hovered)
            case LineKind.GROUP | LineKind.CLASS:
                self._paint_class(painter, rect, line, hovered=hovered)
            case LineKind.FACET:
                self._paint_facet(painter, rect, line, hovered=hovered)
            case LineKind.VALUE:
                self._paint_value(painter, rect, line, hovered=hovered)
            case LineKind.MORE | LineKind.NOTE:
                self._paint_words(painter, rect, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = rect.adjusted(0, 0, 0, -1 if line.kind is LineKind.VALUE else 0)
            corner = self._look.radius("radius_badge")
            frame(painter, ring, corner, None, self._look.accent.ink, 2.0)

    def body(self, rect: QRect, line: RailLine) -> QRect:
        """Return the ground of a line within its row."""
        px = self._look.px
        return rect.adjusted(px(EDGE), px(line.gap), -px(EDGE), 0)

    def action(self, rect: QRect, line: RailLine) -> QRect:
        """Return where a line's own button stands: plus, menu."""
        body = self.body(rect, line)
        side = self._look.px(24)
        top = body.top() + (body.height() - side) // 2
        return QRect(body.right() + 1 - side - self._look.px(2), top, side, side)

    def caret(self, rect: QRect, line: RailLine) -> QRect:
        """Return where the caret of a value with others below it stands."""
        body = self.body(rect, line)
        px = self._look.px
        return QRect(body.left(), body.top(), px(8 + INDENT * (line.depth + 1)), body.height())

    def _paint_heading(
        self, painter: QPainter, rect: QRect, line: RailLine, *, hovered: bool
    ) -> None:
        look, px = self._look, self._look.px
        painter.setFont(look.font(Role.HEADING))
        painter.setPen(look.colours.text2)
        painter.drawText(rect.adjusted(px(8), 0, 0, 0), ONE_LINE, line.title)
        if line.icon:
            spot = self.action(rect.adjusted(-px(EDGE), -px(line.gap), px(EDGE), 0), line)
            if hovered:
                frame(painter, spot, look.radius(), look.colours.hover)
            self._icon(painter, spot, line.icon, 14)

    def _paint_place(
        self, painter: QPainter, rect: QRect, line: RailLine, *, hovered: bool
    ) -> None:
        """A resource or a view; of a resource the ground says that it is shown."""
        look, px, colours = self._look, self._look.px, self._look.colours
        corner = look.radius()
        selected = line.on and line.kind is LineKind.RESOURCE
        if selected:
            frame(painter, rect, corner, look.rail_selected())
            bar = QRect(rect.left(), rect.top() + px(4), px(3), rect.height() - px(8))
            frame(painter, bar, px(3) / 2, look.accent.ink)
        elif hovered:
            frame(painter, rect, corner, colours.press if not look.dark else colours.hover)
        ink = look.accent.ink if line.on else colours.text2
        side = look.size("icon")
        left = rect.left() + (px(10) if not self.folded else (rect.width() - side) // 2)
        top = rect.top() + (rect.height() - side) // 2
        solid = line.on and line.kind is LineKind.VIEW
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(left, top, look.pixmap(line.icon, ink, 16, ratio, solid=solid))
        if self.folded:
            return
        right = self._paint_count(painter, rect, line.count, faint=False)
        right = self._paint_dot(painter, rect, right) if line.changed else right
        right = self._paint_note(painter, rect, right, line.note) if line.note else right
        strong = line.on and line.kind is LineKind.VIEW
        role = Role.TOTAL if strong else Role.CELL_STRONG if selected else Role.CELL
        self._write(painter, rect, rect.left() + px(34), right, line.title, role)

    def _paint_class(
        self, painter: QPainter, rect: QRect, line: RailLine, *, hovered: bool
    ) -> None:
        """A class in use, or the group that it stands in."""
        look, px = self._look, self._look.px
        if line.on:
            frame(painter, rect, look.radius(), look.rail_selected())
        elif hovered:
            ground = look.colours.hover if look.dark else look.colours.press
            frame(painter, rect, look.radius(), ground)
        group = line.kind is LineKind.GROUP
        if group:
            caret = QRect(rect.left() + px(6), rect.top(), px(12), rect.height())
            self._icon(painter, caret, "chevron-down" if line.fold else "chevron-right", 12)
        right = self._paint_count(painter, rect, line.count, faint=group)
        left = rect.left() + px(22)
        ink = look.colours.text2 if group else look.colours.text
        role = Role.TOTAL if line.on else Role.CELL
        self._write(painter, rect, left, right, line.title, role, ink)

    def _paint_note(self, painter: QPainter, rect: QRect, right: int, note: str) -> int:
        look = self._look
        width = look.metrics(Role.HEADING).horizontalAdvance(note)
        painter.setFont(look.font(Role.HEADING))
        painter.setPen(look.accent.ink)
        place = QRect(right - width - 1, rect.top(), width + 1, rect.height())
        painter.drawText(place, RIGHT, note)
        return right - width - look.px(6)

    def _paint_dot(self, painter: QPainter, rect: QRect, right: int) -> int:
        side = self._look.px(6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.accent.ink)
        top = rect.top() + (rect.height() - side) / 2
        painter.drawEllipse(QRectF(right - side, top, side, side))
        painter.restore()
        return right - side - self._look.px(6)

    def _paint_facet(
        self, painter: QPainter, rect: QRect, line: RailLine, *, hovered: bool
    ) -> None:
        look, px = self._look, self._look.px
        caret = QRect(rect.left() + px(8), rect.top(), px(12), rect.height())
        self._icon(painter, caret, "chevron-down" if line.fold else "chevron-right", 12)
        right = rect.right() + 1 - px(8)
        if hovered:
            spot = self.action(rect.adjusted(-px(EDGE), -px(line.gap), px(EDGE), 0), line)
            self._icon(painter, spot, "ellipsis", 14)
            right = spot.left()
        bubble = self._bubble_width(line.number)
        note_room = look.metrics(Role.AXIS).horizontalAdvance(line.note) + px(8)
        left = rect.left() + px(24)
        end = self._write(painter, rect, left, right - bubble, line.title, Role.NOTE_STRONG)
        if line.number:
            self._paint_bubble(painter, rect, end + px(8), line.number)
            end += bubble
        if hovered and line.note and right - end > note_room:
            painter.setFont(look.font(Role.AXIS))
            painter.setPen(look.colours.text3)
            room = QRect(right - note_room, rect.top(), note_room, rect.height())
            painter.drawText(room, RIGHT, line.note)

    def _bubble_width(self, number: int) -> int:
        if not number:
            return 0
        text = self._look.metrics(Role.HEADING).horizontalAdvance(str(number))
        return max(self._look.px(16), text + self._look.px(8)) + self._look.px(8)

    def _paint_bubble(self, painter: QPainter, rect: QRect, left: int, number: int) -> None:
        look = self._look
        high = look.px(16)
        width = self._bubble_width(number) - look.px(8)
        box = QRect(left, rect.top() + (rect.height() - high) // 2, width, high)
        frame(painter, box, high / 2, look.accent.fill)
        painter.setFont(look.font(Role.HEADING))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, CENTRED, str(number))

    def _paint_value(
        self, painter: QPainter, rect: QRect, line: RailLine, *, hovered: bool
    ) -> None:
        look, px = self._look, self._look.px
        assert line.row is not None
        ground = rect.adjusted(0, 0, 0, -1)
        corner = look.radius("radius_badge")
        if is_ticked(line):
            frame(painter, ground, corner, look.selected())
        elif hovered:
            colours = look.colours
            frame(painter, ground, corner, colours.hover if look.dark else colours.press)
        left = rect.left() + px(10)
        left += px(INDENT) * line.depth
        if line.fold is not None or line.depth:
            caret = QRect(left - px(6), rect.top(), px(12), rect.height())
            if line.fold is not None:
                self._icon(painter, caret, "chevron-down" if line.fold else "chevron-right", 12)
            left += px(8)
        inner = QRect(left, ground.top(), rect.right() + 1 - left - px(10), ground.height())
        paint_value(painter, inner, line.row, look)

    def _paint_words(self, painter: QPainter, rect: QRect, line: RailLine) -> None:
        look, px = self._look, self._look.px
        more = line.kind is LineKind.MORE
        painter.setFont(look.font(Role.NOTE_STRONG if more else Role.NOTE))
        painter.setPen(look.accent.ink if more else look.colours.text3)
        painter.drawText(rect.adjusted(px(32), 0, 0, 0), ONE_LINE, line.title)

    def _paint_count(self, painter: QPainter, rect: QRect, count: str, *, faint: bool) -> int:
        look, px = self._look, self._look.px
        right = rect.right() + 1 - px(10)
        if not count:
            return right
        width = look.metrics(Role.CELL).horizontalAdvance(count)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text3 if faint else look.colours.text2)
        place = QRect(right - width - 1, rect.top(), width + 1, rect.height())
        painter.drawText(place, RIGHT, count)
        return right - width - px(8)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        left: int,
        right: int,
        text: str,
        role: Role,
        ink: QColor | None = None,
    ) -> int:
        """Write a text cut to its room; return where it ends."""
        metrics = self._look.metrics(role)
        room = max(0, right - left)
        shown = metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._look.font(role))
        painter.setPen(ink or self._look.colours.text)
        painter.drawText(QRect(left, rect.top(), room + 1, rect.height()), ONE_LINE, shown)
        return left + metrics.horizontalAdvance(shown)

    def _icon(self, painter: QPainter, rect: QRect, name: str, size: int) -> None:
        side = self._look.px(size)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(rect.center())
        self._look.paint_icon(painter, spot, name)
