"""Where a gallery is scrolled to, kept through sizes, new rows, sorting and the table's turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from workbench.core.queries import Query

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.gallery.cards import Cards
    from workbench.ui.gallery.shape import Shape


class Keeping:
    """Remembers what was at the top edge, and where the current card was seen.

    `desk.top` is the place at the top edge; table and gallery share it.
    """

    def __init__(self, desk: Desk, cards: Cards) -> None:
        self._desk = desk
        self._cards = cards
        self._within = 0.0
        self._key = ""
        self._current: tuple[str, int] | None = None
        self._answered = self._question()

    def scrolled(self, shape: Shape, offset: int) -> None:
        """Note where the gallery stands now."""
        line = max(0, offset // shape.step)
        self._within = (offset - line * shape.step) / shape.step
        if self._desk.top // shape.columns != line:
            self._desk.top = line * shape.columns

    def offset(self, shape: Shape) -> int:
        """Where to scroll to so that what was at the top edge is there again."""
        line = self._desk.top // shape.columns
        return round((line + self._within) * shape.step)

    def shown(self) -> None:
        """The table's turn is over: begin with the line that holds its top row."""
        self._within = 0.0

    def leave(self, shape: Shape, offset: int, height: int, current: int) -> None:
        """The rows are about to change: note what is to be found again.

        Args:
            shape: of the cards as they stand now.
            offset: by how much they are scrolled.
            height: of the viewport.
            current: place of the current card, -1 for none.
        """
        self._key = self._cards.key_at(self._desk.top)
        self._current = None
        if current >= 0:
            top = shape.top(current) - offset
            if -shape.height < top < height:
                self._current = (self._cards.key_at(current), top)

    def arrive(self, shape: Shape) -> int:
        """Where to scroll to now that other rows, or the same in another order, are there.

        A new question begins at its start; else the current card stays where it was seen, or the
        one that was at the top edge stays there.
        """
        before, self._answered = self._answered, self._question()
        if shape.count == 0:
            return 0
        if before is not None and before != self._answered:
            self._desk.top, self._within = 0, 0.0
            return 0
        if self._current is not None:
            place = self._cards.place_of(self._current[0])
            if place is not None:
                return max(0, shape.top(place) - self._current[1])
        place = self._cards.place_of(self._key)
        if place is not None:
            self._desk.top = place
        return self.offset(shape)

    def _question(self) -> Query | None:
        """What the rows answer, the prices' quantity aside; None where there are none yet."""
        session = self._desk.session
        if session is None or not len(session.table):
            return None
        return msgspec.structs.replace(session.query, quantity=1)
