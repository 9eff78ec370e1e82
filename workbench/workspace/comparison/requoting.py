"""Is this offer still true: the lines of a basket read again and held against their promises.

Nothing of a basket is changed by looking; what a person accepts becomes a further promise beside
the first one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from workbench.compare.baskets import Line
from workbench.compare.quoting import Convert, Quoted, ordered, quote
from workbench.compare.requote import (
    Place,
    Plan,
    Reading,
    Verdict,
    accepted,
    gone,
    item_of,
    judge,
    plan,
    unchecked,
)
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.jobs import Job, Jobs
from workbench.core.offers import Item, Offering, OnQuote, Origin, Printing, Ref, Worked
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.workspace.comparison.baskets import Baskets
from workbench.workspace.comparison.converting import converter
from workbench.workspace.comparison.history import PriceHistory
from workbench.workspace.comparison.loaded import keep_loaded
from workbench.workspace.comparison.pool import MISFITS
from workbench.workspace.comparison.rates import ExchangeRates
from workbench.workspace.documents import Documents
from workbench.workspace.keys import scope_of

if TYPE_CHECKING:
    from workbench.store.cache import Cache, Scope
    from workbench.workspace.connections import Connections

Find = Callable[[Place], tuple[Source, Resource, Account] | str]
"""Finds a resource of an account; why it cannot be read, where it cannot."""


class Fresh(NamedTuple):
    """An item as it was just read, with its document."""

    item: Item
    document: bytes
    offering: Offering


class Requoting:
    """Reads lines again and judges their promises.

    Attributes:
        ended: a basket was checked: its id and the verdicts in the order of its lines.

    Args:
        baskets: whose lines are checked.
        find: finds resources; see `finder`.
        connections: how they are asked.
        cache: keeps what was read.
        jobs: shows the work.
        rates: brings totals into the basket's currency.
        history: notes the prices that were read.
        clock: the present moment.
    """

    def __init__(
        self,
        baskets: Baskets,
        find: Find,
        *,
        connections: Connections,
        cache: Cache,
        jobs: Jobs,
        rates: ExchangeRates,
        history: PriceHistory,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.ended: Signal[str, tuple[Verdict, ...]] = Signal()
        self._baskets = baskets
        self._find = find
        self._connections = connections
        self._cache = cache
        self._jobs = jobs
        self._rates = rates
        self._history = history
        self._clock = clock

    def plan(self, lines: Iterable[Line]) -> Plan:
        """Return the requests that checking lines takes, and which cannot be checked and why."""
        lines = tuple(lines)
        planned = plan(lines, self._reach)
        marked = {
            line.ref
            for line in lines
            if line.id not in planned.unchecked and self._asks_for_marking(line)
        }
        return msgspec.structs.replace(planned, markings=len(marked))

    def _asks_for_marking(self, line: Line) -> bool:
        """Whether reading a line again takes a request for how its item is marked."""
        found = self._find(Place(*line.ref[:3]))
        if isinstance(found, str) or _printing(line) is None:
            return False
        offering = found[1].offering
        return offering is not None and offering.load is not None

    def _reach(self, place: Place) -> int | str:
        found = self._find(place)
        return found if isinstance(found, str) else found[1].keys_a_request

    def start(self, basket: str) -> Job:
        """Begin to check a basket as a job that is seen; `ended` tells how it went."""
        count = self._baskets.count(basket)
        title = trn("Check {count} line", "Check {count} lines", count)
        job, _task = self._jobs.start(title, "requote", lambda held: self.checked(basket, held))
        return job

    async def checked(self, basket: str, job: Job) -> tuple[Verdict, ...]:
        """Check every line of a basket and return the verdicts in the order of its lines.

        A line that could not be asked about is a verdict that says why, not an error.

        Raises:
            WbError: INPUT where the basket is gone, CANCELLED, STORE.
        """
        await self._baskets.ready()
        held = self._baskets.get(basket)
        if held is None:
            raise bad_input(tr("The basket is gone."), tr("Choose another basket."))
        lines = self._baskets.lines(basket)
        verdicts = await self.lines_checked(lines, held.currency, held.printing, job)
        self.ended.emit(basket, verdicts)
        return verdicts

    async def lines_checked(
        self, lines: Sequence[Line], currency: str, printing: Printing | None, job: Job
    ) -> tuple[Verdict, ...]:
        """Check lines that need not stand in a basket: those of an older workbook.

        Args:
            lines: with the promises that stood.
            currency: totals are brought into.
            printing: of lines that were never quoted; the others keep their own.
            job: shown, paused and stopped between requests.

        Raises:
            WbError: CANCELLED, STORE.
        """
        convert = converter(await self._rates.ready(), currency, self._home_of)
        planned, done = self.plan(lines), 0
        verdicts = {
            line.id: unchecked(line, planned.unchecked[line.id])
            for line in lines
            if line.id in planned.unchecked
        }
        for reading in planned.readings:
            await job.checkpoint()
            meant = [each for each in lines if _stands(each, reading)]
            judged = await self._judged(reading, meant, convert, printing)
            verdicts |= {verdict.line: verdict for verdict in judged}
            done += 1 + len({each.ref for each in meant if self._asks_for_marking(each)})
            job.advance(done, planned.requests)
        return tuple(verdicts[line.id] for line in lines)

    async def accept(self, basket: str, verdicts: Iterable[Verdict]) -> None:
        """Let what is promised now stand for lines of a basket; the first promises stay readable.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        named = {verdict.line: verdict for verdict in verdicts}
        lines = [each for each in self._baskets.lines(basket) if each.id in named]
        await self._baskets.change_lines(basket, [accepted(each, named[each.id]) for each in lines])

    # ---- one request -------------------------------------------------------------------------

    async def _judged(
        self, reading: Reading, lines: Sequence[Line], convert: Convert, printing: Printing | None
    ) -> list[Verdict]:
        try:
            read = await self._read(reading, lines)
        except WbError as error:
            if error.code is ErrorCode.CANCELLED:
                raise
            return [unchecked(line, error.full_text) for line in lines]
        except MISFITS:
            reason = tr("What the service sent cannot be read; refresh the table, then look again.")
            return [unchecked(line, reason) for line in lines]
        at = self._clock()
        self._history.note([each.item for each in read])
        return await asyncio.to_thread(
            lambda: [_verdict(line, read, at, convert, printing) for line in lines]
        )

    async def _read(self, reading: Reading, lines: Sequence[Line]) -> list[Fresh]:
        """Read the records of one request; those that do not come back are no more."""
        found = self._find(reading.place)
        if isinstance(found, str):
            raise bad_input(found)
        source, resource, account = found
        offering = resource.offering
        assert offering is not None
        language = account.language or next(iter(source.languages), "")
        query = Query((Condition(resource.key_filter, "include", reading.keys),), language=language)
        documents = Documents(self._cache, source, account, resource)
        connection = await self._connections.open(source, account)
        read: list[Fresh] = []
        cursor = ""
        while True:
            bare = await resource.search(connection.client, query, cursor)
            currency = source.currency_of(account)
            origin = Origin(source.id, account.name, resource.id, bare.fetched_at, currency)
            load = partial(offering.load, connection.client) if offering.load else None
            page = await _with_markings(bare, lines, offering, origin, load, language)
            read += await asyncio.to_thread(_fresh, offering, tuple(page.documents), origin)
            documents.begin(page, language)
            await documents.keep_documents(bare)
            scope = scope_of(source, account, resource, language)
            await asyncio.to_thread(_keep_loaded, self._cache, scope, bare, page)
            cursor = page.cursor
            if not cursor:
                return read

    def _home_of(self, ref: Ref) -> str:
        found = self._find(Place(*ref[:3]))
        return "" if isinstance(found, str) else found[0].currency_of(found[2])


