"""What charts by quantity have in common: hairlines with values, labels below, pens of lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from workbench.ui.charts.scales import LinearScale, LogScale, fitting, quantity_ticks
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look, Series

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TickLabel(NamedTuple):
    """A label of an axis: its text, where its middle stands, and how wide it is, in pixels."""

    text: str
    place: float
    width: int


def paint_values(
    painter: QPainter,
    values: Sequence[tuple[Decimal, str]],
    across: LogScale,
    down: LinearScale,
    look: Look,
) -> None:
    """Paint a hairline across the plot for each value, its label left of it."""
    painter.setFont(look.font(Role.AXIS))
    high = look.line(Role.AXIS)
    for value, text in values:
        y = round(down.y(value))
        painter.fillRect(QRectF(across.left, y, across.width, 1), look.colours.line)
        painter.setPen(look.colours.text2)
        painter.drawText(QRectF(0, y - high / 2, across.left - look.px(8), high), RIGHT, text)


def quantity_labels(across: LogScale, look: Look, formats: Formats) -> list[TickLabel]:
    """Return the labels of round quantities that stand without touching, the left end with them."""
    ticks = quantity_ticks(across.low, across.high)
    if not ticks or ticks[0] != across.low:
        ticks.insert(0, across.low)
    metrics = look.metrics(Role.AXIS)
    texts = [formats.integer(tick) for tick in ticks]
    places = [across.x(tick) for tick in ticks]
    widths = [metrics.horizontalAdvance(text) for text in texts]
    kept = fitting(places, widths, look.px(10))
    return [TickLabel(texts[at], places[at], widths[at]) for at in kept]


def series_pen(style: Series, look: Look, cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap) -> QPen:
    """Return the pen of a line: its colour and its dash."""
    pen = QPen(style.colour, look.px(2))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(cap)
    if style.dash:
        pen.setDashPattern([length / 2 for length in style.dash])
    return pen
