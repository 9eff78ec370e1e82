"""A source tab: rail, rows and dock of one desk, and the strips that say what happened.

The table and what asks for its rows are there at once. The rows come once it has been painted, so
that a window is seen first; rail, details, gallery and viewer are made when they are asked for, or
one after the other once the rows have been painted too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.views import Layout
from workbench.ui.board.hook import board_of
from workbench.ui.classes.place import ClassPlace
from workbench.ui.classes.runs import Runs
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.bar import FilterBar
from workbench.ui.grid.grid import Grid
from workbench.ui.links import open_link
from workbench.ui.orders.place import OrdersPlace
from workbench.ui.parts.splitter import Splitter
from workbench.ui.pictures import PictureShelf
from workbench.ui.requests.place import RequestPlace
from workbench.ui.safe import never_raises
from workbench.ui.theme.apply import wear
from workbench.ui.theme.look import Look
from workbench.ui.window.blank import Blank
from workbench.ui.window.strips import Strips
from workbench.ui.window.toolbar import ToolBar

if TYPE_CHECKING:
    from workbench.core.views import WindowState
    from workbench.ui.dock.dock import Dock
    from workbench.ui.gallery.gallery import Gallery
    from workbench.ui.gallery.viewer import Viewer
    from workbench.ui.rail.rail import Rail

RAIL, ROWS, DOCK, FEATURE = range(4)
"""Places of the panes; the feature of a class takes the place of a row's details."""


