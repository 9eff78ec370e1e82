"""The choice of an account's colour: a row of discs, moved through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look

STEP = 28
DISC = 8.0
"""Radius of a disc, px at 100 %."""


class ColourChoice(QWidget):
    """Discs; the chosen one wears a ring.

    Attributes:
        chosen: another colour, "#RRGGBB".
    """

    chosen = Signal(str)

    def __init__(self, colours: Sequence[str], look: Look) -> None:
        super().__init__()
        self._look = look
        self._colours = list(colours)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._tell()

    @property
    def value(self) -> str:
        """The colour chosen."""
        return self._colours[self._at]

    def set_value(self, colour: str) -> None:
        """Choose a colour without telling; one that is not offered joins the row."""
        known = [held.upper() for held in self._colours]
        if colour and colour.upper() not in known:
            self._colours.append(colour)
            known.append(colour.upper())
            self.updateGeometry()
        self._at = known.index(colour.upper()) if colour else 0
        self._tell()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._colours) and at != self._at:
            self._at = at
            self._tell()
            self.chosen.emit(self.value)

    def _tell(self) -> None:
        self.setAccessibleDescription(
            tr("{number} of {count}", number=self._at + 1, count=len(self._colours))
        )
        self.update()

    @never_raises(QSize(200, 28))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(STEP) * len(self._colours), self._look.size("control"))

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(self._at + steps[key])
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._choose(int(event.position().x()) // self._look.px(STEP))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, step, middle = self._look, self._look.px(STEP), self.height() / 2
        for at, colour in enumerate(self._colours):
            centre = QPointF(step * (at + 0.5), middle)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(centre, look.px(DISC), look.px(DISC))
            if at == self._at:
                ring = look.accent.ink if self.hasFocus() else look.colours.text
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(ring, 2))
                painter.drawEllipse(centre, look.px(DISC + 3), look.px(DISC + 3))

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
