"""What the search over all sources does in a window: it opens, shows what is chosen, looks up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.ui.searching.box import keys_of

if TYPE_CHECKING:
    from workbench.ui.searching.opening import HitOpener
    from workbench.ui.searching.panel import SearchPanel
    from workbench.ui.searching.pasted import ListLookup
    from workbench.ui.window.main import MainWindow
    from workbench.workspace.searching import Searching
    from workbench.workspace.searching_hits import Group, Hit
    from workbench.workspace.session import Session


AddRows = Callable[["Session", tuple[str, ...]], object]


class SearchCommands(QObject):
    """The search of one window.

    Attributes:
        panel, lookup: what is open, None where it is not.

    Args:
        window: the window.
        add_rows: puts rows of a session, by their keys, into a basket; None without baskets.
    """

    def __init__(self, window: MainWindow, add_rows: AddRows | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.panel: SearchPanel | None = None
        self.lookup: ListLookup | None = None
        self._add_rows = add_rows
        window.registry.on("search", self.open)
        window.search_all.clicked.connect(self.open)
        window.registry["search"].changed.connect(self._say_keys)
        window.closing.connect(self._stop)

    @cached_property
    def searching(self) -> Searching:
        """The search; its rows stay in memory from the first time on."""
        from workbench.workspace.searching import Searching  # noqa: PLC0415 - numpy only on use

        return Searching(self._window.workspace)

    @cached_property
    def opener(self) -> HitOpener:
        """Shows rows in their tabs."""
        from workbench.ui.searching.opening import HitOpener  # noqa: PLC0415

        return HitOpener(self._window)

    def open(self) -> None:
        """Open the search under its box."""
        if self.panel is not None:
            return
        from workbench.ui.searching.panel import SearchPanel  # noqa: PLC0415

        window = self._window
        panel = SearchPanel(
            self.searching,
            window.workspace,
            window.look,
            first=self._accounts(),
            basket=self._add_rows is not None,
            parent=window,
        )
        panel.hit_wanted.connect(self._show)
        panel.all_wanted.connect(self._show_all)
        panel.basket_wanted.connect(self.add)
        panel.list_wanted.connect(self.look_up)
        panel.closed.connect(self._closed)
        self.panel = panel
        panel.open_over(window.search_all)

    def look_up(self, text: str = "") -> None:
        """Look a pasted list up over all sources."""
        if self.lookup is not None:
            self.lookup.raise_()
            return
        from workbench.ui.searching.pasted import ListLookup  # noqa: PLC0415

        window = self._window
        dialog = ListLookup(window.workspace, self.searching.index, window.look, text, window)
        dialog.hit_wanted.connect(self._show)
        dialog.finished.connect(self._looked_up)
        self.lookup = dialog
        dialog.open()

    def add(self, hit: Hit) -> None:
        """Put a hit into the basket."""
        session = self.opener.session_of(hit)
        if session is not None and self._add_rows is not None:
            self._add_rows(session, (hit.key,))

    def _accounts(self) -> dict[str, str]:
        """Return the account of each source that is looked at: the tab in front counts first."""
        tabs = sorted(self._window.seen_tabs, key=lambda tab: tab is not self._window.front)
        named: dict[str, str] = {}
        for tab in tabs:
            if tab.desk.account is not None:
                named.setdefault(tab.desk.source.id, tab.desk.account.name)
        return named

    def _show(self, hit: Hit) -> None:
        self.opener.show(hit)

    def _show_all(self, group: Group) -> None:
        self.opener.show_all(group, self.searching.found.meant)

    def _closed(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None

    def _looked_up(self) -> None:
        if self.lookup is not None:
            self.lookup.deleteLater()
            self.lookup = None

    def _stop(self) -> None:
        """Read no more: the program waits for its threads. A window that stays reads on."""
        if "searching" in vars(self):
            self.searching.close()

    def _say_keys(self) -> None:
        self._window.search_all.say_keys(keys_of(self._window.registry["search"]))
