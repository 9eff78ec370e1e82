"""The marks of states, stock and colour discs: shapes, so that a grey print reads alike.

Each state has a shape of its own; colour only makes it faster to see.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.ui.theme.tokens import Colours, StateColours


class Mark(StrEnum):
    """What a row, cell, strip or tab can be in (look, States)."""

    CHANGED = "changed"
    NEW = "new"
    DELETED = "deleted"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    DONE = "done"
    STALE = "stale"
    LOADING = "loading"
    ELSEWHERE = "elsewhere"
    """Changed at the service since it was read."""
    GONE = "gone"
    """Deleted at the service since it was read."""


SAME_COLOURS = {
    Mark.INVALID: Mark.REFUSED, Mark.DONE: Mark.NEW, Mark.ELSEWHERE: Mark.UNKNOWN,
    Mark.GONE: Mark.DELETED,
}  # fmt: skip
"""States without colours of their own, and whose they take."""


class Stock(StrEnum):
    """How much is there: full disc, half disc, struck ring."""

    ENOUGH = "enough"
    LOW = "low"
    NONE = "none"


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _lines(painter: QPainter, colour: QColor, width: float, *points: tuple[float, float]) -> None:
    painter.setPen(_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _filled(painter: QPainter, colour: QColor, *points: tuple[float, float]) -> None:
    painter.setPen(_pen(colour, 1.2))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _disc(painter: QPainter, colour: QColor, radius: float = 6.0) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(6, 6), radius, radius)


def _bang(painter: QPainter, colour: QColor, top: float, bottom: float, dot: float) -> None:
    _lines(painter, colour, 1.5, (6, top), (6, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(6, dot), 0.9, 0.9)


def _changed(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    _filled(painter, ink, (6, 1.6), (11.2, 10.4), (0.8, 10.4))


def _new(painter: QPainter, ink: QColor, hole: QColor) -> None:
    _disc(painter, ink)
    _lines(painter, hole, 1.6, (6, 3.2), (6, 8.8))
    _lines(painter, hole, 1.6, (3.2, 6), (8.8, 6))


def _deleted(painter: QPainter, ink: QColor, hole: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 2, 2)
    _lines(painter, hole, 1.6, (3.2, 6), (8.8, 6))


def _refused(painter: QPainter, ink: QColor, hole: QColor) -> None:
    near, far = 3.6, 8.4
    _filled(
        painter, ink, (near, 0.7), (far, 0.7), (11.3, near), (11.3, far),
        (far, 11.3), (near, 11.3), (0.7, far), (0.7, near),
    )  # fmt: skip
    _bang(painter, hole, 3.0, 6.4, 8.9)


def _conflict(painter: QPainter, ink: QColor, hole: QColor) -> None:
    _filled(painter, ink, (6, 0.6), (11.4, 6), (6, 11.4), (0.6, 6))
    _lines(painter, hole, 1.4, (3.6, 6.6), (6.2, 4.0))
    _lines(painter, hole, 1.4, (5.8, 8.0), (8.4, 5.4))


def _unknown(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    pen = QPen(ink, 1.3)
    pen.setDashPattern([1.9, 1.32])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(6, 6), 5.3, 5.3)
    hook = QPainterPath(QPointF(4.5, 4.8))
    hook.cubicTo(QPointF(4.5, 2.7), QPointF(7.6, 2.8), QPointF(7.5, 4.8))
    hook.cubicTo(QPointF(7.5, 5.8), QPointF(6, 5.9), QPointF(6, 7.0))
    painter.setPen(_pen(ink, 1.3))
    painter.drawPath(hook)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(6, 9), 0.8, 0.8)


def _invalid(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    _lines(painter, ink, 1.3, (6, 1.2), (11.2, 10.6), (0.8, 10.6), (6, 1.2))
    _bang(painter, ink, 4.6, 6.8, 8.8)


def _done(painter: QPainter, ink: QColor, hole: QColor) -> None:
    _disc(painter, ink)
    _lines(painter, hole, 1.6, (3.3, 6.2), (5.2, 8.1), (8.7, 4.2))


def _stale(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    painter.setPen(_pen(ink, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(6, 6), 5.2, 5.2)
    _lines(painter, ink, 1.2, (6, 3.2), (6, 6), (8, 7.2))


def _elsewhere(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    _lines(painter, ink, 1.7, (6, 1.2), (6, 7.4))
    _lines(painter, ink, 1.7, (3.0, 4.8), (6, 7.8), (9.0, 4.8))
    _lines(painter, ink, 1.7, (1.4, 10.8), (10.6, 10.8))


def _gone(painter: QPainter, ink: QColor, _hole: QColor) -> None:
    _lines(painter, ink, 2.2, (1.8, 1.8), (10.2, 10.2))
    _lines(painter, ink, 2.2, (10.2, 1.8), (1.8, 10.2))


_SHAPES: Mapping[Mark, Callable[[QPainter, QColor, QColor], None]] = {
    Mark.CHANGED: _changed,
    Mark.NEW: _new,
    Mark.DELETED: _deleted,
    Mark.REFUSED: _refused,
    Mark.CONFLICT: _conflict,
    Mark.UNKNOWN: _unknown,
    Mark.INVALID: _invalid,
    Mark.DONE: _done,
    Mark.STALE: _stale,
    Mark.ELSEWHERE: _elsewhere,
    Mark.GONE: _gone,
}


def paint_ring(painter: QPainter, rect: QRectF, colour: QColor, turn: float | None) -> None:
    """The loading ring, open, turned by `turn` degrees; dotted and still where it is None."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = rect.width() / 8
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if turn is None:
        pen.setDashPattern([0.01, 2.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = rect.adjusted(width, width, -width, -width)
    painter.drawArc(ring, round(-(turn or 0) * 16), (360 if turn is None else -285) * 16)
    painter.restore()


class Marks:
    """State marks of one set of colours, drawn once per size and device ratio."""

    def __init__(self, colours: Colours, states: Mapping[Mark, StateColours]) -> None:
        self._colours = colours
        self._states = states
        self._pixmaps: dict[tuple[Mark, int, float], QPixmap] = {}

    def colour(self, mark: Mark) -> QColor:
        """The colour the mark is painted in; stale and loading are text2."""
        state = self._states.get(SAME_COLOURS.get(mark, mark))
        return state.mark if state else self._colours.text2

    def pixmap(self, mark: Mark, size: int, ratio: float = 1.0) -> QPixmap:
        """The mark `size` logical pixels wide, cached."""
        key = (mark, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(mark, size, ratio)
        return self._pixmaps[key]

    def paint(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        """Paints the mark centred in `rect`, as large as its shorter side."""
        size = min(rect.width(), rect.height())
        left = rect.left() + (rect.width() - size) // 2
        top = rect.top() + (rect.height() - size) // 2
        pixmap = self.pixmap(mark, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, top, pixmap)

    def _draw(self, mark: Mark, size: int, ratio: float) -> QPixmap:
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mark is Mark.LOADING:
            paint_ring(painter, QRectF(0, 0, side, side), self.colour(mark), None)
        else:
            painter.scale(side / 12, side / 12)
            _SHAPES[mark](painter, self.colour(mark), self._colours.surface)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def paint_stock(self, painter: QPainter, rect: QRectF, stock: Stock) -> None:
        """Full disc, half disc or struck ring, filling `rect` (9 px across at 100 %)."""
        like = {Stock.ENOUGH: Mark.NEW, Stock.LOW: Mark.CHANGED, Stock.NONE: Mark.REFUSED}[stock]
        colour = self.colour(like)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = rect.width() / 7
        ring = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(_pen(colour, width))
        painter.setBrush(colour if stock is Stock.ENOUGH else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if stock is Stock.LOW:
            painter.setBrush(colour)
            painter.drawChord(ring, 180 * 16, 180 * 16)
        elif stock is Stock.NONE:
            inset = rect.width() * 0.2
            painter.drawLine(
                rect.bottomLeft() + QPointF(inset, -inset), rect.topRight() + QPointF(-inset, inset)
            )
        painter.restore()


def swatch_colours(colour: QColor, colours: Colours, *, dark: bool) -> tuple[QColor, QColor]:
    """Fill and edge of a colour disc, so that white shows on white and black on dark."""
    lightness = colour.lightnessF()
    fill = QColor("#000000") if dark and lightness < 0.12 else colour
    if lightness > 0.88 or (dark and lightness < 0.37):
        return fill, colours.text3
    return fill, QColor.fromRgbF(
        colour.redF() * 0.82, colour.greenF() * 0.82, colour.blueF() * 0.82
    )


def paint_swatch(
    painter: QPainter, rect: QRectF, colour: QColor, colours: Colours, *, dark: bool
) -> None:
    """A disc of a product colour with the edge that it needs on the ground."""
    fill, edge = swatch_colours(colour, colours, dark=dark)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
