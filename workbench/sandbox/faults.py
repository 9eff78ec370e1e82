"""Faults on demand: what a service or the way to it may do wrong, made to happen when a test asks.

Faults lie in a gate before a service, so that every source can be troubled alike, from the test's
own process through a `Faults` object or from another one through `POST /source/_faults`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal

import anyio
import msgspec
from starlette.responses import Response

from workbench.sandbox.arriving import comes_from_here

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTROL_PATH = "/_faults"
"""Where a service's faults are set, behind its prefix; from loopback only."""

HANG_UP = "workbench.sandbox.hang_up"
"""Extension of a request's scope: closes its connection at once, without an answer."""

_HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


class Fault(msgspec.Struct, forbid_unknown_fields=True):
    """What happens to the next `times` requests whose path contains `path`, with `method` if named.

    `delay` seconds pass first. With a `status`, a `body` or `html` the service is not asked at all;
    `cut` ends the body after so many bytes, with its full Content-Length told or, without
    `told_length`, in chunks that never end properly. `lost` closes the connection with no answer at
    all: `before` the service has seen the request, or `after` it has done its work. Over a
    transport without a connection (a test's own process) `lost` raises `Cut`.
    """

    times: int = 1
    path: str = ""
    method: str = ""
    status: int | None = None
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: str | None = None
    html: bool = False
    delay: float = 0.0
    cut: int | None = None
    told_length: bool = True
    lost: Literal["before", "after"] | None = None


class Order(msgspec.Struct, forbid_unknown_fields=True):
    """A body of the control path; members that are left out change nothing."""

    faults: list[Fault] = msgspec.field(default_factory=list)
    clear: bool = False
    expire: bool = False
    skew: float | None = None


class Cut(Exception):  # noqa: N818 -- ends the answer, and is meant to
    """The connection ends here, with no answer."""


@dataclass(slots=True)
class Faults:
    """The faults waiting for one service.

    `skew` is added to the clock of `Date`, in seconds; `epoch` counts how often all sessions
    (scrolls and the like) were made to expire; `injected` how many faults have happened.
    """

    waiting: list[Fault] = field(default_factory=list)
    skew: float = 0.0
    epoch: int = 0
    injected: int = 0

    def add(self, fault: Fault) -> None:
        """Lets a fault happen to the requests to come."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """Takes back all faults that have not happened yet, and the skew."""
        self.waiting.clear()
        self.skew = 0.0

    def expire(self) -> None:
        """Makes every scroll and session that is open now unknown to the service."""
        self.epoch += 1

    def obey(self, order: Order) -> None:
        """Does what a body of the control path says."""
        if order.clear:
            self.clear()
        if order.expire:
            self.expire()
        if order.skew is not None:
            self.skew = order.skew
        self.waiting.extend(order.faults)

    def take(self, path: str, method: str = "") -> Fault | None:
        """The fault for a request, counted as having happened."""
        for fault in self.waiting:
            if fault.path in path and fault.method in {"", method}:
                fault.times -= 1
                if fault.times < 1:
                    self.waiting.remove(fault)
                self.injected += 1
                return fault
        return None

    def date(self) -> str:
        """The `Date` that answers bear."""
        return format_datetime(datetime.now(UTC) + timedelta(seconds=self.skew), usegmt=True)


class Gate:
    """Stands before a service: lets faults happen, sets `Date`, answers the control path."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or troubles it (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        dated = _Dated(send, self._faults)
        if str(scope["path"]).endswith(CONTROL_PATH):
            await self._control(scope, receive, dated)
            return
        fault = self._faults.take(str(scope["path"]), str(scope["method"]))
        if fault is None:
            await self._app(scope, receive, dated)
        else:
            await self._troubled(fault, scope, receive, dated)

    async def _troubled(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.delay:
            await anyio.sleep(fault.delay)
        if fault.lost == "before":
            await _hang_up(scope, receive)
            return
        app = self._app if _passes(fault) else _answer(fault)
        if fault.lost == "after":
            await app(scope, receive, _Whole())
            await _hang_up(scope, receive)
            return
        if fault.cut is None:
            await app(scope, receive, send)
            return
        whole = _Whole()
        await app(scope, receive, whole)
        # Returning before the body is complete makes the server close the connection.
        await whole.send_cut(send, fault.cut, told_length=fault.told_length)

    async def _control(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not comes_from_here(scope):
            await Response(status_code=403)(scope, receive, send)
            return
        if scope["method"] == "POST":
            try:
                self._faults.obey(msgspec.json.decode(await _body(receive), type=Order))
            except msgspec.MsgspecError as error:
                await Response(str(error), 400, media_type="text/plain")(scope, receive, send)
                return
        state = {"waiting": len(self._faults.waiting), "injected": self._faults.injected}
        answer = Response(msgspec.json.encode(state), media_type="application/json")
        await answer(scope, receive, send)


async def _hang_up(scope: Scope, receive: Receive) -> None:
    close = scope.get("extensions", {}).get(HANG_UP)
    if close is None:
        raise Cut
    close()
    while (await receive())["type"] != "http.disconnect":
        pass


class Line:
    """Stands before all services: lets a gate close the connection that a request came by."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with the way to hang up, where the server has a connection (ASGI)."""
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None:
            extensions = {**scope.get("extensions", {}), HANG_UP: transport.abort}
            scope = {**scope, "extensions": extensions}
        await self._app(scope, receive, send)


def _passes(fault: Fault) -> bool:
    return fault.status is None and fault.body is None and not fault.html


def _answer(fault: Fault) -> ASGIApp:
    body = fault.body if fault.body is not None else (_HTML if fault.html else "")
    media = "text/html" if fault.html else "application/json"
    named = {name.lower() for name in fault.headers}
    return Response(
        body, fault.status or 200, fault.headers, None if "content-type" in named else media
    )


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


class _Dated:
    """Sends on, with the date of the service's clock."""

    def __init__(self, send: Send, faults: Faults) -> None:
        self._send = send
        self._faults = faults

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
            if not any(name.lower() == b"date" for name, _value in headers):
                headers.append((b"date", self._faults.date().encode()))
            message = {**message, "headers": headers}
        await self._send(message)


class _Whole:
    """Takes in a whole answer, so that a part of it can be sent."""

    def __init__(self) -> None:
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._body += message.get("body", b"")

    async def send_cut(self, send: Send, length: int, *, told_length: bool) -> None:
        headers: Mapping[bytes, bytes] = dict(self._start["headers"])
        kept = [
            (name, value)
            for name, value in headers.items()
            if told_length or name.lower() != b"content-length"
        ]
        await send({**self._start, "headers": kept})
        await send({"type": "http.response.body", "body": self._body[:length], "more_body": True})
