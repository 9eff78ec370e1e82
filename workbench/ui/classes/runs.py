"""Runs that go on at the service after an action: their table is shown, and they are followed.

What was left going by an earlier run of the program is asked about again as soon as a tab of its
account is there; what was followed no more, as after a stop, when its table is read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject

from workbench.core.errors import WbError
from workbench.ui.safe import never_raises, weak_slot
from workbench.workspace.arranging import loop_runs

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session


class Runs(QObject):
    """The runs of one tab's account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tables = tuple(held for held in desk.source.resources if held.following is not None)
        self._resumed: set[str] = set()
        self._wanted = ""
        self._read: WeakSet[Session] = WeakSet()
        if self._tables:
            desk.session_changed.connect(self._begin)
            desk.query_changed.connect(self._again)

    def follow(self, table: str, names: Sequence[str]) -> None:
        """Show the table of runs that just began, the newest of them current."""
        resource = next((held for held in self._tables if held.id == table), None)
        if resource is None or self._desk.account is None or not names:
            return
        desk = self._desk
        self._wanted = names[0]
        if desk.resource.id != resource.id:
            desk.open(resource, ask=False)
        session = desk.session
        if session is None:
            return
        if session not in self._read:
            self._read.add(session)
            session.held.began.connect(weak_slot(self, self._choose))
        desk.refresh()

    @never_raises(None)
    def _choose(self) -> None:
        """Make the run that was wanted the current row, once its table was read."""
        session, wanted = self._desk.session, self._wanted
        if session is None or not wanted or session.resource.following is None:
            return
        table = session.table
        for row in range(len(table)):
            if any(table.value(row, field.id) == wanted for field in session.resource.fields):
                self._wanted = ""
                self._desk.selection.set_current(table.key(row))
                return

    @never_raises(None)
    def _begin(self) -> None:
        """Follow what an earlier run of the program left going, once an account."""
        account = self._desk.account
        if account is None or account.key in self._resumed:
            return
        self._resumed.add(account.key)
        for resource in self._tables:
            self._resume(resource, account)

    @never_raises(None)
    def _again(self) -> None:
        """Follow what goes on and nobody asks about, where its table is shown or read anew."""
        desk = self._desk
        if desk.account is not None and desk.resource in self._tables:
            self._resume(desk.resource, desk.account)

    def _resume(self, resource: Resource, account: Account) -> None:
        if loop_runs():
            desk = self._desk
            desk.workspace.jobs.spawn("follow runs", self._work(resource, account))

    async def _work(self, resource: Resource, account: Account) -> None:
        desk = self._desk
        try:
            await desk.workspace.runs.resume(desk.source, resource, account)
        except WbError as error:
            weak_slot(desk, desk.trouble.emit)(error)
