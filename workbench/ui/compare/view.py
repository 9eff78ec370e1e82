"""The table of a comparison: records as columns with picture and price above, marks in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from workbench.core.texts import tr
from workbench.ui.compare.model import CompareModel
from workbench.ui.dock.flat import FlatDelegate, FlatRole, FlatTable, Index, State, rect_of
from workbench.ui.dock.head import paint_centred
from workbench.ui.dock.twolines import fold_text
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import ink_colour, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role, mix

if TYPE_CHECKING:
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

PICTURE = 64
LABELS = 176
LEAST = 148
"""Widths in pixels at 100 %: of a picture, the column of labels, and a record's least."""


class Card(msgspec.Struct, frozen=True):
    """What stands above a record's column."""

    key: str
    name: str
    picture: str
    price: str
    note: str


class CardHeader(QHeaderView):
    """Picture, name and price of each record."""

    def __init__(self, cards: tuple[Card, ...], look: Look, shelf: PictureShelf) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._cards = cards
        self._look = look
        self._shelf = shelf
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        shelf.arrived.connect(self._arrived)

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Show other texts and pictures of the same records."""
        self._cards = cards
        self.viewport().update()

    def _arrived(self) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: D102
        look = self._look
        high = look.px(PICTURE + 24) + look.line(Role.TOTAL) * 2 + look.line(Role.VIEW)
        return QSize(super().sizeHint().width(), high)

    @never_raises(None)
    def paintSection(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        look = self._look
        painter.fillRect(rect, look.colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line2)
        if logicalIndex == 0:
            box = rect.adjusted(look.px(16), 0, 0, -look.px(8))
            painter.setFont(look.font(Role.LABEL))
            painter.setPen(look.colours.text2)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom), tr("Field"))
            return
        painter.fillRect(rect.left(), rect.top(), 1, rect.height(), look.colours.line)
        pad = look.size("cell_padding")
        self._paint_card(painter, rect.adjusted(pad, look.px(8), -pad, 0), logicalIndex - 1)

    def _paint_card(self, painter: QPainter, room: QRect, at: int) -> None:
        look, card = self._look, self._cards[at]
        side = look.px(PICTURE)
        box = QRect(room.left(), room.top(), side, side)
        frame(painter, box, look.radius("radius_thumbnail"), look.colours.photo, look.colours.line2)
        ratio = self.devicePixelRatioF()
        found = self._shelf.pixmap(card.picture, side - 4, ratio) if card.picture else None
        if found is not None:
            paint_centred(painter, box.adjusted(2, 2, -2, -2), found, ratio)
        top = box.bottom() + look.px(6)
        high = look.line(Role.TOTAL)
        lines = QRect(room.left(), top, room.width(), high * 2)
        painter.setFont(look.font(Role.TOTAL))
        painter.setPen(look.colours.text)
        folded = fold_text(visible(card.name), look.metrics(Role.TOTAL), room.width())
        for place, text in enumerate(folded):
            painter.drawText(lines.left(), top + place * high, lines.width(), high, ONE_LINE, text)
        self._paint_price(painter, QRect(lines.left(), lines.bottom() + 1, lines.width(),
                                         look.line(Role.VIEW)), card)  # fmt: skip

    def _paint_price(self, painter: QPainter, line: QRect, card: Card) -> None:
        look = self._look
        painter.setFont(look.font(Role.VIEW))
        painter.setPen(look.colours.text)
        painter.drawText(line, ONE_LINE, card.price)
        left = look.metrics(Role.VIEW).horizontalAdvance(card.price) + look.px(6)
        room = line.adjusted(left, 0, 0, 0)
        note = look.metrics(Role.NOTE).elidedText(
            card.note, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        painter.drawText(room, ONE_LINE, note)


class CompareDelegate(FlatDelegate):
    """Cells of a record; those that differ are tinted and carry a mark."""

    def __init__(self, model: CompareModel, look: Look, view: QTableView) -> None:
        super().__init__(look, view)
        self._model = model
        self._look = look

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, rect = self._look, rect_of(option)
        heading = not self._model.row(index.row()).cells
        marked = self._model.marked(index)
        chosen = option.state & State.State_Selected  # pyright: ignore[reportAttributeAccessIssue]
        if heading:
            painter.fillRect(rect, look.colours.window)
        elif chosen:
            painter.fillRect(rect, look.selected())
        elif marked:
            tint = look.colours_of(Mark.CHANGED).tint
            painter.fillRect(rect, mix(look.colours.surface, tint, 0.6))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        if index.column() and not heading:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), look.colours.line)
        self._paint_text(painter, rect, index, marked=marked)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index, *, marked: bool) -> None:
        look, pad = self._look, self._look.size("cell_padding")
        room = rect.adjusted(pad if index.column() else look.px(16), 0, -pad, 0)
        if marked:
            side = look.px(12)
            paint_unequal(painter, QRect(room.left(), rect.top(), side, rect.height()), look)
            room.setLeft(room.left() + side + look.px(6))
        role = index.data(FlatRole.FONT)
        text = look.metrics(role).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(role))
        painter.setPen(ink_colour(look, index.data(FlatRole.INK)))
        painter.drawText(room, ONE_LINE, text)


def paint_unequal(painter: QPainter, box: QRect, look: Look) -> None:
    """Paint the sign for "differs": two lines struck through."""
    colour = look.colours_of(Mark.CHANGED).mark
    middle = box.center()
    half, gap, thick = look.px(4), look.px(2), max(1, look.px(1.5))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for y in (middle.y() - gap, middle.y() + gap):
        painter.fillRect(middle.x() - half, y, 2 * half, thick, colour)
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(thick)
    painter.setPen(pen)
    reach = look.px(5)
    painter.drawLine(
        middle.x() - gap, middle.y() + reach, middle.x() + gap, middle.y() - reach + thick
    )
    painter.restore()


class CompareTable(FlatTable):
    """A row per field, a column per record."""

    def __init__(
        self, model: CompareModel, cards: tuple[Card, ...], look: Look, shelf: PictureShelf
    ) -> None:
        self._card_header = CardHeader(cards, look, shelf)
        super().__init__(tr("Records side by side"), model, look, header=self._card_header)
        self._lines = model
        self._cards = cards
        self.setItemDelegate(CompareDelegate(model, look, self))
        model.modelReset.connect(self._span)
        self._span()
        self.fit_columns()

    def fit_columns(self) -> None:  # noqa: D102
        cards = getattr(self, "_cards", ())
        if not cards:
            return
        labels = self._look.px(LABELS)
        room = self.viewport().width() - labels
        wide = max(self._look.px(LEAST), room // len(cards))
        self.setColumnWidth(0, labels)
        for at in range(len(cards)):
            self.setColumnWidth(at + 1, wide)

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Show other texts and pictures of the same records."""
        self._cards = cards
        self._card_header.set_cards(cards)

    def stand_on_first(self) -> None:
        """Stand on the first field: a heading is no place to be."""
        headings = set(self._lines.headings())
        first = next((at for at in range(self._lines.rowCount()) if at not in headings), None)
        if first is not None:
            without = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._lines.index(first, 0), without)

    def _span(self) -> None:
        """Let headings run over all columns."""
        self.clearSpans()
        for row in self._lines.headings():
            self.setSpan(row, 0, 1, len(self._cards) + 1)
