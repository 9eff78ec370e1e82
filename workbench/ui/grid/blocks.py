"""The selected cells and the current one: chosen by mouse and keys, kept through every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
)

from workbench.core.queries import Query
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from workbench.ui.grid.view import GridView

Flag = QItemSelectionModel.SelectionFlag
MOST_KEPT = 2_000
"""Selected rows that are found again after rows were replaced or sorted; of more, only all."""


class _Kept(msgspec.Struct):
    """What has to be found again.

    Attributes:
        current: key and field of the current cell.
        y: where it (or the top row) stood in the viewport.
        top: key of the row at the top edge.
        keys: the selected rows, empty where there were too many.
        fields: the selected columns.
        everything: whether all cells were selected.
        query: the question that the rows answered.
    """

    current: tuple[str, str] = ("", "")
    y: int | None = None
    top: str = ""
    top_y: int = 0
    keys: list[str] = msgspec.field(default_factory=list)
    fields: list[str] = msgspec.field(default_factory=list)
    everything: bool = False
    query: Query | None = None


class Blocks(QObject):
    """Moves the current cell, extends the selection from its anchor, and restores both."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._anchor = (0, 0)
        self._last_tick = ""
        self._top_key = ""
        self._kept: _Kept | None = None
        self._restoring = False
        view.grid_model.leaving.connect(self._leave)
        view.grid_model.arrived.connect(self._arrive)
        view.desk.selection.current_changed.connect(self.follow_current)

    # ---- moving ----------------------------------------------------------------------------

    def go(self, place: int, column: int, *, extend: bool = False) -> None:
        """Make a cell current, alone or as the end of a block that begins at the anchor."""
        model = self._view.grid_model
        if not model.rowCount() or not model.columnCount():
            return
        place = min(max(place, 0), model.rowCount() - 1)
        index = model.index(place, column)
        if extend:
            self._select_to(place, column, Flag.ClearAndSelect)
        else:
            self._anchor = (place, column)
            self._selection().select(index, Flag.ClearAndSelect)
        self._selection().setCurrentIndex(index, Flag.NoUpdate)
        self._view.scrollTo(index)

    def press(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        """A cell was pressed: alone, added with Ctrl, as the end of a block with Shift."""
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._select_to(index.row(), index.column(), Flag.ClearAndSelect)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._anchor = (index.row(), index.column())
            self._selection().select(index, Flag.Toggle)
        else:
            self._anchor = (index.row(), index.column())
            self._selection().select(index, Flag.ClearAndSelect)
        self._selection().setCurrentIndex(index, Flag.NoUpdate)

    def press_right(self, index: QModelIndex) -> None:
        """The menu of a cell: a selection that it is part of stays."""
        if self._selection().isSelected(index):
            self._selection().setCurrentIndex(index, Flag.NoUpdate)
        else:
            self.press(index, Qt.KeyboardModifier.NoModifier)

    def drag(self, index: QModelIndex) -> None:
        """The pointer went on with the button held."""
        if index != self._view.currentIndex():
            self._select_to(index.row(), index.column(), Flag.ClearAndSelect)
            self._selection().setCurrentIndex(index, Flag.NoUpdate)

    def drag_outside(self, spot: QPoint) -> None:
        """The pointer left the table with the button held: scroll on."""
        room = self._view.viewport().rect()
        index = self._view.currentIndex()
        columns = self._view.columns.shown_columns()
        if not index.isValid() or index.column() not in columns:
            return
        at = columns.index(index.column())
        down = (spot.y() > room.bottom()) - (spot.y() < 0)
        along = (spot.x() > room.right()) - (spot.x() < 0)
        column = columns[min(max(at + along, 0), len(columns) - 1)]
        self.go(index.row() + down, column, extend=True)

    def select_all(self) -> None:
        """Select every cell."""
        self._select(range(self._view.grid_model.rowCount()), self._view.columns.shown_columns())

    def select_columns(self) -> None:
        """Select the whole of the columns that hold a selected cell."""
        columns = sorted(set(self._columns()))
        self._select(range(self._view.grid_model.rowCount()), columns)

    def select_column(self, column: int) -> None:
        """Select one whole column."""
        self._anchor = (0, column)
        self._select(range(self._view.grid_model.rowCount()), [column])

    def select_rows(self) -> None:
        """Select the whole of the rows that hold a selected cell."""
        shown = self._view.columns.shown_columns()
        model, made = self._view.grid_model, QItemSelection()
        for span in self._spans():
            made.select(model.index(span.top(), shown[0]), model.index(span.bottom(), shown[-1]))
        self._selection().select(made, Flag.ClearAndSelect)

    def _columns(self) -> set[int]:
        shown = set(self._view.columns.shown_columns())
        spans = self._spans()
        return {at for span in spans for at in range(span.left(), span.right() + 1)} & shown

    def _select(self, places: range, columns: list[int]) -> None:
        if not places or not columns:
            return
        model, made = self._view.grid_model, QItemSelection()
        for first, last in _runs(columns):
            made.select(model.index(places[0], first), model.index(places[-1], last))
        self._selection().select(made, Flag.ClearAndSelect)

    def _select_to(self, place: int, column: int, flag: QItemSelectionModel.SelectionFlag) -> None:
        model = self._view.grid_model
        top, bottom = sorted((min(self._anchor[0], model.rowCount() - 1), place))
        left, right = sorted((self._anchor[1], column))
        made = QItemSelection(model.index(top, left), model.index(bottom, right))
        self._selection().select(made, flag)

    # ---- ticking ---------------------------------------------------------------------------

    def tick_to(self, place: int, through: bool) -> None:
        """Tick a row, or with Shift all rows from the one ticked last."""
        model, ticks = self._view.grid_model, self._view.desk.selection
        key = model.key_at(place)
        start = model.place_of(self._last_tick)
        if through and start is not None:
            first, last = sorted((start, place))
            keys = [model.key_at(at) for at in range(first, last + 1)]
            ticks.tick(keys, on=self._last_tick in ticks)
        else:
            ticks.toggle(key)
        self._last_tick = key

    def tick_selected(self) -> None:
        """Tick the rows of the selected cells, or no longer where all of them are."""
        model, ticks = self._view.grid_model, self._view.desk.selection
        keys = [model.key_at(place) for place in self.places()]
        if keys:
            ticks.tick(keys, on=not all(key in ticks for key in keys))
            self._last_tick = keys[-1]

    # ---- what is selected ------------------------------------------------------------------

    def places(self) -> list[int]:
        """The positions of the rows that hold a selected cell, from the top."""
        spans = self._spans()
        found = {at for span in spans for at in range(span.top(), span.bottom() + 1)}
        return sorted(found)

    def columns(self) -> list[int]:
        """The columns that hold a selected cell, from the left."""
        return sorted(self._columns())

    def rows_of(self, column: int) -> list[int]:
        """The table's rows whose cell in a column is selected."""
        spans = [span for span in self._spans() if span.left() <= column <= span.right()]
        order = self._view.grid_model.order
        return [row for span in spans for row in order[span.top() : span.bottom() + 1].tolist()]

    def cells(self) -> int:
        """How many cells are selected."""
        return sum(span.width() * span.height() for span in self._spans())

    def end_box(self) -> QRect | None:
        """Where the selection is in the viewport; None where it is more than one block, or none."""
        spans = self._spans()
        if len(spans) != 1:
            return None
        span, shown = spans[0], self._view.columns.shown_columns()
        columns = [at for at in shown if span.left() <= at <= span.right()]
        if not columns or not self._view.hasFocus():
            return None
        first = self._view.cell_rect(span.top(), columns[0])
        return first.united(self._view.cell_rect(span.bottom(), columns[-1]))

    def paint(self, painter: QPainter, places: range) -> None:
        """Paint the ground of selected cells where there is more than the current one."""
        spans = self._spans()
        if not places or (len(spans) <= 1 and self.cells() <= 1):
            return
        look = self._view.row_look
        edge = self._view.columns.frozen_edge()
        frozen = self._view.columns.frozen_columns()
        room = self._view.viewport().rect()
        for span in spans:
            rows = range(max(span.top(), places.start), min(span.bottom() + 1, places.stop))
            columns = [
                at for at in self._view.columns.shown_columns() if span.left() <= at <= span.right()
            ]
            for column in columns if rows else ():
                box = self._view.cell_rect(rows[0], column)
                limit = QRect(0 if column in frozen else edge, 0, room.width(), room.height())
                for place in rows:
                    cell = QRect(
                        box.left(),
                        self._view.cell_rect(place, column).top(),
                        box.width(),
                        box.height(),
                    )
                    if column not in frozen:
                        cell = cell.intersected(
                            limit.adjusted(0, cell.top() - 1, 0, cell.bottom() + 1)
                        )
                    self._view.painter.paint_block(painter, cell, look.block(place))

    # ---- keeping ---------------------------------------------------------------------------

    def note_top(self, place: int) -> None:
        """Another row is at the top edge."""
        self._top_key = self._view.grid_model.key_at(place)

    def current_moved(self) -> None:
        """Another cell is current: its row is the desk's current one."""
        index = self._view.currentIndex()
        if self._restoring or not index.isValid():
            return
        look = self._view.row_look
        if look.current != index.row():
            look.current = index.row()
            self._view.heads.viewport().update()
        self._view.viewport().update()
        self._view.desk.selection.set_current(self._view.grid_model.key_at(index.row()))

    @never_raises(None)
    def follow_current(self, key: str) -> None:
        """The gallery, the dock or a saved state made another row current."""
        view = self._view
        place = view.grid_model.place_of(key)
        if place is None or place == view.currentIndex().row():
            return
        column = view.currentIndex().column()
        self.go(place, column if column >= 0 else view.columns.first())

    @never_raises(None)
    def _leave(self) -> None:
        view, model = self._view, self._view.grid_model
        self._restoring = True
        index = view.currentIndex()
        kept = _Kept(query=_question(view))
        if index.isValid():
            kept.current = (view.desk.selection.current, model.fields[index.column()].id)
            box = view.visualRect(index)
            inside = 0 <= box.top() < view.viewport().height()
            kept.y = box.top() if inside else None
        else:
            kept.current = (view.desk.selection.current, "")
        seen = view.places_within(0, 0)
        kept.top = self._top_key if model.compacted else model.key_at(seen.start)
        kept.top_y = seen.start * view.painter.height - view.verticalOffset()
        rows = sum(span.height() for span in self._spans())
        shown = len(view.columns.shown_columns())
        kept.everything = rows > 1 and self.cells() == model.rowCount() * max(shown, 1)
        if rows <= MOST_KEPT and not kept.everything and not model.compacted:
            kept.keys = [model.key_at(place) for place in self.places()]
            kept.fields = [model.fields[at].id for at in self.columns()]
        self._kept = kept
        self._selection().clearSelection()

    @never_raises(None)
    def _arrive(self) -> None:
        kept, self._kept = self._kept, None
        try:
            if kept is not None:
                self._restore(kept)
        finally:
            self._restoring = False
        index = self._view.currentIndex()
        self._view.row_look.current = index.row() if index.isValid() else -1
        self._view.hover_under_pointer()

    def _restore(self, kept: _Kept) -> None:
        view, model = self._view, self._view.grid_model
        place = model.place_of(kept.current[0])
        column = model.column_of(kept.current[1])
        column = view.columns.first() if column is None else column
        if place is not None and column < model.columnCount():
            self._anchor = (place, column)
            self._selection().setCurrentIndex(model.index(place, column), Flag.NoUpdate)
        else:
            self._selection().setCurrentIndex(QModelIndex(), Flag.NoUpdate)
        self._restore_selection(kept)
        self._restore_scroll(kept, place)

    def _restore_selection(self, kept: _Kept) -> None:
        model = self._view.grid_model
        if kept.everything:
            self.select_all()
            return
        columns = [at for name in kept.fields if (at := model.column_of(name)) is not None]
        found = (model.place_of(key) for key in kept.keys)
        places = sorted(at for at in found if at is not None)
        made = QItemSelection()
        for top, bottom in _runs(places):
            for left, right in _runs(sorted(columns)):
                made.select(model.index(top, left), model.index(bottom, right))
        self._selection().select(made, Flag.ClearAndSelect)

    def _restore_scroll(self, kept: _Kept, place: int | None) -> None:
        """The current row stays where it was seen, else the top row; a new question begins anew."""
        view = self._view
        bar, height = view.verticalScrollBar(), view.painter.height
        view.updateGeometries()
        if kept.query != _question(view):
            bar.setValue(0)
        elif place is not None and kept.y is not None:
            bar.setValue(place * height - kept.y)
        elif (top := view.grid_model.place_of(kept.top)) is not None:
            bar.setValue(top * height - kept.top_y)

    def _selection(self) -> QItemSelectionModel:
        return self._view.selectionModel()

    def _spans(self) -> list[QItemSelectionRange]:
        # The binding's types do not say that a selection is a list.
        return list(self._selection().selection())  # type: ignore[call-overload]


def _question(view: GridView) -> Query | None:
    """What the rows answer, prices' quantity aside."""
    session = view.desk.session
    return msgspec.structs.replace(session.query, quantity=1) if session else None


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of following numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
