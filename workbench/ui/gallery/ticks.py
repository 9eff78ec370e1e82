"""Ticks cards one by one, or through to the one touched last, as lists of files do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.desk.selection import Selection
    from workbench.ui.gallery.cards import Cards


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
        self._selection.only([*self._selection.keys, *self._cards.keys()])
