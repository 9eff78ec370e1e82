"""The desk: what one tab works on, behind its widgets.

Widgets of a tab know the desk and not each other: they show what it holds, call its methods, and
hear from its signals what changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from workbench.core.accounts import Account
from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Query, Sort
from workbench.core.settings import Density
from workbench.core.sources import Resource, Source
from workbench.core.views import ColumnState, Layout, SavedView, TabState, View
from workbench.ui.desk.beginning import default_view, depends_on_quantity, state_of
from workbench.ui.desk.placing import fitted, with_columns
from workbench.ui.desk.requests import Requests, ask_and_load
from workbench.ui.desk.selection import Selection
from workbench.ui.desk.sessions import Local, Sessions, made
from workbench.ui.desk.staging import narrow, show_first
from workbench.ui.desk.told import Told
from workbench.ui.desk.widening import make_room
from workbench.ui.safe import weak_slot
from workbench.workspace.loading import Loading
from workbench.workspace.lookups import Choices, Lookups
from workbench.workspace.views import differs
from workbench.workspace.widening import for_views

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace


class Desk(QObject):
    """One tab: a source with one account, its resources, and the view in force.

    Attributes:
        session_changed: another session (resource or account) is on the desk.
        view_changed: columns, density, layout, header filters or order changed.
        query_changed: what is asked of the service changed.
        status_changed: the session's status moved (phase, total, error, notes).
        facets_changed: counts are to be read anew.
        saved_changed: saved views changed, or whether the view differs from the saved one.
        trouble: something a user asked for failed: the error, to be shown in the tab's strip.
        requests: questions that leave something at the service; see their class.
        selection: ticked rows and the current row.
        staged: states of drafts that the rows are narrowed to, none where they are not.
        told: what the service said of the rows since they were read.
    """

    session_changed = Signal()
    view_changed = Signal()
    query_changed = Signal()
    status_changed = Signal()
    facets_changed = Signal()
    saved_changed = Signal()
    account_changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        source: Source,
        state: TabState | None = None,
        local: Local | None = None,
    ) -> None:
        super().__init__()
        state = state or TabState(source.id)
        self.workspace = workspace
        self.source = for_views(source, state.views)
        self.selection = Selection(self)
        self.requests = Requests(self)
        self.told = Told(self)
        self.local = local
        self.account: Account | None = (
            local.account if local else workspace.accounts.find(source.id, state.account)
        )
        self.resource: Resource = self.source.resource(state.resource) or self.source.resources[0]
        self._views: dict[str, View] = dict(state.views)
        self._saved: dict[str, str] = dict(state.saved)
        self._sessions = Sessions()
        self._loading: Job | None = None
        self._lookups: Lookups | None = None
        self.staged: tuple[str, ...] = ()
        self.selection.restore(state.selected, state.current)
        self.top = state.top
        self.dock_page = state.dock
        self.class_page = state.class_page
        workspace.views.changed.connect(weak_slot(self, self._views_changed))

    # ---- what is on the desk ---------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """The session shown; None where no account is connected."""
        return self._sessions.get(self.resource)

    @property
    def view(self) -> View:
        """The view in force, always complete."""
        return self.view_of(self.resource)

    def view_of(self, resource: Resource) -> View:
        """Return the view of a resource, which need not be shown."""
        return self._views.get(resource.id) or self.default_view(resource)

    @property
    def density(self) -> Density:
        """Row height in force: the view's, the user's, the resource's."""
        chosen = self.view.density or self.workspace.settings.density
        return chosen or self.resource.density

    @property
    def loading(self) -> Job | None:
        """The job that loads all rows, while it is open."""
        return self._loading if self._loading and self._loading.open else None

    def choices(self, entry: Entry) -> Choices | None:
        """Return what a field's lookup offers to this account, None where it has none."""
        if self.account is None:
            return None
        if self._lookups is None or self._lookups.account is not self.account:
            self._lookups = Lookups(self.workspace, self.source, self.account)
        return self._lookups.of(entry)

    def default_view(self, resource: Resource) -> View:
        """Return the view a new user sees."""
        return default_view(self.source, resource, self.account)

    def state(self) -> TabState:
        """Return what the tab comes back with."""
        return state_of(self, self._views, self._saved)

    # ---- opening ---------------------------------------------------------------------------

    def open(self, resource: Resource | None = None, *, ask: bool = True) -> None:
        """Put a resource on the desk: from the cache where it was read, else by asking."""
        if resource is not None and resource.id != self.resource.id:
            self.resource = self.source.resource(resource.id) or resource
            self.selection.clear()
            self.staged = ()
        if self.account is None:
            self.session_changed.emit()
            return
        session = self._sessions.get(self.resource)
        new = session is None
        if session is None:
            session = made(self)
            self._take(session)
        self._tell()
        if new:
            self.requests.wait_on(self.account)
        if new and not session.restore(self.view.query) and ask and not self.requests.title:
            session.search(self.view.query)

    def show(self, session: Session) -> None:
        """Put a session on the desk that was made elsewhere, as of two downloads compared."""
        self.resource = session.resource
        self.staged = ()
        self.selection.clear()
        self._take(session)
        self._tell()

    def refit(self, source: Source) -> None:
        """Work on other forms of the tables, as where columns came; what stays is kept."""
        self.source = source
        self._sessions.keep(source.resources)
        self.resource = source.resource(self.resource.id) or source.resources[0]
        self._views |= fitted(self._views, source.resources)
        self.open()

    def _take(self, session: Session) -> None:
        self._sessions.put(session)
        session.moved.connect(weak_slot(self, self.status_changed.emit))
        session.faceted.connect(weak_slot(self, self.facets_changed.emit))
        session.held.arranged.connect(weak_slot(self, self.facets_changed.emit))
        session.held.began.connect(weak_slot(self, self._show_first))
        self._arrange(session)

    def _tell(self) -> None:
        self.session_changed.emit()
        self.query_changed.emit()
        self.view_changed.emit()

    def _show_first(self) -> None:
        show_first(self.session, self.staged, self.told.ids(), self.selection)

    def connect_account(self, account: Account | None) -> None:
        """Work with another account from now on."""
        self._sessions.close()
        self.account = account
        self.staged = ()
        self.selection.clear()
        self.account_changed.emit()
        self.open()

    # ---- asking ----------------------------------------------------------------------------

    def ask(self, query: Query, *, again: bool = False) -> None:
        """Ask a question of the service and keep it in the view; see `requests` for some."""
        if self.loading:
            self.loading.cancel()
        self._change(msgspec.structs.replace(self.view, query=query))
        self.query_changed.emit()
        if self.session and not self.requests.held_back(query):
            self.session.search(query, again=again)

    def refresh(self) -> None:
        """Ask the same question again, past the cache."""
        if not self.requests.confirmed_first():
            self.ask(self.view.query, again=True)

    def set_text(self, text: str) -> None:
        """Search: at the service where it can, else in the loaded rows."""
        if self.resource.text_filter:
            self.ask(msgspec.structs.replace(self.view.query, text=text))
        elif self.session:
            self.session.arrange(text=text)
            self.facets_changed.emit()

    def set_condition(self, condition: Condition) -> None:
        """Set one part of one filter."""
        self.ask(self.view.query.with_condition(condition))

    def drop_condition(self, name: str, part: str | None = None) -> None:
        """Remove a filter, or one part of it."""
        self.ask(self.view.query.without(name, part))

    def set_service_sort(self, sort: str, *, descending: bool) -> None:
        """Ask for another order of the service."""
        self.ask(msgspec.structs.replace(self.view.query, sort=sort, descending=descending))

    def set_language(self, language: str) -> None:
        """Ask for texts in another language."""
        self.ask(msgspec.structs.replace(self.view.query, language=language))

    def set_quantity(self, quantity: int) -> None:
        """Show prices at another quantity; only a filter on the price asks the service again."""
        query = msgspec.structs.replace(self.view.query, quantity=max(1, quantity))
        self._change(msgspec.structs.replace(self.view, query=query))
        if self.session:
            self.session.set_quantity(query.quantity)
        if depends_on_quantity(self.resource, query):
            self.ask(query)

    def clear_filters(self) -> None:
        """Remove every filter: those of the service, ticked facets and header filters."""
        query = msgspec.structs.replace(self.view.query, conditions=(), text="")
        self._change(msgspec.structs.replace(self.view, header={}, facets={}))
        self.staged = self.told.wanted = ()
        if self.session:
            self.session.arrange(text="", header={}, facets={}, ids={})
        self.ask(query)

    def load_all(self) -> Job | None:
        """Begin to load all rows; return the job."""
        if self.session and not self.loading and not self.session.status.complete:
            self._loading = Loading(self.session).start()
        return self.loading

    def go_on(self, resource: Resource, query: Query) -> None:
        """Load the rest of a question whose load was cut off."""
        self.resource = resource = self.source.resource(resource.id) or resource
        self._change(msgspec.structs.replace(self.view, query=query))
        self.open(resource)
        session = self.session
        if session is not None and not session.asks(query):
            self.workspace.jobs.spawn("go on", ask_and_load(self, session, query))

    # ---- the loaded rows -------------------------------------------------------------------

    def set_header(self, field: str, expression: str) -> None:
        """Filter the loaded rows by an expression typed under a header.

        Raises:
            WbError: INPUT, where the expression is wrong; nothing changes then.
        """
        header = {name: text for name, text in self.view.header.items() if name != field}
        if expression.strip():
            header[field] = expression.strip()
        if self.session:
            self.session.arrange(header=header)
        self._change(msgspec.structs.replace(self.view, header=header))

    def set_facets(self, field: str, codes: Iterable[str]) -> None:
        """Tick values of a facet over the loaded rows."""
        facets = {name: held for name, held in self.view.facets.items() if name != field}
        ticked = tuple(codes)
        if ticked:
            facets[field] = ticked
        if self.session:
            self.session.arrange(facets=facets)
        self._change(msgspec.structs.replace(self.view, facets=facets))

    def set_staged(self, states: Iterable[str]) -> None:
        """Narrow the loaded rows to those whose drafts are in one of these states; none for all."""
        self.staged = tuple(states)
        narrow(self.session, self.staged, self.told.ids())
        self.view_changed.emit()

    def set_sort(self, sort: tuple[Sort, ...]) -> None:
        """Order the loaded rows."""
        if self.session:
            self.session.arrange(sort=sort)
        self._change(msgspec.structs.replace(self.view, sort=sort))

    # ---- the view --------------------------------------------------------------------------

    def set_columns(self, columns: tuple[ColumnState, ...], frozen: int | None = None) -> None:
        """Show these columns, in this order."""
        self._change(with_columns(self.view, self.resource, columns, frozen))

    def set_layout(self, layout: Layout) -> None:
        """Show a table or a gallery of the same rows."""
        self._change(msgspec.structs.replace(self.view, layout=layout))

    def set_density(self, density: Density) -> None:
        """Show rows of another height."""
        self._change(msgspec.structs.replace(self.view, density=density))

    def set_card(self, width: int) -> None:
        """Show gallery cards of another width (px at 100 %)."""
        self._change(msgspec.structs.replace(self.view, card=min(max(width, 120), 480)))

    def use_view(self, view: View, saved: str = "") -> None:
        """Put a whole view in force, as one that was saved."""
        make_room(self, view)
        self._views[self.resource.id] = view
        self._saved[self.resource.id] = saved
        if self.session:
            self._arrange(self.session)
        self.view_changed.emit()
        self.saved_changed.emit()
        self.ask(view.query)

    @property
    def saved(self) -> SavedView | None:
        """The saved view in use, None where there is none."""
        name = self._saved.get(self.resource.id, "")
        return self.workspace.views.find(self.source.id, self.resource.id, name) if name else None

    @property
    def differs(self) -> bool:
        """Whether the view is no longer as it was saved."""
        saved = self.saved
        return saved is not None and differs(saved.view, self.view)

    def name_view(self, name: str) -> None:
        """Know the view in use by another name; nothing is asked."""
        self._saved[self.resource.id] = name
        self.saved_changed.emit()

    def save_view(self, name: str) -> None:
        """Keep the view under a name.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        self._saved[self.resource.id] = name.strip()
        self.workspace.views.save(self.source.id, self.resource.id, name, self.view)
        self.saved_changed.emit()

    def reset_view(self) -> None:
        """Return to the saved view, or to the default."""
        saved = self.saved
        view = saved.view if saved else self.default_view(self.resource)
        self.use_view(view, saved.name if saved else "")

    def close(self) -> None:
        """Let go of the sessions."""
        self._sessions.close()

    def keep_view(self, resource: Resource, view: View) -> None:
        """Keep a view of a resource that need not be shown; nothing is asked."""
        self._views[resource.id] = view
        self.view_changed.emit()
        self.saved_changed.emit()

    def _change(self, view: View) -> None:
        self.keep_view(self.resource, view)

    def _arrange(self, session: Session) -> None:
        view = self.view
        try:
            session.arrange(header=view.header, facets=view.facets, sort=view.sort)
        except WbError as error:
            self.trouble.emit(error)

    def _views_changed(self, source: str, resource: str) -> None:
        if source == self.source.id and resource == self.resource.id:
            self.saved_changed.emit()
