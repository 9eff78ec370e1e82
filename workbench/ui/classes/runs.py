"""Runs that go on at the service after an action: remembered, and asked how far they are.

Their names are kept for the account, so that the table that tells of them can be asked for its
history; while one of them runs and its table is seen, it is asked every few seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter, PartKind
from workbench.core.values import Coded
from workbench.ui.safe import never_raises
from workbench.workspace.status import Phase

if TYPE_CHECKING:
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session

KIND = "runs"
KEPT = 40
"""Runs of an account that are remembered."""
ASK_MS = 3000
"""Between two questions while something runs."""
RUNNING = "loading"
"""Sign of a state that goes on."""


class Runs(QObject):
    """The runs of one tab's account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tables = {
            action.table: held
            for resource in desk.source.resources
            for action in resource.actions
            if action.follows is not None
            and (held := desk.source.resource(action.table)) is not None
        }
        self._timer = QTimer(self, interval=ASK_MS, singleShot=True)
        self._timer.timeout.connect(self._ask_again)
        if self._tables:
            desk.session_changed.connect(self._show_history)
            desk.status_changed.connect(self._watch)

    def follow(self, table: str, names: Sequence[str]) -> None:
        """Remember runs that just began, and show how far they are."""
        resource = self._tables.get(table)
        if resource is None or self._desk.account is None:
            return
        kept = tuple(dict.fromkeys((*names, *self.kept(table))))[:KEPT]
        try:
            self._store.put_item(KIND, self._place(table), msgspec.json.encode(kept))
        except WbError as error:
            self._desk.trouble.emit(error)
        if self._desk.resource is not resource:
            self._desk.open(resource, ask=False)
        self._ask(resource, kept)

    def kept(self, table: str) -> tuple[str, ...]:
        """Return the runs that are remembered, the newest first."""
        body = self._store.items(KIND).get(self._place(table))
        try:
            return msgspec.json.decode(body, type=tuple[str, ...]) if body else ()
        except msgspec.DecodeError:
            return ()

    @property
    def _store(self):  # noqa: ANN202 - see Stores.workspace
        return self._desk.workspace.stores.workspace

    def _place(self, table: str) -> str:
        account = self._desk.account
        return f"{self._desk.source.id}/{account.name if account else ''}/{table}"

    def _ask(self, resource: Resource, names: Sequence[str]) -> None:
        named = _named_by(resource)
        if named is not None:
            self._desk.set_condition(Condition(named.name, "", tuple(names)))

    @never_raises(None)
    def _show_history(self) -> None:
        """Ask for the runs that are remembered where nobody asked for others."""
        desk, resource = self._desk, self._desk.resource
        if resource.id not in self._tables or desk.session is None or desk.view.query.conditions:
            return
        names = self.kept(resource.id)
        if names:
            QTimer.singleShot(0, self, lambda: self._ask(resource, names))

    @never_raises(None)
    def _watch(self) -> None:
        session = self._desk.session
        if session is None or self._desk.resource.id not in self._tables:
            return
        idle = session.status.phase is not Phase.ASKING and not self._timer.isActive()
        if idle and _runs(session):
            self._timer.start()

    @never_raises(None)
    def _ask_again(self) -> None:
        desk, session = self._desk, self._desk.session
        if session is not None and desk.resource.id in self._tables and _runs(session):
            session.search(desk.view.query, again=True)


def _named_by(resource: Resource) -> Filter | None:
    """Return the filter that takes the names of runs."""
    lists = (held for held in resource.filters
             if any(part.kind is PartKind.LIST for part in held.parts))  # fmt: skip
    return next(lists, None)


def _runs(session: Session) -> bool:
    """Return whether one of the rows goes on."""
    table = session.table
    for field in session.resource.fields:
        signs = dict(field.signs)
        if RUNNING not in signs.values():
            continue
        for row in range(len(table)):
            value = table.value(row, field.id)
            if isinstance(value, Coded) and signs.get(value.code) == RUNNING:
                return True
    return False
