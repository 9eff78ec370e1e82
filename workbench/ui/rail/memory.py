"""What the rail remembers by itself: counts it saw, and which facets are open."""

from __future__ import annotations

import msgspec

from workbench.core.errors import WbError
from workbench.ui.desk.desk import Desk
from workbench.ui.rail.lines import RailState


class RailMemory:
    """Counts of this run by resource and view; folded facets across runs.

    Attributes:
        branches: opened values of trees, as "facet/code".
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._resources: dict[tuple[str, str], int] = {}
        self._views: dict[tuple[str, str, str], int] = {}
        self._folds: dict[str, dict[str, bool]] = {}
        self.branches: set[str] = set()

    def learn(self) -> None:
        """Note how many rows the resource, or the view in use, has."""
        desk, session = self._desk, self._desk.session
        if session is None or session.status.total is None or session.status.stale:
            return
        if session.query.conditions != desk.view.query.conditions:
            return
        query = desk.view.query
        account, resource, total = self._account, desk.resource.id, session.status.total
        if not query.conditions and not query.text:
            self._resources[account, resource] = total
        saved = desk.saved
        if saved is not None and not desk.differs:
            self._views[account, resource, saved.name] = total

    def fold(self, facet: str, *, is_open: bool) -> None:
        """Remember that a facet was opened or folded, for the next run too."""
        folds = self.folds()
        folds[facet] = is_open
        try:
            self._desk.workspace.stores.workspace.set_mark(
                self._mark, msgspec.json.encode(folds).decode()
            )
        except WbError as error:
            self._desk.trouble.emit(error)

    def folds(self) -> dict[str, bool]:
        """Return which facets of the resource the user opened or folded."""
        mark = self._mark
        if mark not in self._folds:
            self._folds[mark] = self._read(mark)
        return self._folds[mark]

    def state(self, *, folded: bool) -> RailState:
        """Return all of it."""
        account, resource = self._account, self._desk.resource.id
        return RailState(
            {of: count for (by, of), count in self._resources.items() if by == account},
            {
                name: count
                for (by, of, name), count in self._views.items()
                if (by, of) == (account, resource)
            },
            self.folds(),
            frozenset(self.branches),
            folded,
        )

    def _read(self, mark: str) -> dict[str, bool]:
        try:
            text = self._desk.workspace.stores.workspace.mark(mark)
            return msgspec.json.decode(text, type=dict[str, bool]) if text else {}
        except (WbError, msgspec.DecodeError):
            return {}

    @property
    def _account(self) -> str:
        return self._desk.account.name if self._desk.account else ""

    @property
    def _mark(self) -> str:
        return f"rail:{self._desk.source.id}/{self._desk.resource.id}"
