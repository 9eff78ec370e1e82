"""One resource of one account as sending asks it: documented calls, and reading a record again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.edits import Call, Entry, Saving, Values
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Effect, Operation, Repeat
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr

if TYPE_CHECKING:
    from workbench.workspace.connections import Connections
    from workbench.workspace.documents import Documents

CLOCKS_APART = timedelta(hours=1)
"""How far the clocks of this machine and a service may be apart before a change is overlooked."""

MISFITS = (TypeError, AttributeError, ValueError, ArithmeticError, LookupError)
"""What reading a field raises where a service sent something unexpected."""


class ServicePort:
    """See `edits.port.Port`."""

    def __init__(
        self,
        source: Source,
        resource: Resource,
        account: Account,
        *,
        connections: Connections,
        documents: Documents,
    ) -> None:
        self._source = source
        self._resource = resource
        self._account = account
        self._connections = connections
        self._documents = documents
        self._operations = {operation.name: operation for operation in source.operations()}

    def operation(self, name: str) -> Operation:
        """Return a documented operation; KeyError where the source names none such."""
        return self._operations[name]

    async def call(self, operation: str, call: Call) -> object:
        """Call a documented operation once.

        Raises:
            WbError: READ_ONLY before anything is sent, or as the gateway named it.
        """
        found = self._operations[operation]
        if self._account.read_only and found.effect is Effect.WRITE:
            raise WbError(
                ErrorCode.READ_ONLY,
                tr("The account “{name}” is read-only.", name=self._account.name),
                tr("Choose another account, or allow writing in its settings."),
                sent=Sent.NO,
            )
        return await found.call(await self._client(), call.arguments, call.body)

    async def read(self, key: str) -> bytes | None:
        """Return the record's document as it is now, None where it is gone.

        Raises:
            WbError: as the gateway named it.
        """
        return await self._saving.read(await self._client(), key)

    async def read_many(self, keys: Sequence[str], since: datetime) -> Mapping[str, bytes]:
        """Return the documents of those keys that may have changed since then.

        Raises:
            WbError: as the gateway named it.
        """
        reading = self._saving.read_many
        if reading is None:
            return {}
        return await reading(await self._client(), keys, since - CLOCKS_APART)

    def held(self, key: str) -> bytes:
        """Return the record's document on this machine, empty where none is."""
        return self._documents.of_row(key) or b""

    def repeat(self, operation: str) -> Repeat:
        """Return whether an operation may reach the service twice."""
        return self._operations[operation].repeat

    def present(self, document: bytes, key: str) -> Values:
        """Return the typed present values of a record, out of its document."""
        rows = dict(self._resource.rows_of(document))
        record = rows.get(key) or next(iter(rows.values()), None)
        if record is None:
            return {}
        found: dict[str, object] = {}
        for entry in self._saving.entries:
            if entry.rows:
                found[entry.field] = self._list(document, entry)
                continue
            field = self._resource.field(entry.field)
            if field is not None:
                try:
                    found[entry.field] = field.read(record)
                except MISFITS:
                    continue
        return found

    def _list(self, document: bytes, entry: Entry) -> tuple[Values, ...]:
        return rows_in(self._resource, entry, document, Query())

    @property
    def _saving(self) -> Saving:
        saving = self._resource.saving
        if saving is None:
            raise ValueError(self._resource.id)
        return saving

    async def _client(self) -> object:
        return (await self._connections.open(self._source, self._account)).client


def rows_in(resource: Resource, entry: Entry, document: bytes, query: Query) -> tuple[Values, ...]:
    """Return a list of rows as a document has it: typed values by field of the entry's rows."""
    found = next((sub for sub in resource.subtables if sub.id == entry.field), None)
    if not document or found is None:
        return ()
    return tuple(
        {field.id: field.read(row) for field in entry.rows} for row in found.rows(document, query)
    )
