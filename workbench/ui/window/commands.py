"""What the window's actions do: each a short method, bound to its action by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from workbench.core.settings import Density
from workbench.core.texts import tr
from workbench.core.views import Layout
from workbench.ui.grid.copying import CopyForm
from workbench.ui.links import open_path
from workbench.ui.safe import weak_slot
from workbench.ui.searching.commands import SearchCommands
from workbench.ui.window.acting import ActionCommands
from workbench.ui.window.baskets import BasketCommands
from workbench.ui.window.changes import Changes
from workbench.ui.window.classing import ClassCommands
from workbench.ui.window.compared import COMPARE, TITLE
from workbench.ui.window.dialogs import Dialogs
from workbench.ui.window.differing import DifferenceCommands
from workbench.ui.window.editing import EditCommands
from workbench.ui.window.importing import Importing
from workbench.ui.window.loading import LoadCommands
from workbench.ui.window.looking import LookCommands
from workbench.ui.window.many import ManyCommands
from workbench.ui.window.offered import Offered
from workbench.ui.window.ordering import OrderCommands
from workbench.ui.window.refreshing import refresh_selection, tell_refresh_cost
from workbench.ui.window.requests import RequestCommands
from workbench.workspace.changes import Update

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab


class Commands(QObject):
    """The actions of a window, done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._registry = window.registry
        self._workspace = window.workspace
        self.dialogs = Dialogs(window)
        self.looks = LookCommands(window)
        self.loads = LoadCommands(window)
        self.edits = EditCommands(window)
        self.imports = Importing(window)
        self.changes = Changes(window)
        self.many = ManyCommands(window)
        self.acts = ActionCommands(window)
        self.classes = ClassCommands(window)
        self.requests = RequestCommands(window)
        self.orders = OrderCommands(window)
        self.differences = DifferenceCommands(window)
        self.offered = Offered(window)
        self.baskets = BasketCommands(window)
        self.searches = SearchCommands(window, self.baskets.add_rows)
        self.dialogs.acts = self.acts
        self.imports.action_wanted.connect(self.acts.run)
        self._bind()
        self._workspace.settings_changed.connect(weak_slot(self, self.refresh_actions))
        window.front_changed.connect(self._front_changed)
        window.jobs_button.clicked.connect(self.dialogs.jobs)
        window.settings_button.clicked.connect(self.dialogs.settings)
        window.tabs.add_wanted.connect(self.new_tab)
        window.connect_wanted.connect(self.dialogs.accounts)
        self._watched: Desk | None = None

    # ---- which tab -------------------------------------------------------------------------

    @property
    def tab(self) -> SourceTab | None:
        """The tab in front."""
        return self._window.front

    def _front_changed(self) -> None:
        tab = self.tab
        if tab is None or tab.desk is self._watched:
            return
        self._watched = tab.desk
        for signal in (
            tab.desk.view_changed,
            tab.desk.session_changed,
            tab.desk.status_changed,
            tab.desk.selection.changed,
        ):
            signal.connect(self.refresh_actions, Qt.ConnectionType.UniqueConnection)
        tab.connect_wanted.connect(self.accounts, Qt.ConnectionType.UniqueConnection)
        tab.sample_wanted.connect(self.sample, Qt.ConnectionType.UniqueConnection)
        tab.menu_wanted.connect(self.context_menu, Qt.ConnectionType.UniqueConnection)
        tab.columns_wanted.connect(self.dialogs.columns, Qt.ConnectionType.UniqueConnection)
        self.refresh_actions()

    def refresh_actions(self, *_: object) -> None:
        """Say which actions can be chosen now, and why the others cannot."""
        tab = self.tab
        session = tab.desk.session if tab else None
        if tab is None:
            return
        enable, desk = self._registry.enable, tab.desk
        ticked = len(desk.selection)
        rows = session is not None and len(session.table) > 0
        no_rows = tr("There are no rows yet.")
        for name in ("export", "export.again", "select.all", "select.invert", "find", "columns"):
            enable(name, on=rows, reason=no_rows)
        enable("compare", on=2 <= ticked <= 6, reason=tr("Tick two to six rows."))
        enable("refresh.selection", on=ticked > 0, reason=tr("Tick the rows to read again."))
        tell_refresh_cost(self._registry, desk)
        whole = session is not None and session.status.complete
        enable("load.all", on=rows and not whole, reason=tr("All rows are loaded."))
        possible = session is not None and Update(session).possible
        enable("load.changes", on=possible, reason=tr("Load all rows first."))
        enable("list", on=bool(desk.resource.list_filter), reason=tr("Nothing to look up here."))
        enable("layout.gallery", on=bool(desk.resource.face.picture), reason=tr("No pictures."))
        self._registry.check(f"layout.{desk.view.layout.value}", on=True)
        self._registry.check(f"density.{desk.density.value}", on=True)
        self._registry.check(f"theme.{self._workspace.settings.theme.value}", on=True)
        self._registry.check("dock", on=tab.dock_shown)
        self._registry.check("rail", on=tab.rail_shown)

    def _bind(self) -> None:
        on, dialogs = self._registry.on, self.dialogs
        on("tab.new", self.new_tab)
        on("tab.close", lambda: self._window.close_tab(self._window.tabs.bar.currentIndex()))
        on("tab.reopen", self._window.reopen_tab)
        on("tab.next", lambda: self._turn_tab(1))
        on("tab.previous", lambda: self._turn_tab(-1))
        on("quit", self._window.close)
        on("account.choose", self.accounts)
        on("export", dialogs.export)
        on("export.again", dialogs.export_again)
        on("settings", dialogs.settings)
        on("jobs", dialogs.jobs)
        on("calls", dialogs.calls)
        on("palette", dialogs.palette)
        on("help", dialogs.help)
        on("shortcuts", dialogs.shortcuts)
        on("about", dialogs.about)
        on("sample", self.sample)
        on("logs", self.logs)
        on("compare", dialogs.compare)
        on("list", dialogs.look_up_list)
        self._bind_rows()
        self._bind_view()

    def _bind_rows(self) -> None:
        on = self._registry.on
        on("copy", lambda: self.tab and self.tab.grid.copy())
        on("copy.headers", lambda: self.tab and self.tab.grid.copy(headers=True))
        for form in (CopyForm.CSV, CopyForm.JSON, CopyForm.MARKDOWN):
            on(f"copy.{form.value}", lambda form=form: self.tab and self.tab.grid.copy(form))
        on("select.all", lambda: self._select("all"))
        on("select.none", lambda: self._select("none"))
        on("select.invert", lambda: self._select("invert"))
        on("find", lambda: self.tab and self.tab.grid.finder.open())
        on("find.next", lambda: self.tab and self.tab.grid.finder.step())
        on("find.previous", lambda: self.tab and self.tab.grid.finder.step(backwards=True))
        on("refresh", lambda: self._desk("refresh"))
        on("refresh.selection", lambda: refresh_selection(self.tab))
        on("filter.add", lambda: self.tab and self.tab.filters.add_filter())
        on("filter.value", lambda: self.filter_value(exclude=False))
        on("filter.exclude", lambda: self.filter_value(exclude=True))
        on("filter.clear", lambda: self._desk("clear_filters"))
        on("search.tab", lambda: self.tab and self.tab.tools.search.setFocus())

    def _bind_view(self) -> None:
        on = self._registry.on
        on("layout.table", lambda: self._desk("set_layout", Layout.TABLE))
        on("layout.gallery", lambda: self._desk("set_layout", Layout.GALLERY))
        on("dock", lambda: self.tab and self.tab.show_dock(on=not self.tab.dock_shown))
        on("rail", lambda: self.tab and self.tab.show_rail(on=not self.tab.rail_shown))
        on("filters.header", lambda: self.tab and self.tab.grid.toggle_filters())
        on("columns", self.dialogs.columns)
        on("view.save", lambda: self.tab and self.tab.tools.view.save_as())
        on("view.reset", lambda: self._desk("reset_view"))
        on("picture", lambda: self.tab and self.tab.open_picture())
        for density in Density:
            on(f"density.{density.value}", lambda d=density: self._desk("set_density", d))
        on("pane.next", lambda: self.turn_pane(1))
        on("pane.previous", lambda: self.turn_pane(-1))

    def _desk(self, method: str, *args: object) -> None:
        if self.tab is not None:
            getattr(self.tab.desk, method)(*args)

    # ---- tabs and panes --------------------------------------------------------------------

    def new_tab(self) -> None:
        """Offer the sources; the chosen one opens in a tab of its own."""
        menu = QMenu(self._window)
        for source in self._workspace.sources:
            icon = self._window.look.icon(source.icon, self._window.look.accent_of(source.id).ink)
            action = menu.addAction(icon, source.title)
            action.triggered.connect(
                lambda _checked=False, chosen=source: self._window.open_tab(chosen)
            )
        self._offer_comparison(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        bar = self._window.tabs.bar
        menu.popup(bar.mapToGlobal(bar.rect().bottomRight()))

    def _offer_comparison(self, menu: QMenu) -> None:
        look = self._window.look
        action = menu.addAction(look.icon("scale", look.accent_of(COMPARE).ink), TITLE)
        action.triggered.connect(
            lambda _checked=False: self._window.open_tab(self._workspace.comparison.source)
        )

    def _turn_tab(self, step: int) -> None:
        bar = self._window.tabs.bar
        if bar.count():
            bar.setCurrentIndex((bar.currentIndex() + step) % bar.count())

    def turn_pane(self, step: int) -> None:
        """Put the focus into the next pane."""
        tab = self.tab
        if tab is None:
            return
        panes = tab.panes()
        focus = QApplication.focusWidget()
        held = [pane is focus or pane.isAncestorOf(focus) for pane in panes] if focus else []
        at = held.index(True) if True in held else -step
        target = panes[(at + step) % len(panes)]
        _first_focus(target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- rows ------------------------------------------------------------------------------

    def _select(self, which: str) -> None:
        tab = self.tab
        session = tab.desk.session if tab else None
        if tab is None or session is None:
            return
        shown = [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]
        held = tab.desk.selection
        if which == "all":
            held.tick(shown, on=True)
        elif which == "none":
            held.only(())
        else:
            held.only([key for key in shown if key not in held])

    def filter_value(self, *, exclude: bool) -> None:
        """Narrow to the value of the current cell, or leave it out."""
        if self.tab is not None:
            self.tab.grid.filter_by_current(exclude=exclude)

    def context_menu(self, position: QPoint) -> None:
        """Show what can be done with the cell under the pointer."""
        menu = self._registry.menu_of(
            (
                *self.requests.context(),
                *self.orders.context(),
                *self.baskets.context(),
                *self.classes.context(),
                *self.edits.context(),
                "copy",
                "copy.headers",
                "",
                "filter.value",
                "filter.exclude",
                "",
                "picture",
                "compare",
                "refresh.selection",
                "",
                "export",
            ),
            self._window,
        )
        self.acts.extend(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    # ---- others ----------------------------------------------------------------------------

    def accounts(self) -> None:
        """Show the accounts of the tab's source."""
        tab = self.tab
        self.dialogs.accounts(tab.desk.source.id if tab else "")

    def sample(self) -> None:
        """Open the program on its sample data."""
        self._window.sandbox_wanted.emit()

    def logs(self) -> None:
        """Show the log folder in the system's file manager."""
        open_path(self._workspace.folders.logs)


def _first_focus(pane: QWidget) -> QWidget:
    """Return the first widget of a pane that takes the keys."""
    if pane.focusPolicy() is not Qt.FocusPolicy.NoFocus or pane.focusProxy():
        return pane
    inner = (child for child in pane.findChildren(QWidget) if child.isVisibleTo(pane))
    takes = (child for child in inner if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next(takes, pane)
