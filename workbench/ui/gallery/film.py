"""All pictures of a row, small, so that one can be picked without going through the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.gallery.tiles import paint_picture, photo_ink
from workbench.ui.parts.paint import frame
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

SIDE = 48
"""Side of a small picture, pixels at 100 %."""
STEP = 56
EDGE = 3
"""Room at 100 % around the small pictures for the ring of the one that is shown."""


class Film(QWidget):
    """Small pictures in a row, the one that is shown in the middle where not all have room.

    Its height is kept where there is but one picture, so that the large one does not move when
    the others become known. Keys go through the pictures too, so it takes no focus.

    Signals:
        picked: the picture with this number, from 0, was clicked.
    """

    picked = Signal(int)

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._look = look
        self._shelf = shelf
        self._urls: tuple[str, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Pictures of the row"))
        shelf.arrived.connect(self.update)
        look.changed.connect(self._restyle)

    def show_pictures(self, urls: tuple[str, ...], at: int) -> None:
        """Show the pictures with these addresses; `at` is the one that is shown large."""
        self._urls, self._at = urls if len(urls) > 1 else (), at
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(STEP), self._look.px(SIDE + 2 * EDGE))

    def box(self, number: int) -> QRect:
        """Where a small picture is."""
        px = self._look.px
        step, side, count = px(STEP), px(SIDE), len(self._urls)
        length = count * step - (step - side)
        left = (self.width() - length) // 2
        if length > self.width() - 2 * px(EDGE):
            wanted = self.width() // 2 - self._at * step - side // 2
            left = min(px(EDGE), max(wanted, self.width() - length - px(EDGE)))
        return QRect(left + number * step, (self.height() - side) // 2, side, side)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        for number, url in enumerate(self._urls):
            box = self.box(number)
            if box.intersects(event.rect()):
                self._paint_one(painter, url, box, shown=number == self._at)

    def _paint_one(self, painter: QPainter, url: str, box: QRect, *, shown: bool) -> None:
        look = self._look
        corner = look.radius("radius_thumbnail")
        frame(painter, box, corner, look.colours.photo, None if look.dark else look.colours.line)
        reason = self._shelf.reason(url)
        picture = None if reason else self._shelf.pixmap(url, box.width(), self.devicePixelRatioF())
        if picture is not None:
            painter.save()
            path = QPainterPath()
            path.addRoundedRect(QRectF(box), corner, corner)
            painter.setClipPath(path)
            paint_picture(painter, QRectF(box), picture)
            painter.restore()
        else:
            side = look.size("icon")
            spot = QRect(box.center() - QPoint(side // 2, side // 2), QSize(side, side))
            look.paint_icon(painter, spot, "image-off" if reason else "package", photo_ink(look))
        if shown:
            wide = look.size("focus")
            around = box.adjusted(-wide, -wide, wide, wide)
            frame(painter, around, corner + wide, None, look.accent.ink, wide)

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        for number in range(len(self._urls)):
            if event.button() == Qt.MouseButton.LeftButton and self.box(number).contains(spot):
                self.picked.emit(number)
                return

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
