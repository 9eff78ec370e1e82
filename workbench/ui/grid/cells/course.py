"""The cell of a price so far: a small line, and by how much it moved last with its sign.

All lines stand on one span, so that 1 % looks like 1 % in every row.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from workbench.core.pricepoints import DrawnCourse, drawn_of
from workbench.core.values import Coded
from workbench.ui.grid.cells.drawn import Drawn, Frame, Patch
from workbench.ui.grid.inks import Ink
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

WIDE, HIGH = 42, 14
"""Of the line, px at 100 %."""


def course_of(frame: Frame) -> DrawnCourse | None:
    """Return the course that a cell shows, None where it shows none."""
    value = frame.value
    return drawn_of(value.code) if isinstance(value, Coded) else None


def draw_course(frame: Frame, course: DrawnCourse) -> Drawn:
    """The line at the left, the change at the right: its sign says where to, the colour helps.

    Without any price there is nothing to draw but that.
    """
    if not course.sparks:
        return frame.missing()
    inks = frame.inks
    patch = Patch(_line(frame, course), inks.pad, frame.middle(inks.look.px(HIGH)))
    if not course.words:
        return Drawn(patches=(patch,))
    ink = Ink.NEW if course.falls else Ink.CHANGED
    return Drawn((frame.right(course.words, Role.CELL, ink),), (patch,))


def _line(frame: Frame, course: DrawnCourse) -> QPixmap:
    from workbench.ui.charts.sparkline import paint_sparkline  # noqa: PLC0415 - where prices moved

    inks, look = frame.inks, frame.inks.look
    wide, high = look.px(WIDE), look.px(HIGH)

    def draw(painter: QPainter) -> None:
        edge = look.px(2)
        box = QRectF(edge, edge, wide - 2 * edge, high - 2 * edge)
        end = look.colours_of(Mark.NEW if course.falls else Mark.CHANGED).mark
        paint_sparkline(painter, box, course.sparks, look, end if course.words else None)

    return inks.pixmap(("course", course.sparks, course.words), wide, high, draw)
