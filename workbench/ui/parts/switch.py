"""A switch for what takes effect at once, where a box would wait for a Save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look


class Switch(QAbstractButton):
    """Track, knob and text; Space turns it, `toggled(bool)` tells."""

    def __init__(self, text: str, look: Look, *, on: bool = False) -> None:
        super().__init__()
        self._look = look
        self._shown = visible(text)
        self.setAccessibleName(self._shown)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def say(self, text: str) -> None:
        """Show another text."""
        self._shown = visible(text)
        self.setAccessibleName(self._shown)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        text = self._look.metrics(Role.CELL).horizontalAdvance(self._shown)
        return QSize(self._look.px(28 + 8 + 4) + text, self._look.size("control_small"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, colours, on = self._look, self._look.colours, self.isChecked()
        high, wide = look.px(14), look.px(26)
        top = (self.height() - high) / 2
        track = QRectF(1, top, wide, high)
        fill = look.accent.fill if on else colours.sunken
        frame(painter, track, high / 2, fill, look.accent.fill if on else colours.control)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF") if on else colours.control)
        middle = track.right() - high / 2 if on else track.left() + high / 2
        painter.drawEllipse(QPointF(middle, track.center().y()), high * 0.32, high * 0.32)
        if self.hasFocus():
            around = track.adjusted(-1, -2, 1, 2)
            frame(painter, around, high / 2 + 2, None, look.accent.ink, 2.0)
        painter.setFont(look.font(Role.CELL))
        painter.setPen(colours.text if self.isEnabled() else colours.text3)
        painter.drawText(
            QRect(wide + look.px(10), 0, self.width(), self.height()), ONE_LINE, self._shown
        )

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
