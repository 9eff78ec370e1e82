"""Cells of several codes: discs where they are colours, names where they are not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from workbench.core.values import Coded
from workbench.ui.grid.cells.drawn import Drawn, Frame, Patch
from workbench.ui.grid.inks import Ink, Inks
from workbench.ui.parts.swatches import STEP, fitting_swatches
from workbench.ui.theme.marks import paint_swatch
from workbench.ui.theme.tokens import Role


def draw_codes(frame: Frame) -> Drawn:
    """Discs as many as fit and "+3" for the rest; names parted by commas without colours."""
    value = frame.value
    parts = [part for part in value if isinstance(part, Coded)] if isinstance(value, tuple) else []
    if not parts:
        return frame.missing()
    if not any(part.colour for part in parts):
        return frame.left(", ".join(part.label or part.code for part in parts))
    inks = frame.inks
    room = frame.width - 2 * inks.pad
    fitting = fitting_swatches(len(parts), room, inks.look)
    side, step = inks.look.size("swatch"), inks.look.px(STEP)
    top = frame.middle(side)
    patches = tuple(
        Patch(swatch_pixmap(inks, part.colour), inks.pad + at * step, top)
        for at, part in enumerate(parts[:fitting])
    )
    if fitting == len(parts):
        return Drawn(patches=patches)
    rest = inks.static(Role.AXIS, f"+{len(parts) - fitting}")
    x = inks.pad + fitting * step + inks.look.px(2)
    return Drawn((frame.glyph(rest, x, Role.AXIS, Ink.SECOND),), patches)


def swatch_pixmap(inks: Inks, colour: str) -> QPixmap:
    """A disc of a colour (six hexadecimal digits); a struck ring where it has none."""
    side = inks.look.size("swatch")
    shown = QColor(f"#{colour}") if colour else QColor()

    def draw(painter: QPainter) -> None:
        if shown.isValid():
            box = QRectF(0, 0, side, side)
            paint_swatch(painter, box, shown, inks.look.colours, dark=inks.look.dark)
        else:
            ring = QRect(0, 0, side, side)
            inks.look.paint_icon(painter, ring, "circle", inks.look.colours.text3)

    return inks.pixmap(("swatch", colour), side, side, draw)
