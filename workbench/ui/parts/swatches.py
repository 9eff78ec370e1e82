"""Colour discs in a row: as many as fit, then "+3"; the names for ears and pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.theme.marks import paint_swatch
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.ui.theme.look import Look

STEP = 15
"""Pixels from one disc to the next at 100 %."""


def fitting_swatches(count: int, width: int, look: Look) -> int:
    """How many of `count` discs fit into `width`; "+n" needs its room if not all do."""
    step = look.px(STEP)
    if count * step <= width:
        return count
    rest = look.metrics(Role.AXIS).horizontalAdvance(f"+{count}") + look.px(4)
    return max(0, (width - rest) // step)


def paint_swatches(painter: QPainter, rect: QRect, colours: Sequence[QColor], look: Look) -> None:
    """Paints discs from the left of `rect`, and "+n" for those that do not fit."""
    fitting = fitting_swatches(len(colours), rect.width(), look)
    side, step = look.size("swatch"), look.px(STEP)
    top = rect.top() + (rect.height() - side) / 2
    for place, colour in enumerate(colours[:fitting]):
        disc = QRectF(rect.left() + place * step, top, side, side)
        paint_swatch(painter, disc, colour, look.colours, dark=look.dark)
    if fitting < len(colours):
        painter.setFont(look.font(Role.AXIS))
        painter.setPen(look.colours.text2)
        left = rect.left() + fitting * step + look.px(2)
        rest = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
        painter.drawText(rest, ONE_LINE, f"+{len(colours) - fitting}")
