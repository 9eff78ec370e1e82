"""The company's own attributes for a filter, read through a session of their own list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from workbench.core.attributes import Attribute
from workbench.core.errors import WbError
from workbench.core.queries import Filter, Query
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import weak_slot
from workbench.workspace.lookups import read_documents
from workbench.workspace.session import Session


class AttributeLookup(QObject):
    """Reads the list that a filter of attributes names; from the cache where it was read before.

    Attributes:
        found: the attributes, a tuple of `Attribute`.
        failed: the list could not be read: the error.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, owner: Filter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._owner = owner
        self.loading = False

    def load(self) -> None:
        """Read the list; `found` or `failed` follows."""
        desk, read = self._desk, self._owner.attribute
        resource = desk.source.resource(self._owner.lookup) if self._owner.lookup else None
        if resource is None or read is None or desk.account is None or self.loading:
            return
        self.loading = True
        session = desk.workspace.session(desk.source, resource, desk.account)
        tell, fail = weak_slot(self, self._tell), weak_slot(self, self._fail)
        desk.workspace.jobs.spawn("attributes", _read(session, read, tell, fail))

    def _tell(self, attributes: Sequence[Attribute]) -> None:
        self.loading = False
        self.found.emit(tuple(attributes))

    def _fail(self, error: WbError) -> None:
        self.loading = False
        self.failed.emit(error)


async def _read(
    session: Session,
    read: Callable[[bytes], Attribute | None],
    tell: Callable[[Sequence[Attribute]], object],
    fail: Callable[[WbError], object],
) -> None:
    try:
        documents = await read_documents(session, Query())
    except WbError as error:
        fail(error)
        return
    tell([held for document in documents if (held := read(document)) is not None])
