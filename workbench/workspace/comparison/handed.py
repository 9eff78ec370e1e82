"""Which draft each line of a basket becomes, so that no line becomes two: kept over restarts.

It is noted before the draft is made, so that a kill in between leaves a note without a draft and
never a draft without a note. A note whose draft is not there, removed or never made, frees its
line; one whose draft was sent does not.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.offers import Ref
from workbench.edits.oplog import payload_of
from workbench.store.journal_types import OpState

if TYPE_CHECKING:
    from workbench.store.stores import Stores

KIND: Final = "handed on"
"""Under which the workspace file keeps it."""
ORDER: Final = "order"
ARTICLE: Final = "article"
"""What a line became."""
_WRITTEN: Final = (OpState.SENDING, OpState.UNKNOWN, OpState.DONE)
"""States of an operation that the service may have seen."""


class HandedOn:
    """The drafts of basket lines.

    Attributes:
        turn: held by whoever hands lines on, so that a second press waits for the first.
    """

    def __init__(self, stores: Stores) -> None:
        self.turn = asyncio.Lock()
        self._stores = stores
        self._held: dict[str, Ref] = {}
        self._ready = False

    async def ready(self) -> None:
        """Return when what was kept is known here; the first call reads it.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        if not self._ready:
            kept = await asyncio.to_thread(self._stores.workspace.items, KIND)
            self._held = {name: ref for name, body in kept.items() if (ref := _read(body))}
            self._ready = True

    def of(self, what: str, line: str) -> Ref | None:
        """Return where the draft is that a line became or was about to become."""
        return self._held.get(f"{what}/{line}")

    async def keep(self, what: str, line: str, ref: Ref) -> None:
        """Remember what a line is going to become.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        name = f"{what}/{line}"
        body = msgspec.json.encode(ref)
        await asyncio.to_thread(self._stores.workspace.put_item, KIND, name, body)
        self._held[name] = ref

    async def made(self) -> dict[str, str]:
        """Return the new records that were sent, by the key they were staged under.

        The value is the key that the service gave, "" where nobody knows whether it is there.

        Raises:
            WbError: STORE.
        """
        ops = await asyncio.to_thread(self._stores.journal.ops, *_WRITTEN)
        payloads = (payload_of(op) for op in ops)
        return {payload.record: payload.made for payload in payloads if payload is not None}


def _read(body: bytes) -> Ref | None:
    """Decode what can be; what a newer version wrote is not used."""
    try:
        return msgspec.json.decode(body, type=Ref)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
