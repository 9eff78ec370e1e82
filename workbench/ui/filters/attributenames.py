"""Names of a company's own attributes for chips whose conditions came without: from the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from workbench.core.attributes import Attribute, asked_in
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import weak_slot
from workbench.workspace.arranging import loop_runs
from workbench.workspace.lookups import cached_documents
from workbench.workspace.session import Session

Named = Mapping[str, Attribute]
"""Attributes by their identifier."""
_Place = tuple[str, str]
"""Account and list."""


class AttributeNames(QObject):
    """What the attributes of a desk are called, as far as this machine has read it.

    Nothing is asked of the service: a name that is not here comes with whatever reads the list.

    Attributes:
        changed: more names are known.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[_Place, Named] = {}
        self._sought: dict[_Place, frozenset[str]] = {}
        self._under_way: set[_Place] = set()

    def of(self, owner: Filter) -> Named:
        """Return the attributes that a filter's list named so far."""
        return self._known.get(self._place(owner), {})

    def seek(self) -> None:
        """Look for the names of attributes that the desk asks for and whose names are missing."""
        by_filter: dict[str, list[Condition]] = {}
        for held in self._desk.view.query.conditions:
            by_filter.setdefault(held.filter, []).append(held)
        for owner in self._desk.resource.filters:
            if owner.attribute is not None and owner.name in by_filter:
                self._seek(owner, frozenset(_unnamed(by_filter[owner.name])))

    def _place(self, owner: Filter) -> _Place:
        account = self._desk.account
        return account.key if account is not None else "", owner.lookup

    def _seek(self, owner: Filter, codes: frozenset[str]) -> None:
        desk, place, read = self._desk, self._place(owner), owner.attribute
        missing = codes - self.of(owner).keys()
        resource = desk.source.resource(owner.lookup) if owner.lookup else None
        known = missing <= self._sought.get(place, frozenset())
        if not missing or known or place in self._under_way or not loop_runs():
            return
        if resource is None or read is None or desk.account is None:
            return
        self._under_way.add(place)
        session = desk.workspace.session(desk.source, resource, desk.account)
        tell = weak_slot(self, self._tell)
        desk.workspace.jobs.spawn(
            "names of attributes", _named(session, read, lambda found: tell(place, missing, found))
        )

    def _tell(self, place: _Place, missing: frozenset[str], found: Sequence[Attribute]) -> None:
        self._under_way.discard(place)
        if not found:
            # The list was not read yet: whatever reads it makes its names known.
            return
        self._sought[place] = missing
        self._known[place] = {held.code: held for held in found}
        self.changed.emit()


def _unnamed(conditions: Sequence[Condition]) -> list[str]:
    """Return the attributes that conditions ask for without their names."""
    bare = {held.part: held.value for held in conditions if not held.labels}
    try:
        return [one.code for one in asked_in(bare)]
    except WbError:
        return []


async def _named(
    session: Session,
    read: Callable[[bytes], Attribute | None],
    tell: Callable[[Sequence[Attribute]], object],
) -> None:
    try:
        documents = await cached_documents(session)
    except WbError:
        documents = ()
    tell([held for document in documents if (held := read(document)) is not None])
