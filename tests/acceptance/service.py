"""The sandbox on loopback in a thread of this process, and what was asked of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import uvicorn

from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import build
from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.server import build_app

PRODUCTS = 400
HOSTILE = '<b>bold</b><img src="file://{picture}"> &lt;i&gt; \u202egnp.exe\x07 ' + "wide" * 60


@cache
def catalogue() -> Catalogue:
    return Catalogue.build(products=PRODUCTS)


@dataclass(frozen=True)
class Asked:
    """One request as the service saw it."""

    method: str
    path: str


@dataclass
class Service:
    """A running sandbox.

    Attributes:
        asked: requests since the test began, pictures left out.
        spoil: every text of every document is replaced by it, "" for none.
        only: the one member that is spoilt, "" for all that people read.
    """

    url: str
    faults: Faults
    asked: list[Asked] = field(default_factory=list)
    spoil: str = ""
    only: str = ""

    def fail(self, times: int = 1, status: int | None = None, path: str = "", **more) -> None:
        self.faults.add(Fault(times=times, path=path, status=status, **more))

    def away(self) -> None:
        """The way to the service is cut: every request ends before its answer."""
        self.fail(1000, cut=0, told_length=True)

    def reset(self) -> None:
        self.faults.clear()
        self.asked.clear()
        self.spoil = self.only = ""

    def searches(self) -> int:
        return sum("/search" in asked.path for asked in self.asked)


class _Watched:
    """Notes what is asked, and spoils answers on request (ASGI)."""

    def __init__(self, app, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or "/uploads/" in scope["path"]:
            await self._app(scope, receive, send)
            return
        self._service.asked.append(Asked(scope["method"], scope["path"]))
        if not self._service.spoil:
            await self._app(scope, receive, send)
            return
        parts: list[dict] = []

        async def keep(message) -> None:
            parts.append(message)

        await self._app(scope, receive, keep)
        body = b"".join(part.get("body", b"") for part in parts)
        held = spoil(json.loads(body), self._service.spoil, self._service.only)
        spoilt = json.dumps(held).encode()
        start = dict(parts[0])
        start["headers"] = [
            (name, str(len(spoilt)).encode() if name == b"content-length" else value)
            for name, value in start["headers"]
        ]
        await send(start)
        await send({"type": "http.response.body", "body": spoilt})


_KEPT = ("id", "url", "date", "scroll", "_at", "src", "picture", "image", "currency", "lang")


def spoil(value: object, text: str, only: str = "", name: str = "") -> object:
    """Put the text into every string that is read by people, whatever the member is called."""
    if isinstance(value, dict):
        return {key: spoil(held, text, only, key) for key, held in value.items()}
    if isinstance(value, list):
        return [spoil(held, text, only, name) for held in value]
    spared = name != only if only else _is_machine(str(value), name)
    return value if spared or not isinstance(value, str) else text


def _is_machine(value: str, name: str) -> bool:
    number = value.replace(".", "").replace("-", "").replace(":", "").replace(" ", "")
    kept = any(part in name.lower() for part in _KEPT)
    return kept or not value or number.replace("T", "").replace("+", "").isdigit()


@contextmanager
def running() -> Iterator[Service]:
    """Run the sandbox until the block ends."""
    faults = Faults()
    service = Service("", faults)
    app = _Watched(build_app([build(catalogue(), faults)]), service)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    service.url = f"http://127.0.0.1:{port}/europeansourcing"
    try:
        yield service
    finally:
        server.should_exit = True
        thread.join(10)
