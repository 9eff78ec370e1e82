"""Watches of a workspace: held against every page that is read, marked where they came about."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from workbench.compare.watches import Mark, Watch, came_about, check_watch
from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.offers import Item, Ref
from workbench.core.signals import Signal
from workbench.core.times import now
from workbench.core.values import Money
from workbench.workspace.comparison.baskets import Baskets

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore

T = TypeVar("T", Watch, Mark)

WATCH: Final = "watch"
MARK: Final = "watch mark"
"""Under which the workspace file keeps them."""


class Watches:
    """The watches of a workspace, and what came about.

    Attributes:
        changed: a watch or a mark was made or went.
        failed: a mark could not be kept.

    Args:
        store: keeps them.
        baskets: whose lines can be watched together.
        jobs: runs what is written after a reading.
        clock: the present moment.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        baskets: Baskets,
        jobs: Jobs,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.failed: Signal[WbError] = Signal()
        self._store = store
        self._baskets = baskets
        self._jobs = jobs
        self._clock = clock
        self._turn = asyncio.Lock()
        self._watches: dict[str, Watch] = {}
        self._marks: dict[tuple[str, Ref], Mark] = {}
        self._ready = False
        self._count = itertools.count(1)

    async def ready(self) -> None:
        """Return when watches and marks are known here; the first call reads them.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()

    async def _prepare(self) -> None:
        if self._ready:
            return
        await self._baskets.ready()
        watches, marks = await asyncio.to_thread(
            lambda: (self._store.items(WATCH), self._store.items(MARK))
        )
        self._watches = {each.id: each for each in _decoded(watches.values(), Watch)}
        self._marks = {(each.watch, each.ref): each for each in _decoded(marks.values(), Mark)}
        self._ready = True

    # ---- looking -----------------------------------------------------------------------------

    def all(self) -> tuple[Watch, ...]:
        """Return the watches, oldest first; none before `ready`."""
        return tuple(self._watches.values())

    def of(self, ref: Ref) -> tuple[Watch, ...]:
        """Return the watches on one item, those of baskets that hold it among them."""
        return tuple(each for each, _base in self._meant(ref))

    def marks(self, ref: Ref | None = None) -> tuple[Mark, ...]:
        """Return what came about and still holds: of one item, or of all for None."""
        return tuple(each for each in self._marks.values() if ref is None or each.ref == ref)

    # ---- changing ----------------------------------------------------------------------------

    async def add(self, watch: Watch) -> Watch:
        """Keep a watch under an id of its own; it is held against the next reading.

        Raises:
            WbError: INPUT where it makes no sense; DISK, DISK_FULL or STORE.
        """
        moment = self._clock()
        identity = f"{moment:%Y%m%dT%H%M%S%f}-{next(self._count)}"
        made = check_watch(msgspec.structs.replace(watch, id=identity, created=moment))
        await self.change(made)
        return made

    async def change(self, watch: Watch) -> None:
        """Write a watch's new state; what came about by the old one goes.

        Raises:
            WbError: INPUT where it makes no sense; DISK, DISK_FULL or STORE.
        """
        body = msgspec.json.encode(check_watch(watch))
        async with self._turn:
            await self._prepare()
            await asyncio.to_thread(self._store.put_item, WATCH, watch.id, body)
            self._watches[watch.id] = watch
            await self._put_marks([], self._marks_of(watch.id))
        self.changed.emit()

    async def remove(self, identity: str) -> None:
        """Take a watch away with what came about by it.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            await asyncio.to_thread(self._store.remove_item, WATCH, identity)
            self._watches.pop(identity, None)
            await self._put_marks([], self._marks_of(identity))
        self.changed.emit()

    async def see(self, marks: Iterable[Mark]) -> None:
        """Note that a person has looked at marks; they stay as long as they hold.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            held = [each for each in marks if (each.watch, each.ref) in self._marks]
            await self._put_marks([msgspec.structs.replace(each, seen=True) for each in held], [])
        self.changed.emit()

    # ---- a reading ---------------------------------------------------------------------------

    def read(self, items: Sequence[Item]) -> None:
        """Hold every watch against items that were just read: listens to `PriceHistory.noted`."""
        if self._watches or not self._ready:
            self._jobs.spawn("watches", self._read(items))

    async def _read(self, items: Sequence[Item]) -> None:
        try:
            await self.check(items)
        except WbError as error:
            self.failed.emit(error)

    async def check(self, items: Sequence[Item]) -> tuple[Mark, ...]:
        """Hold every watch against items that were just read, and return what came about anew.

        What holds no more is unmarked.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            fresh, over = self._judged(items)
            if not fresh and not over:
                return ()
            before = set(self._marks)
            await self._put_marks(fresh, over)
        self.changed.emit()
        return tuple(each for each in fresh if (each.watch, each.ref) not in before)

    def _judged(self, items: Sequence[Item]) -> tuple[list[Mark], list[Mark]]:
        told: dict[tuple[str, Ref], Mark | None] = {}
        watched = self._watched()
        for item in items:
            for watch, base in watched.get(item.ref, ()):
                sentence = came_about(watch, item, base)
                place = (watch.id, item.ref)
                # Several lines of a basket may stand on one item: the first that speaks is told.
                if told.get(place) is None:
                    fresh = Mark(watch.id, item.ref, item.read, sentence)
                    told[place] = fresh if sentence else None
        return self._against(told)

    def _against(
        self, told: Mapping[tuple[str, Ref], Mark | None]
    ) -> tuple[list[Mark], list[Mark]]:
        """Return what is told anew, and what holds no more."""
        fresh: list[Mark] = []
        over: list[Mark] = []
        for place, mark in told.items():
            held = self._marks.get(place)
            if mark is not None and (held is None or held.sentence != mark.sentence):
                fresh.append(mark)
            elif mark is None and held is not None:
                over.append(held)
        return fresh, over

    def _watched(self) -> dict[Ref, list[tuple[Watch, Money | None]]]:
        """Return the watches by item, those of baskets with offer and quantity of the line."""
        found: dict[Ref, list[tuple[Watch, Money | None]]] = {}
        for watch in self._watches.values():
            if watch.ref is not None:
                found.setdefault(watch.ref, []).append((watch, None))
            for line in self._baskets.lines(watch.basket) if watch.basket else ():
                meant = msgspec.structs.replace(watch, offer=line.offer, quantity=line.quantity)
                base = line.standing.unit if line.standing else None
                found.setdefault(line.ref, []).append((meant, base))
        return found

    def _meant(self, ref: Ref) -> list[tuple[Watch, Money | None]]:
        return self._watched().get(ref, [])

    def _marks_of(self, watch: str) -> list[Mark]:
        return [each for each in self._marks.values() if each.watch == watch]

    async def _put_marks(self, fresh: Sequence[Mark], over: Sequence[Mark]) -> None:
        def write() -> None:
            for each in fresh:
                self._store.put_item(MARK, _name(each), msgspec.json.encode(each))
            for each in over:
                self._store.remove_item(MARK, _name(each))

        await asyncio.to_thread(write)
        self._marks |= {(each.watch, each.ref): each for each in fresh}
        for each in over:
            self._marks.pop((each.watch, each.ref), None)


def _name(held: Mark) -> str:
    return msgspec.json.encode((held.watch, *held.ref)).decode()


def _decoded(bodies: Iterable[bytes], kind: type[T]) -> list[T]:
    """Decode what can be; what a newer version wrote stays in the file and is not shown."""
    read: list[T] = []
    for body in bodies:
        try:
            read.append(msgspec.json.decode(body, type=kind))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return read
