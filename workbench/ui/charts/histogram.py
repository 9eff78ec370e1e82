"""A histogram with two handles: how values are spread, and which range of them is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.ui.charts.bins import bar_heights, moved, place_of, tidy, value_at
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from workbench.ui.theme.look import Look

BARS = 32
"""Height of the bars in pixels at 100 %."""

RADIUS = 6
"""Of a handle in pixels at 100 %."""

REST_MS = 250
"""A range set by keys is told when the keys have rested this long."""

_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


class Histogram(QWidget):
    """Bars over equally wide ranges, with a handle for each end of the wanted range.

    Tab goes from the first handle to the second; arrows, Page keys, Home and End move it.

    Attributes:
        range_changed: another range is wanted: (low, high), decimals; told when a handle is let
            go of, or when the keys rest.
        range_moved: the range while a handle is moving.
    """

    range_changed = Signal(object, object)
    range_moved = Signal(object, object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: tuple[int, ...] = ()
        self._ends = (Decimal(0), Decimal(0))
        self._chosen = self._ends
        self._told = self._ends
        self._handle = 0
        self._dragging = False
        self._formats = Formats()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self.setAccessibleName(visible(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    # ---- what is shown ---------------------------------------------------------------------

    def set_data(self, counts: Sequence[int], low: Decimal, high: Decimal) -> None:
        """Show counts of equally wide ranges from `low` to `high`; a chosen range is kept."""
        whole = self._chosen == self._ends
        self._counts = tuple(counts)
        self._ends = (low, max(low, high))
        self.set_range(*(self._ends if whole else self._chosen))

    def set_range(self, low: Decimal | None, high: Decimal | None) -> None:
        """Put the handles at a range, None for an open end; nothing is told."""
        first, last = self._ends
        low = first if low is None else min(max(low, first), last)
        high = last if high is None else min(max(high, first), last)
        self._chosen = self._told = (min(low, high), max(low, high))
        self._describe()

    def set_formats(self, formats: Formats) -> None:
        """Write the numbers as a language does."""
        self._formats = formats
        self._describe()

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The range between the handles."""
        return self._chosen

    def sizeHint(self) -> QSize:  # noqa: D102
        look = self._look
        return QSize(look.px(184), look.px(BARS + RADIUS + 6) + look.line(Role.NOTE))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(80), self.sizeHint().height())

    # ---- handles ---------------------------------------------------------------------------

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() is not Qt.MouseButton.LeftButton or not self._counts:
            return
        x = event.position().x()
        first, second = (self._x(value) for value in self._chosen)
        nearer = 0 if abs(x - first) < abs(x - second) else 1
        if first == second:
            nearer = 0 if x < first else 1
        self._handle = nearer
        self._dragging = True
        self._move(self._value(x))

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._dragging:
            self._move(self._value(event.position().x()))

    @never_raises(None)
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        if self._dragging:
            self._dragging = False
            self._tell()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        steps = _KEYS.get(Qt.Key(event.key()))
        if steps is None or not self._counts:
            super().keyPressEvent(event)
            return
        self._move(moved(self._chosen[self._handle], steps, *self._ends))
        self._rest.start()

    @never_raises(default=False)
    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: D102
        other = 1 if forwards else 0
        if self.hasFocus() and self._handle != other:
            self._handle = other
            self._describe()
            return True
        return super().focusNextPrevChild(forwards)

    @never_raises(None)
    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        reason = event.reason()
        if reason in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._handle = 0 if reason == Qt.FocusReason.TabFocusReason else 1
        self._describe()

    @never_raises(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if self._rest.isActive():
            self._rest.stop()
            self._tell()
        self.update()

    def _move(self, value: Decimal) -> None:
        low, high = self._chosen
        chosen = (min(value, high), high) if self._handle == 0 else (low, max(value, low))
        if chosen != self._chosen:
            self._chosen = chosen
            self._describe()
            self.range_moved.emit(*chosen)

    def _tell(self) -> None:
        if self._chosen != self._told:
            self._told = self._chosen
            self.range_changed.emit(*self._chosen)

    def _describe(self) -> None:
        low, high = (self._formats.number(value, 2) for value in self._chosen)
        end = tr("upper end") if self._handle else tr("lower end")
        said = tr("{low} to {high}; {end} is moved by the arrow keys", low=low, high=high, end=end)
        self.setAccessibleDescription(said)
        self.update()

    # ---- painting --------------------------------------------------------------------------

    def _x(self, value: Decimal) -> float:
        edge = self._look.px(RADIUS) + 2
        return edge + place_of(value, *self._ends) * (self.width() - 2 * edge)

    def _value(self, x: float) -> Decimal:
        edge = self._look.px(RADIUS) + 2
        wide = max(1, self.width() - 2 * edge)
        return tidy(value_at((x - edge) / wide, *self._ends), *self._ends)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self._look.px(BARS)
        self._paint_bars(painter, base)
        self._paint_handles(painter, base)
        self._paint_ends(painter, base + self._look.px(RADIUS + 4))

    def _paint_bars(self, painter: QPainter, base: int) -> None:
        look = self._look
        edge = look.px(RADIUS) + 2
        count = max(1, len(self._counts))
        wide = (self.width() - 2 * edge) / count
        low, high = (self._x(value) for value in self._chosen)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, tall in enumerate(bar_heights(self._counts, base)):
            left = edge + at * wide
            inside = low - 0.5 <= left + wide / 2 <= high + 0.5
            colour = look.accent.fill if inside else look.colours.line2
            painter.fillRect(QRectF(left, base - tall, max(1.0, wide - 1), tall), QColor(colour))

    def _paint_handles(self, painter: QPainter, base: int) -> None:
        look = self._look
        edge = look.px(RADIUS) + 2
        low, high = (self._x(value) for value in self._chosen)
        painter.fillRect(QRectF(edge, base, self.width() - 2 * edge, 2), look.colours.line2)
        painter.fillRect(QRectF(low, base, high - low, 2), look.accent.ink)
        order = (1, 0) if self._handle == 0 else (0, 1)
        for which in order:
            at = QPointF(low if which == 0 else high, base + 1)
            focused = self.hasFocus() and which == self._handle
            painter.setPen(QPen(look.accent.ink, 2))
            painter.setBrush(look.accent.ink if focused else look.colours.surface)
            painter.drawEllipse(at, look.px(RADIUS) - 1, look.px(RADIUS) - 1)
            if focused:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.accent.ink, 1))
                painter.drawEllipse(at, look.px(RADIUS) + 1.5, look.px(RADIUS) + 1.5)

    def _paint_ends(self, painter: QPainter, top: int) -> None:
        look = self._look
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        box = QRectF(0, top, self.width(), look.line(Role.NOTE))
        low, high = (self._formats.number(value, 2) for value in self._chosen)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), low)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), high)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
