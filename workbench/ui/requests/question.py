"""The question that a request asks: kept in the view of its table, and asked on a button alone.

It can be put together where its answer will be a table, and above the list of what was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition, Filter, Query
from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from workbench.core.remote import Asked
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk


def asked_by(desk: Desk) -> Resource | None:
    """Return the resource that is asked from a desk's table: itself, or what its rows open."""
    resource = desk.resource
    if not resource.asked and resource.opens:
        resource = desk.source.resource(resource.opens) or resource
    return resource if resource.asked and resource.remote is not None else None


class Question(QObject):
    """What will be asked of one resource of a desk.

    Attributes:
        resource: whose rows are asked for.
        changed: the question or its preset is another one.
        asked: it was asked; how that ends is told by the desk's trouble and the list of requests.
    """

    changed = Signal()
    asked = Signal()

    def __init__(self, desk: Desk, resource: Resource) -> None:
        super().__init__(desk)
        self._desk = desk
        self.resource = resource
        self._preset = desk.state().saved.get(resource.id, "")
        desk.query_changed.connect(self._moved)
        desk.saved_changed.connect(self._moved)

    @property
    def here(self) -> bool:
        """Whether the table on the desk is the one that is asked for."""
        return self._desk.resource is self.resource

    @property
    def stale(self) -> bool:
        """Whether the rows on the desk answer another question than the one put together."""
        session = self._desk.session
        rows = session is not None and len(session.table) > 0
        return rows and self.here and self._desk.requests.unasked

    @property
    def query(self) -> Query:
        """What will be asked: an old answer that is open is no part of it."""
        query = self._desk.view_of(self.resource).query
        own = {held.name for held in self.filters}
        kept = tuple(held for held in query.conditions if held.filter in own)
        return msgspec.structs.replace(query, conditions=kept)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters of a new question, without the one that opens an old answer."""
        remote = self.resource.remote
        opening = remote.question("-").conditions if remote is not None else ()
        names = {held.filter for held in opening}
        return tuple(held for held in self.resource.filters if held.name not in names)

    def keep(self, conditions: Sequence[Condition]) -> None:
        """Keep other conditions in the view; nothing is asked."""
        self._put(msgspec.structs.replace(self.query, conditions=tuple(conditions)))

    def _put(self, query: Query) -> None:
        if query == self._desk.view_of(self.resource).query:
            return
        if self.here:
            self._desk.ask(query)
        else:
            view = self._desk.view_of(self.resource)
            self._desk.keep_view(self.resource, msgspec.structs.replace(view, query=query))
            self.changed.emit()

    def preview(self) -> str:
        """Return what will be asked, as text for a person.

        Raises:
            WbError: INPUT for filters that do not go together.
        """
        make = self.resource.preview
        return make(self.query) if make is not None else ""

    # ---- presets -----------------------------------------------------------------------------

    @property
    def preset(self) -> str:
        """Name of the saved question in use, "" for none."""
        if self.here:
            saved = self._desk.saved
            return saved.name if saved is not None else ""
        return self._preset if self._preset in self.presets() else ""

    def presets(self) -> tuple[str, ...]:
        """Return the names of the saved questions."""
        views = self._desk.workspace.views
        return tuple(held.name for held in views.list(self._desk.source.id, self.resource.id))

    def use(self, name: str) -> None:
        """Take over a saved question, for "" none."""
        desk = self._desk
        held = desk.workspace.views.find(desk.source.id, self.resource.id, name)
        view = held.view if held is not None else desk.default_view(self.resource)
        self._preset = name
        if self.here:
            desk.use_view(view, name)
        else:
            desk.keep_view(self.resource, view)
            self.changed.emit()

    def save(self, name: str) -> None:
        """Keep the question under a name.

        Raises:
            WbError: INPUT, where the name is empty.
        """
        desk = self._desk
        self._put(self.query)
        if self.here:
            desk.save_view(name)
        else:
            view = desk.view_of(self.resource)
            desk.workspace.views.save(desk.source.id, self.resource.id, name, view)
        self._preset = name.strip()
        self.changed.emit()

    # ---- asking ------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask it now, though that leaves something at the service."""
        desk = self._desk
        self._put(self.query)
        if self.here:
            desk.requests.ask()
        elif desk.account is not None:
            desk.workspace.jobs.spawn("request", self._ask(weak_slot(desk, desk.trouble.emit)))
        self.asked.emit()

    async def _ask(self, fail: object) -> None:
        desk = self._desk
        account, remotes = desk.account, desk.workspace.remotes
        if account is None:
            return
        try:
            await remotes.page(desk.source, self.resource, account, self.query, self.preset)
        except WbError as error:
            if error.code is not ErrorCode.CANCELLED and callable(fail):
                fail(error)

    async def since_last(self) -> Condition | None:
        """Return the condition "changed since the last one of this preset", None where none is."""
        desk = self._desk
        if desk.account is None:
            return None
        return await desk.workspace.remotes.since_last(
            desk.source, self.resource, desk.account, self.preset
        )

    @property
    def can_tell_last(self) -> bool:
        """Whether the resource can be narrowed to what changed since a moment."""
        remote = self.resource.remote
        return remote is not None and bool(remote.since[0])

    def open(self, asked: Asked) -> None:
        """Show the rows of something that was asked for."""
        self.open_identity(asked.identity)

    def open_identity(self, identity: str) -> None:
        """Show the rows of something that the service made, by its id."""
        remote = self.resource.remote
        if remote is not None and identity:
            self._desk.go_on(self.resource, remote.question(identity))

    def _moved(self) -> None:
        if asked_by(self._desk) is self.resource:
            self.changed.emit()
