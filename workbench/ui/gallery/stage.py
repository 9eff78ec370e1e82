"""The ground on which pictures stand large: one, or up to four side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.gallery.tiles import photo_ink, photo_link
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

ROUND_TO = 256
"""Device pixels: fitted pictures are asked for in these steps, so that resizing is cheap."""
NATURAL = 4096
"""Device pixels: a picture at 100 % is shown up to this size."""
GAP = 16
TITLE = 44
"""Height at 100 % of the lines that name a picture where several stand side by side."""
TALLEST = 1.4
"""Height of a picture's ground by its width where several stand side by side."""


class Shown(NamedTuple):
    """One picture on the stage: its address ("" for none), and what it is of."""

    url: str
    name: str = ""
    subtitle: str = ""


class Stage(QWidget):
    """Pictures on the photo ground, fitted or at 100 %.

    Signals:
        turned: the wheel was turned over a fitted picture; up is negative.
    """

    turned = Signal(int)

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._look = look
        self._shelf = shelf
        self._shown: tuple[Shown, ...] = ()
        self._natural = False
        self._pan = QPointF()
        self._grip: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Picture"))
        shelf.arrived.connect(self.update)
        look.changed.connect(self.update)

    def show_pictures(self, shown: tuple[Shown, ...]) -> None:
        """Put other pictures on the stage."""
        if shown != self._shown:
            self._shown = shown
            self._pan = QPointF()
        self.update()

    def set_natural(self, *, on: bool) -> None:
        """Show pictures with one of their pixels to one of the screen, or fitted."""
        self._natural = on
        self._pan = QPointF()
        self.setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)
        self.update()

    @property
    def natural(self) -> bool:
        """Whether pictures are shown at 100 %."""
        return self._natural

    def pan(self, across: int, down: int) -> None:
        """Move pictures at 100 % by pixels, as far as there is more of them."""
        room = self._overhang()
        wanted = self._pan + QPointF(across, down)
        self._pan = QPointF(
            min(max(wanted.x(), -room.width()), room.width()),
            min(max(wanted.y(), -room.height()), room.height()),
        )
        self.update()

    def retry(self) -> bool:
        """Ask again for what could not be had; return whether there was anything."""
        failed = [shown.url for shown in self._shown if self._shelf.reason(shown.url)]
        for url in failed:
            self._shelf.retry(url)
        return bool(failed)

    # ---- where pictures stand --------------------------------------------------------------

    def _panels(self) -> list[QRect]:
        count = max(len(self._shown), 1)
        gap = self._look.px(GAP)
        width = (self.width() - gap * (count - 1)) // count
        high = self.height()
        if count > 1:
            high = min(high, round(width * TALLEST) + self._look.px(TITLE))
        top = (self.height() - high) // 2
        return [QRect(at * (width + gap), top, width, high) for at in range(count)]

    def _room(self, panel: QRect) -> QRectF:
        inset = self._look.px(GAP)
        bottom = self._look.px(TITLE) if len(self._shown) > 1 else 0
        return QRectF(panel.adjusted(inset, inset, -inset, -inset - bottom))

    def _picture(self, url: str, room: QRectF) -> QPixmap | None:
        return self._shelf.pixmap(url, self._asked(room)) or self._shelf.known(url)

    def _asked(self, room: QRectF) -> int:
        """The size in device pixels that pictures are asked for in."""
        side = round(max(room.width(), room.height()) * self.devicePixelRatioF())
        return NATURAL if self._natural else max(1, -(-side // ROUND_TO)) * ROUND_TO

    def _spot(self, picture: QPixmap, room: QRectF) -> QRectF:
        size = QSizeF(picture.size())
        if self._natural:
            size /= self.devicePixelRatioF()
        else:
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRectF(QPointF(), size)
        spot.moveCenter(room.center() + (self._pan if self._natural else QPointF()))
        return spot

    def _overhang(self) -> QSizeF:
        """How far the largest picture at 100 % reaches over its room, to each side."""
        found = QSizeF(0, 0)
        if not self._natural:
            return found
        for shown, panel in zip(self._shown, self._panels(), strict=False):
            picture = self._shelf.known(shown.url)
            if picture is not None:
                room = self._room(panel)
                over = (QSizeF(picture.size()) / self.devicePixelRatioF() - room.size()) / 2
                found = found.expandedTo(over)
        return found

    # ---- painting --------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shown, panel in zip(self._shown, self._panels(), strict=False):
            self._paint_panel(painter, shown, panel)
        asked = self._asked(self._room(self._panels()[0]))
        self._shelf.want([shown.url for shown in self._shown], asked)

    def _paint_panel(self, painter: QPainter, shown: Shown, panel: QRect) -> None:
        look = self._look
        radius = look.radius("radius_card")
        frame(painter, panel, radius, look.colours.photo, None if look.dark else look.colours.line)
        room = self._room(panel)
        reason = self._shelf.reason(shown.url) if shown.url else ""
        picture = self._picture(shown.url, room) if shown.url and not reason else None
        if picture is not None:
            self._paint_picture(painter, picture, panel, room)
        else:
            self._paint_without(painter, room.toRect(), shown.url, reason)
        if len(self._shown) > 1:
            self._paint_title(painter, shown, panel)

    def _paint_picture(
        self, painter: QPainter, picture: QPixmap, panel: QRect, room: QRectF
    ) -> None:
        painter.save()
        path = QPainterPath()
        bottom = 0 if len(self._shown) < 2 else -self._look.px(TITLE + GAP / 2)
        corner = self._look.radius("radius_card")
        path.addRoundedRect(QRectF(panel.adjusted(0, 0, 0, bottom)), corner, corner)
        painter.setClipPath(path)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawPixmap(self._spot(picture, room), picture, QRectF(picture.rect()))
        painter.restore()

    def _paint_without(self, painter: QPainter, room: QRect, url: str, reason: str) -> None:
        """Say why there is no picture, or hold its place while it is fetched."""
        look, side = self._look, self._look.px(32)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(room.center() - QPoint(0, look.px(28) if reason or not url else 0))
        look.paint_icon(painter, spot, "image-off" if reason else "package", photo_ink(look))
        words = visible(reason) if reason else tr("There is no picture of this.")
        if not reason and url:
            return
        line = QRect(room.left(), spot.bottom() + look.px(8), room.width(), look.line(Role.CELL))
        painter.setFont(look.font(Role.CELL))
        painter.setPen(photo_ink(look))
        painter.drawText(line, CENTRED, self._elided(words, Role.CELL, line.width()))
        if reason:
            painter.setFont(look.font(Role.TOTAL))
            painter.setPen(photo_link(look))
            painter.drawText(line.translated(0, look.px(24)), CENTRED, tr("Retry"))

    def _paint_title(self, painter: QPainter, shown: Shown, panel: QRect) -> None:
        look = self._look
        inset, top = look.px(GAP), panel.bottom() + 1 - look.px(TITLE)
        for text, role in ((shown.name, Role.TOTAL), (shown.subtitle, Role.NOTE)):
            line = QRect(panel.left() + inset, top, panel.width() - 2 * inset, look.line(role))
            painter.setFont(look.font(role))
            painter.setPen(photo_ink(look))
            painter.drawText(line, ONE_LINE, self._elided(text, role, line.width()))
            top += line.height()

    def _elided(self, text: str, role: Role, width: int) -> str:
        metrics = self._look.metrics(role)
        if metrics.horizontalAdvance(text) <= width:
            return text
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    # ---- the pointer -----------------------------------------------------------------------

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() != Qt.MouseButton.LeftButton or self.retry():
            return
        if self._natural:
            self._grip = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._grip is not None:
            spot = event.position().toPoint()
            moved = spot - self._grip
            self._grip = spot
            self.pan(moved.x(), moved.y())

    @never_raises(None)
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        if self._grip is not None:
            self._grip = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    @never_raises(None)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        turned = event.angleDelta()
        if self._natural:
            self.pan(turned.x(), turned.y())
        elif turned.y():
            self.turned.emit(-1 if turned.y() > 0 else 1)
        event.accept()

    @never_raises(None)
    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: D102
        self.pan(0, 0)
