"""Opens what was found: its tab comes forward, its table is shown, its row is current.

A row that is not loaded is asked of its service alone; until that answers, and where it cannot,
it is shown as it is kept on this machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.views import TabState
from workbench.ui.desk.beginning import default_view
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.keys import scope_of
from workbench.workspace.searching_hits import Group, Hit
from workbench.workspace.status import Phase

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.session import Session


class HitOpener:
    """Shows hits in one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def tab_of(self, source: str, account: str) -> SourceTab | None:
        """Return the tab of an account, opened where there is none; in front."""
        window = self._window
        index = window.find_tab(source, account)
        if index >= 0:
            window.tabs.bar.setCurrentIndex(index)
            return window.front
        found = window.workspace.source(source)
        if found is None:
            return None
        return window.open_tab(found, TabState(source, account=account))

    def show(self, hit: Hit) -> None:
        """Show a row in its tab."""
        tab = self.tab_of(hit.source, hit.account)
        resource = tab.desk.source.resource(hit.resource) if tab is not None else None
        if tab is None or resource is None:
            return
        desk = tab.desk
        desk.open(resource, ask=not resource.key_filter)
        desk.selection.set_current(hit.key)
        tab.focus_rows()
        if self._reach(tab, hit):
            return
        if resource.key_filter:
            self._ask_for(desk, resource, hit)
        else:
            self._await(tab, hit)

    def show_all(self, group: Group, text: str) -> None:
        """Search for a text in the tab that has the rows."""
        tab = self.tab_of(group.source.id, group.account.name)
        resource = group.source.resource(group.resource)
        if tab is None or resource is None:
            return
        desk = tab.desk
        if not resource.text_filter:
            desk.open(resource)
            desk.set_text(text)
        else:
            desk.open(resource, ask=False)
            query = Query(
                text=text, language=desk.view.query.language, quantity=desk.view.query.quantity
            )
            desk.keep_view(resource, replace(desk.view, header={}, facets={}))
            _unfilter(desk)
            desk.ask(query)
        tab.focus_rows()

    def session_of(self, hit: Hit) -> Session | None:
        """Return a session with a hit's row as it is kept, None where it is not kept."""
        workspace = self._window.workspace
        source = workspace.source(hit.source)
        resource = source.resource(hit.resource) if source is not None else None
        account = workspace.accounts.find(hit.source, hit.account)
        if source is None or resource is None or account is None:
            return None
        page = self._kept(source, account, resource, hit)
        if page is None:
            return None
        session = workspace.session(source, resource, account)
        query = default_view(source, resource, account).query
        session.show(page, replace(query, language=hit.language))
        return session

    def _reach(self, tab: SourceTab, hit: Hit) -> bool:
        """Make the row current where it is loaded; filters of the loaded rows that hide it go."""
        session = tab.desk.session
        row = session.table.row_of(hit.key) if session is not None else None
        if session is None or row is None:
            return False
        if session.rows.position_of(row) is None:
            _unfilter(tab.desk)
        tab.desk.selection.set_current(hit.key)
        tab.grid.go_to(hit.key)
        return True

    def _await(self, tab: SourceTab, hit: Hit) -> None:
        """Show the row once its table has been read."""
        session = tab.desk.session
        if session is None:
            return
        if session.status.phase is Phase.ASKING:
            _when_read(tab, session, lambda: self._reach(tab, hit) or self._show_kept(tab, hit))
        else:
            self._show_kept(tab, hit)

    def _ask_for(self, desk: Desk, resource: Resource, hit: Hit) -> None:
        """Ask for exactly this row; what is kept of it is shown meanwhile."""
        condition = Condition(resource.key_filter, "include", (hit.key,))
        old = desk.view.query
        query = Query(
            conditions=(condition,), language=hit.language or old.language, quantity=old.quantity
        )
        _unfilter(desk)
        session = desk.session
        page = self._kept(desk.source, desk.account, resource, hit) if desk.account else None
        if session is not None and page is not None:
            session.show(page, query)
        desk.ask(query, again=True)
        desk.selection.set_current(hit.key)

    def _show_kept(self, tab: SourceTab, hit: Hit) -> None:
        """Show the row alone, as it is kept here: it is not among the rows of its table."""
        desk, session = tab.desk, tab.desk.session
        page = self._kept(desk.source, desk.account, desk.resource, hit) if desk.account else None
        if session is None or page is None:
            what = tr("“{name}” is not there any more.", name=hit.title)
            tab.strips.say("found", Mark.STALE, what, tr("It was deleted, or is hidden now."))
            return
        _unfilter(desk)
        session.show(page, session.query)
        self._reach(tab, hit)
        what = tr("“{name}” is shown alone, as it is kept here.", name=hit.title)
        tab.strips.say("found", Mark.STALE, what, tr("Refresh shows the other rows again."))

    def _kept(self, source: Source, account: Account, resource: Resource, hit: Hit) -> Page | None:
        """Return the row's document as a page, None where it is not kept."""
        scope = scope_of(source, account, resource, hit.language)
        found = self._window.workspace.stores.cache.document(scope, hit.document)
        if found is None:
            return None
        document, moment = found
        rows = [(key, row) for key, row in resource.rows_of(document) if key == hit.key]
        if not rows:
            return None
        return Page(
            rows=[row for _, row in rows],
            keys=[key for key, _ in rows],
            documents=[document],
            document_keys=[hit.document],
            document_of=[0] * len(rows),
            fetched_at=moment,
            total=len(rows),
            from_cache=True,
        )


def _when_read(tab: SourceTab, session: Session, then: Callable[[], object]) -> None:
    """Call `then` once the rows under way are there, unless the tab shows others by then."""
    do = weak_slot(tab, then)

    def look() -> None:
        if session.status.phase is not Phase.ASKING:
            session.moved.disconnect(look)
            if tab.desk.session is session:
                do()

    session.moved.connect(look)


def _unfilter(desk: Desk) -> None:
    """Take filters of the loaded rows away; what is asked of the service stays."""
    if desk.session is not None:
        desk.session.arrange(text="", header={}, facets={}, ids={})
    desk.set_staged(())
    desk.keep_view(desk.resource, replace(desk.view, header={}, facets={}))
