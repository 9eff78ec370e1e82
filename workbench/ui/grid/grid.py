"""The table of a tab with everything around it: header menu, filter row, find bar, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WbError, bad_input
from workbench.core.fields import Kind, by_id
from workbench.core.texts import tr
from workbench.ui.grid import asked
from workbench.ui.grid.copying import MOST_CELLS, Block, CopyForm, block_of, mime_of, plain
from workbench.ui.grid.filterrow import FilterRow
from workbench.ui.grid.find import FindBar
from workbench.ui.grid.keys import Command
from workbench.ui.grid.latecells import LateCells
from workbench.ui.grid.menu import column_menu
from workbench.ui.grid.model import CellRole
from workbench.ui.grid.sums import sums_text
from workbench.ui.grid.view import GridView
from workbench.ui.grid.words import whole_title
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.editing.hands import Hands
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing


class Grid(QWidget):
    """The table of the desk's rows.

    Signals:
        menu_wanted: a cell's menu: row key, field id, value, global place.
        activated: a row was double-clicked or entered: its key.
        link_wanted: a link cell was clicked: its address.
        act_wanted: an action in a row was clicked: key of the row, id of the action.
        columns_wanted: the column chooser was asked for.
        sums_changed: what the status line says of the selected cells, "" for nothing.
        said: why a cell cannot be typed in, for the status line.
        list_wanted: a list of a record is to be changed beside the rows: row key, field id.
        hands_changed: rows can be typed in now, or no longer (`hands`).

    Attributes:
        hands: what types in the rows, None where nothing can be typed.
    """

    menu_wanted = Signal(str, str, object, QPoint)
    activated = Signal(str)
    link_wanted = Signal(str)
    act_wanted = Signal(str, str)
    columns_wanted = Signal()
    sums_changed = Signal(str)
    said = Signal(str)
    list_wanted = Signal(str, str)
    hands_changed = Signal()

    def __init__(
        self, desk: Desk, look: Look, shelf: PictureShelf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._look = look
        self._first = True
        self.view = GridView(desk, look, shelf, self)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.filters = FilterRow(desk, look, self.view)
        self.finder = FindBar(look, self.view, self)
        self.late = LateCells(self.view)
        column.addWidget(self.view)
        column.addWidget(self.finder)
        self.setFocusProxy(self.view)
        self.hands: Hands | None = None
        self._sums = QTimer(self)
        self._sums.setSingleShot(True)
        self._sums.setInterval(0)
        self._sums.timeout.connect(self._tell_sums)
        self._listen()
        self.sync()

    def _listen(self) -> None:
        view, desk = self.view, self.desk
        view.menu_wanted.connect(self.menu_wanted)
        view.opened.connect(self.activated)
        view.link_wanted.connect(self.link_wanted)
        view.act_wanted.connect(self.act_wanted)
        view.resized.connect(self._arrange)
        view.selected.connect(self._sums.start)
        view.command.connect(self.run)
        view.header.menu_wanted.connect(self._open_menu)
        self.filters.left.connect(view.setFocus)
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
        desk, view = self.desk, self.view
        self._take_hands()
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

    # ---- typing ----------------------------------------------------------------------------

    def _take_hands(self) -> None:
        """Have the rows typed in where the session on the desk can be."""
        editing = self.desk.session.editing if self.desk.session else None
        if editing is (self.hands.editing if self.hands else None):
            return
        if self.hands is not None:
            self.hands.close()
            self.hands = None
        if editing is not None:
            self.hands = self._make_hands(editing)
        self.view.updateGeometries()
        self._arrange()
        self.hands_changed.emit()

    def _make_hands(self, editing: Editing) -> Hands:
        from workbench.ui.grid.editing.hands import Hands  # noqa: PLC0415 - where rows are typed in
        from workbench.ui.grid.editing.refusals import RefusedBar  # noqa: PLC0415

        bar = RefusedBar(self._look, self)
        self._column.insertWidget(0, bar)
        hands = Hands(self, self._look, editing, bar)
        hands.said.connect(self.said)
        hands.list_wanted.connect(self.list_wanted)
        hands.destroyed.connect(bar.deleteLater)
        return hands

    def settle(self) -> None:
        """Stage what stands in an open editor: before the tab is left or closed."""
        if self.hands is not None:
            self.hands.settle()

    def act(self, act: str) -> None:
        """Do what a menu asks of cells and records (`editing.acts.Act`)."""
        if self.hands is not None:
            from workbench.ui.grid.editing.acts import Act  # noqa: PLC0415 - where rows are typed in

            self.hands.run(Act(act))

    @never_raises(None)
    def _arrange(self) -> None:
        self.view.columns.arrange()
        self.filters.sync()
        self.view.header.viewport().update()
        self.view.viewport().update()

    @never_raises(None)
    def _asked(self) -> None:
        self.view.header.viewport().update()

    @never_raises(None)
    def _status(self) -> None:
        session = self.desk.session
        self.view.set_stale(stale=bool(session and session.status.stale))
        self.view.header.viewport().update()

    @never_raises(None)
    def _arrived(self) -> None:
        self._begin()
        self.view.header.viewport().update()

    def _begin(self) -> None:
        """Go where the tab was left, once: as soon as there are rows and the table is seen."""
        view = self.view
        if not self._first or not view.grid_model.rowCount() or not self.isVisible():
            return
        self._first = False
        top = self.desk.top
        view.updateGeometries()
        view.blocks.follow_current(self.desk.selection.current)
        view.verticalScrollBar().setValue(top * view.painter.height)
        view.ask_for_more()

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._begin()
        self.late.soon()

    # ---- the header ------------------------------------------------------------------------

    @never_raises(None)
    def _sort(self, column: int, add: bool) -> None:
        asked.turn_sort(self.desk, self.view.grid_model.fields[column], add=add)

    @never_raises(None)
    def _resized(self, column: int, width: int) -> None:
        field = self.view.grid_model.fields[column]
        asked.set_width(self.desk, field, round(width * 100 / self._look.zoom))

    def fit(self, column: int) -> None:
        """Make a column as wide as the cells on the screen need."""
        field = self.view.grid_model.fields[column]
        asked.set_width(self.desk, field, self.view.columns.fitting(column))

    @never_raises(None)
    def _dropped(self, column: int, before: int) -> None:
        fields = self.view.grid_model.fields
        asked.move(self.desk, fields[column].id, fields[before].id if before >= 0 else None)

    @never_raises(None)
    def _open_menu(self, column: int, place: QPoint) -> None:
        menu = column_menu(self, column)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def freeze_to(self, column: int) -> None:
        """Let the columns up to this one stay while the others scroll."""
        shown = self.view.columns.shown_columns()
        upto = shown[: shown.index(column) + 1]
        kinds = [self.view.columns.field_of(at).kind for at in upto]
        count = sum(kind is not Kind.PICTURE for kind in kinds)
        self.desk.set_columns(self.desk.view.columns, max(count, 1))

    # ---- what menus and keys ask -----------------------------------------------------------

    @never_raises(None)
    def run(self, command: str) -> None:
        """Do what a key or a menu asks (`keys.Command`)."""
        acts: dict[Command, Callable[[], object]] = {
            Command.SELECT_ALL: self.view.blocks.select_all,
            Command.COPY: self.copy,
            Command.COPY_TITLES: lambda: self.copy(headers=True),
            Command.FIND: self.finder.open,
            Command.FIND_NEXT: self.finder.step,
            Command.FIND_PREVIOUS: lambda: self.finder.step(backwards=True),
            Command.FILTERS: self.toggle_filters,
            Command.ONLY: self.filter_by_current,
            Command.WITHOUT: lambda: self.filter_by_current(exclude=True),
        }
        acts[Command(command)]()

    def toggle_filters(self) -> None:
        """Show the header filters and go to the current column's, or put them away."""
        if self.filters.isVisibleTo(self.view):
            self.filters.open(False)
            self.view.setFocus()
        else:
            column = self.view.currentIndex().column()
            self.show_filters(column if column >= 0 else self.view.columns.first())

    def show_filters(self, column: int) -> None:
        """Show the header filters with the cursor in a column's."""
        self.filters.open(True)
        self.filters.focus(column)

    def filter_by_current(self, *, exclude: bool = False) -> None:
        """Show only the rows with the current cell's value, or only those without it."""
        index = self.view.currentIndex()
        if not index.isValid():
            return
        field = self.view.columns.field_of(index.column())
        if field.late:
            return
        value = index.data(CellRole.VALUE)
        if field.kind is Kind.PRICE and self.view.grid_model.table is not None:
            row = self.view.grid_model.row_at(index.row())
            value = self.view.grid_model.table.price(row, field.id)
        if value is None:
            expression = "!empty" if exclude else "empty"
        else:
            expression = f"{'!' if exclude else '='}{plain(value)}"
        try:
            self.desk.set_header(field.id, expression)
        except WbError as error:
            self.desk.trouble.emit(error)

    def copy(self, form: CopyForm = CopyForm.TABBED, *, headers: bool = False) -> None:
        """Put the selected cells on the clipboard."""
        block = self._block()
        if block is not None:
            QGuiApplication.clipboard().setMimeData(mime_of(block, form, headers=headers))

    def _block(self) -> Block | None:
        """The selected cells: the rows and columns that hold one."""
        view = self.view
        table = view.grid_model.table
        columns = view.blocks.columns()
        places = view.blocks.places() if columns else []
        if table is None or not places:
            return None
        if len(places) * len(columns) > MOST_CELLS:
            count = view.grid_model.formats.integer(MOST_CELLS)
            self.desk.trouble.emit(
                bad_input(
                    tr("More than {count} cells cannot be copied at once.", count=count),
                    tr("Export them instead, or select less."),
                )
            )
            return None
        fields = [view.columns.field_of(at) for at in columns]
        titles = [whole_title(field, table.quantity, view.grid_model.formats) for field in fields]
        return block_of(table, [view.grid_model.row_at(at) for at in places], fields, titles)

    @never_raises(None)
    def _tell_sums(self) -> None:
        self.sums_changed.emit(sums_text(self.view))

    def go_to(self, key: str, field_id: str = "") -> bool:
        """Make a row's cell current and show it; return whether the row is there."""
        place = self.view.grid_model.place_of(key)
        if place is None:
            return False
        column = self.view.grid_model.column_of(field_id)
        self.view.blocks.go(place, self.view.columns.first() if column is None else column)
        return True
