"""What pointer and keys do to the cards: move, tick, enlarge, ask again, drag."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from workbench.core.texts import tr
from workbench.ui.desk.ticked import ticked
from workbench.ui.gallery.shape import enlarge_box, retry_box, tick_box
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.gallery.gallery import Gallery
    from workbench.ui.gallery.shape import Shape
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SIZES = {_Key.Key_Plus: 1, _Key.Key_Minus: -1}
_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class Spot(Enum):
    """What of a card is under the pointer."""

    CARD = auto()
    TICK = auto()
    ENLARGE = auto()
    RETRY = auto()


def spot_at(point: QPoint, card: QRect, url: str, shelf: PictureShelf, look: Look) -> Spot:
    """What of a card a point is on."""
    if tick_box(card, look).contains(point):
        return Spot.TICK
    if enlarge_box(card, look).contains(point):
        return Spot.ENLARGE
    if url and retry_box(card, look).contains(point) and shelf.reason(url):
        return Spot.RETRY
    return Spot.CARD


def place_for(key: int, *, ctrl: bool, place: int, shape: Shape, page: int) -> int | None:
    """The place that a key moves to, None for keys that do not move; `page` is in lines."""
    columns, last = shape.columns, shape.count - 1
    line_start = place // columns * columns
    targets = {
        _Key.Key_Left: place - 1,
        _Key.Key_Right: place + 1,
        _Key.Key_Up: place - columns if place >= columns else place,
        _Key.Key_Down: place + columns,
        _Key.Key_PageUp: place - page * columns,
        _Key.Key_PageDown: place + page * columns,
        _Key.Key_Home: 0 if ctrl else line_start,
        _Key.Key_End: last if ctrl else line_start + columns - 1,
    }
    found = targets.get(_Key(key))
    if found is None or last < 0:
        return None
    if found > last and key == _Key.Key_Down and last // columns == place // columns:
        return place
    return min(max(found, place % columns if key == _Key.Key_PageUp else 0), last)


def handle_key(gallery: Gallery, event: QKeyEvent) -> bool:
    """Do what a key means in the gallery; return whether it means anything."""
    return _moved(gallery, event) or _done(gallery, event)


def _moved(gallery: Gallery, event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    if modifiers & _ALT:
        return False
    target = place_for(
        event.key(),
        ctrl=bool(modifiers & _CTRL),
        place=max(gallery.currentIndex().row(), 0),
        shape=gallery.shape,
        page=max(1, gallery.viewport().height() // gallery.shape.step),
    )
    if target is None:
        return False
    if modifiers & _SHIFT:
        gallery.ticks.reach(target)
    else:
        gallery.ticks.anchor(target)
    gallery.go(target)
    return True


def _done(gallery: Gallery, event: QKeyEvent) -> bool:
    place, key = gallery.currentIndex().row(), event.key()
    if event.matches(QKeySequence.StandardKey.SelectAll):
        gallery.ticks.all()
    elif key in _SIZES and not event.modifiers() & (_CTRL | _ALT):
        gallery.grow(_SIZES[_Key(key)])
    elif place < 0 or event.modifiers() & (_CTRL | _ALT):
        return False
    elif key == _Key.Key_Space:
        gallery.viewer_wanted.emit()
    elif key in {_Key.Key_Return, _Key.Key_Enter}:
        gallery.ticks.toggle(place)
    else:
        return key == _Key.Key_R and gallery.retry(place)
    return True


class Pointer:
    """What the pointer is on, and what its buttons do.

    Attributes:
        place: of the card under the pointer, -1 for none.
        spot: what of the card.
    """

    def __init__(self, gallery: Gallery, desk: Desk, look: Look) -> None:
        self._gallery = gallery
        self._desk = desk
        self._look = look
        self._pressed = (-1, QPoint())
        gallery.carried.connect(self._carry)
        self.place = -1
        self.spot = Spot.CARD

    def find(self) -> None:
        """The cards moved under the pointer."""
        if self.place < 0:
            return
        view = self._gallery.viewport()
        point = view.mapFromGlobal(view.cursor().pos())
        if view.rect().contains(point):
            self.move(point)
        else:
            self.leave()

    def move(self, point: QPoint) -> None:
        """The pointer is here now."""
        self._take(*self._under(point))

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._take(-1, Spot.CARD)

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        point = event.position().toPoint()
        place, spot = self._under(point)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (place if left else -1, point)
        if place < 0:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._act(place, spot, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._gallery.make_current(place)

    def pull(self, event: QMouseEvent) -> None:
        """The pointer went on: with the button held on a card, rows are dragged.

        They are all that are ticked in sight where the card is one of them, else the card alone.
        """
        place, start = self._pressed
        away = (event.position().toPoint() - start).manhattanLength()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not held or place < 0 or away < QApplication.startDragDistance():
            return
        self._pressed = (-1, start)
        key, seen = self._gallery.cards.key_at(place), ticked(self._desk).seen
        if key:
            self._gallery.carried.emit(seen if key in seen else (key,))

    @never_raises(None)
    def _carry(self, keys: tuple[str, ...]) -> None:
        from workbench.ui.grid.dragging import carry  # noqa: PLC0415 - on use

        carry(self._desk, keys, self._look, self._gallery)

    def press_twice(self, event: QMouseEvent) -> None:
        """A button went down for the second time: the card's pictures are wanted."""
        place, spot = self._under(event.position().toPoint())
        if place >= 0 and spot is Spot.CARD and event.button() == Qt.MouseButton.LeftButton:
            self._gallery.viewer_wanted.emit()
        else:
            self.press(event)

    def tip(self, point: QPoint) -> str:
        """What hovering tells."""
        place, spot = self._under(point)
        words = self._gallery.cards.words(place)
        if words is None:
            return ""
        if spot is Spot.ENLARGE:
            return tip_text(tr("Show large (Space)"))
        reason = self._gallery.shelf.reason(words.picture) if words.picture else ""
        said = self._gallery.cards.tip(place)
        return tip_text("\n".join(part for part in (said, reason) if part))

    def _act(self, place: int, spot: Spot, modifiers: Qt.KeyboardModifier) -> None:
        gallery = self._gallery
        if modifiers & _SHIFT:
            gallery.ticks.reach(place)
        elif spot is Spot.TICK or modifiers & _CTRL:
            gallery.ticks.toggle(place)
        elif spot is Spot.RETRY:
            gallery.retry(place)
        else:
            gallery.ticks.anchor(place)
        gallery.make_current(place)
        if spot is Spot.ENLARGE:
            gallery.viewer_wanted.emit()

    def _under(self, point: QPoint) -> tuple[int, Spot]:
        gallery = self._gallery
        offset = gallery.verticalOffset()
        place = gallery.shape.place_at(point, offset)
        words = gallery.cards.words(place)
        if words is None:
            return -1, Spot.CARD
        card = gallery.shape.rect(place, offset)
        return place, spot_at(point, card, words.picture, gallery.shelf, self._look)

    def _take(self, place: int, spot: Spot) -> None:
        if (place, spot) == (self.place, self.spot):
            return
        self.place, self.spot = place, spot
        view = self._gallery.viewport()
        hand = Qt.CursorShape.PointingHandCursor
        view.setCursor(hand if spot is Spot.RETRY else Qt.CursorShape.ArrowCursor)
        view.update()