def finder(
    source_of: Callable[[str], Source | None],
    account_of: Callable[[str, str], Account | None],
    named: Callable[[Source, Account], Source],
) -> Find:
    """Return what finds the resources that can be read again by key.

    Args:
        source_of: source by id.
        account_of: account of a source by name.
        named: the source with amounts named in the account's currency.
    """

    def find(place: Place) -> tuple[Source, Resource, Account] | str:
        source = source_of(place.source)
        account = account_of(place.source, place.account) if source else None
        if source is None or account is None:
            return tr("The account “{name}” is not there any more.", name=place.account)
        source = named(source, account)
        resource = source.resource(place.resource)
        if resource is None or resource.offering is None:
            return tr("{source} has no such table any more.", source=source.title)
        if not resource.key_filter:
            return tr(
                "{title} cannot be read again one by one: refresh the table, then look again.",
                title=tr(resource.title),
            )
        return source, resource, account

    return find


def _stands(line: Line, reading: Reading) -> bool:
    return Place(*line.ref[:3]) == reading.place and line.ref.key in reading.keys


def _keep_loaded(cache: Cache, scope: Scope, bare: Page, page: Page) -> None:
    """Keep the documents that something was loaded for."""
    for key, document, before in zip(
        page.document_keys, page.documents, bare.documents, strict=True
    ):
        if document is not before:
            keep_loaded(cache, scope, key, document, page.fetched_at)


