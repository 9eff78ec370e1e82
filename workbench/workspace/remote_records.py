"""What was asked of services that make rows in their own time, on the disk before it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.queries import Query
from workbench.core.remote import Asked, AskedState
from workbench.edits.drafts import Place
from workbench.workspace.keys import query_key

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore

KIND: Final = "remote"
"""Under which the workspace file keeps them."""
KEPT: Final = 300
"""Of them, beside those that are not ended."""

_OPEN: Final = frozenset({AskedState.ASKING, AskedState.MAKING})


class Records:
    """Everything that was asked from this machine, newest first."""

    def __init__(self, store: WorkspaceStore) -> None:
        self._store = store
        self._held: dict[str, Asked] | None = None

    def all(self) -> tuple[Asked, ...]:
        """Return all of them, newest first. Reads the disk the first time."""
        return tuple(sorted(self._records().values(), key=lambda each: each.id, reverse=True))

    def _records(self) -> dict[str, Asked]:
        if self._held is None:
            self._held = {}
            for name, body in self._store.items(KIND).items():
                try:
                    self._held[name] = msgspec.json.decode(body, type=Asked)
                except msgspec.MsgspecError:
                    continue
        return self._held

    async def read(self) -> tuple[Asked, ...]:
        """Return the same without holding up whoever asks."""
        return await asyncio.to_thread(self.all)

    async def put(self, asked: Asked) -> Asked:
        """Keep one over an older state of it; done when the disk has it.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.read()
        await asyncio.to_thread(self._store.put_item, KIND, asked.id, msgspec.json.encode(asked))
        self._records()[asked.id] = asked
        ended = [each for each in self.all() if each.state not in _OPEN]
        for old in ended[KEPT:]:
            await self.remove(old)
        return asked

    async def remove(self, asked: Asked) -> None:
        """Forget one.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await asyncio.to_thread(self._store.remove_item, KIND, asked.id)
        self._records().pop(asked.id, None)

    async def rename_account(self, source: str, old: str, new: str) -> None:
        """Let what was asked of an account follow its new name.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        for each in await self.read():
            if (each.source, each.account) == (source, old):
                await self.put(msgspec.structs.replace(each, account=new))

    def of(self, place: Place, resource: str = "") -> tuple[Asked, ...]:
        """Return those of one account, of all its resources for "", newest first."""
        return tuple(
            each
            for each in self.all()
            if (each.source, each.host, each.account) == place and resource in {"", each.resource}
        )

    def under_way(self) -> frozenset[Place]:
        """Return the accounts of which something was asked that has not ended."""
        return frozenset(
            Place(each.source, each.host, each.account)
            for each in self.all()
            if each.state in _OPEN
        )

    def making(self, place: Place, resource: str, query: Query, since: datetime) -> Asked | None:
        """Return what is being made for the same question since then, None where nothing is."""
        return self._first(
            place,
            resource,
            lambda each: (
                each.state is AskedState.MAKING
                and each.asked >= since
                and query_key(each.query) == query_key(query)
            ),
        )

    def known(self, place: Place, resource: str, identity: str) -> Asked | None:
        """Return what was asked from here under that id, None where it was not."""
        return self._first(place, resource, lambda each: each.identity == identity)

    def _first(self, place: Place, resource: str, fits: Callable[[Asked], bool]) -> Asked | None:
        return next(filter(fits, self.of(place, resource)), None)
