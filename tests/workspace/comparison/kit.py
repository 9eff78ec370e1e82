"""A workspace on the sandbox's catalogue, articles and exchange rates, all in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from tests.harness.waiting import until
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Job, Jobs
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import build as build_catalogue
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll.service import build as build_articles
from workbench.sandbox.rates.service import build as build_rates
from workbench.sandbox.server import build_app
from workbench.sandbox.service import Service
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.comparison.comparison import Comparison
from workbench.workspace.loading import Loading
from workbench.workspace.session import Session
from workbench.workspace.workspace import Workspace

PRODUCTS = 400
BASE = "http://127.0.0.1"


@cache
def catalogue() -> Catalogue:
    return Catalogue.build(products=PRODUCTS)


def account(source: str) -> Account:
    return Account(source, "test", url=f"{BASE}/{source}", session_only=True, bound="test")


@dataclass
class Bench:
    """A workspace with all services, and the switches of the catalogue's."""

    workspace: Workspace
    faults: Faults

    @property
    def comparison(self) -> Comparison:
        return self.workspace.comparison

    def session(self, source: str, resource: str = "") -> Session:
        found = self.workspace.source(source)
        assert found is not None
        table = found.resource(resource)
        assert table is not None
        return self.workspace.session(found, table, account(source))

    async def read(self, source: str, resource: str = "", text: str = "") -> Session:
        """Read a page of a table, as a person who looks at it does."""
        session = self.session(source, resource)
        found = self.workspace.source(source)
        language = next(iter(found.languages), "") if found else ""
        await session.ask(Query(text=text, language=language))
        await self.still()
        return session

    async def load(self, source: str, resource: str = "", text: str = "") -> Session:
        """Read every row of a question."""
        session = await self.read(source, resource, text)
        await Loading(session).run(Job("1", "Load", "load"))
        await self.still()
        return session

    async def still(self) -> None:
        """Return when what goes on behind the rows is done."""
        await until(lambda: not self.workspace.jobs.pending)


def job() -> Job:
    return Job("1", "Work", "test")


@asynccontextmanager
async def bench(
    home: Path, services: tuple[Service, ...] = (), products: Catalogue | None = None
) -> AsyncIterator[Bench]:
    faults = Faults()
    chosen = services or (
        build_catalogue(products or catalogue(), faults),
        build_articles(),
        build_rates(),
    )
    vault = MemoryVault()
    accounts: list[Account] = []
    for service in chosen:
        if service.credentials:
            held = account(service.name)
            secrets = {name: Secret(value) for name, value in service.credentials.items()}
            vault.hold(held, secrets)
            accounts.append(held)
    workspace = Workspace(
        folders_in(home).make(),
        Stores(folders_in(home)),
        ALL,
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=tuple(accounts),
        transport=httpx.ASGITransport(build_app(chosen)),
        rates=f"{BASE}/rates/stats/eurofxref",
    )
    try:
        yield Bench(workspace, faults)
    finally:
        await workspace.close()
