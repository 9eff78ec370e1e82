"""The baskets of a workspace: kept at every step, told to every open view, back after a deletion.

Whatever was changed is on the disk before anybody is told.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, TypeVar

import msgspec

from workbench.compare.baskets import (
    Basket,
    Line,
    check_basket,
    check_line,
    free_name,
    line_of,
)
from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.offers import Item
from workbench.core.signals import Signal
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.store.baskets import BasketStore, Bodies

T = TypeVar("T", Basket, Line)

MOST_LINES: Final = 5_000
"""Of one basket: it is read and shown as a whole."""


class Wanted(NamedTuple):
    """An item that is put into a basket, at which offer and quantity."""

    item: Item
    offer: str = ""
    quantity: int = 1


class Baskets:
    """Every basket, and its lines, as the disk has them.

    Attributes:
        listed: baskets were made, renamed, moved, deleted or brought back.
        changed: lines of a basket moved; its id.

    Args:
        store: keeps them.
        clock: the present moment.
    """

    def __init__(self, store: BasketStore, clock: Callable[[], datetime] = now) -> None:
        self.listed: Signal[()] = Signal()
        self.changed: Signal[str] = Signal()
        self._store = store
        self._clock = clock
        self._turn = asyncio.Lock()
        self._baskets: dict[str, Basket] = {}
        self._lines: dict[str, tuple[Line, ...]] = {}
        self._ready = False
        self._count = itertools.count(1)

    async def ready(self) -> None:
        """Return when the baskets are known here; the first call reads them.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()

    async def _prepare(self) -> None:
        if not self._ready:
            await self._read(True, ())
            self._ready = True

    # ---- looking -----------------------------------------------------------------------------

    def all(self) -> tuple[Basket, ...]:
        """Return the baskets in their order; none before `ready`."""
        return tuple(self._baskets.values())

    def get(self, identity: str) -> Basket | None:
        """Return the basket of that id, None where there is none."""
        return self._baskets.get(identity)

    def lines(self, basket: str) -> tuple[Line, ...]:
        """Return the lines of a basket in their order."""
        return self._lines.get(basket, ())

    def count(self, basket: str) -> int:
        """Return how many lines a basket has."""
        return len(self.lines(basket))

    async def deleted(self) -> tuple[Basket, ...]:
        """Return the baskets that can be brought back, the last deleted first.

        Raises:
            WbError: STORE.
        """
        return _decoded(await asyncio.to_thread(self._store.deleted), Basket)

    # ---- baskets -----------------------------------------------------------------------------

    async def create(
        self, name: str, currency: str, *, needed: date | None = None, note: str = ""
    ) -> Basket:
        """Make an empty basket at the end.

        Raises:
            WbError: INPUT for its name or currency; DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            fresh = Basket(self._identity(), name, currency, self._clock(), needed, note)
            made = check_basket(fresh, self._names())
            await self._do(lambda: self._store.put_basket(made.id, msgspec.json.encode(made)))
        self.listed.emit()
        return made

    async def change(self, basket: Basket) -> Basket:
        """Write a basket's new state: its name, currency, day, note or printing.

        Raises:
            WbError: INPUT for its name or currency, or where it is not there; DISK or STORE.
        """
        async with self._turn:
            await self._prepare()
            self._existing(basket.id)
            made = check_basket(basket, self._names(besides=basket.id))
            await self._do(lambda: self._store.put_basket(made.id, msgspec.json.encode(made)))
        self.listed.emit()
        return made

    async def rename(self, identity: str, name: str) -> Basket:
        """Give a basket another name; see `change`."""
        await self.ready()
        return await self.change(msgspec.structs.replace(self._existing(identity), name=name))

    async def reorder(self, identities: Sequence[str]) -> None:
        """Put the baskets into this order; those that are not named follow as they stood.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            order = _in_order(self._baskets, identities)
            await self._do(lambda: self._store.order_baskets(order))
        self.listed.emit()

    async def duplicate(self, identity: str, name: str = "") -> Basket:
        """Make a copy of a basket and its lines, with what was promised, at the end.

        Raises:
            WbError: INPUT where it is not there or the name is taken; DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            old = self._existing(identity)
            fresh = msgspec.structs.replace(
                old,
                id=self._identity(),
                name=name or free_name(old.name, self._names()),
                created=self._clock(),
            )
            made = check_basket(fresh, self._names())
            lines = [
                msgspec.structs.replace(each, id=self._identity()) for each in self.lines(identity)
            ]
            body = msgspec.json.encode(made)
            await self._do(
                lambda: self._store.add_basket(made.id, body, _encoded(lines)), lines_of=(made.id,)
            )
        self.listed.emit()
        return made

    async def delete(self, identity: str) -> None:
        """Take a basket away with its lines; `restore` brings it back for 90 days.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            await self._do(lambda: self._store.delete_basket(identity))
        self.listed.emit()

    async def restore(self, identity: str) -> Basket:
        """Bring a deleted basket back to its place; its name gets a number where it is taken.

        Raises:
            WbError: INPUT where it is not there any more; DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            names = self._names()
            await self._do(lambda: self._store.restore_basket(identity), lines_of=(identity,))
            back = self._existing(identity)
            made = msgspec.structs.replace(back, name=free_name(back.name, names))
            if made != back:
                await self._do(lambda: self._store.put_basket(made.id, msgspec.json.encode(made)))
        self.listed.emit()
        return made

    # ---- lines -------------------------------------------------------------------------------

    async def add(self, basket: str, wanted: Iterable[Wanted]) -> tuple[Line, ...]:
        """Put items into a basket, at its end; all or none.

        Raises:
            WbError: INPUT for a quantity, or where the basket is full or not there; DISK or STORE.
        """
        lines = [line_of(self._identity(), each.item, each.offer, each.quantity) for each in wanted]
        return await self.add_lines(basket, lines)

    async def add_lines(self, basket: str, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Put lines into a basket, at its end, under ids of their own; see `add`."""
        made = tuple(
            check_line(msgspec.structs.replace(each, id=self._identity())) for each in lines
        )
        bodies = _encoded(made)
        async with self._turn:
            await self._prepare()
            self._room(basket, len(made))
            await self._do(lambda: self._store.add_lines(basket, bodies), lines_of=(basket,))
        self.changed.emit(basket)
        return made

    async def change_lines(self, basket: str, lines: Sequence[Line]) -> None:
        """Write new states of lines of a basket; all or none.

        Raises:
            WbError: INPUT for a quantity or target; DISK, DISK_FULL or STORE.
        """
        bodies = _encoded([check_line(each) for each in lines])
        await self._lines_moved(lambda: self._store.change_lines(bodies), basket)

    async def remove_lines(self, basket: str, identities: Collection[str]) -> None:
        """Take lines away; `restore_lines` brings them back to their places.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._lines_moved(lambda: self._store.delete_lines(identities), basket)

    async def restore_lines(self, basket: str, identities: Collection[str]) -> None:
        """Bring lines back that were taken away; see `remove_lines`."""
        await self._lines_moved(lambda: self._store.restore_lines(identities), basket)

    async def order_lines(self, basket: str, identities: Sequence[str]) -> None:
        """Put the lines of a basket into this order; those that are not named follow.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            order = _in_order({each.id: each for each in self.lines(basket)}, identities)
            await self._do(lambda: self._store.order_lines(order), lines_of=(basket,))
        self.changed.emit(basket)

    async def move_lines(self, basket: str, identities: Sequence[str], to: str) -> None:
        """Move lines to the end of another basket.

        Raises:
            WbError: INPUT where that is full or not there; DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            await self._prepare()
            self._room(to, len(identities))
            await self._do(lambda: self._store.move_lines(identities, to), lines_of=(basket, to))
        self.changed.emit(basket)
        self.changed.emit(to)

    # ---- inside ------------------------------------------------------------------------------

    async def _lines_moved(self, work: Callable[[], object], basket: str) -> None:
        async with self._turn:
            await self._prepare()
            await self._do(work, lines_of=(basket,))
        self.changed.emit(basket)

    async def _do(self, work: Callable[[], object], lines_of: Sequence[str] = ()) -> None:
        """Do something to the disk and take over what it has then."""
        await asyncio.to_thread(work)
        await self._read(False, lines_of)

    async def _read(self, everything: bool, lines_of: Sequence[str]) -> None:
        def read() -> tuple[tuple[Basket, ...], Mapping[str, tuple[Line, ...]]]:
            baskets = _decoded(self._store.baskets(), Basket)
            named = [each.id for each in baskets] if everything else lines_of
            return baskets, {each: _decoded(self._store.lines(each), Line) for each in named}

        baskets, lines = await asyncio.to_thread(read)
        self._baskets = {each.id: each for each in baskets}
        self._lines.update(lines)

    def _existing(self, identity: str) -> Basket:
        found = self._baskets.get(identity)
        if found is None:
            raise bad_input(tr("The basket is gone."), tr("Choose another basket."))
        return found

    def _room(self, basket: str, more: int) -> None:
        self._existing(basket)
        if self.count(basket) + more > MOST_LINES:
            raise WbError(
                ErrorCode.INPUT,
                tr("A basket holds at most {count} lines.", count=f"{MOST_LINES:,}"),
                tr("Make a second basket."),
            )

    def _names(self, besides: str = "") -> list[str]:
        return [each.name for each in self._baskets.values() if each.id != besides]

    def _identity(self) -> str:
        return f"{self._clock():%Y%m%dT%H%M%S%f}-{next(self._count)}"


def _encoded(lines: Iterable[Line]) -> Bodies:
    return [(line.id, msgspec.json.encode(line)) for line in lines]


def _decoded(bodies: Bodies, kind: type[T]) -> tuple[T, ...]:
    """Decode what can be; what a newer version wrote stays in the file and is not shown."""
    read: list[T] = []
    for _identity, body in bodies:
        try:
            read.append(msgspec.json.decode(body, type=kind))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return tuple(read)


def _in_order(held: Mapping[str, object], wanted: Sequence[str]) -> list[str]:
    named = [each for each in dict.fromkeys(wanted) if each in held]
    return named + [each for each in held if each not in named]
