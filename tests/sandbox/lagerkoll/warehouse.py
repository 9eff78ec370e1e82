"""A small warehouse served inside the test's own process, with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll import catalogue
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.service import Lagerkoll, application, build
from workbench.sandbox.server import build_app

START = 1_750_000_000.0
"""The moment that the warehouse is opened at, in seconds since 1970."""

KEY = {"store": STORE, "api_key": API_KEY}


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Warehouse:
    app: Lagerkoll
    client: httpx.AsyncClient
    clock: Clock
    faults: Faults = field(default_factory=Faults)

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.client.get(f"articles/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: Any = None, **query: Any) -> httpx.Response:
        # Time passes between writes, so that their history has an order.
        self.clock.now += 1
        return await self.client.request(method, f"articles/{path}", json=body, params=query)

    async def done(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        answer = await self.send(method, path, body, **query)
        assert answer.status_code == 200, answer.text
        return answer.json() if answer.content else None

    async def refused(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        answer = await self.send(method, path, body, **query)
        assert answer.status_code in {400, 404, 405}, answer.text
        told = answer.json()
        assert set(told) == {"errorCode", "errorMessage", "errorField", "errorData"}
        return told | {"status": answer.status_code}

    async def one(self, key: str) -> dict[str, Any]:
        query = dict.fromkeys(
            ("prices", "include_bundle", "include_next_delivery", "include_purchase_prices",
             "include_batches"), "true",
        )  # fmt: skip
        answer = await self.get(path_of(key), **query)
        return answer["articles"][0]

    def row(self, key: str, store: int = int(STORE)) -> Article:
        return self.app.world.shelves[store].articles[key]


def path_of(key: str) -> str:
    from urllib.parse import quote

    return quote(key, safe="")


def opened(articles: int = 120, per_minute: int | None = None, omitted: str = "kept") -> Warehouse:
    clock, faults = Clock(), Faults()
    app = application(catalogue.build(articles, clock, omitted), per_minute, clock)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(build_app([build(app, faults)])),
        base_url="http://sandbox.test/lagerkoll/v1/",
        headers=KEY,
    )
    return Warehouse(app, client, clock, faults)
