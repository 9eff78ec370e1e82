"""Where the cards of a gallery stand: reckoned, so that a million rows cost what one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

GAP = 16
"""Pixels at 100 % between cards, and between them and the edge."""
WORDS = 98
"""Pixels at 100 % below the picture: name, supplier, swatches and price, stock and tier."""
FEW_WORDS = 56
"""The same where there is a name and a line below it alone."""
INSET = 12
"""Pixels at 100 % from the card's edge to its words and tools."""
HIT = 28
"""Side at 100 % of what can be clicked on a picture."""


class Shape(msgspec.Struct, frozen=True):
    """Places of cards in a viewport; all lengths in zoomed pixels.

    Attributes:
        count: how many cards there are.
        columns: how many stand side by side.
        card: width of a card, and side of its picture.
        height: of a card.
        gap: between cards and around them.
    """

    count: int
    columns: int
    card: int
    height: int
    gap: int

    @staticmethod
    def of(width: int, count: int, wanted: int, look: Look, words: int = WORDS) -> Shape:
        """The shape in which cards as near as can be to `wanted` (px at 100 %) fill a width.

        Args:
            width: of the viewport, in zoomed pixels.
            count: how many cards there are.
            wanted: width of a card.
            look: the look.
            words: height of what is said below a picture, px at 100 %.
        """
        gap = look.px(GAP)
        room = max(width - 2 * gap, look.px(80))
        columns = max(1, round((room + gap) / (look.px(wanted) + gap)))
        card = (room - gap * (columns - 1)) // columns
        return Shape(count, columns, card, card + look.px(words), gap)

    @property
    def step(self) -> int:
        """From the top of one line of cards to the next."""
        return self.height + self.gap

    @property
    def length(self) -> int:
        """Height of all lines with the room around them."""
        return self.gap + -(-self.count // self.columns) * self.step

    def top(self, place: int) -> int:
        """Where the card at a place begins, from the top of everything."""
        return self.gap + place // self.columns * self.step

    def rect(self, place: int, offset: int) -> QRect:
        """The card at a place, scrolled down by `offset`."""
        left = self.gap + place % self.columns * (self.card + self.gap)
        return QRect(left, self.top(place) - offset, self.card, self.height)

    def place_at(self, spot: QPoint, offset: int) -> int:
        """The place of the card at a point; -1 between cards."""
        column = (spot.x() - self.gap) // (self.card + self.gap)
        line = (spot.y() + offset - self.gap) // self.step
        if not 0 <= column < self.columns or line < 0:
            return -1
        place = line * self.columns + column
        if place >= self.count or not self.rect(place, offset).contains(spot):
            return -1
        return place

    def seen(self, offset: int, height: int) -> range:
        """The places of cards of which something is seen, whole lines."""
        first = max(0, (offset - self.gap - self.height) // self.step + 1)
        last = max(first, (offset + height - self.gap - 1) // self.step + 1)
        return range(min(first * self.columns, self.count), min(last * self.columns, self.count))


def picture_box(card: QRect) -> QRect:
    """The square of the picture."""
    return QRect(card.left(), card.top(), card.width(), card.width())


def tick_box(card: QRect, look: Look) -> QRect:
    """Where the tick box is clicked; the box stands in its middle."""
    side, inset = look.px(HIT), look.px(INSET) - (look.px(HIT) - look.size("indicator")) // 2
    return QRect(card.left() + inset, card.top() + inset, side, side)


def enlarge_box(card: QRect, look: Look) -> QRect:
    """The tool that shows the picture large."""
    side, inset = look.px(26), look.px(8)
    return QRect(card.right() + 1 - inset - side, card.top() + inset, side, side)


def retry_box(card: QRect, look: Look) -> QRect:
    """The link that asks again for a picture that could not be had."""
    picture, high = picture_box(card), look.px(HIT)
    middle = picture.center().y() + look.px(34)
    width = min(look.px(96), picture.width())
    return QRect(picture.center().x() - width // 2, middle - high // 2, width, high)
