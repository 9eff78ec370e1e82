"""The rows of a table inside a record, kept by columns like those of the big table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from workbench.core.fields import NUMERIC, Field, Kind
from workbench.core.formats import MISSING, Formats
from workbench.core.values import Coded, Money, Odd
from workbench.ui.dock.flat import LEFT, NO_INDEX, RIGHT, FlatRole, Index, paint_ground, rect_of
from workbench.ui.dock.head import paint_centred
from workbench.ui.grid.cells.draw import draw_cell
from workbench.ui.grid.cells.drawn import Drawn, Frame
from workbench.ui.grid.inks import Inks
from workbench.ui.grid.words import (
    cell_text,
    cell_tip,
    spoken_cell,
    title_of,
    unit_of,
    whole_title,
)
from workbench.ui.parts.paint import frame
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

if TYPE_CHECKING:
    from workbench.core.sources import SubTable
    from workbench.tables.rowview import RowView
    from workbench.tables.table import Table
    from workbench.ui.dock.treerows import TreeModel
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

SEARCHED = frozenset({Kind.TEXT, Kind.ID, Kind.CHOICE, Kind.CODES})


class SubRows(msgspec.Struct, frozen=True):
    """Rows by columns, and which of them are shown."""

    table: Table
    rows: RowView


def build_rows(subtable: SubTable, rows: Sequence[object], quantity: int) -> SubRows:
    """Return the rows by columns; thousands take a while, so it is called in a thread."""
    from workbench.tables.rowview import RowView  # noqa: PLC0415 - numpy only with rows
    from workbench.tables.table import Table  # noqa: PLC0415

    fields = tuple(
        replace(held, searched=True) if held.kind in SEARCHED else held for held in subtable.fields
    )
    table = Table(fields)
    table.set_quantity(quantity)
    table.append(rows, [str(at) for at in range(len(rows))])
    return SubRows(table, RowView(table))


class SubModel(QAbstractTableModel):
    """Shown rows over the shown fields of an inner table."""

    def __init__(self, subtable: SubTable, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        shown = tuple(held for held in subtable.fields if held.shown)
        self.fields: tuple[Field, ...] = shown or subtable.fields
        self.held: SubRows | None = None
        self.quantity = 1
        self.in_effect: frozenset[int] = frozenset()

    @property
    def formats(self) -> Formats:
        """How numbers and days are written."""
        return self._formats

    def set_rows(
        self,
        held: SubRows | None,
        formats: Formats,
        in_effect: frozenset[int] = frozenset(),
    ) -> None:
        """Show other rows, None for none; those `in_effect` are marked."""
        self.beginResetModel()
        self.in_effect = in_effect
        self.held, self._formats = held, formats
        if held is not None:
            self.quantity = held.table.quantity
        self.endResetModel()

    def narrow(self, text: str) -> None:
        """Show the rows that hold every word."""
        if self.held is not None and self.held.rows.text != text:
            self.beginResetModel()
            self.held.rows.arrange(text=text)
            self.endResetModel()

    def row_of(self, index: Index) -> int:
        """The table's row of an index."""
        return self.row_at(index.row())

    def row_at(self, place: int) -> int:
        """The table's row at a place."""
        assert self.held is not None
        return self.held.rows.row(place)

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() or self.held is None else len(self.held.rows)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.fields)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or self.held is None or index.row() >= len(self.held.rows):
            return None
        held = self.fields[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if held.kind in NUMERIC else LEFT
        table, row = self.held.table, self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                picture = held.kind is Kind.PICTURE
                return "" if picture else visible(cell_text(table, row, held, self._formats))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(cell_tip(table, row, held, self._formats))
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(spoken_cell(table, row, index.row(), held, self._formats))
            case FlatRole.IN_EFFECT:
                return row in self.in_effect
            case FlatRole.PLAIN:
                return plain_text(table, row, held, self._formats)
        return None

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.fields):
            return None
        held = self.fields[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if held.kind is Kind.PICTURE else title_of(held)
            case FlatRole.UNIT:
                return unit_of(held, self.quantity, self._formats)
            case Qt.ItemDataRole.AccessibleTextRole:
                return whole_title(held, self.quantity, self._formats)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if held.kind in NUMERIC else LEFT
        return None


def plain_text(table: Table, row: int, held: Field, formats: Formats) -> str:
    """Return a value for a sheet: numbers without grouping, amounts without their currency."""
    if held.kind is Kind.PRICE:
        priced = table.price(row, held.id)
        return f"{priced.amount:f}" if priced else ""
    value = table.value(row, held.id)
    match value:
        case None:
            return ""
        case Odd():
            return value.raw
        case Money():
            return f"{value.amount:f}"
        case bool() | Coded():
            return formats.value(value, held.kind)
        case _:
            text = str(value) if held.kind in NUMERIC else cell_text(table, row, held, formats)
            return "" if text == MISSING else text


class SubDelegate(QStyledItemDelegate):
    """Paints cells as the big table does."""

    def __init__(
        self,
        model: SubModel | TreeModel,
        look: Look,
        shelf: PictureShelf,
        view: QAbstractItemView,
    ) -> None:
        super().__init__(view)
        self._model = model
        self._look = look
        self._shelf = shelf
        self._inks = Inks(look, view.devicePixelRatioF())
        look.changed.connect(self._remake)

    @never_raises(None)
    def _remake(self) -> None:
        self._inks.remake()

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        paint_ground(painter, option, index, self._look)
        rect = rect_of(option)
        line = self._look.colours.line
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        held = self._model.held
        if held is None:
            return
        row, shown = self._model.row_of(index), self._model.fields[index.column()]
        if shown.kind is Kind.PICTURE:
            self._paint_picture(painter, option, held.table.value(row, shown.id))
            return
        drawn = draw_cell(
            Frame(
                self._inks, self._model.formats, held.table, row, shown,
                rect.width(), rect.height(), strong=index.column() == 0,
            )
        )  # fmt: skip
        self._put(painter, drawn, rect.left(), rect.top())

    def _put(self, painter: QPainter, drawn: Drawn, x: int, y: int) -> None:
        for glyph in drawn.glyphs:
            painter.setFont(self._inks.fonts[glyph.role])
            painter.setPen(self._inks.colours[glyph.ink])
            painter.drawStaticText(x + glyph.x, y + glyph.y, glyph.text)
        for patch in drawn.patches:
            painter.drawPixmap(x + patch.x, y + patch.y, patch.pixmap)

    def _paint_picture(self, painter: QPainter, option: QStyleOptionViewItem, url: object) -> None:
        look, rect = self._look, rect_of(option)
        side = rect.height() - 4
        box = rect.adjusted(0, 0, 0, 0)
        box.setSize(QSize(side, side))
        box.moveCenter(rect.center())
        frame(painter, box, look.radius("radius_thumbnail"), look.colours.photo)
        if not isinstance(url, str) or not url:
            return
        ratio = self._inks.ratio
        found = self._shelf.pixmap(url, side - 2, ratio)
        if found is not None:
            paint_centred(painter, box, found, ratio)

    @never_raises(QSize())
    def sizeHint(  # noqa: D102
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        del option
        look, held = self._look, self._model.fields[index.column()]
        high = look.size("field_row")
        if held.kind is Kind.PICTURE:
            return QSize(high + 4, high)
        if held.kind is Kind.CODES:
            return QSize(look.px(64), high)
        wide = look.metrics().horizontalAdvance(str(index.data() or ""))
        if held.kind is Kind.STOCK:
            wide += look.px(20)
        return QSize(wide + 2 * look.size("cell_padding") + look.px(4), high)
