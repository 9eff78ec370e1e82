"""What the tests of the gateway are made of: a scripted service, a clock, a raw server."""

from __future__ import annotations

import asyncio
import heapq
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from msgspec.structs import replace

from tests.harness.canary import CANARIES
from tests.harness.ledger import MemoryLedger
from workbench.core.accounts import Account
from workbench.core.jobs import Jobs
from workbench.core.operations import Effect, Repeat
from workbench.core.pacing import Pace, Patience
from workbench.core.secret import Secret
from workbench.core.settings import ProxyMode
from workbench.core.sources import Source
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.log import RequestLog
from workbench.net.network import Network
from workbench.net.requests import Request

IDLE = 0.005
"""Seconds after which the fake clock takes the loop for idle."""

HOST = "https://api.example.test"
TOKEN_HEADER = "x-auth-token"
GOLDEN = b'{"total":2,"items":[{"id":"0012","name":"caf\\u00e9"},{"id":"7","price":12.50}]}'


async def _nothing(*_args: object) -> str:
    return ""


def source(**changes: Any) -> Source:
    """A source with one host and no resources."""
    given = {
        "id": "shop",
        "title": "Shop",
        "icon": "",
        "hosts": {"": HOST},
        "credentials": (),
        "credential_sets": (),
        "authenticate": HeaderAuth,
        "connect": lambda gateway: gateway,
        "probe": _nothing,
        "resources": (),
        "operations": tuple,
        "forbidden_hint": "Your IP address may have changed (VPN?).",
    }
    return Source(**(given | changes))


class FakeClock:
    """A clock that moves to the next sleeper's time when nothing else happens any more."""

    def __init__(self, wall: float = 1_700_000_000.0) -> None:
        self.now = 1000.0
        self.offset = wall - self.now
        self.slept: list[float] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now + self.offset

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, len(self.slept), future))
        loop.call_later(IDLE, self._move)
        await future

    def _move(self) -> None:
        if self._sleepers:
            until, _, future = heapq.heappop(self._sleepers)
            self.now = max(self.now, until)
            if not future.done():
                future.set_result(None)


Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response | Awaitable[Any]]


class FakeService(httpx.AsyncBaseTransport):
    """Answers from a script; the last entry answers everything after it."""

    def __init__(self, *script: Answer) -> None:
        self.script: Sequence[Answer] = script
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        entry = self.script[min(len(self.requests), len(self.script)) - 1]
        if isinstance(entry, Exception):
            raise entry
        answer = entry(request) if callable(entry) else entry
        answer = await answer if isinstance(answer, Awaitable) else answer
        stream = answer.stream if isinstance(answer.stream, Pieces) else Pieces([answer.content])
        return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)


def raw(status: int = 200, body: bytes = GOLDEN, **headers: str) -> httpx.Response:
    """A response whose body is streamed as it is, with these headers and no others."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=sent, stream=Pieces([body]))


class Pieces(httpx.AsyncByteStream):
    """A body in pieces."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def json_answer(status: int = 200, body: bytes = GOLDEN, **headers: str) -> httpx.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers={"content-type": "application/json"} | sent, content=body)


@dataclass
class Bench:
    """A gateway with everything around it at hand."""

    gateway: Gateway
    service: FakeService
    clock: FakeClock
    jobs: Jobs
    ledger: MemoryLedger
    log: RequestLog = field(default_factory=RequestLog)


def bench(
    *script: Answer,
    pace: Pace | None = None,
    patience: Patience | None = None,
    account: Account | None = None,
    auth: Any = None,
    ledger: MemoryLedger | None = None,
    rng: Callable[[], float] = lambda: 0.5,
    **changes: Any,
) -> Bench:
    """A gateway on a scripted service."""
    service, clock, jobs, log = FakeService(*script), FakeClock(), Jobs(), RequestLog()
    ledger = ledger or MemoryLedger()
    gateway = Gateway(
        source(pace=pace or Pace(), patience=patience or Patience(), **changes),
        account or Account("shop", "main"),
        auth or HeaderAuth({TOKEN_HEADER: Secret(CANARIES["token"])}),
        jobs=jobs,
        ledger=ledger,
        network=Network(ProxyMode.NONE),
        log=log,
        transport=service,
        clock=clock,
        random=rng,
    )
    return Bench(gateway, service, clock, jobs, ledger, log)


READ = Request("list_things", "GET", "/v1/things")
WRITE = Request(
    "change_thing", "PUT", "/v1/things/{id}", {"id": "1"}, body=b"{}",
    effect=Effect.WRITE, repeat=Repeat.NEVER,
)  # fmt: skip


def loopback_gateway(url: str, patience: Patience, jobs: Jobs, pace: Pace | None = None) -> Gateway:
    """A gateway on a real server of this machine."""
    return Gateway(
        source(pace=pace or Pace(), patience=patience),
        Account("shop", "main", url=url),
        HeaderAuth({TOKEN_HEADER: Secret(CANARIES["token"])}),
        jobs=jobs,
        ledger=MemoryLedger(),
        network=Network(ProxyMode.NONE),
    )


ONCE = replace(Patience(), attempts=1)

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def raw_server(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server whose handler writes bytes as it likes; gives its port."""
    server = await asyncio.start_server(_quietly(handler), "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for _ in range(50):
            others = asyncio.all_tasks() - {asyncio.current_task()}
            if not any("_quietly" in repr(task.get_coro()) for task in others):
                break
            await asyncio.sleep(0.01)


def _quietly(handler: Handler) -> Handler:
    async def run(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    run.__qualname__ = "_quietly"
    return run


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """The head of one request."""
    return await reader.readuntil(b"\r\n\r\n")
