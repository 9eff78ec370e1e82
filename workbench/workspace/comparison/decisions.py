"""What a person said of pairs of items: kept at once, taken back at will."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from workbench.compare.matching.decisions import forget, remember
from workbench.compare.matching.model import Decision, Identity
from workbench.core.signals import Signal
from workbench.store.match_decisions import MatchDecisions


class Decisions:
    """The decisions of a workspace.

    Attributes:
        changed: something was said or taken back.

    Args:
        store: keeps them.
    """

    def __init__(self, store: MatchDecisions) -> None:
        self.changed: Signal[()] = Signal()
        self._store = store
        self._held: tuple[Decision, ...] = ()
        self._turn = asyncio.Lock()
        self._ready = False

    @property
    def all(self) -> tuple[Decision, ...]:
        """Everything that was said, oldest first; nothing before `ready`."""
        return self._held

    async def ready(self) -> tuple[Decision, ...]:
        """Return the decisions; the first call reads them.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
        return self._held

    async def _prepare(self) -> None:
        if not self._ready:
            self._held = _decoded(await asyncio.to_thread(self._store.all))
            self._ready = True

    async def say(self, *decisions: Decision) -> None:
        """Remember decisions; each replaces an earlier one on its pair.

        Raises:
            WbError: DISK, DISK_FULL or STORE; nothing is remembered then.
        """

        def after(held: tuple[Decision, ...]) -> tuple[Decision, ...]:
            for decision in decisions:
                held = remember(held, decision)
            return held

        await self._move(after)

    async def take_back(self, a: Identity, b: Identity) -> None:
        """Forget what was said of a pair: it is matched by its facts again.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._move(lambda held: forget(held, a, b))

    async def _move(self, change: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]) -> None:
        async with self._turn:
            await self._prepare()
            after = change(self._held)
            old = [each for each in self._held if each not in after]
            new = [each for each in after if each not in self._held]
            await asyncio.to_thread(self._write, old, new)
            self._held = after
        self.changed.emit()

    def _write(self, old: Iterable[Decision], new: Iterable[Decision]) -> None:
        # The new ones first: an end in between leaves both, and the later one holds.
        self._store.put((*_pair(each), msgspec.json.encode(each)) for each in new)
        kept = {frozenset(_pair(each)) for each in new}
        self._store.remove(pair for pair in map(_pair, old) if frozenset(pair) not in kept)


def _pair(decision: Decision) -> tuple[str, str]:
    return _name(decision.a), _name(decision.b)


def _name(identity: Identity) -> str:
    return msgspec.json.encode(identity).decode()


def _decoded(bodies: Iterable[bytes]) -> tuple[Decision, ...]:
    """Decode what can be; what a newer version wrote stays in the file and is not shown."""
    read: list[Decision] = []
    for body in bodies:
        try:
            read.append(msgspec.json.decode(body, type=Decision))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return tuple(read)
