"""Left of each row: the gutter with its worst state, and the box that ticks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from workbench.core.texts import tr
from workbench.ui.grid.ground import own_viewport
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.grid.painter import GridPainter
    from workbench.ui.grid.rowlook import RowLook
    from workbench.ui.theme.look import Look

TICK_ALONE = 34
"""Width without a gutter, pixels at 100 %."""
TICK_BESIDE = 26
"""Width beside a gutter."""


class RowHeads(QHeaderView):
    """The vertical header: gutter and tick boxes.

    Signals:
        toggled: a box was clicked: the row's position, and whether Shift was held.
        hovered: the pointer is over a row (-1: over none).
        carried: the pointer went on from a pressed row: it is dragged, with what is ticked.
    """

    toggled = Signal(int, bool)
    hovered = Signal(int)
    carried = Signal(int)

    def __init__(self, look: Look, rows: RowLook, painter: GridPainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        own_viewport(self)
        self._look = look
        self._rows = rows
        self._painter = painter
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Tick boxes"))
        self._pressed = (-1, QPoint())

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.head_width(), 0)

    def head_width(self) -> int:
        """Gutter and tick box together, in pixels."""
        if self._rows.has_gutter:
            return self._look.size("gutter") + self._look.px(TICK_BESIDE)
        return self._look.px(TICK_ALONE)

    def tick_box(self, top: int, height: int) -> QRect:
        """Where the box of a row is."""
        look = self._look
        side = look.size("indicator")
        left = look.size("gutter") if self._rows.has_gutter else 0
        middle = left + (self.head_width() - left) // 2
        return QRect(middle - side // 2, top + (height - side) // 2, side, side)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self.viewport())
        look, height = self._look, self._painter.height
        painter.fillRect(event.rect(), look.colours.surface)
        offset = self.offset()
        first = (offset + event.rect().top()) // height
        last = min((offset + event.rect().bottom()) // height, self.count() - 1)
        places = range(first, last + 1)
        top = first * height - offset
        self._painter.paint_grounds(painter, places, top, 0, self.width(), self._rows)
        for at, place in enumerate(places):
            self._paint_row(painter, place, top + at * height, height)

    def _paint_row(self, painter: QPainter, place: int, y: int, height: int) -> None:
        look = self._look
        if self._rows.selected(place):
            painter.fillRect(0, y, look.size("selection_bar"), height - 1, look.accent.ink)
        # What is staged comes first; what the service said stands beside it, or alone.
        marks = [held for held in (self._rows.mark(place), self._rows.told(place)) if held]
        side = look.size("mark") if len(marks) < 2 else look.px(10)
        left = look.size("gutter") // 2 - len(marks) * side // 2 + look.px(1)
        for at, mark in enumerate(marks):
            spot = QRect(left + at * side, y + (height - side) // 2, side, side)
            look.marks.paint(painter, spot, mark)
        tick = self._painter.tick(self, on=self._rows.ticked(place))
        painter.drawPixmap(self.tick_box(y, height - 1).topLeft(), tick)

    def _place_at(self, y: int) -> int:
        place = (self.offset() + y) // max(self._painter.height, 1)
        return place if 0 <= place < self.count() else -1

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        place = self._place_at(int(event.position().y()))
        self._pressed = (place, event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.toggled.emit(place, shift)

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.mousePressEvent(event)

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.hovered.emit(self._place_at(int(event.position().y())))
        place, start = self._pressed
        away = (event.position().toPoint() - start).manhattanLength()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and place >= 0 and away >= QApplication.startDragDistance():
            self._pressed = (-1, start)
            self.carried.emit(place)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        event.accept()
