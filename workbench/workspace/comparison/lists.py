"""The comparison's tables as sessions: pages made of what is on this machine, kept up to date."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.compare.history import Turn
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.comparison.asked import BASKET
from workbench.workspace.comparison.engine import Engine
from workbench.workspace.comparison.listrows import (
    basket_rows,
    change_rows,
    match_rows,
    rate_rows,
)
from workbench.workspace.comparison.matches import decided, questions
from workbench.workspace.comparison.moves import Moves
from workbench.workspace.comparison.rows import ClientRow, OfferRow
from workbench.workspace.comparison.tables import (
    HISTORY,
    MATCHES,
    OFFERS,
    RATES,
    THIS_MACHINE,
    basket_resource,
    fixed_resources,
    offers_resource,
    source_of,
)
from workbench.workspace.documents import Documents
from workbench.workspace.session import Session

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.workspace import Workspace

CHANGES_OF: Final = timedelta(days=30)
"""How far back the table of price changes reaches."""


Keyed = Sequence[tuple[str, object]]


class Lists:
    """Sessions on the comparison's tables."""

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self._workspace = workspace
        self._engine = engine
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        keeping = workspace.keeping
        keeping.baskets.changed.connect(self._basket_changed)
        keeping.decisions.changed.connect(self._matches_changed)
        keeping.rates.changed.connect(self._rates_changed)
        keeping.history.moved.connect(self._prices_moved)
        self._moves = Moves(keeping.history, workspace.jobs)
        self._moves.changed.connect(self._courses_changed)

    def source(self) -> Source:
        """Return the comparison as a source, with the columns and baskets of this moment."""
        engine = self._engine
        safe = engine.asked.client_safe
        baskets = self._workspace.keeping.baskets.all()
        offers = offers_resource(engine.shown.columns, client_safe=safe)
        fixed = () if safe else fixed_resources()
        listed = (basket_resource(basket, client_safe=safe) for basket in baskets)
        return source_of((offers, *fixed, *listed))

    def session(self, resource: Resource) -> Session:
        """Return a session on one of the tables."""
        workspace = self._workspace
        account = THIS_MACHINE
        if workspace.sandbox:
            # Pictures of the sample data are on this machine: only an account of it may go there.
            account = msgspec.structs.replace(account, url="http://127.0.0.1")
        source = source_of((resource,))
        session = Session(
            source,
            resource,
            account,
            connections=workspace.connections,
            documents=Documents(workspace.stores.cache, source, account, resource),
            jobs=workspace.jobs,
        )
        session.fetching.kept = lambda: self.page(resource)
        self._sessions.add(session)
        return session

    # ---- keeping up to date ------------------------------------------------------------------

    def refresh(self) -> None:
        """Show other rows of offers in every open session, and the questions of the moment."""
        self._again(OFFERS, MATCHES)

    async def reprice(self) -> None:
        """Show other prices in the rows of open sessions; what is selected stays so."""
        # Prices of the past are told at the quantity asked, too.
        self._again(HISTORY)
        keyed = self._offers()
        for session in self._open(OFFERS):
            fields = session.table.fields
            page, table = await asyncio.to_thread(self._made, keyed, fields)
            if session.held.renew(table):
                session.documents.remember(page)
            else:
                session.search(session.query, again=True)

    def _made(self, keyed: Keyed, fields: tuple[Field, ...]) -> tuple[Page, Table]:
        """Return the page of rows and their table, in a thread: thousands take a while."""
        from workbench.tables.table import Table  # noqa: PLC0415 - numpy only with rows

        page = self._page(keyed)
        table = Table(fields)
        table.append(page.rows, page.keys)
        return page, table

    def _open(self, resource: str) -> list[Session]:
        return [
            session
            for session in tuple(self._sessions)
            if session.resource.id == resource and session.status.read_at is not None
        ]

    def _again(self, *resources: str) -> None:
        for resource in resources:
            for session in self._open(resource):
                session.search(session.query, again=True)

    def _basket_changed(self, basket: str) -> None:
        self._again(f"{BASKET}{basket}")

    def _matches_changed(self) -> None:
        self._again(MATCHES)

    def _rates_changed(self, _rates: object) -> None:
        self._again(RATES)

    def _prices_moved(self, _refs: object) -> None:
        self._again(HISTORY)

    def _courses_changed(self) -> None:
        if self._open(OFFERS):
            self._workspace.jobs.spawn("show courses", self.reprice())

    # ---- pages -------------------------------------------------------------------------------

    async def page(self, resource: Resource) -> Page:
        """Return the rows of a table as they are now.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._engine.ready()
        await self._moves.ready()
        if resource.id == HISTORY and not self._engine.asked.client_safe:
            return await self._changes()
        # Thousands of rows take a while: not on the window's thread.
        return await asyncio.to_thread(lambda: self._page(self._rows(resource.id)))

    def _rows(self, resource: str) -> Keyed:
        engine, keeping = self._engine, self._workspace.keeping
        if resource == OFFERS:
            return self._offers()
        if resource.startswith(BASKET):
            lines = keeping.baskets.lines(resource.removeprefix(BASKET))
            return basket_rows(lines, self._titles(), client_safe=engine.asked.client_safe)
        if resource == MATCHES and not engine.asked.client_safe:
            open_ones = questions(engine.grouping, engine.pool)
            said = decided(keeping.decisions.all, engine.pool)
            return match_rows(open_ones, said, self._titles())
        if resource == RATES and not engine.asked.client_safe:
            return rate_rows(keeping.rates.rates)
        return ()

    def _offers(self) -> Keyed:
        asked, shown = self._engine.asked, self._engine.shown
        if asked.client_safe and not shown.asked.client_safe:
            # The rows of before hold costs: nothing is shown until a customer's are there.
            return []
        return [(row.key, self._with_course(row, asked.quantity)) for row in shown.rows]

    def _with_course(self, row: OfferRow | ClientRow, quantity: int) -> OfferRow | ClientRow:
        if not isinstance(row, OfferRow):
            return row
        move = self._moves.of(row.bought, quantity)
        return msgspec.structs.replace(row, course=move.shown, change=move.change) if move else row

    async def _changes(self) -> Page:
        keeping = self._workspace.keeping
        since = now() - CHANGES_OF
        found = await keeping.history.changes(since, self._engine.asked.quantity)
        # What was read for the first time is no move, and says least: it stands behind them.
        changes = sorted(found, key=lambda each: each.turn is Turn.FIRST)
        if not self._engine.asked.first_reads:
            changes = [each for each in changes if each.turn is not Turn.FIRST]
        try:
            await keeping.watches.ready()
            marks = keeping.watches.marks()
        except WbError:
            marks = ()
        pool, titles = self._engine.pool, self._titles()
        return await asyncio.to_thread(
            lambda: self._page(change_rows(changes, marks, pool, titles))
        )

    def _titles(self) -> Mapping[str, str]:
        return self._workspace.sources.titles

    def _page(self, keyed: Keyed) -> Page:
        encode = msgspec.json.Encoder(decimal_format="string", enc_hook=str).encode
        return Page(
            rows=[row for _key, row in keyed],
            keys=[key for key, _row in keyed],
            documents=[encode(row) for _key, row in keyed],
            document_keys=[key for key, _row in keyed],
            document_of=range(len(keyed)),
            fetched_at=now(),
            total=len(keyed),
            warnings=tuple(filter(None, [self._empty(keyed)])),
        )

    def _empty(self, keyed: Keyed) -> str:
        asked = self._engine.asked
        if asked.client_safe and keyed and not asked.margin:
            return tr("Choose a margin rule: without one no sale price is shown.")
        return ""
