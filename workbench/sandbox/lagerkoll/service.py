"""Lagerkoll as a service of the sandbox: its operations on their documented paths.

Beside them, for tests and from this machine only: `_ledger` (writes and their effects, DELETE
empties it), `_orders` (purchase orders made by falling stock), `_exports` (export files with their
state) and `_settings` (the limit of requests a minute, what becomes of members that a PUT leaves
out, the seconds an export takes; PUT changes those that it names).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from workbench.sandbox.arriving import comes_from_here, path_behind
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll import (
    articles,
    batches,
    bulk,
    bundles,
    catalogue,
    exports,
    fifo,
    history,
    imports,
    lists,
    moving,
    prints,
    structure_imports,
    units,
)
from workbench.sandbox.lagerkoll.calls import Call, File
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE, Limit, signed_in, too_many
from workbench.sandbox.lagerkoll.refused import COMMON, Refused
from workbench.sandbox.lagerkoll.routes import Routes
from workbench.sandbox.lagerkoll.world import World
from workbench.sandbox.ledger import Ledger
from workbench.sandbox.service import Service

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

NAME = "lagerkoll"
PER_MINUTE = 200
"""Requests of a key in any 60 seconds (document: "MAX number of requests per minute")."""

_PREFIX = "/v1/"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Settings(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A body of `_settings`; members that are left out change nothing."""

    per_minute: int | msgspec.UnsetType | None = msgspec.UNSET
    omitted: Literal["kept", "cleared"] | msgspec.UnsetType = msgspec.UNSET
    export_seconds: float | msgspec.UnsetType = msgspec.UNSET


def _routes() -> Routes:
    parts = (articles, batches, bulk, bundles, exports, fifo, history, imports, lists, moving,
             prints, structure_imports, units)  # fmt: skip
    return Routes([entry for part in parts for entry in part.entries()])


@dataclass
class Lagerkoll:
    """The service (ASGI): state, ledger and limit lie open to tests of the same process."""

    build: Callable[[], World]
    limit: Limit
    ledger: Ledger = field(default_factory=Ledger)
    routes: Routes = field(default_factory=_routes)

    @cached_property
    def world(self) -> World:
        """The warehouse, built when it is first needed."""
        return self.build()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request (ASGI)."""
        request = Request(scope, receive)
        path = path_behind(scope)
        body = await request.body()
        if path.startswith("/_"):
            response = self._control(request, path, body)
        else:
            response = await self._answered(request, path, body)
        await response(scope, receive, send)

    async def _answered(self, request: Request, path: str, body: bytes) -> Response:
        try:
            caller, shelf = signed_in(self.world, request.headers)
            wait = self.limit.take(caller)
            if wait is not None:
                refusal = too_many()
                return _json(refusal.document(), refusal.status, {"Retry-After": str(wait)})
            _acceptable(request)
            operation, values = self.routes.find(request.method, _operation_path(path))
        except Refused as refusal:
            return _json(refusal.document(), refusal.status)
        call = Call(
            self.world, shelf, values, request.query_params, body,
            request.headers.get("content-type", ""),
        )  # fmt: skip
        status = 200
        try:
            answer = operation(call)
        except Refused as refusal:
            answer, status = refusal.document(), refusal.status
        self._enter(request, path, body, status)
        return await _written(answer, status)

    def _enter(self, request: Request, path: str, body: bytes, status: int) -> None:
        effects, self.world.effects = self.world.effects, []
        if request.method != "GET" or effects:
            asked = (request.method, path, request.url.query)
            self.ledger.add(self.world.now(), asked, body, (status, effects))

    def _control(self, request: Request, path: str, body: bytes) -> Response:
        if not comes_from_here(request.scope):
            return Response(status_code=403)
        world = self.world
        if path == "/_ledger":
            if request.method == "DELETE":
                self.ledger.clear()
            return _json({"count": self.ledger.count, "entries": list(self.ledger.entries)})
        if path == "/_orders":
            return _json({"orders": world.orders})
        if path == "/_exports":
            return _json({"exports": [
                {"id": row.id, "type": row.type, "date": row.date,
                 "state": "done" if row.ready <= world.now() else "pending"}
                for row in world.exports
            ]})  # fmt: skip
        if path == "/_settings":
            return self._set(request.method, body)
        return Response(status_code=404)

    def _set(self, method: str, body: bytes) -> Response:
        if method != "GET":
            try:
                given = msgspec.json.decode(body, type=Settings)
            except msgspec.MsgspecError as error:
                return Response(str(error), 400, media_type="text/plain")
            if given.per_minute is not msgspec.UNSET:
                self.limit.per_minute = given.per_minute
            if given.omitted is not msgspec.UNSET:
                self.world.omitted = given.omitted
            if given.export_seconds is not msgspec.UNSET:
                self.world.export_seconds = given.export_seconds
        return _json({
            "per_minute": self.limit.per_minute,
            "omitted": self.world.omitted,
            "export_seconds": self.world.export_seconds,
        })  # fmt: skip


def application(
    world: World | None = None,
    per_minute: int | None = PER_MINUTE,
    clock: Callable[[], float] = time.monotonic,
) -> Lagerkoll:
    """The service over a warehouse (the full one by default, built at the first request).

    `per_minute` is the limit of requests of a key in 60 seconds of `clock`, None for none.
    """
    return Lagerkoll(lambda: world or catalogue.build(), Limit(per_minute, clock))


def build(app: Lagerkoll | None = None, faults: Faults | None = None) -> Service:
    """The service as the sandbox mounts it, with faults on demand."""
    credentials = {"store": STORE, "api_key": API_KEY}
    return Service(NAME, app or application(), credentials, faults or Faults())


def _operation_path(path: str) -> str:
    if not path.startswith(_PREFIX):
        raise Refused(COMMON, "No such path", data=path, status=404)
    return path.removeprefix(_PREFIX)


def _acceptable(request: Request) -> None:
    accepted = request.headers.get("accept", "*/*")
    if accepted.strip() == "application/xml":
        raise Refused(COMMON, "The sandbox answers in JSON only", "Accept", status=406)


async def _written(answer: object, status: int) -> Response:
    if answer is None:
        return Response(status_code=status)
    if isinstance(answer, File):
        data = await run_in_threadpool(answer.make)
        named = {"Content-Disposition": f'attachment; filename="{answer.name}"'}
        return Response(data, headers=named, media_type=answer.media)
    return _json(answer, status)


def _json(answer: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(_ENCODER.encode(answer), status, headers, "application/json")
