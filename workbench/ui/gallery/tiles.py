"""Pictures on the ground they stand on, composed once and then only copied to the screen."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPixmap

from workbench.ui.theme.tokens import mix

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

KEPT_BYTES = 32 * 1024 * 1024
"""Composed pictures kept in memory."""
ROUND_TO = 64
"""Device pixels: pictures are asked for in these steps, so that a splitter can be dragged."""


def photo_ink(look: Look) -> QColor:
    """The colour of notes and signs on the ground behind pictures, which stays light in dark."""
    colours = look.colours
    return mix(colours.photo, colours.surface if look.dark else colours.text, 0.72)


def photo_link(look: Look) -> QColor:
    """The colour of a link on the ground behind pictures."""
    return mix(look.accent.fill, look.colours.surface, 0.25) if look.dark else look.accent.ink


def paint_picture(painter: QPainter, box: QRectF, picture: QPixmap) -> None:
    """Paint a picture as large as fits into the middle of a box, never larger than it is.

    It is multiplied with the ground, so that the white around a product becomes the ground.
    """
    size = QSizeF(picture.size())
    if size.width() > box.width() or size.height() > box.height():
        size = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    spot = QRectF(box.topLeft(), size)
    spot.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawPixmap(spot, picture, QRectF(picture.rect()))
    painter.restore()


def asked_side(side: int, ratio: float) -> int:
    """The size in device pixels that a picture for a tile is asked for in."""
    return -(-round(side * ratio) // ROUND_TO) * ROUND_TO


class Tiles:
    """Squares with a picture on the photo ground, their upper corners round."""

    def __init__(self, shelf: PictureShelf, look: Look) -> None:
        self._shelf = shelf
        self._look = look
        self._made: OrderedDict[tuple[str, int, float], QPixmap] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        """Forget all: the look or the size of cards is another."""
        self._made.clear()
        self._bytes = 0

    def pixmap(self, url: str, side: int, ratio: float) -> QPixmap | None:
        """The tile of a picture, `side` logical pixels; None until it is here.

        While a picture of the right size is fetched, one that is here in another size stands in.
        """
        key = (url, side, ratio)
        found = self._made.get(key)
        if found is not None:
            self._made.move_to_end(key)
            return found
        picture = self._shelf.pixmap(url, asked_side(side, ratio))
        if picture is not None:
            return self._keep(key, self._compose(picture, side, ratio))
        stand_in = self._shelf.known(url)
        return self._compose(stand_in, side, ratio) if stand_in else None

    def _keep(self, key: tuple[str, int, float], tile: QPixmap) -> QPixmap:
        self._made[key] = tile
        self._bytes += tile.width() * tile.height() * 4
        while self._bytes > KEPT_BYTES and len(self._made) > 1:
            _, old = self._made.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        return tile

    def _compose(self, picture: QPixmap, side: int, ratio: float) -> QPixmap:
        device = max(1, round(side * ratio))
        flat = QPixmap(device, device)
        flat.fill(self._look.colours.photo)
        painter = QPainter(flat)
        inset = device * 0.05
        room = QRectF(flat.rect()).adjusted(inset, inset, -inset, -inset)
        paint_picture(painter, room, picture)
        painter.end()
        tile = QPixmap(device, device)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = (self._look.radius("radius_card") - 1) * ratio
        painter.fillPath(upper_round(QRectF(tile.rect()), radius), QBrush(flat))
        painter.end()
        tile.setDevicePixelRatio(ratio)
        return tile


def upper_round(box: QRectF, radius: float) -> QPainterPath:
    """A box whose two upper corners are round."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, radius, radius)
    path.addRect(box.adjusted(0, box.height() / 2, 0, 0))
    return path.simplified()
