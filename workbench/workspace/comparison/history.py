"""The price history of a workspace: every page that is read is noted behind it, in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.history import (
    SPARKS,
    Change,
    Stage,
    Trend,
    changes,
    course,
    sparkline,
    trend,
)
from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.offers import Item, Offering, Origin, Ref
from workbench.core.pages import Page
from workbench.core.pricepoints import Past
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source

if TYPE_CHECKING:
    from workbench.store.price_history import PriceHistoryStore

WAITING: Final = 64
"""Pages that wait to be noted; whoever reads faster waits here."""


class Course(msgspec.Struct, frozen=True):
    """One offer's past at a quantity, ready to be drawn.

    Attributes:
        stages: the price from each moment on.
        sparks: twelve amounts up to the last reading; None where there was no price.
        trend: since the last change, or since the moment asked for; None where nothing moved.
    """

    stages: tuple[Stage, ...]
    sparks: tuple[Decimal | None, ...]
    trend: Trend | None


class PriceHistory:
    """Notes what is read, and tells of it.

    Attributes:
        noted: items that were just read, whether or not anything is another one.
        moved: items of which some price became another one, new ones among them.
        failed: a page could not be noted; nothing else is touched by that.
        noticed: sentences about damage or a newer version found at opening.

    Args:
        store: opens the history at first use; called in a thread.
        jobs: runs the noting.
    """

    def __init__(self, store: Callable[[], PriceHistoryStore], jobs: Jobs) -> None:
        self.noted: Signal[Sequence[Item]] = Signal()
        self.moved: Signal[tuple[Ref, ...]] = Signal()
        self.failed: Signal[WbError] = Signal()
        self.noticed: Signal[tuple[str, ...]] = Signal()
        self._store = self._once(store)
        self._jobs = jobs
        self._told = False
        self._turn = asyncio.Lock()
        self._places = asyncio.Semaphore(WAITING)

    @staticmethod
    def _once(make: Callable[[], PriceHistoryStore]) -> Callable[[], PriceHistoryStore]:
        """Let one thread open the history while the others wait."""
        gate = threading.Lock()

        def opened() -> PriceHistoryStore:
            with gate:
                return make()

        return opened

    # ---- noting ------------------------------------------------------------------------------

    def note(self, items: Sequence[Item]) -> None:
        """Note items that were just read; returns at once."""
        self._jobs.spawn("prices", self._noted(lambda: items))

    async def page(self, source: Source, resource: Resource, account: Account, page: Page) -> None:
        """Note the items of a page that a service just gave; returns before that is done.

        A page from the cache says nothing new and is passed over, as is a resource without offers.
        """
        offering = resource.offering
        if offering is None or page.from_cache or not page.documents:
            return
        currency = source.currency_of(account)
        origin = Origin(source.id, account.name, resource.id, page.fetched_at, currency)
        documents = tuple(page.documents)
        async with self._places:
            self._jobs.spawn("prices", self._noted(lambda: items_of(offering, documents, origin)))

    async def noted_now(self, items: Sequence[Item]) -> tuple[Ref, ...]:
        """Note items and return those of which something is another one.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            moved = await asyncio.to_thread(lambda: self._store().note(items))
        self._tell(items, moved)
        return moved

    async def gone(self, refs: Iterable[Ref], at: datetime) -> None:
        """Note that a service said that records are no more.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        named = tuple(refs)
        async with self._turn:
            moved = await asyncio.to_thread(lambda: self._store().note_gone(named, at))
        self._tell((), moved)

    async def _noted(self, read: Callable[[], Sequence[Item]]) -> None:
        def work() -> tuple[Sequence[Item], tuple[Ref, ...]]:
            items = read()
            return items, self._store().note(items)

        try:
            async with self._places, self._turn:
                items, moved = await asyncio.to_thread(work)
        except WbError as error:
            self.failed.emit(error)
            return
        self._tell(items, moved)

    def _tell(self, items: Sequence[Item], moved: tuple[Ref, ...]) -> None:
        if not self._told:
            self._told = True
            if notes := self._store().notes:
                self.noticed.emit(notes)
        if items:
            self.noted.emit(items)
        if moved:
            self.moved.emit(moved)

    # ---- looking -----------------------------------------------------------------------------

    async def past(self, ref: Ref) -> Past:
        """Return what is known of one item's prices.

        Raises:
            WbError: STORE.
        """
        return (await self.pasts([ref]))[ref]

    async def pasts(self, refs: Sequence[Ref]) -> dict[Ref, Past]:
        """Return what is known of many items' prices, in one go.

        Raises:
            WbError: STORE.
        """
        return await asyncio.to_thread(lambda: self._store().pasts(refs))

    async def moving(self) -> dict[Ref, Past]:
        """Return what is known of every item of which some offer was another one before.

        Raises:
            WbError: STORE.
        """

        def work() -> dict[Ref, Past]:
            store = self._store()
            return store.pasts(store.moving())

        return await asyncio.to_thread(work)

    async def courses(
        self, offers: Sequence[tuple[Ref, str]], quantity: int, since: datetime | None = None
    ) -> dict[tuple[Ref, str], Course]:
        """Return the past of offers at a quantity: for a column of sparklines, or one chart.

        Raises:
            WbError: STORE.
        """

        def work() -> dict[tuple[Ref, str], Course]:
            pasts = self._store().pasts(list({ref for ref, _offer in offers}))
            return {
                (ref, offer): course_of(pasts[ref], offer, quantity, since) for ref, offer in offers
            }

        return await asyncio.to_thread(work)

    async def changes(
        self, since: datetime, quantity: int, source: str = "", account: str = ""
    ) -> tuple[Change, ...]:
        """Return what is not as it was at a moment: dearer, cheaper, new, gone.

        Raises:
            WbError: STORE.
        """

        def work() -> tuple[Change, ...]:
            return changes(self._store().moved(since, source, account), quantity)

        return await asyncio.to_thread(work)


def items_of(offering: Offering, documents: Iterable[bytes], origin: Origin) -> list[Item]:
    """Return the items of documents; for a thread."""
    return [item for document in documents for item in offering.items(document, origin)]


def course_of(past: Past, offer: str, quantity: int, since: datetime | None = None) -> Course:
    """Return the past of one offer (its id) at a quantity."""
    points = past.offers.get(offer, ())
    stages = course(points, quantity)
    sparks = sparkline(stages, past.seen or stages[-1].at) if stages else (None,) * SPARKS
    return Course(stages, sparks, trend(stages, since))
