"""Paints one card of the gallery from its words; nothing else of the row is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from workbench.core.texts import tr
from workbench.ui.desk.told import WORDS
from workbench.ui.gallery.shape import INSET, enlarge_box, picture_box, retry_box, tick_box
from workbench.ui.gallery.tiles import Tiles, photo_ink, photo_link, upper_round
from workbench.ui.grid.ticks import paint_tick
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.parts.swatches import paint_swatches
from workbench.ui.text import visible
from workbench.ui.theme.marks import Stock
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.ui.gallery.words import Words
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look
    from workbench.ui.theme.marks import Mark

RIGHT = ONE_LINE | int(Qt.AlignmentFlag.AlignRight)
NAME, BELOW, PRICE, STOCK = (7, 20), (27, 16), (47, 24), (71, 16)
"""Top below the picture and height of each line of words, pixels at 100 %."""


class CardState(msgspec.Struct, frozen=True):
    """How a card stands to pointer, keys and ticks."""

    ticked: bool = False
    current: bool = False
    focused: bool = False
    hovered: bool = False
    tool: bool = False
    """The pointer is over the tool that enlarges."""
    told: Mark | None = None
    """What the service said of the row since it was read."""


class CardPainter:
    """Paints cards; keeps composed pictures and one placeholder."""

    def __init__(self, shelf: PictureShelf, look: Look, widget: QWidget) -> None:
        self._shelf = shelf
        self._look = look
        self._widget = widget
        self._tiles = Tiles(shelf, look)
        self._empty: dict[tuple[str, int, float], QPixmap] = {}

    def forget(self) -> None:
        """Compose everything anew: the look is another."""
        self._tiles.clear()
        self._empty.clear()

    def paint(self, painter: QPainter, card: QRect, words: Words, state: CardState) -> None:
        """Paint a card into its box and the ring around it."""
        look = self._look
        edge = look.colours.line2 if state.hovered else look.colours.line
        frame(painter, card, look.radius("radius_card"), look.colours.raised, edge)
        self._paint_picture(painter, card, words)
        self._paint_words(painter, card, words)
        if state.told is not None:
            self._paint_told(painter, card, state.told)
        self._paint_ring(painter, card, state)
        if state.hovered or state.ticked or (state.current and state.focused):
            self._paint_tick(painter, card, state)
        if state.hovered or (state.current and state.focused):
            self._paint_tool(painter, card, state)

    # ---- picture ---------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter, card: QRect, words: Words) -> None:
        box = picture_box(card).adjusted(1, 1, -1, -1)
        ratio = self._widget.devicePixelRatioF()
        reason = self._shelf.reason(words.picture) if words.picture else ""
        tile = None
        if words.picture and not reason:
            tile = self._tiles.pixmap(words.picture, box.width(), ratio)
        if tile is None:
            icon = "image-off" if reason else "package"
            tile = self._placeholder(icon, box.width(), ratio)
        painter.drawPixmap(box.topLeft(), tile)
        if reason:
            self._paint_reason(painter, card, reason)

    def _placeholder(self, icon: str, side: int, ratio: float) -> QPixmap:
        key = (icon, side, ratio)
        found = self._empty.get(key)
        if found is not None:
            return found
        look = self._look
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = upper_round(QRectF(0, 0, side, side), look.radius("radius_card") - 1)
        painter.fillPath(path, look.colours.photo)
        size = look.size("icon_empty")
        spot = QRect((side - size) // 2, (side - size) // 2, size, size)
        spot.translate(0, -look.px(22) if icon == "image-off" else 0)
        ink = photo_ink(look)
        ink.setAlphaF(0.6)
        look.paint_icon(painter, spot, icon, ink)
        painter.end()
        self._empty[key] = made
        return made

    def _paint_reason(self, painter: QPainter, card: QRect, reason: str) -> None:
        look, box = self._look, picture_box(card)
        inset = look.px(INSET)
        room = QRect(box.left() + inset, box.center().y() - look.px(6), 0, look.line(Role.NOTE))
        room.setRight(box.right() - inset)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(photo_ink(look))
        painter.drawText(room, CENTRED, self._elided(visible(reason), Role.NOTE, room.width()))
        painter.setFont(look.font(Role.NOTE_STRONG))
        painter.setPen(photo_link(look))
        painter.drawText(retry_box(card, look), CENTRED, tr("Retry"))

    def _paint_told(self, painter: QPainter, card: QRect, sign: Mark) -> None:
        """A badge at the foot of the picture: sign and word of what the service said."""
        look, state = self._look, self._look.colours_of(sign)
        text = visible(tr(WORDS[sign][1]))
        side, inset = look.size("mark"), look.px(8)
        wide = look.metrics(Role.BADGE).horizontalAdvance(text) + side + look.px(16)
        high = look.px(20)
        foot = picture_box(card).bottom() + 1 - inset
        box = QRect(card.left() + inset, foot - high, wide, high)
        frame(painter, box, look.radius("radius_badge"), state.tint, state.mark)
        spot = QRect(box.left() + look.px(5), box.center().y() - side // 2 + 1, side, side)
        look.marks.paint(painter, spot, sign)
        painter.setFont(look.font(Role.BADGE))
        painter.setPen(state.ink)
        painter.drawText(box.adjusted(side + look.px(10), 0, 0, 0), ONE_LINE, text)

    # ---- words -----------------------------------------------------------------------------

    def _paint_words(self, painter: QPainter, card: QRect, words: Words) -> None:
        colours = self._look.colours
        name = self._line(card, NAME)
        self._text(painter, name, words.name, Role.TOTAL, colours.text)
        self._text(painter, self._line(card, BELOW), words.subtitle, Role.NOTE, colours.text2)
        self._paint_price(painter, self._line(card, PRICE), words)
        self._paint_stock(painter, self._line(card, STOCK), words)

    def _line(self, card: QRect, line: tuple[int, int]) -> QRect:
        look = self._look
        inset = look.px(INSET)
        top = card.top() + card.width() + look.px(line[0])
        return QRect(card.left() + inset, top, card.width() - 2 * inset, look.px(line[1]))

    def _paint_price(self, painter: QPainter, room: QRect, words: Words) -> None:
        look = self._look
        left = room.right() + 1
        if words.currency:
            width = look.metrics(Role.AXIS).horizontalAdvance(words.currency)
            box = QRect(left - width, room.top() + look.px(1), width, room.height())
            self._text(painter, box, words.currency, Role.AXIS, look.colours.text2)
            # A room of its own, so that amounts line up from card to card.
            left -= max(width + look.px(4), look.size("currency") + look.px(2))
        width = min(look.metrics(Role.RECORD).horizontalAdvance(words.amount), left - room.left())
        box = QRect(left - width, room.top(), width, room.height())
        self._text(painter, box, words.amount, Role.RECORD, look.colours.text)
        rest = QRect(room.topLeft(), room.bottomLeft())
        rest.setRight(box.left() - look.size("gap"))
        if words.colours:
            paint_swatches(painter, rest, words.colours, look)
        else:
            self._text(painter, rest, words.colour_names, Role.NOTE, look.colours.text2)

    def _paint_stock(self, painter: QPainter, room: QRect, words: Words) -> None:
        look = self._look
        width = look.metrics(Role.NOTE).horizontalAdvance(words.tier)
        tier = QRect(room.right() + 1 - width, room.top(), width, room.height())
        self._text(painter, tier, words.tier, Role.NOTE, look.colours.text2)
        rest = QRect(room)
        rest.setRight(tier.left() - look.size("gap"))
        wide = look.metrics(Role.NOTE).horizontalAdvance(words.stock)
        short = wide > rest.width() and words.short != words.stock
        signed = {Stock.LOW, Stock.NONE} if not short else set(Stock)
        if words.level in signed and words.level is not None:
            side = look.px(9)
            top = room.top() + (room.height() - side) / 2
            look.marks.paint_stock(painter, QRectF(rest.left(), top, side, side), words.level)
            rest.setLeft(rest.left() + side + look.px(5))
        said = words.short if short else words.stock
        self._text(painter, rest, said, Role.NOTE, look.colours.text2)

    def _text(self, painter: QPainter, room: QRect, text: str, role: Role, ink: QColor) -> None:
        if not text or room.width() <= 0:
            return
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(room, ONE_LINE, self._elided(text, role, room.width()))

    def _elided(self, text: str, role: Role, width: int) -> str:
        metrics = self._look.metrics(role)
        if metrics.horizontalAdvance(text) <= width:
            return text
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    # ---- ring and tools --------------------------------------------------------------------

    def _paint_ring(self, painter: QPainter, card: QRect, state: CardState) -> None:
        """A ring around what is ticked, and one around what the keys act on."""
        look = self._look
        wide = look.size("focus")
        ink, corner = look.accent.ink, look.radius("radius_card")
        around = card.adjusted(-wide, -wide, wide, wide)
        if state.ticked:
            frame(painter, around, corner + wide, None, ink, wide)
            around.adjust(-wide - 1, -wide - 1, wide + 1, wide + 1)
            corner += wide + 1
        if state.current and state.focused:
            frame(painter, around, corner + wide, None, ink, wide)
        elif state.current and not state.ticked:
            frame(painter, around, corner + wide, None, look.colours.control, 1.5)

    def _paint_tick(self, painter: QPainter, card: QRect, state: CardState) -> None:
        look = self._look
        side = look.size("indicator")
        box = QRect(0, 0, side, side)
        box.moveCenter(tick_box(card, look).center())
        ticked = Qt.CheckState.Checked if state.ticked else Qt.CheckState.Unchecked
        paint_tick(painter, box, ticked, self._widget)

    def _paint_tool(self, painter: QPainter, card: QRect, state: CardState) -> None:
        look, colours = self._look, self._look.colours
        box = enlarge_box(card, look)
        fill = colours.hover if state.tool else colours.surface
        frame(painter, box, look.radius(), fill, colours.line2)
        side = look.size("icon_dense")
        spot = QRect(0, 0, side, side)
        spot.moveCenter(box.center())
        look.paint_icon(painter, spot, "maximize-2", colours.text if state.tool else None)
