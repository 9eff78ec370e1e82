"""One line of a list of values: box, colour disc, name, count; painted alike everywhere."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from workbench.core.texts import tr
from workbench.ui.filters.choosing import Tick
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark, paint_swatch
from workbench.ui.theme.tokens import Role

RIGHT = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)


class ValueRow(msgspec.Struct, frozen=True):
    """What a line says.

    Attributes:
        label: name of the value.
        count: shown at the right, grouped; "" where it is not known.
        tick: its box.
        colour: six hexadecimal digits, where it is a colour.
        swatched: whether the place of a disc is kept.
        faint: nothing has it.
        mark: sign of a state, before its name.
    """

    label: str
    count: str = ""
    tick: Tick = Tick.OFF
    colour: str = ""
    swatched: bool = False
    faint: bool = False
    mark: Mark | None = None

    @property
    def spoken(self) -> str:
        """What screen readers say."""
        state = {
            Tick.ON: tr("ticked"),
            Tick.IMPLIED: tr("ticked with what is above"),
            Tick.PARTLY: tr("partly ticked"),
            Tick.OUT: tr("excluded"),
        }.get(self.tick, tr("not ticked"))
        return ", ".join(part for part in (visible(self.label), self.count, state) if part)


def paint_value(painter: QPainter, rect: QRect, row: ValueRow, look: Look) -> None:
    """Paint box, disc, name and count into `rect`; its ground is the caller's."""
    px, colours = look.px, look.colours
    side = look.size("indicator")
    box = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
    paint_box(painter, box, row.tick, look)
    left = box.right() + 1 + px(8)
    if row.swatched:
        disc = look.size("swatch_facet")
        if row.colour:
            top = rect.top() + (rect.height() - disc) / 2
            place = QRectF(left, top, disc, disc)
            paint_swatch(painter, place, QColor(f"#{row.colour}"), colours, dark=look.dark)
        left += disc + px(8)
    if row.mark is not None:
        mark = look.size("mark")
        look.marks.paint(painter, QRect(left, rect.top(), mark, rect.height()), row.mark)
        left += mark + px(8)
    right = rect.right() + 1
    if row.count:
        width = look.metrics(Role.CELL).horizontalAdvance(row.count)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(colours.text3 if row.faint else colours.text2)
        painter.drawText(QRect(right - width - 1, rect.top(), width + 1, rect.height()), RIGHT,
                         row.count)  # fmt: skip
        right -= width + px(8)
    _paint_name(painter, QRect(left, rect.top(), max(0, right - left), rect.height()), row, look)


def _paint_name(painter: QPainter, rect: QRect, row: ValueRow, look: Look) -> None:
    metrics = look.metrics(Role.CELL)
    shown = metrics.elidedText(visible(row.label), Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(look.font(Role.CELL))
    out = row.tick is Tick.OUT
    painter.setPen(look.colours.text3 if row.faint or out else look.colours.text)
    painter.drawText(rect.adjusted(0, 0, 2, 0), ONE_LINE, shown)
    if out:
        middle = rect.center().y() + 1
        painter.fillRect(
            rect.left(), middle, metrics.horizontalAdvance(shown), 1, look.colours.text2
        )


def paint_box(painter: QPainter, box: QRect, tick: Tick, look: Look) -> None:
    """Paint a check box: ticked, partly, implied (outlined tick), excluded (cross), or empty."""
    colours, accent = look.colours, look.accent
    full = tick in {Tick.ON, Tick.PARTLY}
    edge = {Tick.OFF: colours.control, Tick.OUT: colours.text2}.get(tick, accent.fill)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(accent.fill if full else colours.surface)
    inner = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = look.radius("radius_box")
    painter.drawRoundedRect(inner, radius, radius)
    ink = QColor("#FFFFFF") if full else colours.text2 if tick is Tick.OUT else accent.ink
    pen = QPen(ink, inner.width() / 8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in _SIGNS[tick]:
        points = [
            QPointF(inner.left() + inner.width() * x, inner.top() + inner.height() * y)
            for x, y in line
        ]
        painter.drawPolyline(QPolygonF(points))
    painter.restore()


_TICKED = (((0.22, 0.52), (0.43, 0.73), (0.79, 0.3)),)
_SIGNS = {
    Tick.OFF: (),
    Tick.ON: _TICKED,
    Tick.IMPLIED: _TICKED,
    Tick.PARTLY: (((0.25, 0.5), (0.75, 0.5)),),
    Tick.OUT: (((0.3, 0.3), (0.7, 0.7)), ((0.7, 0.3), (0.3, 0.7))),
}
"""Strokes of each state, in parts of the box."""
