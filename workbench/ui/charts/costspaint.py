"""How the chart of costs by quantity is painted, given its geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from workbench.core.texts import tr
from workbench.ui.charts.axes import LEFT, paint_values, quantity_labels, series_pen
from workbench.ui.charts.scales import spread
from workbench.ui.parts.paint import CENTRED, frame
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.charts.costs import CostLine, CostPlot, CrossRing
    from workbench.ui.theme.look import Look, Series

MOST_SENTENCES = 2
"""Cross-overs that are told beside their ring; the others are told in the table."""


def paint_costs(painter: QPainter, plot: CostPlot, look: Look, formats: Formats) -> None:
    """Paint hairlines, axes, lines with their names, the quantity asked for, and cross-overs."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_values(painter, plot.values, plot.across, plot.down, look)
    _paint_quantities(painter, plot, look, formats)
    styles = look.series()[: len(plot.lines)]
    painter.save()
    edge = look.px(3)
    painter.setClipRect(plot.whole.adjusted(0, plot.down.top - edge, 0, 0))
    for line, style in reversed(list(zip(plot.lines, styles, strict=True))):
        _paint_line(painter, plot, line, style, look)
    painter.restore()
    _paint_names(painter, plot, styles, look)
    _paint_asked(painter, plot, look, formats)
    taken: list[QRectF] = []
    for at, ring in enumerate(plot.rings):
        _paint_ring(painter, plot, ring, look)
        if at < MOST_SENTENCES:
            taken.append(_paint_sentence(painter, plot, ring, look, taken))


def _paint_quantities(painter: QPainter, plot: CostPlot, look: Look, formats: Formats) -> None:
    painter.setPen(look.colours.text2)
    bottom, high = plot.down.bottom, look.line(Role.AXIS)
    top = bottom + look.px(5)
    for text, place, width in quantity_labels(plot.across, look, formats):
        painter.fillRect(QRectF(place, bottom, 1, look.px(3)), look.colours.line2)
        painter.drawText(QRectF(place - width / 2, top, width + 1, high), LEFT, text)
    box = QRectF(plot.across.left, top + high, plot.across.width, high)
    painter.drawText(box, CENTRED, tr("Quantity, pieces"))


def _paint_line(
    painter: QPainter, plot: CostPlot, line: CostLine, style: Series, look: Look
) -> None:
    path = QPainterPath()
    low, high = plot.across.low, plot.across.high
    begun = False
    for quantity, cost in line.points:
        if not low <= quantity <= high:
            continue
        at = QPointF(plot.across.x(quantity), plot.down.y(cost))
        if begun:
            path.lineTo(at)
        else:
            path.moveTo(at)
            begun = True
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(series_pen(style, look))
    painter.drawPath(path)


def _paint_names(painter: QPainter, plot: CostPlot, styles: list[Series], look: Look) -> None:
    """Name each line at its right end, with a sample of its dash."""
    high = plot.across.high
    ends = [plot.down.y(line.at(high) or plot.down.low) for line in plot.lines]
    line_high = look.line(Role.BADGE) + look.px(3)
    top, bottom = plot.down.top, plot.down.bottom + line_high / 2
    middles = spread(ends, line_high, top, bottom)
    left = plot.across.right + look.px(8)
    metrics = look.metrics(Role.BADGE)
    for line, style, y in zip(plot.lines, styles, middles, strict=True):
        painter.setPen(series_pen(style, look))
        painter.drawLine(QPointF(left, y), QPointF(left + look.px(22), y))
        room = plot.whole.right() - left - look.px(27)
        box = QRectF(left + look.px(27), y - line_high / 2, room, line_high)
        painter.setFont(look.font(Role.BADGE))
        painter.setPen(look.colours.text)
        name = metrics.elidedText(visible(line.name), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(box, LEFT, name)


def _paint_asked(painter: QPainter, plot: CostPlot, look: Look, formats: Formats) -> None:
    """A dashed upright at the quantity asked for, with its pill; a plain one under the pointer."""
    x = plot.across.x(plot.quantity)
    pen = QPen(look.colours.text2, 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, plot.down.top - look.px(8)), QPointF(x, plot.down.bottom))
    shown = plot.quantity
    text = tr("your quantity {count}", count=formats.integer(plot.quantity))
    if plot.pointed is not None:
        at = plot.across.x(plot.pointed)
        painter.setPen(QPen(look.colours.control, 1))
        painter.drawLine(QPointF(at, plot.down.top), QPointF(at, plot.down.bottom))
        shown, text = plot.pointed, _pointed_text(plot, formats)
    wide = look.metrics(Role.HEADING).horizontalAdvance(text) + look.px(14)
    left = plot.across.x(shown) - wide / 2
    left = min(max(left, 0.0), plot.whole.width() - wide)
    box = QRectF(left, plot.down.top - look.px(26), wide, look.px(18))
    frame(painter, box, look.radius("radius_badge"), look.colours.text)
    painter.setFont(look.font(Role.HEADING))
    painter.setPen(look.colours.surface)
    painter.drawText(box, CENTRED, text)


def _pointed_text(plot: CostPlot, formats: Formats) -> str:
    quantity = plot.pointed or plot.quantity
    found = [(cost, line.name) for line in plot.lines if (cost := line.at(quantity)) is not None]
    pieces = formats.integer(quantity)
    if not found:
        return pieces
    cost, name = min(found)
    return f"{pieces} · {visible(name)} {formats.piece_number(cost)}"


def _paint_ring(painter: QPainter, plot: CostPlot, ring: CrossRing, look: Look) -> None:
    painter.setPen(QPen(look.colours.text, 1.75))
    painter.setBrush(look.colours.surface)
    at = QPointF(plot.across.x(ring.quantity), plot.down.y(ring.cost))
    side = 5 * look.zoom / 100
    painter.drawEllipse(at, side, side)


def _paint_sentence(
    painter: QPainter, plot: CostPlot, ring: CrossRing, look: Look, taken: list[QRectF]
) -> QRectF:
    """A small box above the ring with a line down to it; beside those that stand there already."""
    px = look.px
    strong, note = look.metrics(Role.HEADING), look.metrics(Role.AXIS)
    title, text = visible(ring.title), visible(ring.text)
    wide = max(strong.horizontalAdvance(title), note.horizontalAdvance(text)) + px(20)
    high = look.line(Role.HEADING) + look.line(Role.AXIS) + px(10)
    at = QPointF(plot.across.x(ring.quantity), plot.down.y(ring.cost))
    left = min(at.x() + px(20), plot.across.right - wide)
    box = QRectF(left, max(plot.down.top, at.y() - high - px(34)), wide, high)
    while any(box.intersects(other) for other in taken):
        box.translate(0, high + px(6))
    painter.setPen(QPen(look.colours.text2, 1))
    start = QPointF(min(box.left() + px(12), box.right()), box.bottom())
    painter.drawLine(start, at + QPointF(px(2), -px(5)))
    frame(painter, box, look.radius(), look.colours.raised, look.colours.line2)
    inner = box.adjusted(px(10), px(5), -px(8), -px(5))
    painter.setFont(look.font(Role.HEADING))
    painter.setPen(look.colours.text)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), title)
    painter.setFont(look.font(Role.AXIS))
    painter.setPen(look.colours.text2)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), text)
    return box
