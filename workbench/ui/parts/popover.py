"""A pop-over: a frameless box under its button, closed by Escape or a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from workbench.ui.parts.paint import frame, paint_shadow
from workbench.ui.safe import never_raises
from workbench.ui.theme.apply import wear

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from workbench.ui.theme.look import Look

LARGEST_WITH_SHADOW = 520
"""Pop-overs wider or higher than this many pixels cast no shadow."""


class PopOver(QFrame):
    """Holds one widget; the line2 edge is enough where a window manager does not compose.

    `closed` is emitted whenever it goes away.
    """

    closed = Signal()

    def __init__(self, name: str, body: QWidget, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._column = QVBoxLayout(self)
        self._column.addWidget(body)
        self.body = body
        wear(self, look)
        look.changed.connect(self._restyle)
        self._restyle()

    def open_at(self, anchor: QWidget, *, right: bool = False) -> None:
        """Opens under `anchor`, its left (or `right`) edges in line, kept within the screen."""
        self.adjustSize()
        edge = self._margin()
        under = anchor.mapToGlobal(QPoint(0, anchor.height() + self._look.px(4)))
        left = under.x() - edge + (anchor.width() - self.width() + 2 * edge if right else 0)
        place = self._within(anchor.screen().availableGeometry(), left, under.y() - edge)
        self.move(place)
        self.show()
        self._focus_first()

    def _focus_first(self) -> None:
        tabs = Qt.FocusPolicy.TabFocus
        inside = [self.body, *self.body.findChildren(QWidget)]
        first = next((part for part in inside if part.focusPolicy() & tabs), self.body)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    @never_raises(None)
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self.closed.emit()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        edge = self._margin()
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        radius = self._look.radius("radius_popup")
        limit = self._look.px(LARGEST_WITH_SHADOW)
        if box.width() <= limit and box.height() <= limit:
            paint_shadow(painter, box, radius, self._look)
        frame(painter, box, radius, self._look.colours.raised, self._look.colours.line2)

    def _within(self, screen: QRect, left: int, top: int) -> QPoint:
        edge = self._margin()
        most_left = screen.right() - self.width() + edge
        most_down = screen.bottom() - self.height() + edge
        return QPoint(
            max(screen.left() - edge, min(left, most_left)),
            max(screen.top() - edge, min(top, most_down)),
        )

    def _margin(self) -> int:
        return self._look.px(20)

    @never_raises(None)
    def _restyle(self) -> None:
        room = self._margin() + self._look.px(8)
        self._column.setContentsMargins(room, room, room, room)
        self.update()
