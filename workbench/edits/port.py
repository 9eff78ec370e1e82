"""What sending needs of a service, so that it knows neither sources nor clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from workbench.core.edits import Call, Values
from workbench.core.operations import Repeat


class Port(Protocol):
    """One resource of one account, as sending, settling and acting ask it.

    Every method raises `WbError`; its `sent` says whether the service may have seen the request.
    """

    async def call(self, operation: str, call: Call) -> object:
        """Call a documented operation once; return the decoded answer, or bytes.

        What surely never left the machine may be tried again in here; nothing else may.
        """
        ...

    async def read(self, key: str) -> bytes | None:
        """Return the record's document as the service has it now, None where it is gone."""
        ...

    async def read_many(self, keys: Sequence[str], since: datetime) -> Mapping[str, bytes]:
        """Return the documents of those keys that may have changed since then, by key.

        Asked only where `Saving.read_many` is there. `since` is by this machine's clock; it is put
        on the service's clock here, early rather than late.
        """
        ...

    def held(self, key: str) -> bytes:
        """Return the record's document on this machine, as last read; empty where none is."""
        ...

    def repeat(self, operation: str) -> Repeat:
        """Return whether an operation may reach the service twice."""
        ...

    def present(self, document: bytes, key: str) -> Values:
        """Return the typed present values of every entry of a record, out of its document.

        An entry whose value the document never shows is left out; a missing value is None.
        """
        ...
