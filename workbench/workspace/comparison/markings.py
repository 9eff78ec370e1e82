"""Markings of items: their documents read once, priced many times, and asked for where missing."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.jobs import Job
from workbench.core.offers import Item, Offer, OnQuote, Printing, Ref, Technique, Worked
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.comparison.loaded import Whole, keep_loaded, whole
from workbench.workspace.comparison.pool import MISFITS, Place, Pool

if TYPE_CHECKING:
    from workbench.store.cache import Cache, Scope
    from workbench.workspace.connections import Connections

MOST: Final = 3_000
"""Documents kept ready; older ones are read again."""
_NOTHING: Final = object()


class Markings:
    """Markings of the items of a pool; `marked` may be called from any thread.

    Args:
        pool: knows where documents are.
        cache: holds them.
    """

    def __init__(self, pool: Pool, cache: Cache) -> None:
        self._pool = pool
        self._cache = cache
        self._ready: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self._older: dict[tuple[Scope, str], datetime] = {}
        self._names: dict[str, str] = {}
        self._none: set[tuple[Ref, datetime | None]] = set()
        """Items, as read when, of which the service knows no marking: they are not asked again."""
        self._gate = threading.Lock()

    # ---- reading -----------------------------------------------------------------------------

    def document(self, ref: Ref) -> bytes | None:
        """Return the document of an item, None where it is not on this machine."""
        place = self._pool.place(ref)
        found = self._cache.document(place.scope, place.key) if place else None
        return found[0] if found else None

    def prepared(self, item: Item) -> object:
        """Return an item's document ready for pricing; None where nothing of it can be marked."""
        place = self._pool.place(item.ref)
        if place is None or place.of.offering.prepare is None:
            return None
        name = (place.scope, place.key, item.read)
        with self._gate:
            held = self._ready.get(name, _NOTHING)
            if held is not _NOTHING:
                self._ready.move_to_end(name)
                return held
        held = whole(self._cache, place.scope, place.key, place.of.offering)
        made = self._made(place, held.document) if held else None
        with self._gate:
            self._ready[name] = made
            self._note_age(place, held)
            while len(self._ready) > MOST:
                self._ready.popitem(last=False)
        return made

    def _note_age(self, place: Place, held: Whole | None) -> None:
        if held is not None and held.older is not None:
            self._older[place.scope, place.key] = held.older
        else:
            self._older.pop((place.scope, place.key), None)

    @property
    def older(self) -> tuple[int, datetime | None]:
        """How many records' markings were read before the records, and when the oldest was."""
        with self._gate:
            held = tuple(self._older.values())
        return len(held), min(held, default=None)

    def _made(self, place: Place, document: bytes) -> object:
        prepare = place.of.offering.prepare
        try:
            return prepare(document) if prepare else None
        except MISFITS:
            return None

    def forget(self) -> None:
        """Let documents that were read again count."""
        with self._gate:
            self._ready.clear()
            self._older.clear()

    # ---- pricing -----------------------------------------------------------------------------

    def marked(
        self, item: Item, offer: Offer, pieces: int, printing: Printing
    ) -> Worked | OnQuote | None:
        """Price the marking of an order; None where nothing is known of marking the item.

        A marking that was read before its record says on which day.
        """
        place = self._pool.place(item.ref)
        price = place.of.offering.marked if place else None
        prepared = self.prepared(item) if price else None
        if price is None or prepared is None:
            return None
        try:
            worked = price(prepared, item, offer, pieces, printing)
        except MISFITS as error:
            return OnQuote(type(error).__name__)
        older = self._older.get((place.scope, place.key)) if place else None
        if older is None or isinstance(worked, OnQuote):
            return worked
        day = older.astimezone().date().isoformat()
        name = tr("{marking}, as read on {day}", marking=worked.name, day=day)
        return msgspec.structs.replace(worked, name=name)

    def techniques(self, items: Iterable[Item]) -> tuple[Technique, ...]:
        """Return the techniques that one of the items can be marked by, by name; for a thread."""
        found: dict[str, Technique] = {}
        for item in items:
            for technique in self._offered(item):
                found.setdefault(technique.code, technique)
        with self._gate:
            self._names.update((code, technique.name) for code, technique in found.items())
        return tuple(sorted(found.values(), key=lambda each: each.name.casefold()))

    def name_of(self, code: str) -> str:
        """Return what a technique is called, its code where that was never read."""
        with self._gate:
            return self._names.get(code, code)

    def _offered(self, item: Item) -> Sequence[Technique]:
        place = self._pool.place(item.ref)
        offered = place.of.offering.techniques if place else None
        prepared = self.prepared(item) if offered else None
        return offered(prepared, item) if offered and prepared is not None else ()

    # ---- asking the service ------------------------------------------------------------------

    def unread(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items whose markings are not on this machine and can be asked for.

        Each takes one request. For a thread.
        """
        found = []
        for item in items:
            place = self._pool.place(item.ref)
            if not place or not place.of.offering.load or not item.offers:
                continue
            if (item.ref, item.read) not in self._none and not self._offered(item):
                found.append(item)
        return tuple(found)

    async def load(self, items: Sequence[Item], connections: Connections, job: Job) -> int:
        """Ask for the markings of items, one request each; return how many came.

        Raises:
            WbError: CANCELLED, or as the service's answer was named.
        """
        came: list[Item] = []
        for number, item in enumerate(items):
            await job.checkpoint()
            place = self._pool.place(item.ref)
            load = place.of.offering.load if place else None
            if place is None or load is None:
                continue
            held = await asyncio.to_thread(
                whole, self._cache, place.scope, place.key, place.of.offering
            )
            if held is None:
                continue
            connection = await connections.open(place.of.source, place.of.account)
            made = await load(connection.client, held.document, item, place.scope.language)
            await asyncio.to_thread(keep_loaded, self._cache, place.scope, place.key, made, now())
            came.append(item)
            job.advance(number + 1, len(items))
        self.forget()
        left = await asyncio.to_thread(self.unread, came)
        self._none.update((item.ref, item.read) for item in left)
        return len(came)
