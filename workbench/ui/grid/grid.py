"""The table of a tab with everything around it: header menu, filter row, find bar, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.fields import by_id
from workbench.core.texts import tr
from workbench.ui.grid import asked
from workbench.ui.grid.view import GridView
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.cells.thumbs import Shelf
    from workbench.ui.theme.look import Look


class Grid(QWidget):
    """The table of the desk's rows.

    Signals:
        menu_wanted: a cell's menu: row key, field id, value, global place.
        activated: a row was double-clicked or entered: its key.
        link_wanted: a link cell was clicked: its address.
        columns_wanted: the column chooser was asked for.
    """

    menu_wanted = Signal(str, str, object, QPoint)
    activated = Signal(str)
    link_wanted = Signal(str)
    columns_wanted = Signal()

    def __init__(self, desk: Desk, look: Look, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._first = True
        self.view = GridView(desk, look, shelf, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._listen()
        self.sync()

    def _listen(self) -> None:
        view, desk = self.view, self._desk
        view.menu_wanted.connect(self.menu_wanted)
        view.opened.connect(self.activated)
        view.link_wanted.connect(self.link_wanted)
        view.resized.connect(self._arrange)
        view.header.sort_wanted.connect(self._sort)
        view.header.select_wanted.connect(view.blocks.select_column)
        view.header.resized.connect(self._resized)
        view.header.fit_wanted.connect(self.fit)
        view.header.dropped.connect(self._dropped)
        desk.session_changed.connect(self.sync)
        desk.view_changed.connect(self.sync)
        desk.query_changed.connect(self._asked)
        desk.status_changed.connect(self._status)
        view.grid_model.arrived.connect(self._arrived)

    # ---- following the desk ----------------------------------------------------------------

    @never_raises(None)
    def sync(self) -> None:
        """Show the columns, order and density that the desk holds."""
        desk, view = self._desk, self.view
        view.setAccessibleName(tr(desk.resource.title))
        fields = by_id(desk.resource.fields)
        shown = tuple(
            fields[column.field] for column in desk.view.columns if column.field in fields
        )
        view.grid_model.set_fields(shown)
        if view.painter.height != self._look.row(desk.density).height:
            view.set_density(desk.density)
        self._arrange()
        self._status()

    @never_raises(None)
    def _arrange(self) -> None:
        self.view.columns.arrange()
        self.view.header.viewport().update()
        self.view.viewport().update()

    @never_raises(None)
    def _asked(self) -> None:
        self.view.header.viewport().update()

    @never_raises(None)
    def _status(self) -> None:
        session = self._desk.session
        self.view.set_stale(stale=bool(session and session.status.stale))
        self.view.header.viewport().update()

    @never_raises(None)
    def _arrived(self) -> None:
        """Rows are there: go where the tab was left, the first time."""
        view = self.view
        if self._first and view.grid_model.rowCount():
            self._first = False
            view.verticalScrollBar().setValue(self._desk.top * view.painter.height)
        view.header.viewport().update()

    # ---- the header ------------------------------------------------------------------------

    @never_raises(None)
    def _sort(self, column: int, add: bool) -> None:
        asked.turn_sort(self._desk, self.view.grid_model.fields[column], add=add)

    @never_raises(None)
    def _resized(self, column: int, width: int) -> None:
        field = self.view.grid_model.fields[column]
        asked.set_width(self._desk, field, round(width * 100 / self._look.zoom))

    def fit(self, column: int) -> None:
        """Make a column as wide as the cells on the screen need."""
        field = self.view.grid_model.fields[column]
        asked.set_width(self._desk, field, self.view.columns.fitting(column))

    @never_raises(None)
    def _dropped(self, column: int, before: int) -> None:
        fields = self.view.grid_model.fields
        asked.move(self._desk, fields[column].id, fields[before].id if before >= 0 else None)
