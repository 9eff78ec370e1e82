"""A splitter whose handle is a hairline to look at and seven pixels to grab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look

GRAB = 3
"""Pixels on each side of the line that also take hold of it."""


class Splitter(QSplitter):
    """Parts areas by one line; nothing in it collapses by dragging unless told to."""

    def __init__(self, orientation: Qt.Orientation, look: Look) -> None:
        super().__init__(orientation)
        self._look = look
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:  # noqa: D102
        return _Handle(self.orientation(), self, self._look)


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: QSplitter, look: Look) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        look.changed.connect(self.update)

    @never_raises(None)
    def resizeEvent(self, _event: QResizeEvent) -> None:
        # Qt's own grab zone is five pixels wide; its margins and mask are what widens it.
        across = self.orientation() is Qt.Orientation.Horizontal
        side, top = (GRAB, 0) if across else (0, GRAB)
        self.setContentsMargins(side, top, side, top)
        self.setMask(QRegion(self.contentsRect()))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = self._look.accent.ink if self.underMouse() else self._look.colours.line
        QPainter(self).fillRect(self.contentsRect(), colour)
