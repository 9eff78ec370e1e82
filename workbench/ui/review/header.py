"""The head of the review's list: the box for all, and what stands in which column."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from workbench.core.texts import tr
from workbench.ui.filters.choosing import Tick
from workbench.ui.filters.valuerow import RIGHT
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.review.columns import columns_of
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

_STATES = {
    Tick.ON: Qt.CheckState.Checked,
    Tick.PARTLY: Qt.CheckState.PartiallyChecked,
    Tick.OFF: Qt.CheckState.Unchecked,
}


class ListHead(QWidget):
    """Titles of the columns.

    Attributes:
        ticked: everything is to be included, or nothing.
    """

    ticked = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._plain = False
        self._width = 0
        self.box = QCheckBox(self)
        self.box.setTristate(True)
        self.box.setAccessibleName(tr("Include everything that can be sent"))
        self.box.clicked.connect(self._clicked)
        self._tick = Tick.OFF
        look.changed.connect(self._restyle)
        self._restyle()

    def set_tick(self, tick: Tick) -> None:
        """Show whether all, some or none is included."""
        self._tick = tick
        self.box.setCheckState(_STATES[tick])

    def set_width(self, width: int) -> None:
        """Stand over lines of this width, px."""
        self._width = width
        self.update()

    def set_plain(self, *, plain: bool) -> None:
        """Leave out boxes and columns: results have none."""
        self._plain = plain
        self.box.setVisible(not plain)
        self.update()

    def _clicked(self) -> None:
        """Include everything that can be sent where nothing is, else nothing."""
        on = self._tick is Tick.OFF
        self.set_tick(self._tick)
        self.ticked.emit(on)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, rect = self._look, self.rect()
        painter.fillRect(rect, look.colours.window)
        painter.fillRect(0, rect.bottom(), rect.width(), 1, look.colours.line)
        columns = columns_of(rect.adjusted(0, 0, min(0, self._width - rect.width()), 0), look)
        painter.setFont(look.font(Role.LABEL))
        painter.setPen(look.colours.text2)
        left = columns.mark + look.px(4)
        title = tr("Record and result") if self._plain else tr("Record and field")
        painter.drawText(rect.adjusted(left, 0, 0, 0), ONE_LINE, title)
        if self._plain:
            return
        painter.drawText(QRect(0, 0, columns.base, rect.height()), RIGHT, tr("When read"))
        for place, text in ((columns.value, tr("Will be sent")), (columns.check, tr("Check"))):
            painter.drawText(rect.adjusted(place, 0, 0, 0), ONE_LINE, text)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        side = self._look.px(20)
        left = columns_of(self.rect(), self._look).box
        self.box.setGeometry(left, (self.height() - side) // 2, side, side)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("table_header"))
        self.update()
