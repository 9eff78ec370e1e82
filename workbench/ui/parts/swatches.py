"""Colour discs in a row: as many as fit, then "+3"; the names for ears and pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.marks import paint_swatch
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

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


class SwatchRow(QWidget):
    """Named colours as discs."""

    def __init__(self, colours: Sequence[tuple[str, QColor]], look: Look) -> None:
        super().__init__()
        self._look = look
        self._colours: list[QColor] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_colours(colours)
        look.changed.connect(self._restyle)

    def set_colours(self, colours: Sequence[tuple[str, QColor]]) -> None:
        """Shows other colours."""
        self._colours = [colour for _, colour in colours]
        names = ", ".join(visible(name) for name, _ in colours)
        self.setAccessibleName(names)
        set_tip(self, names)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(len(self._colours) * self._look.px(STEP), self._look.px(16))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(2 * STEP), self._look.px(16))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        paint_swatches(QPainter(self), self.rect(), self._colours, self._look)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
