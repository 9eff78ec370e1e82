"""Questions that leave something at the service: kept in the view, asked by a person alone.

Every other question is asked as soon as a filter changes. These are shown from this machine where
they were asked before, and wait for a button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from workbench.core.errors import WbError
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.workspace.arranging import loop_runs
from workbench.workspace.keys import query_key

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session


class Requests(QObject):
    """The asking of one desk.

    Attributes:
        wanted: such a question is to be asked again: a person confirms it, then `ask` asks.
    """

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    @property
    def title(self) -> str:
        """Title of the button that asks the view's question, "" where it is asked by itself."""
        session = self._desk.session
        return session.asks(self._desk.view.query) if session else ""

    @property
    def leaves(self) -> str:
        """What asking leaves at the service, as a sentence for the confirmation."""
        return tr(self._desk.resource.leaves) if self.title else ""

    @property
    def preview(self) -> str:
        """What will be asked, "" where the resource does not tell.

        Raises:
            WbError: INPUT for filters that do not go together.
        """
        make = self._desk.resource.preview
        return make(self._desk.view.query) if make is not None and self.title else ""

    @property
    def unasked(self) -> bool:
        """Whether the rows shown do not answer the view's question, which `ask` would ask."""
        session, query = self._desk.session, self._desk.view.query
        if session is None or not self.title:
            return False
        return session.status.read_at is None or query_key(session.query) != query_key(query)

    def ask(self) -> None:
        """Ask the view's question, though it leaves something at the service."""
        session = self._desk.session
        if session is not None:
            saved = self._desk.saved
            session.fetching.preset = saved.name if saved else ""
            session.search(self._desk.view.query, again=True)

    def held_back(self, query: Query) -> bool:
        """Return whether a question is not to be asked by itself; shows what is known of it."""
        session = self._desk.session
        if session is None or not session.asks(query):
            return False
        session.restore(query, keep=True)
        self._desk.status_changed.emit()
        return True

    def confirmed_first(self) -> bool:
        """Return whether asking again needs a person's word, and ask for it."""
        if not self.title:
            return False
        self.wanted.emit()
        return True

    def wait_on(self, account: Account) -> None:
        """Wait again for what an earlier run asked for and the service still makes."""
        desk = self._desk
        if any(resource.remote for resource in desk.source.resources) and loop_runs():
            resume = desk.workspace.remotes.resume(desk.source, account)
            desk.workspace.jobs.spawn("go on waiting", resume)


async def ask_and_load(desk: Desk, session: Session, query: Query) -> None:
    """Ask a question on a desk, then load all of its rows; a failure is the desk's trouble."""
    try:
        await session.ask(query)
    except WbError as error:
        if isValid(desk):
            desk.trouble.emit(error)
        return
    if isValid(desk):
        desk.load_all()
