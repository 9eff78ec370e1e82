"""Sparklines: a small line of a series, on a span shared by all so that 1 % looks like 1 %."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

LEAST_SPAN = Decimal("0.2")
"""Height of a sparkline stands for at least this share of its first value."""


def spark_points(values: Sequence[Decimal], width: float, height: float) -> list[QPointF]:
    """Return the corners of a sparkline within `width` by `height` pixels.

    The span is at least a fifth of the first value, so that small changes stay small.
    """
    if not values:
        return []
    low, high = min(values), max(values)
    span = max(high - low, abs(values[0]) * LEAST_SPAN)
    middle = (low + high) / 2
    step = width / max(1, len(values) - 1)
    if not span:
        return [QPointF(at * step, height / 2) for at in range(len(values))]
    return [
        QPointF(at * step, height * (0.5 - float((value - middle) / span)))
        for at, value in enumerate(values)
    ]


def paint_sparkline(
    painter: QPainter, box: QRectF, values: Sequence[Decimal], look: Look, end: QColor | None = None
) -> None:
    """Paint a sparkline with a dot at its end, in `end` else text2."""
    points = [box.topLeft() + point for point in spark_points(values, box.width(), box.height())]
    if not points:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colours.text2, 1.25))
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(end or look.colours.text2)
    painter.drawEllipse(points[-1], look.px(2), look.px(2))
    painter.restore()
