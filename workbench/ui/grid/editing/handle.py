"""The little square at the end of a selection: dragged down, it fills the cells below.

With Alt held the values go on as a series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QRubberBand, QWidget

from workbench.core.texts import tr
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look

SIDE = 7
"""Pixels at 100 %."""


class Handle(QWidget):
    """Stands at the bottom right of a selection of one block.

    Signals:
        dragged: down over so many rows, and whether as a series.
    """

    dragged = Signal(int, bool)

    def __init__(self, view: GridView, look: Look) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._look = look
        self._band: QRubberBand | None = None
        self._box = QRect()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Fill handle"))
        set_tip(self, tr("Drag down to fill, with Alt to go on as a series."))
        self.hide()

    def place(self, box: QRect | None) -> None:
        """Stand at the end of a block of the viewport, or nowhere."""
        if box is None or box.isNull():
            self.hide()
            return
        side = self._look.px(SIDE)
        self._box = box
        self.setGeometry(box.right() - side + 1, box.bottom() - side, side, side)
        self.show()
        self.raise_()

    def rows_at(self, spot: QPoint) -> int:
        """Return how many rows below its block a place of the viewport is, 0 within or above."""
        height = max(self._view.painter.height, 1)
        last = self._view.grid_model.rowCount() * height - self._view.verticalOffset()
        below = min(spot.y(), last - 1) - self._box.bottom()
        return -(-below // height) if below > 0 else 0

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() == Qt.MouseButton.LeftButton:
            self._band = QRubberBand(QRubberBand.Shape.Rectangle, self._view.viewport())
            self._band.setGeometry(self._box)
            self._band.show()

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._band is not None:
            rows = self.rows_at(self.mapToParent(event.position().toPoint()))
            self._band.setGeometry(self._box.adjusted(0, 0, 0, rows * self._view.painter.height))

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        band, self._band = self._band, None
        if band is None:
            return
        band.hide()
        band.deleteLater()
        rows = self.rows_at(self.mapToParent(event.position().toPoint()))
        if rows:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.dragged.emit(rows, alt)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.colours.surface)
            painter.fillRect(self.rect().adjusted(1, 1, 0, 0), self._look.accent.ink)
