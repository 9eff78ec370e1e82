"""What the tests of sources stand on: services of the sandbox in this process, and a sender."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from urllib.parse import quote

import httpx
from starlette.types import ASGIApp

from workbench.core.errors import ErrorCode, WbError
from workbench.net.requests import Reply, Request
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import build
from workbench.sandbox.server import build_app
from workbench.sandbox.service import Service

PRODUCTS = 400
_CODES = {401: ErrorCode.AUTH, 404: ErrorCode.NOT_FOUND}


@dataclass
class AppSender:
    """Sends requests to an application in this process, as the gateway would."""

    app: ASGIApp
    prefix: str
    headers: Mapping[str, str]
    seen: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Reply:
        self.seen.append(request)
        path = re.sub(
            r"\{([^{}]+)\}", lambda match: quote(request.values[match[1]], safe=""), request.path
        )
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.request(
                request.method,
                f"{self.prefix}{path}",
                params=list(request.query),
                headers={**self.headers, **dict(request.headers)},
                content=request.body,
            )
        if answer.status_code >= 400:
            code = _CODES.get(answer.status_code, ErrorCode.REFUSED)
            raise WbError(code, answer.text, status=answer.status_code)
        kind = answer.headers.get("content-type", "")
        return Reply(answer.status_code, answer.content, kind, datetime.now(UTC))


@dataclass
class CannedSender:
    """Answers each request from a function of it, as documents of the vendor's text."""

    answer: Callable[[Request], bytes]
    seen: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Reply:
        self.seen.append(request)
        return Reply(200, self.answer(request), "application/json", datetime.now(UTC))


@cache
def catalogue(products: int = PRODUCTS) -> Catalogue:
    """The data of the small sandbox, built once: no request changes it."""
    return Catalogue.build(products=products)


def europeansourcing() -> tuple[Service, AppSender]:
    """A fresh service with its faults, and a sender that is signed in."""
    service = build(catalogue())
    app = build_app([service])
    token = {"x-auth-token": str(service.credentials["token"])}
    return service, AppSender(app, f"/{service.name}", token)
