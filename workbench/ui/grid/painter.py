"""Paints the visible part of the table in one pass, without asking Qt or the model by the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.core.fields import Field, Kind
from workbench.ui.grid.cells.draw import draw_cell
from workbench.ui.grid.cells.drawn import Drawn, Frame
from workbench.ui.grid.ticks import paint_tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from workbench.edits.drafts import Record
    from workbench.tables.table import Table
    from workbench.ui.grid.cells.thumbs import Thumbs
    from workbench.ui.grid.editing.drawing import StagedCells
    from workbench.ui.grid.inks import Inks
    from workbench.ui.grid.model import GridModel
    from workbench.ui.grid.rowlook import RowLook

MOST_CELLS = 6_000
"""Prepared cells kept of one column."""


class Strip:
    """A column where it is painted."""

    __slots__ = ("badge", "field", "strong", "width", "x")

    def __init__(self, field: Field, x: int, width: int, *, strong: bool, badge: int) -> None:
        self.field = field
        self.x = x
        self.width = width
        self.strong = strong
        self.badge = badge


class GridPainter:
    """Keeps prepared cells and paints them.

    Attributes:
        height: of a row in pixels.
        thumbnail: side of a picture in pixels.
        stale: the rows do not answer the question in force: they are painted paler.
        staged: paints what is staged in cells, None where nothing can be typed.
    """

    def __init__(self, model: GridModel, inks: Inks, thumbs: Thumbs) -> None:
        self._model = model
        self._inks = inks
        self._thumbs = thumbs
        self._cells: dict[str, dict[int, Drawn]] = {}
        self._of: tuple[Table | None, int] = (None, 0)
        self._shape: dict[str, tuple[int, int, bool]] = {}
        self.height = 36
        self.thumbnail = 32
        self.stale = False
        self.staged: StagedCells | None = None

    def forget(self) -> None:
        """Prepare all cells anew."""
        self._cells.clear()
        if self.staged is not None:
            self.staged.forget()

    def drop(self, rows: Iterable[int]) -> None:
        """Prepare the cells of some rows anew."""
        for row in rows:
            for cells in self._cells.values():
                cells.pop(row, None)
        if self.staged is not None:
            self.staged.forget()

    def paint_grounds(
        self, painter: QPainter, places: range, top: int, left: int, right: int, look: RowLook
    ) -> None:
        """Fill the rows' grounds and their lines; `top` is where the first of them begins."""
        line = self._inks.look.colours.line
        width, height = right - left, self.height
        for at, place in enumerate(places):
            y = top + at * height
            ground = look.ground(place)
            if ground is not None:
                painter.fillRect(left, y, width, height, ground)
            if look.states is not None and look.strays(place):
                self._paint_stray(painter, QRect(left, y, width, height - 1))
            painter.fillRect(left, y + height - 1, width, 1, line)

    def _paint_stray(self, painter: QPainter, box: QRect) -> None:
        from workbench.ui.grid.editing.drawing import paint_stray  # noqa: PLC0415 - rarely seen

        paint_stray(painter, self._inks, box)

    def paint_staged(
        self,
        painter: QPainter,
        places: range,
        top: int,
        strips: Sequence[Strip],
        *,
        ruled: bool,
    ) -> None:
        """Fill the grounds of cells with drafts, and part the columns by lines where `ruled`."""
        if self.staged is None or not places:
            return
        rows, line = self._rows(places), self._inks.look.colours.line
        records = self.staged.states.records(rows) or ()
        for strip in strips:
            for at, record in enumerate(records):
                if record is not None:
                    y = top + at * self.height
                    box = QRect(strip.x, y, strip.width - 1, self.height - 1)
                    self.staged.paint_ground(painter, box, record, strip.field.id)
            if ruled:
                x = strip.x + strip.width - 1
                painter.fillRect(x, top, 1, len(rows) * self.height, line)

    def _rows(self, places: range) -> list[int]:
        """The table's rows at these positions, those left out that are gone."""
        count = len(self._model.table) if self._model.table is not None else 0
        order = self._model.order[places.start : places.stop].tolist()
        return [row for row in order if row < count]

    def paint_cells(
        self, painter: QPainter, places: range, top: int, strips: Iterable[Strip]
    ) -> None:
        """Paint the cells of these rows in these columns."""
        table = self._model.table
        if table is None or not places:
            return
        if self._of != (table, table.reworked):
            self._cells.clear()
            self._of = (table, table.reworked)
        rows = self._rows(places)
        records = self.staged.states.records(rows) if self.staged else None
        for strip in strips:
            if strip.field.kind is Kind.PICTURE:
                self._paint_pictures(painter, rows, top, strip)
            else:
                self._paint_strip(painter, rows, records, top, strip)

    def _paint_strip(
        self,
        painter: QPainter,
        rows: list[int],
        records: list[Record | None] | None,
        top: int,
        strip: Strip,
    ) -> None:
        cells = self._cells_of(strip)
        colours = self._inks.faded if self.stale else self._inks.colours
        fonts, x, y, height = self._inks.fonts, strip.x, top, self.height
        text, pixmap = painter.drawStaticText, painter.drawPixmap
        last_role, last_ink = None, -1
        for at, row in enumerate(rows):
            record = records[at] if records else None
            drawn = cells.get(row) if record is None else self._draw_staged(strip, row, record)
            if drawn is None:
                drawn = cells[row] = draw_cell(self._frame(strip, row))
            for patch, left, down in drawn.patches:
                pixmap(x + left, y + down, patch)
            for static, left, down, role, ink in drawn.glyphs:
                if role is not last_role:
                    painter.setFont(fonts[role])
                    last_role = role
                if ink != last_ink:
                    painter.setPen(colours[ink])
                    last_ink = ink
                text(x + left, y + down, static)
            y += height

    def _cells_of(self, strip: Strip) -> dict[int, Drawn]:
        shape = (strip.width, strip.badge, strip.strong)
        cells = self._cells.setdefault(strip.field.id, {})
        if self._shape.get(strip.field.id) != shape or len(cells) > MOST_CELLS:
            self._shape[strip.field.id] = shape
            cells.clear()
        return cells

    def _draw_staged(self, strip: Strip, row: int, record: Record) -> Drawn:
        assert self.staged is not None
        return self.staged.drawn(self._frame(strip, row), record)

    def _frame(self, strip: Strip, row: int) -> Frame:
        table = self._model.table
        assert table is not None
        return Frame(
            self._inks,
            self._model.formats,
            table,
            row,
            strip.field,
            strip.width,
            self.height,
            strip.strong,
            strip.badge,
        )

    def _paint_pictures(self, painter: QPainter, rows: list[int], top: int, strip: Strip) -> None:
        table = self._model.table
        assert table is not None
        side = self.thumbnail
        x = strip.x + (strip.width - side) // 2
        y = top + (self.height - 1 - side + 1) // 2
        for row in rows:
            url = table.value(row, strip.field.id)
            painter.drawPixmap(x, y, self._thumbs.pixmap(url if isinstance(url, str) else "", side))
            y += self.height

    def tick(self, widget: QWidget, *, on: bool) -> QPixmap:
        """A tick box, ready."""
        side = self._inks.look.size("indicator")
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        box = QRect(0, 0, side, side)
        return self._inks.pixmap(
            ("tick", on), side, side, lambda painter: paint_tick(painter, box, state, widget)
        )

    def paint_ring(self, painter: QPainter, cell: QRect, *, focused: bool) -> None:
        """The ring of the current cell: in ink with focus, thinner and grey without."""
        look = self._inks.look
        wide = look.size("focus") if focused else max(1.5, look.px(1) * 1.5)
        pen = QPen(look.accent.ink if focused else look.colours.control, wide)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.toRectF().adjusted(1, 1, -1, -2), 2, 2)
        painter.restore()

    def paint_block(self, painter: QPainter, box: QRect, tint: QColor) -> None:
        """The ground of selected cells."""
        painter.fillRect(box.adjusted(0, 0, 0, -1), tint)
