"""A small account served inside the test's own process, with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.gatekeeping import IDENTIFIER, PASSWORD, USERNAME
from workbench.sandbox.etim.service import Etim, application, build
from workbench.sandbox.etim.world import Product
from workbench.sandbox.faults import Faults
from workbench.sandbox.server import build_app

START = 1_750_000_000.0
"""The moment that the account is opened at, in seconds since 1970: 2025-06-15 17:06:40 CEST."""

AUTH = (USERNAME, PASSWORD)
ROOT = "http://sandbox.test/etim/"


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Company:
    app: Etim
    client: httpx.AsyncClient
    clock: Clock
    faults: Faults = field(default_factory=Faults)

    async def ask(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None
    ) -> httpx.Response:
        # Time passes between requests, so that changes have an order.
        self.clock.now += 1
        return await self.client.request(method, path, json=body, params=query)

    async def done(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None
    ) -> Any:
        answer = await self.ask(method, path, body, query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def errors(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None
    ) -> list[str]:
        answer = await self.ask(method, path, body, query)
        assert answer.status_code == 400, answer.text
        return answer.json()["errors"]

    async def one(self, key: str, **query: str) -> dict[str, Any]:
        answer = await self.done("GET", "products", [key], query)
        return answer["products"][0]

    async def whole(self, key: str) -> dict[str, Any]:
        """A record in the form that can be put back."""
        answer = await self.one(
            key, **{"na-values": "true", "country-of-origin-multiple": "true",
                    "categories-format-short": "true", "www-image-url-lang": "true"}
        )  # fmt: skip
        read_only = ("mime", "lastModifiedDate", "modifiedBy", "creationDate", "createdBy")
        for name in read_only:
            del answer[name]
        if answer["lca"]:
            del answer["lca"]["link"]
        return answer

    async def put(self, *rows: Any, **query: str) -> dict[str, Any]:
        return await self.done("PUT", "products", list(rows), query)

    def row(self, key: str) -> Product:
        return self.app.world.products[key]

    @property
    def products(self) -> list[Product]:
        return list(self.app.world.products.values())

    def some(self, number: int = 0) -> Product:
        """A made product of ETIM 10 with a class."""
        rows = [
            row for row in self.products[60:]
            if row.part("etimDescription").get("version") == "10"
        ]  # fmt: skip
        return rows[number]


def opened(products: int = 260, per_day: int | None = None) -> Company:
    clock, faults = Clock(), Faults()
    app = application(catalogue.build(products, clock), per_day)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(build_app([build(app, faults)])),
        base_url=f"{ROOT}api/{IDENTIFIER}/",
        auth=AUTH,
    )
    return Company(app, client, clock, faults)
