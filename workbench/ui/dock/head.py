"""The head of the dock: picture, further pictures, name, and the one big number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.dock.twolines import TwoLines
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

PICTURE = 132
THUMB = 32
"""Sides in pixels at 100 %."""


class HeadTexts(msgspec.Struct, frozen=True):
    """What the head says.

    Attributes:
        price: the big number, without its unit.
        note: behind it: "EUR at 250".
    """

    name: str = ""
    subtitle: str = ""
    price: str = ""
    note: str = ""


class PictureBox(QAbstractButton):
    """A picture in a square on the photo ground; a click shows it large."""

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._look = look
        self._shelf = shelf
        self._url = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        shelf.arrived.connect(self._arrived)
        look.changed.connect(self._restyle)
        self.show_picture("", "")

    def show_picture(self, url: str, name: str) -> None:
        """Show the picture at a URL; "" for none."""
        self._url = url
        self.setEnabled(bool(url))
        text = tr("Picture of {name}", name=name) if url else tr("No picture")
        self.setAccessibleName(text)
        self._arrived()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(PICTURE), self._look.px(PICTURE))

    @never_raises(None)
    def _arrived(self) -> None:
        set_tip(self, self._shelf.reason(self._url))
        self.update()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, colours = self._look, self._look.colours
        radius = look.radius("radius_card")
        frame(painter, self.rect(), radius, colours.photo, colours.line2)
        found = None
        if self._url:
            side = self.width() - look.px(8)
            found = self._shelf.pixmap(self._url, side, self.devicePixelRatioF())
        if found is not None:
            paint_centred(painter, self.rect(), found, self.devicePixelRatioF())
        else:
            self._paint_empty(painter)
        if self.hasFocus():
            frame(painter, self.rect(), radius, None, look.accent.ink, 2.0)

    def _paint_empty(self, painter: QPainter) -> None:
        look = self._look
        failed = bool(self._shelf.reason(self._url))
        spot = QRect(0, 0, look.px(24), look.px(24))
        spot.moveCenter(self.rect().center())
        look.paint_icon(painter, spot, "image-off" if failed else "image", look.colours.control)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def paint_centred(painter: QPainter, box: QRect, pixmap: QPixmap, ratio: float) -> None:
    """Paint a pixmap of device pixels in the middle of a box."""
    size = QSize(round(pixmap.width() / ratio), round(pixmap.height() / ratio))
    spot = QRect(QPoint(0, 0), size.boundedTo(box.size()))
    spot.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(spot, pixmap)


class ThumbStrip(QWidget):
    """Small pictures in a row, as many as fit, then how many more; arrows choose one.

    Attributes:
        chosen: another picture is wanted; its place.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._look = look
        self._shelf = shelf
        self._urls: tuple[str, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shelf.arrived.connect(self._arrived)
        look.changed.connect(self._restyle)

    def show_pictures(self, urls: tuple[str, ...], at: int = 0) -> None:
        """Show these pictures with one of them chosen; one alone needs no strip."""
        self._urls = urls if len(urls) > 1 else ()
        self._at = min(at, max(len(urls) - 1, 0))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._urls else Qt.FocusPolicy.NoFocus)
        count = len(urls)
        self.setAccessibleName(
            tr("Picture {at} of {count}", at=self._at + 1, count=count) if count else ""
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(THUMB * 3), self._look.px(THUMB))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(THUMB), self._look.px(THUMB))

    def _places(self) -> list[QRect]:
        """Where the pictures stand that fit; the last place is for "+3" where some do not."""
        side, gap = self._look.px(THUMB), self._look.px(6)
        fit = max(1, (self.width() + gap) // (side + gap))
        return [QRect(at * (side + gap), 0, side, side) for at in range(min(fit, len(self._urls)))]

    @never_raises(None)
    def _arrived(self) -> None:
        self.update()

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        for at, place in enumerate(self._places()):
            if place.contains(event.position().toPoint()):
                self._choose(at)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._at + turn)

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._urls) and at != self._at:
            self.show_pictures(self._urls, at)
            self.chosen.emit(at)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, ratio = self._look, self.devicePixelRatioF()
        places = self._places()
        more = len(self._urls) - len(places)
        first = max(0, min(self._at - len(places) + 1 + (1 if more else 0), len(self._urls)))
        for shown, place in enumerate(places):
            at = first + shown
            if more and shown == len(places) - 1 and at < len(self._urls) - 1:
                self._paint_more(painter, place, len(self._urls) - at)
                continue
            self._paint_thumb(painter, place, self._urls[at], ratio, chosen=at == self._at)
        if self.hasFocus() and places:
            around = places[0].united(places[-1])
            frame(painter, around, look.radius("radius_thumbnail"), None, look.accent.ink, 1.0)

    def _paint_thumb(
        self, painter: QPainter, place: QRect, url: str, ratio: float, *, chosen: bool
    ) -> None:
        look = self._look
        radius = look.radius("radius_thumbnail")
        frame(painter, place, radius, look.colours.photo, look.colours.line2)
        found = self._shelf.pixmap(url, place.width() - look.px(4), ratio)
        if found is not None:
            paint_centred(painter, place.adjusted(2, 2, -2, -2), found, ratio)
        if chosen:
            frame(painter, place, radius, None, look.accent.ink, 2.0)

    def _paint_more(self, painter: QPainter, place: QRect, count: int) -> None:
        painter.setFont(self._look.font(Role.NOTE))
        painter.setPen(self._look.colours.text2)
        painter.drawText(place, CENTRED, f"+{count}")

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class BigNumber(QWidget):
    """A number 20/600 with its unit behind it on the same line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._number, self._note = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def say(self, number: str, note: str) -> None:
        """Show another number."""
        self._number, self._note = number, note
        self.setAccessibleName(f"{number} {note}".strip())
        self.setVisible(bool(number))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(80), self._look.line(Role.TITLE))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look = self._look
        painter.setFont(look.font(Role.TITLE))
        painter.setPen(look.colours.text)
        painter.drawText(self.rect(), ONE_LINE, self._number)
        left = look.metrics(Role.TITLE).horizontalAdvance(self._number) + look.px(8)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        room = self.rect().adjusted(left, look.px(3), 0, 0)
        note = look.metrics(Role.NOTE).elidedText(
            self._note, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, ONE_LINE, note)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Head(QWidget):
    """Picture at the left; name, subtitle, price and further pictures beside it.

    Attributes:
        picture_wanted: the picture shown is wanted large.
    """

    picture_wanted = Signal()

    def __init__(self, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self.picture = PictureBox(look, shelf)
        self.picture.clicked.connect(self.picture_wanted)
        self.thumbs = ThumbStrip(look, shelf)
        self.thumbs.chosen.connect(self._choose)
        self.name = TwoLines(look, Role.RECORD)
        self.subtitle = elided_label("", look, Role.NOTE, "text2")
        self.price = BigNumber(look)
        self._urls: tuple[str, ...] = ()
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        texts = QVBoxLayout()
        keep_spacing(texts, look, 4)
        for part in (self.name, self.subtitle, self.price):
            texts.addWidget(part)
        texts.addStretch(1)
        texts.addWidget(self.thumbs)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 16, (16, 14, 16, 14))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def keep_picture(self, *, kept: bool) -> None:
        """Keep a place for the picture, or none where no record of the resource has one."""
        self.picture.setVisible(kept)
        self.thumbs.setVisible(kept)

    def say(self, texts: HeadTexts) -> None:
        """Show another record's texts."""
        self.name.say(texts.name)
        self.subtitle.say(texts.subtitle)
        self.price.say(texts.price, texts.note)

    def show_pictures(self, urls: tuple[str, ...]) -> None:
        """Show the record's pictures, the first one large."""
        if urls == self._urls:
            return
        self._urls = urls
        self.picture.show_picture(urls[0] if urls else "", self.name.text())
        self.thumbs.show_pictures(urls)

    def _choose(self, at: int) -> None:
        self.picture.show_picture(self._urls[at], self.name.text())
