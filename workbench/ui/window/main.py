"""The main window: tab row, tabs, status line; what its actions do stands in `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.core.views import TabState, WindowState
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.tabs import TabRow
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.searching.box import SearchAllBox, keys_of
from workbench.ui.theme.look import Look
from workbench.ui.window.body import Body
from workbench.ui.window.compared import local_of, source_of, titles
from workbench.ui.window.later import LaterTab
from workbench.ui.window.registry import Registry
from workbench.ui.window.renamed import follow_name
from workbench.ui.window.status import StatusLine
from workbench.ui.window.tab import SourceTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.workspace.workspace import Workspace

KEPT_CLOSED = 10
"""Closed tabs that can be reopened."""

SAVE_MS = 1000
"""The window's state is written this long after its last change."""


class MainWindow(QMainWindow):
    """The window over one workspace.

    Attributes:
        closing: the user wants to close the window; whoever runs the program shuts it down.
        front_changed: another tab is in front.
        begun: the window has been painted for the first time.
        complete: a tab in front is painted, and all of its parts have been made.
        sandbox_wanted: the user wants to look around in sample data.
        connect_wanted: an account of a source is to be added; its id.
        restore_wanted: a backup is to take the place of what is here; its path.
        sandbox_removed: the sample data is to be removed.
        registry: all actions.
    """

    closing = Signal()
    front_changed = Signal()
    begun = Signal()
    complete = Signal()
    sandbox_wanted = Signal()
    connect_wanted = Signal(str)
    restore_wanted = Signal(str)
    sandbox_removed = Signal()

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace = workspace
        self.look = look
        self.registry = Registry(self, look, workspace.settings.key_bindings)
        self.tabs = TabRow(look)
        self.status = StatusLine(workspace, look)
        self.search_all = SearchAllBox(look, keys_of(self.registry["search"]))
        self.jobs_button = IconButton("activity", tr("Job centre"), look)
        self.settings_button = IconButton("sliders-horizontal", tr("Settings"), look)
        self._pages = QStackedWidget()
        self._body = Body(workspace, look)
        self._closed: list[TabState] = []
        self._sizes = WindowState()
        self._ended = False
        self._kept: tuple[object, ...] = ()
        self._begin = QTimer(self, interval=0, singleShot=True)
        self._begin.timeout.connect(self.begun)
        self._painted = False
        self._save = QTimer(self, interval=SAVE_MS, singleShot=True)
        self._save.timeout.connect(self.save_state)
        self._lay_out()
        title = tr("workbench")
        self.setWindowTitle(tr("{name} · Sandbox", name=title) if workspace.sandbox else title)
        self.registry.fill(self.menuBar())
        self.menuBar().setAccessibleName(tr("Menus"))
        self.tabs.bar.currentChanged.connect(self._show_tab)
        self.tabs.bar.tabMoved.connect(self._move_page)
        self.tabs.bar.close_wanted.connect(self.close_tab)
        self._body.connect_wanted.connect(self.connect_wanted)
        self._body.sample_wanted.connect(self.sandbox_wanted)
        look.changed.connect(self._restyle)
        workspace.accounts.renamed.connect(weak_slot(self, self._follow_name))
        workspace.accounts.changed.connect(weak_slot(self, self.follow_accounts))
        self._restyle()

    # ---- tabs ------------------------------------------------------------------------------

    @property
    def front(self) -> SourceTab | None:
        """The tab in front."""
        page = self._pages.currentWidget()
        return page if isinstance(page, SourceTab) else None

    @property
    def all_tabs(self) -> tuple[SourceTab, ...]:
        """Every open tab, in order; those that nobody has looked at yet are made now."""
        made = (self._made(at) for at in range(self._pages.count()))
        return tuple(tab for tab in made if tab is not None)

    @property
    def seen_tabs(self) -> tuple[SourceTab, ...]:
        """The tabs that somebody has looked at."""
        return tuple(page for page in self._all_pages() if isinstance(page, SourceTab))

    def _all_pages(self) -> tuple[QWidget | None, ...]:
        return tuple(self._pages.widget(at) for at in range(self._pages.count()))

    def restore(self, state: WindowState) -> None:
        """Come back with the tabs, sizes and place of the last run, or with one tab a source."""
        self._sizes = state
        if state.geometry:
            self.restoreGeometry(QByteArray.fromBase64(state.geometry.encode()))
        else:
            self.resize(self.look.px(1440), self.look.px(900))
        known = titles(self.workspace)
        tabs = [tab for tab in state.tabs if tab.source in known]
        with QSignalBlocker(self.tabs.bar):
            for tab in tabs or map(TabState, known):
                self._pages.addWidget(LaterTab(tab))
                self.tabs.bar.add(self._title(tab.source, tab.account), tab.source)
            self.tabs.bar.setCurrentIndex(min(state.active, self._pages.count() - 1))
        self._show_tab(self.tabs.bar.currentIndex())
        self.follow_accounts()
        if self.front is not None:
            self.front.tools.search.setFocus()

    def open_tab(
        self, source: Source, state: TabState | None = None, *, front: bool = True
    ) -> SourceTab:
        """Open a tab on a source; it reads nothing until it has been seen."""
        tab = self._make(source, state)
        self._pages.addWidget(tab)
        account = tab.desk.account
        title = self._title(source.id, account.name if account else "")
        index = self.tabs.bar.add(title, source.id)
        if front:
            self.tabs.bar.setCurrentIndex(index)
        self._save_soon()
        return tab

    def _make(self, source: Source, state: TabState | None) -> SourceTab:
        desk = Desk(self.workspace, source, state, local_of(self.workspace, source))
        tab = SourceTab(desk, self.look.tinted(source.id), self._sizes)
        for signal in (desk.view_changed, desk.account_changed, desk.session_changed):
            signal.connect(self._save_soon)
        desk.selection.changed.connect(self._save_soon)
        desk.selection.current_changed.connect(self._save_soon)
        tab.grid.view.verticalScrollBar().valueChanged.connect(self._save_soon)
        tab.classes.noted.connect(self._save_soon)
        tab.sums_changed.connect(self.status.say_sums)
        tab.complete.connect(self.registry.dress)
        tab.complete.connect(self.complete)
        desk.account_changed.connect(lambda: self._retitle(tab))
        return tab

    def _made(self, index: int) -> SourceTab | None:
        """Return the tab of a page, made now where nobody had looked at it."""
        page = self._pages.widget(index)
        if isinstance(page, LaterTab):
            source = source_of(self.workspace, page.state.source)
            assert source is not None
            tab = self._make(source, page.state)
            self._pages.insertWidget(index, tab)
            self._pages.removeWidget(page)
            page.deleteLater()
            return tab
        return page if isinstance(page, SourceTab) else None

    def find_tab(self, source: str, account: str) -> int:
        """Return the place of an account's tab, the one in front first; -1 where it has none."""
        front, wanted = self.tabs.bar.currentIndex(), self.workspace.accounts.find(source, account)
        states = [_state_of(page) for page in self._all_pages() if page is not None]
        found = [
            at
            for at, state in enumerate(states)
            if state.source == source
            and self.workspace.accounts.find(source, state.account) == wanted
        ]
        return min(found, key=lambda at: at != front, default=-1)

    def bring_forward(self, tab: SourceTab) -> None:
        """Put a tab in front."""
        self.tabs.bar.setCurrentIndex(self._pages.indexOf(tab))

    def close_tab(self, index: int) -> None:
        """Close a tab; the last one closes with the window only."""
        page = self._pages.widget(index)
        if page is None or self._pages.count() < 2:
            return
        self._closed.append(_state_of(page))
        del self._closed[:-KEPT_CLOSED]
        self._pages.removeWidget(page)
        self.tabs.bar.removeTab(index)
        if isinstance(page, SourceTab):
            page.close_desk()
        page.deleteLater()
        self._save_soon()

    def source_at(self, index: int) -> str:
        """Return the id of the source that a tab is on, seen or not."""
        page = self._pages.widget(index)
        return _state_of(page).source if page is not None else ""

    def reopen_tab(self) -> None:
        """Open the tab closed last."""
        if self._closed:
            state = self._closed.pop()
            source = source_of(self.workspace, state.source)
            if source is not None:
                self.open_tab(source, state)

    def _title(self, source: str, account: str) -> str:
        """Return the source's name; the account's too where the source has several tabs."""
        title = titles(self.workspace)[source]
        pages = (page for page in self._all_pages() if page is not None)
        several = sum(_state_of(page).source == source for page in pages) > 1
        return f"{title} · {account}" if account and several else title

    def _retitle(self, tab: SourceTab) -> None:
        account = tab.desk.account
        title = self._title(tab.desk.source.id, account.name if account else "")
        self.tabs.bar.set_title(self._pages.indexOf(tab), title)

    def _show_tab(self, index: int) -> None:
        page = self._made(index)
        if page is None:
            return
        self._pages.setCurrentIndex(index)
        self.status.show_desk(page.desk)
        self.front_changed.emit()
        self._save_soon()

    def _move_page(self, source: int, target: int) -> None:
        page = self._pages.widget(source)
        if page is None:
            return
        self._pages.removeWidget(page)
        self._pages.insertWidget(target, page)
        self._pages.setCurrentIndex(self.tabs.bar.currentIndex())

    # ---- state -----------------------------------------------------------------------------

    def state(self) -> WindowState:
        """Return what the window comes back with."""
        front = self.front
        rail, dock = front.pane_sizes() if front else (self._sizes.rail, self._sizes.dock)
        return WindowState(
            tabs=tuple(_state_of(page) for page in self._all_pages() if page is not None),
            active=max(0, self.tabs.bar.currentIndex()),
            rail=rail,
            dock=dock,
            dock_shown=front.dock_shown if front else True,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )

    def save_state(self) -> None:
        """Write the window's state, so that any end of the program loses nothing of it."""
        self.workspace.stores.workspace.save_window(self.state())

    def _save_soon(self, *_: object) -> None:
        """Write the state a second after the first change, however many follow."""
        if not self._save.isActive() and not self._ended:
            self._save.start()

    def put_over(self, page: QWidget) -> None:
        """Show a page in place of tabs and status line."""
        self._body.put_over(page)

    def take_off(self, page: QWidget) -> None:
        """Show the tabs again; the page goes."""
        self._body.take_off(page)
        if self.front is not None:
            self.front.focus_rows()

    def say_staged(self, count_of: Callable[[str, str, bool], int]) -> None:
        """Show on the tabs how many edits are staged.

        Args:
            count_of: gets the source's id, the account's name, and whether the tab was seen.
        """
        for index, page in enumerate(self._all_pages()):
            if isinstance(page, SourceTab):
                account = page.desk.account
                count = count_of(page.desk.source.id, account.name if account else "", True)
                self.tabs.bar.set_staged(index, count)
            elif isinstance(page, LaterTab):
                count = count_of(page.state.source, page.state.account, False)
                self.tabs.bar.set_staged(index, count)

    def keep(self, *parts: object) -> None:
        """Hold what must live as long as the window."""
        self._kept += parts

    def tell(self, error: WbError) -> None:
        """Say in the tab in front what failed."""
        if self.front is not None:
            self.front.desk.trouble.emit(error)

    def come_forward(self) -> None:
        """Show the window over all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def end(self) -> None:
        """Let the next close event close the window."""
        self._ended = True
        # The stores close next: what was to be looked at a moment later is asked of nobody.
        for timer in self.findChildren(QTimer):
            timer.blockSignals(True)
        for tab in self.seen_tabs:
            tab.close_desk()
        self.close()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._begin.start()

    @never_raises(None)
    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if self._ended:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in (self.search_all, self.jobs_button, self.settings_button):
            self.tabs.corner.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self._body.addWidget(whole)
        self.setCentralWidget(self._body)

    # ---- accounts --------------------------------------------------------------------------

    def _follow_name(self, old: Account, new: Account) -> None:
        follow_name(self._all_pages(), old, new)

    def follow_accounts(self) -> None:
        """Show the first run while there is no account; give tabs the accounts they can have."""
        accounts = self.workspace.accounts
        if not accounts.list():
            self._body.show_first_run()
            return
        self._body.show_tabs()
        for tab in self.seen_tabs:
            desk = tab.desk
            if desk.local is not None:
                continue
            name = desk.account.name if desk.account else ""
            now = accounts.find(desk.source.id, name) or accounts.find(desk.source.id)
            if now != desk.account:
                desk.connect_account(now)

    def _restyle(self) -> None:
        self.menuBar().setFixedHeight(self.look.size("menu_bar"))
        # However large the type, the window must fit a screen of 1280 by 800.
        self.setMinimumSize(min(self.look.px(880), 1240), min(self.look.px(560), 720))


def _state_of(page: QWidget) -> TabState:
    """Return what the tab of a page comes back with."""
    if isinstance(page, SourceTab):
        return page.desk.state()
    assert isinstance(page, LaterTab)
    return page.state
