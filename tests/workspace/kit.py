"""A workspace on a sandbox in this process, for tests of the use cases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import TOKEN, build
from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.server import build_app
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.session import Session
from workbench.workspace.workspace import Workspace

PRODUCTS = 260
SOURCE = ALL[0]
ACCOUNT = Account(
    "europeansourcing",
    "test",
    url="http://127.0.0.1/europeansourcing",
    session_only=True,
    bound="test",
)


@cache
def catalogue() -> Catalogue:
    return Catalogue.build(products=PRODUCTS)


@dataclass
class Bench:
    """A workspace, and the switches of the service behind it."""

    workspace: Workspace
    faults: Faults

    def session(self, resource: str = "products", account: Account = ACCOUNT) -> Session:
        found = SOURCE.resource(resource)
        assert found is not None
        return self.workspace.session(SOURCE, found, account)

    def fail(self, times: int = 1, status: int = 500, path: str = "", **more: object) -> None:
        self.faults.add(Fault(times=times, path=path, status=status, **more))


@asynccontextmanager
async def bench(home: Path, token: str = TOKEN) -> AsyncIterator[Bench]:
    faults = Faults()
    app = build_app([build(catalogue(), faults)])
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"token": Secret(token)})
    workspace = Workspace(
        folders_in(home).make(),
        Stores(folders_in(home)),
        ALL,
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=(ACCOUNT,),
        transport=httpx.ASGITransport(app),
    )
    try:
        yield Bench(workspace, faults)
    finally:
        await workspace.close()


def english(text: str = "", **more: object) -> Query:
    return Query(text=text, language="en", **more)
