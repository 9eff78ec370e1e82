"""How a step chart is painted, given its geometry."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from workbench.core.texts import tr
from workbench.core.values import Priced
from workbench.ui.charts.axes import LEFT, paint_values, quantity_labels, series_pen
from workbench.ui.charts.curves import Curve, short_names, step_points
from workbench.ui.charts.scales import LinearScale, LogScale, spread
from workbench.ui.parts.paint import CENTRED, frame
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look, Series

FEW_RINGS = 24
"""With more steps than this, rings would hide the line."""


class Plot(msgspec.Struct, frozen=True):
    """What is painted: curves, scales, labels.

    Attributes:
        pointed: quantity under the pointer, None for none.
        values: hairlines with their labels.
        whole: the widget.
    """

    curves: tuple[Curve, ...]
    quantity: int
    pointed: int | None
    across: LogScale
    down: LinearScale
    values: tuple[tuple[Decimal, str], ...]
    whole: QRectF


def paint_plot(painter: QPainter, plot: Plot, look: Look, formats: Formats) -> None:
    """Paint hairlines, axes, curves, the quantity asked for, and what is pointed at."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_values(painter, plot.values, plot.across, plot.down, look)
    _paint_quantities(painter, plot, look, formats)
    styles = series_of(plot, look)
    for curve, style in zip(plot.curves, styles, strict=True):
        _paint_curve(painter, plot, curve, style, look)
    if len(plot.curves) > 1:
        _paint_names(painter, plot, styles, look)
    _paint_asked(painter, plot, styles, look)
    shown = plot.quantity if plot.pointed is None else plot.pointed
    _paint_pill(painter, plot, shown, look, formats)


def series_of(plot: Plot, look: Look) -> list[Series]:
    """Return colour and dash of each curve: the accent for a single one."""
    styles = look.series()[: len(plot.curves)]
    if len(styles) == 1:
        styles[0] = type(styles[0])(look.accent.ink, [])
    return styles


def _paint_quantities(painter: QPainter, plot: Plot, look: Look, formats: Formats) -> None:
    painter.setPen(look.colours.text2)
    top, high = plot.down.bottom + look.px(6), look.line(Role.AXIS)
    for text, place, width in quantity_labels(plot.across, look, formats):
        left = min(max(place - width / 2, 0.0), plot.whole.width() - width)
        painter.drawText(QRectF(left, top, width + 1, high), LEFT, text)


def _paint_curve(painter: QPainter, plot: Plot, curve: Curve, style: Series, look: Look) -> None:
    points = [QPointF(x, y) for x, y in step_points(curve.ladder, plot.across, plot.down)]
    if len(plot.curves) == 1 and not look.high_contrast:
        first, last, bottom = points[0].x(), points[-1].x(), plot.down.bottom
        ground = QPolygonF([QPointF(first, bottom), *points, QPointF(last, bottom)])
        painter.setPen(Qt.PenStyle.NoPen)
        tint = QColor(style.colour)
        tint.setAlphaF(0.16 if look.dark else 0.10)
        painter.setBrush(tint)
        painter.drawPolygon(ground)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(series_pen(style, look))
    painter.drawPolyline(points)
    if curve.ladder.until is not None:
        end = points[-1]
        painter.setPen(QPen(style.colour, look.px(2)))
        painter.drawLine(end + QPointF(0, -look.px(4)), end + QPointF(0, look.px(4)))
    if len(curve.ladder.steps) <= FEW_RINGS:
        for step in curve.ladder.steps:
            at = QPointF(plot.across.x(step.from_quantity), plot.down.y(step.amount))
            _ring(painter, at, style.colour, look.colours.surface, look)


def _ring(painter: QPainter, at: QPointF, edge: QColor, fill: QColor, look: Look) -> None:
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(fill)
    painter.drawEllipse(at, look.px(3), look.px(3))


def _paint_names(painter: QPainter, plot: Plot, styles: list[Series], look: Look) -> None:
    """Name each curve at its right end, with a sample of its dash."""
    ends = [plot.down.y(curve.ladder.steps[-1].amount) for curve in plot.curves]
    line = look.line(Role.BADGE) + look.px(2)
    middles = spread(ends, line, plot.down.top - line / 2, plot.down.bottom + line / 2)
    left = plot.across.right + look.px(6)
    metrics = look.metrics(Role.BADGE)
    for text, style, y in zip(short_names(plot.curves), styles, middles, strict=True):
        painter.setPen(series_pen(style, look))
        painter.drawLine(QPointF(left, y), QPointF(left + look.px(18), y))
        box = QRectF(
            left + look.px(24), y - line / 2, plot.whole.right() - left - look.px(24), line
        )
        painter.setFont(look.font(Role.BADGE))
        painter.setPen(look.colours.text)
        name = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(box.width()))
        painter.drawText(box, LEFT, name)


def _paint_asked(painter: QPainter, plot: Plot, styles: list[Series], look: Look) -> None:
    x = plot.across.x(plot.quantity)
    pen = QPen(look.colours.text2, 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, plot.down.top - look.px(8)), QPointF(x, plot.down.bottom))
    if plot.pointed is not None and plot.pointed != plot.quantity:
        at = plot.across.x(plot.pointed)
        painter.setPen(QPen(look.colours.control, 1))
        painter.drawLine(QPointF(at, plot.down.top), QPointF(at, plot.down.bottom))
    for curve, style in zip(plot.curves, styles, strict=True):
        priced = curve.ladder.at(plot.quantity)
        if priced:
            at_point = QPointF(x, plot.down.y(priced.amount))
            _ring(painter, at_point, style.colour, style.colour, look)


def pill_text(plot: Plot, quantity: int, formats: Formats) -> str:
    """Return what stands in the pill: the quantity, and the lowest price that holds there."""
    found = [priced for curve in plot.curves if (priced := curve.ladder.at(quantity))]
    best: Priced | None = min(found, key=lambda priced: priced.amount, default=None)
    pieces = tr("{count} pcs", count=formats.integer(quantity))
    if best is None:
        return f"{pieces} · {tr('no price')}"
    text = f"{pieces} · {formats.number(best.amount, 2)}"
    if best.bought > quantity:
        return f"{text} · {tr('buy {count}', count=formats.integer(best.bought))}"
    return text


def _paint_pill(painter: QPainter, plot: Plot, quantity: int, look: Look, formats: Formats) -> None:
    text = pill_text(plot, quantity, formats)
    wide = look.metrics(Role.HEADING).horizontalAdvance(text) + look.px(14)
    high = look.px(20)
    x = plot.across.x(quantity)
    left = x + look.px(8)
    if left + wide > plot.whole.width():
        left = max(0.0, x - look.px(8) - wide)
    box = QRectF(left, _pill_top(plot, quantity, high, look), wide, high)
    frame(painter, box, look.radius("radius_badge"), look.colours.text)
    painter.setFont(look.font(Role.HEADING))
    painter.setPen(look.colours.surface)
    painter.drawText(box, CENTRED, text)


def _pill_top(plot: Plot, quantity: int, high: int, look: Look) -> float:
    """Return where the pill stands: above the line beside the quantity, within the plot."""
    heights = [plot.down.y(priced.amount) for c in plot.curves if (priced := c.ladder.at(quantity))]
    least = max(0.0, plot.down.top - look.px(14))
    if len(plot.curves) > 1:
        return least
    return max(least, min(heights, default=least) - high - look.px(6))