async def _with_markings(
    page: Page,
    lines: Iterable[Line],
    offering: Offering,
    origin: Origin,
    load: Callable[..., Awaitable[bytes]] | None,
    language: str,
) -> Page:
    """Return a page whose documents say how the items of marked lines are marked now."""
    wanted = {line.ref: line for line in lines if _printing(line) is not None}
    if load is None or not wanted:
        return page
    documents = list(page.documents)
    for at, document in enumerate(documents):
        items = offering.items(document, origin)
        for item in dict.fromkeys(item_of(line, items) for line in wanted.values()):
            if item is not None:
                documents[at] = await load(documents[at], item, language)
    return msgspec.structs.replace(page, documents=documents)


def _printing(line: Line) -> Printing | None:
    """Return how the pieces of a line's promise are marked, None for unmarked."""
    held = line.standing.printing if line.standing else None
    return held if held is not None and held.technique else None


def _fresh(offering: Offering, documents: Iterable[bytes], origin: Origin) -> list[Fresh]:
    return [
        Fresh(item, document, offering)
        for document in documents
        for item in offering.items(document, origin)
    ]


def _verdict(
    line: Line,
    read: Sequence[Fresh],
    at: datetime,
    convert: Convert,
    printing: Printing | None,
) -> Verdict:
    item = item_of(line, [each.item for each in read])
    if item is None:
        return gone(line)
    fresh = next(each for each in read if each.item is item)
    then = line.standing
    now = quoted_now(fresh, line, at, convert, then.printing if then else printing)
    return judge(line, now, there=item.offer(line.offer) is not None)


def quoted_now(
    fresh: Fresh, line: Line, at: datetime, convert: Convert, printing: Printing | None
) -> Quoted:
    """Take down what a line's offer promises now, its marking reckoned anew."""
    offer = fresh.item.offer(line.offer)
    priced = ordered(offer, line.quantity) if offer else None
    worked: Worked | OnQuote | None = None
    marked = fresh.offering.marked
    if offer and priced and printing and printing.technique and marked is not None:
        prepared = fresh.offering.prepare(fresh.document) if fresh.offering.prepare else None
        worked = marked(prepared, fresh.item, offer, priced.bought, printing)
    then = line.standing
    return quote(
        fresh.item,
        line.offer,
        line.quantity,
        at=at,
        convert=convert,
        printing=printing,
        worked=worked,
        sale=then.sale if then else None,
    )
