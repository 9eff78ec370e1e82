"""A workspace on Loupe's sandbox in this process: orders, exports, and how they are counted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import httpx

from workbench.core.accounts import Account
from workbench.core.edits import Values
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.loupe import catalogue
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.samples import Sample
from workbench.sandbox.loupe.service import build
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_app
from workbench.sandbox.service import Service
from workbench.sources.loupe import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.ordering import Orders
from workbench.workspace.session import Session
from workbench.workspace.workspace import Workspace

ACCOUNT = Account("loupe", "test", url="http://127.0.0.1/loupe", session_only=True, bound="test")
SUBMIT = "/purchaseorders/submit"
DATES: Values = {"from_date": date(2026, 5, 1), "to_date": date(2026, 5, 20)}


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(catalogue.samples(40))


@dataclass
class House:
    """The service, which outlives every workspace on it."""

    service: Service
    faults: Faults
    app: Callable[..., object]

    async def told(self, name: str) -> dict:
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return json.loads((await client.get(f"/loupe/{name}")).content)

    async def placed(self) -> list[dict]:
        """The bodies of the orders that were placed."""
        return [row["body"] for row in (await self.told("_orders"))["orders"]]

    async def exports(self) -> list[dict]:
        """What was asked for."""
        return await self.told("_exports")  # type: ignore[return-value]


def house(**settings: object) -> House:
    faults = Faults()
    service = build(samples(), faults, Settings(**settings), past=2)  # type: ignore[arg-type]
    return House(service, faults, build_app([service]))


@dataclass
class Bench:
    """A workspace on the service."""

    workspace: Workspace
    house: House

    @property
    def orders(self) -> Orders:
        found = self.workspace.orders(SOURCE, ACCOUNT)
        assert found is not None
        return found

    def session(self, resource: str) -> Session:
        found = SOURCE.resource(resource)
        assert found is not None
        return self.workspace.session(SOURCE, found, ACCOUNT)


def open_workspace(home: Path, of: House) -> Workspace:
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"access_token": Secret(ACCESS_TOKEN)})
    return Workspace(
        folders_in(home).make(),
        Stores(folders_in(home)),
        (SOURCE,),
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=(ACCOUNT,),
        transport=httpx.ASGITransport(of.app),  # type: ignore[arg-type]
    )


@asynccontextmanager
async def bench(home: Path, of: House | None = None) -> AsyncIterator[Bench]:
    of = of or house()
    workspace = open_workspace(home, of)
    try:
        yield Bench(workspace, of)
    finally:
        await workspace.close()


def document(place: int = 0, **more: str) -> bytes:
    """A sample's document, as an export's file gives it."""
    sample = samples()[place]
    cells = {
        "Atelier Code": sample.code,
        "Style Name": sample.title,
        "Supplier Cost": "120.50",
        "Supplier Currency": "USD",
    }
    return json.dumps(cells | more).encode()


def cut(**more: object) -> Fault:
    return Fault(path=SUBMIT, **more)  # type: ignore[arg-type]
