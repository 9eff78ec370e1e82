"""A toast: only for what can be undone, bottom left, six seconds, longer under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.paint import frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from workbench.ui.theme.look import Look


class Toast(QWidget):
    """Says what was done over the lower left of `host`; `undo_wanted` is its one action.

    It closes by itself unless the pointer or the focus is on it; `closed` is emitted once.
    """

    undo_wanted = Signal()
    closed = Signal()

    def __init__(self, text: str, look: Look, host: QWidget, *, undo: str = "") -> None:
        super().__init__(host)
        self._look = look
        self._host = host
        self.setAccessibleName(text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_up)
        self._undo = Button(undo or tr("Undo"), look, Kind.LINK)
        self._undo.clicked.connect(self._undone)
        cross = IconButton("x", tr("Dismiss"), look, small=True)
        cross.clicked.connect(self._end)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 12, (16, 8, 8, 8))
        row.addWidget(label(text, look))
        row.addWidget(self._undo)
        row.addWidget(cross)
        host.installEventFilter(self)
        look.changed.connect(self._place)

    def pop_up(self) -> None:
        """Shows the toast and starts its six seconds."""
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._look.motion.toast_ms)
        announce(self, self.accessibleName())

    @never_raises(None)
    def enterEvent(self, _event: QEnterEvent) -> None:  # noqa: D102
        self._timer.stop()

    @never_raises(None)
    def leaveEvent(self, _event: QEvent) -> None:  # noqa: D102
        self._timer.start(self._look.motion.toast_ms)

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        colours = self._look.colours
        radius = self._look.radius("radius_card")
        frame(QPainter(self), self.rect(), radius, colours.raised, colours.line2)

    @never_raises(None)
    def _place(self) -> None:
        self.adjustSize()
        edge = self._look.px(16)
        below = self._host.height() - self.height() - edge - self._look.size("status_line")
        self.move(edge, max(0, below))

    def _undone(self) -> None:
        self.undo_wanted.emit()
        self._end()

    def _time_up(self) -> None:
        if self._undo.hasFocus():
            self._timer.start(self._look.motion.toast_ms)
            return
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()