class SourceTab(QWidget):
    """One source with one account.

    Attributes:
        desk: what it works on.
        connect_wanted: the user wants to connect an account.
        sums_changed: sums of the selected cells, as text.
        menu_wanted: a context menu is wanted over the rows.
        complete: everything has been made.
    """

    connect_wanted = Signal()
    sample_wanted = Signal()
    sums_changed = Signal(str)
    menu_wanted = Signal(QPoint)
    columns_wanted = Signal()
    complete = Signal()

    def __init__(self, desk: Desk, look: Look, sizes: WindowState) -> None:
        super().__init__()
        self.desk = desk
        self._look = look
        wear(self, look)
        self.shelf = PictureShelf(
            lambda: desk.workspace.pictures(desk.account) if desk.account else None,
            desk.workspace.jobs,
            look,
        )
        self.tools = ToolBar(desk, look)
        self.filters = FilterBar(desk, look)
        self.request = RequestPlace(desk, look)
        self.orders = OrdersPlace(desk, look)
        self.strips = Strips(desk, look)
        self.classes = ClassPlace(desk, look, self.strips)
        self.runs = Runs(desk)
        self.board = board_of(desk, look, self.shelf, self.strips)
        self.grid = Grid(desk, look, self.shelf)
        self.blank = Blank(desk, look)
        self._stack = QStackedWidget()
        for page in (self.grid, self.blank):
            self._stack.addWidget(page)
        self._panes = Splitter(Qt.Orientation.Horizontal, look)
        self._dock_wanted = sizes.dock_shown
        self._late = [self._open_desk, self._make_rail, self._make_dock, self._make_gallery]
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._make_next)
        self._painted = False
        self._lay_out(sizes)
        self._connect()
        self._show_page()

    # ---- what is made later ----------------------------------------------------------------

    @cached_property
    def rail(self) -> Rail:
        """Resources, views and facets."""
        from workbench.ui.rail.rail import Rail  # noqa: PLC0415 - after the first rows

        rail = Rail(self.desk, self._look)
        if self.classes.lines is not None:
            rail.show_classes(self.classes.lines)
        self._put_pane(RAIL, rail)
        rail.set_folded(self.width() < self._look.size("rail_folds_under"))
        return rail

    @cached_property
    def dock(self) -> Dock:
        """Details of the current row."""
        from workbench.ui.dock.dock import Dock  # noqa: PLC0415 - after the first rows

        dock = Dock(self.desk, self._look, self.shelf)
        dock.picture_wanted.connect(self.open_picture)
        dock.close_wanted.connect(lambda: self.show_dock(on=False))
        self._put_pane(DOCK, dock)
        return dock

    @cached_property
    def gallery(self) -> Gallery:
        """The same rows as cards."""
        from workbench.ui.gallery.gallery import Gallery  # noqa: PLC0415 - after the first rows

        gallery = Gallery(self.desk, self._look, self.shelf)
        gallery.viewer_wanted.connect(self.open_picture)
        gallery.menu_wanted.connect(self._menu_at)
        self._stack.addWidget(gallery)
        return gallery

    @cached_property
    def viewer(self) -> Viewer:
        """The current row's pictures, large."""
        from workbench.ui.gallery.viewer import Viewer  # noqa: PLC0415 - on use

        return Viewer(self.desk, self._look, self.shelf, self)

    def _open_desk(self) -> object:
        if self.desk.session is None:
            self.desk.open()
        if self.board is not None:
            self.board.begin()
        # The rows are seen before anything else is made or asked for.
        return self.grid.view.viewport().repaint()

    def _make_rail(self) -> object:
        return self._put_pane(RAIL, self.board.rail) if self.board else self.rail

    def _make_dock(self) -> object:
        return self._put_pane(DOCK, self.board.dock) if self.board else self.dock

    def _make_gallery(self) -> object:
        return self.gallery

    @never_raises(None)
    def _make_next(self) -> None:
        """Make one part and let the window go on before the next."""
        if self._late:
            self._late.pop(0)()
            self._next.start()
        else:
            self.complete.emit()

    def _pane(self, place: int) -> QWidget:
        pane = self._panes.widget(place)
        assert pane is not None
        return pane

    def _put_pane(self, place: int, pane: QWidget) -> None:
        """Put a pane where until now its place was kept, as wide and as hidden."""
        old = self._pane(place)
        hidden = old.isHidden()
        sizes = self._panes.sizes()
        self._panes.replaceWidget(place, pane)
        pane.setHidden(hidden)
        self._panes.setSizes(sizes)
        old.deleteLater()

    # ---- for the window --------------------------------------------------------------------

    def show_dock(self, *, on: bool) -> None:
        """Show or hide the details."""
        self._dock_wanted = on
        self._fit()

    @property
    def desk_look(self) -> Look:
        """The look in the source's accent, for dialogs about this tab."""
        return self._look

    @property
    def dock_shown(self) -> bool:
        """Whether the user wants the details to be shown."""
        return self._dock_wanted

    @property
    def rail_shown(self) -> bool:
        """Whether resources and facets are shown."""
        return not self._pane(RAIL).isHidden()

    def show_rail(self, *, on: bool) -> None:
        """Show or hide resources and facets."""
        self._pane(RAIL).setVisible(on)

    def pane_sizes(self) -> tuple[int, int]:
        """Return the widths of rail and dock, px at 100 %."""
        zoom = self._look.zoom / 100
        sizes = self._panes.sizes()
        pane = self._pane(RAIL)
        rail = pane.width() if pane.isVisible() else sizes[RAIL]
        dock = sizes[DOCK] or sizes[FEATURE] or self._pane(DOCK).sizeHint().width()
        return round(rail / zoom), round(dock / zoom)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the panes that F6 goes round, in order."""
        rows = self._stack.currentWidget() or self.grid
        side = self.classes.dock if self.classes.open else self._pane(DOCK)
        found = (self._pane(RAIL), self.tools.search, rows, side)
        return tuple(pane for pane in found if pane.isVisible())

    def open_picture(self) -> None:
        """Show the current row's pictures large."""
        self.viewer.open()

    def focus_rows(self) -> None:
        """Put the focus on the rows."""
        (self._stack.currentWidget() or self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, sizes: WindowState) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(0)
        for part in (self.tools, self.filters, self.request):
            asking.addWidget(part)
        for part in (self._asking, self.strips, self.orders):
            column.addWidget(part)
        if self.board is None:
            column.addWidget(self._stack, 1)
        else:
            self.board.take_place(self._asking, column, self._stack)
        px = self._look.px
        for pane in (Place(px(sizes.rail)), middle, Place(px(sizes.dock)), Place(px(sizes.dock))):
            self._panes.addWidget(pane)
        self._pane(FEATURE).hide()
        self._panes.setStretchFactor(ROWS, 1)
        self._panes.setCollapsible(ROWS, False)
        self._panes.setSizes([px(sizes.rail), px(800), px(sizes.dock), px(sizes.dock)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._panes)

    def _connect(self) -> None:
        desk = self.desk
        desk.view_changed.connect(self._show_page)
        desk.status_changed.connect(self._show_page)
        desk.session_changed.connect(self._show_page)
        desk.facets_changed.connect(self._show_page)
        desk.trouble.connect(self._show_trouble)
        self.classes.shown.connect(self._turn_to_class)
        self.classes.edits_wanted.connect(self.tools.edits.wanted)
        self.classes.fill_wanted.connect(lambda: self.show_dock(on=True))
        self.grid.sums_changed.connect(self.sums_changed)
        self.grid.said.connect(self.sums_changed)
        self.grid.list_wanted.connect(self._open_list)
        self.grid.menu_wanted.connect(self._menu)
        self.grid.columns_wanted.connect(self.columns_wanted)
        self.grid.activated.connect(self._open_row)
        self.grid.link_wanted.connect(open_link)
        if self.board is not None:
            self.board.follow_cells(self.grid.view)
            self.blank.acted.connect(self.board.act)
            self.board.dock_wanted.connect(lambda: self.show_dock(on=True))
        self.blank.connect_wanted.connect(self.connect_wanted)
        self.blank.sample_wanted.connect(self.sample_wanted)
        self.strips.connect_wanted.connect(self.connect_wanted)
        self.tools.columns_wanted.connect(self.columns_wanted)
        self.tools.connect_wanted.connect(self.connect_wanted)

    def _menu(self, _key: str, _field: str, _value: object, place: QPoint) -> None:
        self.menu_wanted.emit(place)

    def _menu_at(self, place: QPoint) -> None:
        self.menu_wanted.emit(place)

    def _open_row(self, key: str) -> None:
        self.desk.selection.set_current(key)
        if not self._dock_wanted:
            self.show_dock(on=True)

    def _open_list(self, key: str, field: str) -> None:
        self._open_row(key)
        self.dock.focus_field(field)

    def _show_trouble(self, error: WbError) -> None:
        self.strips.show_error(error)

    def _show_page(self) -> None:
        """Show rows as the view says, or why there are none."""
        wants_blank = self.blank.explains()
        table = self.desk.view.layout is Layout.TABLE
        rows = self.grid if table else self.gallery
        page: QWidget = self.blank if wants_blank else rows
        if self.classes.open:
            page = self.classes.page
        if self._stack.currentWidget() is not page:
            had_focus = self._stack.isAncestorOf(self.focusWidget() or self)
            self._stack.setCurrentWidget(page)
            if had_focus and page is rows:
                page.setFocus(Qt.FocusReason.OtherFocusReason)

    @never_raises(None)
    def _turn_to_class(self) -> None:
        """Show the class page and its feature in place of rows and details, or those again."""
        on = self.classes.open
        if on and self._stack.indexOf(self.classes.page) < 0:
            self._stack.addWidget(self.classes.page)
            self._put_pane(FEATURE, self.classes.dock)
        page = self.classes.page if on else None
        turned = on == self._asking.isVisibleTo(self)
        self._asking.setVisible(not on)
        self._show_page()
        if not turned:
            return
        wide = self.pane_sizes()[1]
        self._fit()
        sizes = self._panes.sizes()
        sizes[DOCK] = sizes[FEATURE] = self._look.px(wide)
        self._panes.setSizes(sizes)
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Leave out the dock, then the rail's words, where the window is narrow."""
        width = self.width()
        size = self._look.size
        shown = self._dock_wanted and width >= size("dock_hides_under")
        self._pane(DOCK).setVisible(shown and not self.classes.open)
        self._pane(FEATURE).setVisible(shown and self.classes.open)
        folded = width < size("rail_folds_under")
        rail = vars(self.board or self).get("rail")
        if rail is not None:
            rail.set_folded(folded)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
        if not self._painted:
            self._painted = True
            self._next.start()

    @never_raises(QSize(1024, 640))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(1024), self._look.px(640))

    def close_desk(self) -> None:
        """Let go of what the tab holds; answers that come late change nothing."""
        self.grid.settle()
        self.request.settle()
        if "dock" in self.__dict__:
            self.dock.typed.commit()
        self._late.clear()
        self._next.stop()
        self.shelf.close()
        self.desk.close()


class Place(QWidget):
    """Keeps the place of a pane that is not made yet."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._hint = QSize(width, 0)
        self.setAutoFillBackground(True)

    @never_raises(QSize())
    def sizeHint(self) -> QSize:  # noqa: D102
        return self._hint
