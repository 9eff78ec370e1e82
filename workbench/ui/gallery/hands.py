"""What pointer and keys do to the cards: move, tick, enlarge, ask again."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt

from workbench.ui.gallery.shape import enlarge_box, retry_box, tick_box

if TYPE_CHECKING:
    from workbench.ui.desk.selection import Selection
    from workbench.ui.gallery.cards import Cards
    from workbench.ui.gallery.shape import Shape
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
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


class Ticks:
    """Ticks cards one by one, or through to the one ticked last."""

    def __init__(self, cards: Cards, selection: Selection) -> None:
        self._cards = cards
        self._selection = selection
        self._last = ""

    def anchor(self, place: int) -> None:
        """Let the next reach begin here."""
        self._last = self._cards.key_at(place)

    def toggle(self, place: int) -> None:
        """Tick a card, or no longer where it is."""
        key = self._cards.key_at(place)
        if key:
            self._selection.toggle(key)
            self._last = key

    def reach(self, place: int) -> None:
        """Tick all cards from the one touched last to this one."""
        start = self._cards.place_of(self._last)
        first, last = sorted((place if start is None else start, place))
        self._selection.tick(self._cards.keys(first, last), on=True)

    def all(self) -> None:
        """Tick all cards that are shown."""
        self._selection.tick(self._cards.keys(), on=True)
