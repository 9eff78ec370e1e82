"""One pass over what is seen of the table: grounds, cells, frozen columns, ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from workbench.ui.grid.painter import Strip

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look


class Screen:
    """Puts the parts of the table on its viewport in their order."""

    def __init__(self, view: GridView, look: Look) -> None:
        self._view = view
        self._look = look

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Paint what `dirty` touches of the viewport."""
        view = self._view
        painter.fillRect(dirty, self._look.colours.surface)
        places = view.places_within(dirty.top(), dirty.bottom())
        top = places.start * view.painter.height - view.verticalOffset()
        width = view.viewport().width()
        view.painter.paint_grounds(painter, places, top, 0, width, view.row_look)
        edge, frozen = view.columns.frozen_edge(), view.columns.frozen_columns()
        loose, still = self._scrolled(dirty, frozen), [self._strip(at) for at in frozen]
        room = QRect(edge, dirty.top(), width - edge, dirty.height())
        painter.save()
        painter.setClipRect(room)
        view.painter.paint_staged(painter, places, top, loose, ruled=True)
        painter.restore()
        view.painter.paint_staged(painter, places, top, still, ruled=False)
        view.blocks.paint(painter, places)
        painter.save()
        painter.setClipRect(room)
        view.painter.paint_cells(painter, places, top, loose)
        painter.restore()
        view.painter.paint_cells(painter, places, top, still)
        if edge:
            line = self._look.size("frozen")
            tone = self._look.colours.line2
            painter.fillRect(edge - line, dirty.top(), line, dirty.height(), tone)
        self._ring(painter, frozen, edge)

    def _scrolled(self, dirty: QRect, frozen: list[int]) -> list[Strip]:
        shown = [at for at in self._view.columns.shown_columns() if at not in frozen]
        strips = [self._strip(at) for at in shown]
        return [
            strip
            for strip in strips
            if strip.x <= dirty.right() and strip.x + strip.width > dirty.left()
        ]

    def _strip(self, column: int) -> Strip:
        columns = self._view.columns
        field = columns.field_of(column)
        return Strip(
            field,
            columns.column_x(column),
            columns.column_width(column),
            strong=field.id == self._view.desk.resource.face.name,
            badge=columns.badge_room(column),
        )

    def _ring(self, painter: QPainter, frozen: list[int], edge: int) -> None:
        view = self._view
        index = view.currentIndex()
        if not index.isValid() or view.isColumnHidden(index.column()):
            return
        if index.column() not in frozen:
            room = view.viewport()
            painter.setClipRect(edge, 0, room.width() - edge, room.height())
        view.painter.paint_ring(painter, view.visualRect(index), focused=view.hasFocus())
