"""What the comparison works on: the pool, its groups and the rows shown, renewed in threads.

One question is reckoned at a time; a newer one makes the older one give up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.board import Board
from workbench.compare.landed_terms import Wanted, supplier_key
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, job_cancelled
from workbench.core.offers import Item, Ref
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.comparison.agreements import Agreements
from workbench.workspace.comparison.answers import Gathered
from workbench.workspace.comparison.asked import Asked
from workbench.workspace.comparison.details import Detail
from workbench.workspace.comparison.grouping import Grouping, group_items
from workbench.workspace.comparison.markings import Markings
from workbench.workspace.comparison.noting import notes
from workbench.workspace.comparison.pool import Held, Origins, Pool, offering_resources
from workbench.workspace.comparison.reckoning import (
    Shown,
    Tools,
    board_of,
    chosen_groups,
    nothing,
    shown,
    suppliers_of,
)
from workbench.workspace.comparison.wanting import homes_of, wanted_of

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

KIND: Final = "comparison"
ASKED: Final = "asked"
"""Under which the workspace file keeps what was asked last."""
PAUSE: Final = 0.4
"""Seconds that further items are waited for before all are matched again."""


class Engine:
    """Items, groups and rows of one workspace.

    Attributes:
        changed, repriced, moved: see `Comparison`.
        asked: what is compared.
        pool: every item known.
        grouping: which of them are one thing.
        shown: the rows.
        gathered: what was found.
        renew: shows other prices in open tables, before `repriced` tells of them.
        error: why the last question could not be answered.
        markings: prices markings of the pool's items.
        agreements: freight, duty, margin rules.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.changed: Signal[()] = Signal()
        self.repriced: Signal[()] = Signal()
        self.moved: Signal[()] = Signal()
        self._workspace = workspace
        self._keeping = workspace.keeping
        self.asked = Asked(currency=workspace.settings.currency)
        self.pool = Pool()
        self.grouping = Grouping()
        self.shown: Shown = nothing(self.asked)
        self.gathered = Gathered()
        self.error: WbError | None = None
        self.markings = Markings(self.pool, workspace.stores.cache)
        self.agreements = Agreements(workspace.stores.workspace)
        self.renew: Callable[[], Awaitable[None]] = _nobody
        self._board: Board | None = None
        self._more = 0
        self._turn = 0
        self._rows_wanted = False
        self._gate = asyncio.Lock()
        self._matching = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._awake = False
        self._later = False
        self._gathering = 0
        self._ready = False
        self._listen()

    def _listen(self) -> None:
        keeping = self._keeping
        keeping.decisions.changed.connect(self.match_again)
        keeping.rates.changed.connect(self.again)
        self.agreements.changed.connect(self.again)
        self._workspace.settings_changed.connect(self.again)
        keeping.baskets.changed.connect(self._basket_changed)

    # ---- ready -------------------------------------------------------------------------------

    async def ready(self) -> None:
        """Return when everything that is kept is known here.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        keeping = self._keeping
        await keeping.rates.ready()
        await keeping.baskets.ready()
        await keeping.decisions.ready()
        await self.agreements.ready()
        if not self._ready:
            self._ready = True
            await self._restore()

    async def _restore(self) -> None:
        """Take over what was asked in an earlier run, unless something was asked already."""
        store = self._workspace.stores.workspace
        held = await asyncio.to_thread(store.items, KIND)
        if self._turn or ASKED not in held:
            return
        try:
            self.asked = msgspec.json.decode(held[ASKED], type=Asked)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return

    def _keep(self) -> None:
        """Write what is asked behind the user's back."""
        body = msgspec.json.encode(self.asked)
        store = self._workspace.stores.workspace
        self._workspace.jobs.spawn(
            "keep what is compared", asyncio.to_thread(store.put_item, KIND, ASKED, body)
        )

    # ---- gathering ---------------------------------------------------------------------------

    def start(self) -> Job:
        """Begin `gather` as a job that is seen."""
        title = tr("Gather what can be compared")
        return self._workspace.jobs.start(title, "gather", self.gather)[0]

    async def gather(self, job: Job | None = None) -> Gathered:
        """Read every kept document, match the items and reckon the rows; see `Comparison`."""
        await self.ready()
        await self._keeping.rates.fetch_if_due()
        self._gathering += 1
        self._awake = True
        self.moved.emit()
        try:
            origins = tuple(self.origins())
            loop = asyncio.get_running_loop()
            await asyncio.to_thread(self._read, origins, job, loop)
            await self._regroup(job)
        finally:
            self._gathering -= 1
            self.moved.emit()
        self._submit(rows=True)
        await self.settled()
        return self.gathered

    def _read(
        self, origins: Sequence[Origins], job: Job | None, loop: asyncio.AbstractEventLoop
    ) -> None:
        cache = self._workspace.stores.cache
        for source in self._workspace.sources:
            names = [of.account.name for of in origins if of.source.id == source.id]
            self.pool.forget(source.id, names)

        def tell(count: int, what: str) -> None:
            if job is not None and job.stopping:
                raise job_cancelled()
            if job is not None:
                loop.call_soon_threadsafe(job.advance, count, None, what)

        self.pool.read(cache, origins, tell)

    def origins(self) -> Iterable[Origins]:
        """Give the resources of every account whose records take part."""
        workspace = self._workspace
        for account in workspace.accounts.list():
            source = workspace.source(account.source)
            if source is not None:
                yield from offering_resources(source, account)

    async def _regroup(self, job: Job | None = None) -> None:
        """Match the items that are known by now; the rows follow."""

        def stopping() -> bool:
            return job is not None and job.stopping

        def work() -> Grouping:
            decisions = self._keeping.decisions.all
            return group_items(self.pool.items(), self.pool.facts(), decisions, stop=stopping)

        async with self._matching:
            # One after the other: what was said last is never lost behind an earlier matching.
            self.grouping = await asyncio.to_thread(work)
        self.gathered = self._counted()
        self.moved.emit()

    def _counted(self) -> Gathered:
        grouping = self.grouping
        return Gathered(
            documents=self.pool.documents,
            items=len(self.pool),
            offers=sum(
                len(item.offers) for group in grouping.groups.values() for item in group.items
            ),
            groups=len(grouping.groups),
            matched=grouping.matched,
            questions=len(grouping.questions),
            sources=self.pool.sources(),
            troubles=self.pool.troubles,
        )

    # ---- what comes in meanwhile -------------------------------------------------------------

    def take(self, held: Iterable[Held]) -> None:
        """Take over items that were just read; rows follow after a short while."""
        if self.pool.take(held) and self._awake:
            self.match_again()

    def match_again(self) -> None:
        """Match everything again soon: items came, or a person said something."""
        if self._later or not self._awake:
            return
        self._later = True
        self._workspace.jobs.spawn("match items", self._match_soon())

    async def _match_soon(self) -> None:
        await asyncio.sleep(PAUSE)
        self._later = False
        try:
            await self._regroup()
        except WbError as error:
            self.error = error
            return
        self.markings.forget()
        self._submit(rows=True)

    def again(self, *_what: object) -> None:
        """Reckon the rows once more: rates, terms or markings are others."""
        if self._awake:
            self._submit(rows=False)

    def _basket_changed(self, basket: str) -> None:
        if self._awake and self.asked.basket == basket:
            self._submit(rows=True)

    # ---- reckoning ---------------------------------------------------------------------------

    def ask(self, asked: Asked, *, rows: bool) -> None:
        """Compare something else; with `rows`, other rows or columns are shown."""
        self.asked = asked
        self._keep()
        self._submit(rows=rows)

    @property
    def busy(self) -> bool:
        """Whether something is gathered or reckoned."""
        return bool(self._gathering) or (self._task is not None and not self._task.done())

    async def settled(self) -> None:
        """Return when what was asked last is shown; see `Comparison`."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])
        if self.error is not None:
            raise self.error

    def _submit(self, *, rows: bool) -> None:
        self._turn += 1
        self._rows_wanted = self._rows_wanted or rows
        self._task = self._workspace.jobs.spawn("reckon offers", self._reckon(self._turn))
        self.moved.emit()

    async def _reckon(self, turn: int) -> None:
        async with self._gate:
            if turn != self._turn:
                return
            try:
                await self.ready()
                rows, found = await self._reckoned(turn)
            except WbError as error:
                if error.code is not ErrorCode.CANCELLED and turn == self._turn:
                    self.error = error
                    self.moved.emit()
                return
        if turn != self._turn:
            return
        self.error = None
        columns = [column.title for column in self.shown.columns]
        rows = rows or columns != [column.title for column in found.columns]
        self.shown = found
        if not rows:
            await self.renew()
        (self.changed if rows else self.repriced).emit()

    async def _reckoned(self, turn: int) -> tuple[bool, Shown]:
        asked, grouping = self.asked, self.grouping
        rows = self._rows_wanted or self._board is None
        wanted = self.wanted()
        tools = Tools(
            self.markings.marked,
            self.agreements.rule(asked.margin),
            self._workspace.formats,
            lambda: turn != self._turn,
        )
        refs = self.scope_refs()

        def work() -> tuple[Board, int, Shown]:
            board, more = self._board, self._more
            if rows or board is None:
                groups, more = chosen_groups(grouping, asked, refs)
                board = board_of(groups, tools.marker)
            return board, more, shown(board, asked, wanted, grouping, more, tools)

        self._board, self._more, found = await asyncio.to_thread(work)
        found = found._replace(markings=self.markings.older[1] if asked.printing else None)
        if turn == self._turn:
            # What was asked meanwhile may have wanted other rows: it does so still.
            self._rows_wanted = False
        return rows, found

    def scope_refs(self) -> tuple[Ref, ...]:
        """Return the items of the scope, none where it is everything."""
        asked = self.asked
        if asked.refs or not asked.basket:
            return asked.refs
        return tuple(line.ref for line in self._keeping.baskets.lines(asked.basket))

    def wanted(self, quantity: int = 0) -> Wanted:
        """Return what every supplier is asked, at another quantity where one is given."""
        workspace = self._workspace
        wanted = wanted_of(
            self.asked,
            self._keeping.rates.rates,
            self.agreements,
            homes_of(workspace.accounts.list(), workspace.source),
            at=now(),
            hours=workspace.settings.price_age_hours,
        )
        return wanted.at(quantity) if quantity else wanted

    # ---- looking -----------------------------------------------------------------------------

    def detail(self, key: str, quantity: int = 0) -> Detail | None:
        """Return a group in full on a board of its own; None where it is gone."""
        group = self.grouping.groups.get(key)
        if group is None:
            return None
        markings, formats = self.markings, self._workspace.formats
        return Detail(group, self.wanted(quantity), markings.marked, formats, markings.name_of)

    def shown_items(self, keys: Collection[str] = ()) -> tuple[Item, ...]:
        """Return the items of rows by key, without keys those of all rows shown."""
        groups = self.grouping.groups
        keys = keys or [row.key for row in self.shown.rows]
        return tuple(item for key in keys if key in groups for item in groups[key].items)

    def suppliers(self) -> dict[str, tuple[str, int, bool]]:
        """Return the suppliers by key: name, rows they offer, and whether they count."""
        if self.asked.client_safe:
            return {}
        counts = {supplier_key(each.title): each.groups for each in self.shown.columns}
        names: Mapping[str, str] = suppliers_of(self.grouping)
        off = self.asked.off
        return {
            key: (name, counts.get(key, 0), key not in off)
            for key, name in sorted(names.items(), key=lambda each: -counts.get(each[0], 0))
        }

    def account_of(self, ref: Ref) -> tuple[Source, Account] | None:
        """Return the source and the account that an item stands in, None where they are gone."""
        workspace = self._workspace
        source = workspace.source(ref.source)
        account = workspace.accounts.find(ref.source, ref.account) if source else None
        return (source, account) if source and account else None

    @property
    def note(self) -> str:
        """What is left out or old, as sentences; "" for nothing."""
        older = self.markings.older if self.asked.printing else (0, None)
        return " ".join(
            (
                *self.gathered.troubles,
                *notes(self._keeping.rates.stale, self.shown.more, older, self._workspace.formats),
            )
        )


async def _nobody() -> None:
    """Show nothing: before a table is open."""
