"""Thumbnails of the table: the picture on its ground, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from workbench.ui.parts.paint import frame

if TYPE_CHECKING:
    from workbench.ui.grid.inks import Inks
    from workbench.ui.pictures import PictureShelf

MOST = 2_000
"""Composed thumbnails kept."""


class Thumbs:
    """Composed thumbnails by address and side."""

    def __init__(self, shelf: PictureShelf, inks: Inks) -> None:
        self._shelf = shelf
        self._inks = inks
        self._made: dict[tuple[str, int], QPixmap] = {}

    def clear(self) -> None:
        """Forget all: the look is another."""
        self._made.clear()

    def forget(self, url: str) -> None:
        """Compose a picture anew: it has arrived, or failed."""
        for key in [key for key in self._made if key[0] == url]:
            del self._made[key]

    def reason(self, url: str) -> str:
        """Why a picture cannot be shown, "" where it can."""
        return self._shelf.reason(url)

    def pixmap(self, url: str | None, side: int) -> QPixmap:
        """The thumbnail of an address; an empty ground while it is fetched."""
        found = self._made.get((url or "", side))
        if found is not None:
            return found
        picture = self._shelf.pixmap(url, side, self._inks.ratio) if url else None
        if url and picture is None and not self._shelf.reason(url):
            return self._ground(side, "")
        if picture is None:
            return self._ground(side, "image-off" if url else "image")
        if len(self._made) > MOST:
            self._made.clear()
        made = self._made[url or "", side] = self._compose(picture, side)
        return made

    def _ground(self, side: int, icon: str) -> QPixmap:
        look = self._inks.look

        def draw(painter: QPainter) -> None:
            box = QRect(0, 0, side, side)
            ground = look.colours.photo if icon != "image" else look.colours.sunken
            frame(painter, box, look.radius("radius_thumbnail"), ground)
            if icon:
                spot = QRect(0, 0, look.px(14), look.px(14))
                spot.moveCenter(box.center())
                ink = look.colours.text3 if not look.dark else look.colours.line2
                look.paint_icon(painter, spot, icon, ink)

        return self._inks.pixmap(("ground", side, icon), side, side, draw)

    def _compose(self, picture: QPixmap, side: int) -> QPixmap:
        ratio, look = self._inks.ratio, self._inks.look
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(0, 0, side, side)
        path = QPainterPath()
        radius = look.radius("radius_thumbnail")
        path.addRoundedRect(box, radius, radius)
        painter.setClipPath(path)
        painter.fillRect(box, look.colours.photo)
        size = picture.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRectF(
            (side - size.width()) / 2, (side - size.height()) / 2, size.width(), size.height()
        )
        painter.drawPixmap(spot, picture, QRectF(picture.rect()))
        painter.setClipping(False)
        if not look.dark:
            frame(painter, box, radius, None, look.colours.line)
        painter.end()
        return made
