"""The box over the tick boxes: none, some or all of the shown rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workbench.core.texts import tr
from workbench.ui.grid.ticks import paint_tick
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.model import GridModel
    from workbench.ui.grid.rowheads import RowHeads
    from workbench.ui.theme.look import Look


class Corner(QWidget):
    """Ticks all shown rows or none.

    Signals:
        done: rows were ticked, or no longer.
    """

    done = Signal()

    def __init__(
        self, desk: Desk, look: Look, heads: RowHeads, model: GridModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._heads = heads
        self._model = model
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Select all shown rows"))
        set_tip(self, tr("Select all shown rows"))

    def state(self) -> Qt.CheckState:
        """Whether none, some or all shown rows are ticked."""
        count = self._model.rowCount()
        ticked = self._desk.selection.keys
        shown = sum(self._model.place_of(key) is not None for key in ticked)
        if not shown:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if shown == count else Qt.CheckState.PartiallyChecked

    def toggle(self) -> None:
        """Tick all shown rows; none where all are."""
        on = self.state() != Qt.CheckState.Checked
        self._desk.selection.tick(self._model.keys(), on=on)
        self.done.emit()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look = self._look
        painter.fillRect(self.rect(), look.colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colours.line2)
        box = self._heads.tick_box(0, look.size("table_header") - 1)
        paint_tick(painter, box, self.state(), self)

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle()
