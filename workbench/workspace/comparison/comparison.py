"""The comparison of a workspace: one way in for the window, the command line and scripts.

Everything that was read from any source is one pool of items; what is the same is one group; what
a group costs is reckoned for what is asked once. Services are asked by `confirm`, `requote` and
`load_markings` alone, and for rates where that is switched on; how many requests is told before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final, Unpack

import msgspec

from workbench.compare.board_groups import Grouped
from workbench.compare.board_outcome import Unpriced
from workbench.compare.board_pricing import Spread
from workbench.compare.landed import Landed
from workbench.compare.landed_lines import Line as CostLine
from workbench.compare.matching.model import Identity
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.offers import Item, Printing, Ref, Technique
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.times import now
from workbench.workspace.comparison.answers import (
    Added,
    Confirmed,
    Curves,
    Decided,
    Gathered,
    GoldenRow,
    Handed,
    PricedOffer,
    Question,
    Split,
    Use,
)
from workbench.workspace.comparison.asked import BASKET, Asked, Changes, moves_rows
from workbench.workspace.comparison.details import Detail
from workbench.workspace.comparison.engine import Engine
from workbench.workspace.comparison.handing import Handing
from workbench.workspace.comparison.lists import Lists
from workbench.workspace.comparison.matches import decided, decision_on, golden_row, questions
from workbench.workspace.comparison.pool import Held
from workbench.workspace.comparison.reckoning import Shown
from workbench.workspace.comparison.workbook import Workbooks

if TYPE_CHECKING:
    from workbench.compare.requote import Verdict
    from workbench.workspace.comparison.baskets import Baskets
    from workbench.workspace.comparison.decisions import Decisions
    from workbench.workspace.comparison.history import PriceHistory
    from workbench.workspace.comparison.rates import ExchangeRates
    from workbench.workspace.comparison.requoting import Requoting
    from workbench.workspace.comparison.watching import Watches
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace

DETAILS: Final = 200
"""Rows that are kept in full."""


class Comparison:
    """What can be compared, and everything a person does with it.

    Attributes:
        changed: rows or columns are others: take `source` and `session` again.
        repriced: the same rows have other prices; sessions show them already.
        moved: progress, counts or notes moved: read `gathered`, `note`, `busy` again.
        asked: what is compared and how; `ask` changes it.
        gathered: what was found on this machine.
        baskets, rates, history, watches, decisions: what is kept; see their classes.
        agreements: freight, duty and margin rules.
        workbooks: writes what is shown and baskets as workbooks; see its class.
        requoting: `plan(lines)` tells the requests of `requote`, `accept` takes its verdicts over.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.changed: Signal[()] = Signal()
        keeping = workspace.keeping
        self.baskets: Baskets = keeping.baskets
        self.rates: ExchangeRates = keeping.rates
        self.history: PriceHistory = keeping.history
        self.watches: Watches = keeping.watches
        self.decisions: Decisions = keeping.decisions
        self.requoting: Requoting = keeping.requoting
        self._workspace = workspace
        self._engine = Engine(workspace)
        self.repriced: Signal[()] = self._engine.repriced
        self.moved: Signal[()] = self._engine.moved
        self.agreements = self._engine.agreements
        self._lists = Lists(workspace, self._engine)
        self._handing = Handing(workspace, self._engine)
        self.workbooks = Workbooks(workspace, self._engine)
        self._details: dict[tuple[str, int], Detail] = {}
        self._engine.changed.connect(self._rows_changed)
        self._engine.renew = self._renew

    def _rows_changed(self) -> None:
        self._details.clear()
        self._lists.refresh()
        self.changed.emit()

    async def _renew(self) -> None:
        self._details.clear()
        await self._lists.reprice()

    # ---- asking ------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What is compared, and how."""
        return self._engine.asked

    def ask(self, **changes: Unpack[Changes]) -> None:
        """Compare something else: any members of `Asked`; told by `changed` or `repriced`."""
        before = self._engine.asked
        after = msgspec.structs.replace(before, **changes)
        if after != before:
            self._engine.ask(after, rows=moves_rows(before, after))

    async def settled(self) -> None:
        """Return when what was asked last is shown; raises as reckoning failed."""
        await self._engine.settled()

    @property
    def gathered(self) -> Gathered:
        """What was found on this machine."""
        return self._engine.gathered

    @property
    def shown(self) -> Shown:
        """The rows, columns and facets at what was asked last."""
        return self._engine.shown

    @property
    def busy(self) -> bool:
        """Whether something is being gathered or reckoned."""
        return self._engine.busy

    @property
    def note(self) -> str:
        """A sentence on what is left out or old, "" for nothing."""
        return self._engine.note

    @property
    def error(self) -> WbError | None:
        """Why the last question could not be answered, None where it was."""
        return self._engine.error

    async def gather(self, job: Job | None = None) -> Gathered:
        """Read every document that is kept of any source, match the items, reckon the rows.

        Raises:
            WbError: CANCELLED; DISK or STORE.
        """
        return await self._engine.gather(job)

    def take(self, held: Iterable[Held]) -> None:
        """Take over items that were just read; rows follow after a short while."""
        self._engine.take(held)

    def start(self) -> Job:
        """Begin `gather` as a job that is seen."""
        return self._engine.start()

    # ---- tables ------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """The comparison as a source: offers, matches, price history, rates, then the baskets."""
        return self._lists.source()

    def session(self, resource: Resource) -> Session:
        """Return a session on one of the `source`'s resources; it stays up to date by itself."""
        return self._lists.session(resource)

    def spread(self, key: str) -> Spread | None:
        """Return how far a row's suppliers lie apart, None with fewer than two or client-safe."""
        detail = None if self.asked.client_safe else self._detail(key)
        return detail.spread() if detail else None

    def suppliers(self) -> dict[str, tuple[str, int, bool]]:
        """Return the suppliers by key: name, rows that they offer, and whether they count."""
        return self._engine.suppliers()

    async def techniques(self) -> tuple[Technique, ...]:
        """Return the techniques that the rows shown can be marked by."""
        items = self._engine.shown_items()
        return await asyncio.to_thread(self._engine.markings.techniques, items)

    # ---- one row -----------------------------------------------------------------------------

    def group(self, key: str) -> Grouped | None:
        """Return the items of a row, None where the row is gone."""
        return self._engine.grouping.groups.get(key)

    def key_of(self, ref: Ref) -> str:
        """Return the key of the row that an item stands in, "" where it is not known."""
        return self._engine.grouping.key_of.get(ref, "")

    def _detail(self, key: str, quantity: int = 0) -> Detail | None:
        """Return a row in full; kept until something else is asked or read."""
        name = (key, quantity)
        if name not in self._details:
            if len(self._details) >= DETAILS:
                self._details.clear()
            found = self._engine.detail(key, quantity)
            if found is None:
                return None
            self._details[name] = found
        return self._details[name]

    def offers(self, key: str) -> tuple[PricedOffer, ...]:
        """Return every offer of a row, the best first; none where it is gone or client-safe."""
        if self.asked.client_safe:
            return ()
        detail = self._detail(key)
        return detail.offers() if detail else ()

    def landed(self, key: str, offer: str) -> Landed | Unpriced | None:
        """Return the cost of an offer (`PricedOffer.id`) in full, or why there is none."""
        detail = None if self.asked.client_safe else self._detail(key)
        return detail.landed(offer) if detail else None

    def unfold(self, key: str, offer: str) -> tuple[CostLine, ...]:
        """Return the lines that the cost of an offer is the sum of; none without a cost."""
        found = self.landed(key, offer)
        return found.lines if isinstance(found, Landed) else ()

    async def curve(self, key: str, limit: int = 0, quantity: int = 0) -> Curves | None:
        """Return the costs of a row by quantity, for chart and table; None where it is gone.

        Args:
            key: of the row.
            limit: right end of the axis, 0 chooses one.
            quantity: wanted, 0 for what is asked.
        """
        if self.asked.client_safe:
            return None
        # A board of its own: the one of the window's details is not shared with a thread.
        detail = self._engine.detail(key, quantity)
        return await asyncio.to_thread(detail.curves, limit) if detail else None

    async def shelf(self, key: str, quantity: int = 0) -> Split | None:
        """Return what the own shelf does for a row; None where nothing of it stands there."""
        if self.asked.client_safe:
            return None
        detail = self._engine.detail(key, quantity)
        return await asyncio.to_thread(detail.split) if detail else None

    # ---- what is the same --------------------------------------------------------------------

    def golden(self, key: str) -> GoldenRow | None:
        """Return a row with a column for each source; None where it is gone or client-safe."""
        group = None if self.asked.client_safe else self.group(key)
        if group is None:
            return None
        return golden_row(group, self.asked.quantity, self._engine.account_of)

    def use(self, use: Use, value: object) -> Handed:
        """Stage a value of the golden row in the record that `use` names; nothing is sent."""
        return self._handing.use(use, value)

    def questions(self) -> tuple[Question, ...]:
        """Return the pairs that wait for a person, the most likely first."""
        return questions(self._engine.grouping, self._engine.pool)

    def decided(self) -> tuple[Decided, ...]:
        """Return what was said of pairs, the last first."""
        return decided(self.decisions.all, self._engine.pool)

    async def decide(self, a: Item, b: Item, *, same: bool, note: str = "") -> None:
        """Remember that two items are the same, or are not; rows follow.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.decisions.say(decision_on(a, b, same=same, note=note, at=now()))

    async def undecide(self, a: Identity, b: Identity) -> None:
        """Forget what was said of a pair (`Decision.a`, `Decision.b`).

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.decisions.take_back(a, b)

    # ---- asking the services -----------------------------------------------------------------

    def confirms(self, of: Collection[str] | str) -> int:
        """Return how many requests `confirm` takes for rows by key, or for a basket by id."""
        return self._handing.confirming.requests(of)

    def why_none(self, of: Collection[str] | str) -> tuple[str, ...]:
        """Return why `confirm` asks nothing, in sentences; none where nothing is priced."""
        return self._handing.confirming.why_none(of)

    async def confirm(self, of: Collection[str] | str, job: Job) -> tuple[Confirmed, ...]:
        """Ask the services for their own calculation of rows' best offers, or of a basket's lines.

        Args:
            of: keys of rows, or the id of a basket.
            job: shown, and stopped between requests.

        Raises:
            WbError: CANCELLED; a service that fails is told in the answer of its line.
        """
        return await self._handing.confirming.confirm(of, job)

    async def unread_markings(self, keys: Collection[str] = ()) -> tuple[Item, ...]:
        """Return the items whose markings are not on this machine; each takes a request.

        They are those of rows by key, without keys those of all rows shown.
        """
        items = self._engine.shown_items(keys)
        return await asyncio.to_thread(self._engine.markings.unread, items)

    async def load_markings(self, items: Sequence[Item], job: Job) -> int:
        """Ask for the markings of items, one request each; rows follow.

        Raises:
            WbError: CANCELLED, or as the service's answer was named.
        """
        try:
            return await self._engine.markings.load(items, self._workspace.connections, job)
        finally:
            self._engine.again()

    # ---- baskets -----------------------------------------------------------------------------

    async def add(
        self,
        session: Session,
        keys: Iterable[str],
        basket: str,
        quantity: int = 0,
        *,
        again: bool = False,
    ) -> Added:
        """Put rows of any table into a basket, with what is promised for them now.

        Args:
            session: of the table: a source's or one of the comparison's.
            keys: of its rows.
            basket: id of the basket.
            quantity: of each line; 0 takes the table's (or the comparison's) quantity.
            again: what is in the basket already goes in as a further line; else it is told.

        Raises:
            WbError: INPUT where the basket is gone or full; DISK, DISK_FULL or STORE.
        """
        return await self._handing.add(session, keys, basket, quantity, again=again)

    def show_basket(self, basket: str) -> None:
        """Compare the items of a basket; "" compares everything again."""
        self.ask(scope=f"{BASKET}{basket}" if basket else "", refs=())

    async def requote(self, basket: str, job: Job) -> tuple[Verdict, ...]:
        """Read the records of a basket again and hold its promises against them.

        Raises:
            WbError: INPUT where the basket is gone, CANCELLED, STORE.
        """
        return await self.requoting.checked(basket, job)

    async def promise(self, basket: str, printing: Printing | None = None) -> None:
        """Take down what is promised now for lines that have no promise for their quantity yet.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._handing.promise(basket, printing)

    async def order_lines(self, basket: str) -> tuple[Handed, ...]:
        """Make purchase order lines of a basket where its sources take orders; nothing is sent.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        return await self._handing.order_lines(basket)

    async def new_articles(self, basket: str) -> tuple[Handed, ...]:
        """Stage a new article for each line of a basket where there is none yet; nothing is sent.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        return await self._handing.new_articles(basket)

    async def fill_etim(self, basket: str) -> tuple[Handed, ...]:
        """Stage price and GTIN of a basket's offers in the products they are; nothing is sent.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        return await self._handing.fill(basket, "etim")
