"""A card that can be chosen among others: what it is, when it was so, and the value."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from workbench.ui.filters.valuerow import RIGHT
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

HEIGHT = 50
"""px at 100 %."""


class ValueCard(QRadioButton):
    """One of the values that a field may take. Arrows go to the next card."""

    def __init__(self, title: str, note: str, value: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._title = visible(title)
        self._note = visible(note)
        self._value = visible(value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (self._title, self._value) if part))
        set_tip(self, value)
        look.changed.connect(self._restyle)

    @never_raises(QSize(200, HEIGHT))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(240), self._look.px(HEIGHT))

    minimumSizeHint = sizeHint  # noqa: N815 - Qt's name

    def hitButton(self, _pos: object) -> bool:  # noqa: D102
        return True

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, px, colours = self._look, self._look.px, self._look.colours
        on = self.isChecked()
        strong = on or self.hasFocus()
        edge = look.accent.ink if strong else colours.line2
        fill = look.selected() if on else colours.surface
        frame(painter, self.rect(), look.radius("radius_card"), fill, edge, 2.0 if strong else 1.0)
        self._paint_ring(painter, on=on)
        left, middle = px(36), self.height() // 2
        line = look.line(Role.CELL)
        top = middle - line + px(2) if self._note else middle - line // 2
        painter.setFont(look.font(Role.CELL))
        painter.setPen(colours.text)
        painter.drawText(QRect(left, top, self.width(), line), ONE_LINE, self._title)
        if self._note:
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(colours.text2)
            spot = QRect(left, middle + px(1), self.width(), look.line(Role.NOTE))
            painter.drawText(spot, ONE_LINE, self._note)
        self._paint_value(painter, left)

    def _paint_value(self, painter: QPainter, left: int) -> None:
        look, px = self._look, self._look.px
        metrics = look.metrics(Role.CELL)
        words = max(
            metrics.horizontalAdvance(self._title),
            look.metrics(Role.NOTE).horizontalAdvance(self._note),
        )
        room = QRect(left + words + px(10), 0, 0, self.height())
        room.setRight(self.width() - px(14))
        shown = look.metrics(Role.RECORD).elidedText(
            self._value, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(Role.RECORD))
        painter.setPen(look.colours.text)
        painter.drawText(room, RIGHT, shown)

    def _paint_ring(self, painter: QPainter, *, on: bool) -> None:
        look, px = self._look, self._look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(px(20), self.height() / 2)
        radius = px(15) / 2
        pen = painter.pen()
        pen.setColor(look.accent.ink if on else look.colours.control)
        pen.setWidthF(1.6 if on else 1.0)
        painter.setPen(pen)
        painter.setBrush(look.colours.surface)
        painter.drawEllipse(centre, radius, radius)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent.ink)
            painter.drawEllipse(centre, radius / 2, radius / 2)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
