"""The name of the class over its page: cut to its room, with a caret that opens the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.core.texts import tr
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look

CARET = 14
"""Side of the caret, px at 100 %."""


class NameButton(QAbstractButton):
    """Says which class is open; a click or Space offers the others."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def say(self, name: str) -> None:
        """Name another class."""
        self.setText(visible(name))
        self.setAccessibleName(tr("Class: {name}", name=visible(name)))
        set_tip(self, name)
        self._restyle()

    @never_raises(QSize(120, 28))
    def sizeHint(self) -> QSize:  # noqa: D102
        wide = self._look.metrics(Role.VIEW).horizontalAdvance(self.text())
        return QSize(wide + self._look.px(CARET + 16), self._look.size("control"))

    @never_raises(QSize(60, 28))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(70), self._look.size("control"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look, px, rect = self._look, self._look.px, self.rect()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            frame(painter, rect, look.radius(), look.colours.hover)
        room = rect.adjusted(px(4), 0, -px(CARET + 10), 0)
        metrics = look.metrics(Role.VIEW)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(look.font(Role.VIEW))
        painter.setPen(look.colours.text)
        painter.drawText(room.adjusted(0, 0, 1, 0), ONE_LINE, text)
        left = room.left() + metrics.horizontalAdvance(text) + px(6)
        spot = QRect(left, (rect.height() - px(CARET)) // 2, px(CARET), px(CARET))
        look.paint_icon(painter, spot, "chevron-down")
        if self.hasFocus():
            frame(painter, rect, look.radius(), None, look.accent.ink, 2.0)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
