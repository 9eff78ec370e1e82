"""A process that dies at a chosen step, inside this one: its journal and its line to the service.

A step is a write of the journal, a request before it reaches the service, or an answer on its way
back. At the step of death nothing happens any more, for ever: what waits keeps waiting, as the
memory of a killed program does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from enum import StrEnum
from typing import Any

import httpx

from tests.net.kit import Pieces
from workbench.core.errors import Sent
from workbench.store.journal import Journal
from workbench.store.journal_types import Draft, DraftKey, Op, OpState


class Point(StrEnum):
    """What goes wrong with one write on its way."""

    NONE = "nothing"
    CONNECT = "no connection"
    BEFORE = "cut before the effect"
    AFTER = "cut after the effect"
    ERROR = "error of the server after the effect"
    SLOW = "no answer in time, after the effect"
    TORN = "answer cut in the middle"


class Death:
    """Counts steps and says when the process is gone.

    Attributes:
        at: the step that it dies at, from 1; 0 for never.
        steps: taken so far.
        came: set when it died.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.steps = 0
        self.came = asyncio.Event()

    def step(self) -> bool:
        """Take a step; return whether the process is gone."""
        if not self.came.is_set():
            self.steps += 1
            if self.steps == self.at:
                self.came.set()
        return self.came.is_set()


class MortalJournal:
    """A journal that writes nothing any more once its process is gone."""

    def __init__(self, journal: Journal, death: Death) -> None:
        self._journal = journal
        self._death = death

    def _alive(self, work: Callable[[], Future[Any]]) -> Future[Any]:
        return Future() if self._death.step() else work()

    def put(self, *drafts: Draft) -> Future[None]:
        """See `Journal`."""
        return self._alive(lambda: self._journal.put(*drafts))

    def put_many(self, count: int, make: Callable[[], Iterable[Draft]]) -> Future[None]:
        """See `Journal`."""
        return self._alive(lambda: self._journal.put_many(count, make))

    def discard(self, keys: Iterable[DraftKey]) -> Future[None]:
        """See `Journal`."""
        return self._alive(lambda: self._journal.discard(keys))

    def drop(self, keys: Iterable[DraftKey]) -> Future[None]:
        """See `Journal`."""
        return self._alive(lambda: self._journal.drop(keys))

    def put_op(self, op: Op) -> Future[None]:
        """See `Journal`."""
        return self._alive(lambda: self._journal.put_op(op))

    def move_op(
        self,
        identity: str,
        state: OpState,
        *,
        sent: Sent | None = None,
        reference: str = "",
        note: str = "",
    ) -> Future[Op]:
        """See `Journal`."""
        return self._alive(
            lambda: self._journal.move_op(
                identity, state, sent=sent, reference=reference, note=note
            )
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)


class TroubledLine(httpx.AsyncBaseTransport):
    """The way to a service in this process: faults of the next writes, and death at a step.

    Attributes:
        points: what goes wrong with the next writes, in order.
        injected: faults that happened.
        reads: faults of the next reads.
    """

    def __init__(self, app: Any, death: Death) -> None:
        self._inner = httpx.ASGITransport(app)
        self.death = death
        self.points: list[Point] = []
        self.reads: list[Point] = []
        self.injected = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request, or trouble it."""
        held = self.reads if request.method == "GET" else self.points
        point = held.pop(0) if held else Point.NONE
        self.injected += point is not Point.NONE
        await self._on()
        if point is Point.CONNECT:
            raise httpx.ConnectError("no route", request=request)
        if point is Point.BEFORE:
            raise httpx.RemoteProtocolError("closed", request=request)
        answer = await self._inner.handle_async_request(request)
        await answer.aread()
        await self._on()
        return self._answered(point, answer, request)

    async def _on(self) -> None:
        if self.death.step():
            await asyncio.Event().wait()

    @staticmethod
    def _answered(point: Point, answer: httpx.Response, request: httpx.Request) -> httpx.Response:
        match point:
            case Point.AFTER:
                raise httpx.RemoteProtocolError("closed", request=request)
            case Point.SLOW:
                raise httpx.ReadTimeout("no byte", request=request)
            case Point.ERROR:
                return _response(500, b"<html>oops</html>", {"content-type": "text/html"})
            case Point.TORN:
                return _response(200, b'{"arti', {"content-type": "application/json"})
            case _:
                return _response(answer.status_code, answer.content, answer.headers)


def _response(status: int, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
    return httpx.Response(status, headers=headers, stream=Pieces([body]))
