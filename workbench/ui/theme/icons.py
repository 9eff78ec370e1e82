"""Icons drawn from SVG once per name, colour, size and device ratio, until the look changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect

_STROKE = re.compile(r'stroke-width="[\d.]+"')


def stroke_for(size: float) -> float:
    """Stroke on the 24 grid that looks alike at each size: 2.25 at 12, 2 at 14, 1.75, 1.5 at 24."""
    for limit, stroke in ((12, 2.25), (14, 2.0), (20, 1.75)):
        if size <= limit:
            return stroke
    return 1.5


class Icons:
    """The icon set in one folder; every answer is a cached pixmap."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float, bool], QPixmap] = {}

    def clear(self) -> None:
        """Forgets what was drawn; called when colours or zoom change."""
        self._pixmaps.clear()

    def pixmap(
        self, name: str, colour: QColor, size: int, ratio: float = 1.0, *, solid: bool = False
    ) -> QPixmap:
        """The icon `size` logical pixels wide in `colour`; FileNotFoundError if unknown.

        `solid` fills the shape: the saved view in use has a filled bookmark.
        """
        key = (name, colour.rgba(), size, ratio, solid)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, colour, size, ratio, solid=solid)
        return self._pixmaps[key]

    def paint(self, painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
        """Paints the icon centred in `rect`, as large as its shorter side."""
        size = min(rect.width(), rect.height())
        pixmap = self.pixmap(name, colour, size, painter.device().devicePixelRatioF())
        left = rect.left() + (rect.width() - size) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - size) // 2, pixmap)

    def icon(self, name: str, normal: QColor, off: QColor, on: QColor, size: int) -> QIcon:
        """For actions and menus: `normal`, greyed in `off`, in `on` when checked."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, normal, size, ratio))
            icon.addPixmap(self.pixmap(name, off, size, ratio), QIcon.Mode.Disabled)
            icon.addPixmap(self.pixmap(name, on, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def _draw(self, name: str, colour: QColor, size: int, ratio: float, *, solid: bool) -> QPixmap:
        svg = _STROKE.sub(f'stroke-width="{stroke_for(size)}"', self._read(name))
        svg = svg.replace("currentColor", colour.name())
        if solid:
            svg = svg.replace('fill="none"', f'fill="{colour.name()}"', 1)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(colour.alphaF())
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _read(self, name: str) -> str:
        if name not in self._source:
            self._source[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        return self._source[name]
