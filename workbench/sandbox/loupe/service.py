"""Loupe as a service of the sandbox: signing in, exports and purchase orders on their paths.

The hosts of the document lie under one prefix. Behind it tests find control paths, each answering
this machine only: `/_settings` (switches), `/_seen` (what the file host was sent), `/_exports`
(what was asked for and why it failed), `/_orders` (what was placed), `/_grants` (signings in).
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.sandbox.arriving import comes_from_here
from workbench.sandbox.faults import Faults
from workbench.sandbox.loupe import catalogue, filehost, history
from workbench.sandbox.loupe.exports import Exports, envelope
from workbench.sandbox.loupe.filehost import Seen
from workbench.sandbox.loupe.identity import PASSWORD, USERNAME, Denied, Identity
from workbench.sandbox.loupe.orders import Orders, Wrong
from workbench.sandbox.loupe.settings import CONTROL_PATH, Settings
from workbench.sandbox.refusal import Refusal
from workbench.sandbox.service import FileHost, Service

if TYPE_CHECKING:
    from workbench.sandbox.loupe.samples import Sample

NAME = "loupe"
FILES = "http://files.sandbox.test/loupe"
"""Where the file host answers as long as no server has said otherwise."""

Endpoint = Callable[[Request], Awaitable[Response]]
Operation = Callable[[Request, bytes], Response]


def build(
    samples: Sequence[Sample] | None = None,
    faults: Faults | None = None,
    settings: Settings | None = None,
    clock: Callable[[], float] = time.time,
    past: int = history.EXPORTS,
) -> Service:
    """The service over samples (all by default), with `past` exports made before."""
    gate, switches = faults or Faults(), settings or Settings()
    rows = catalogue.samples() if samples is None else samples
    exports = Exports(rows, switches, clock, lambda: host.address)
    seen = Seen()
    host = FileHost(filehost.build(exports, seen), FILES)
    history.remember(exports, past)
    identity = Identity(switches, clock, lambda: gate.epoch)
    orders = Orders({row.code for row in rows}, clock)
    routes = [
        Route("/connect/token", _token(identity), methods=["POST"]),
        *_interfaces(identity, exports, orders, switches),
        *_controls(identity, exports, orders, switches, seen),
    ]
    app = Starlette(routes=routes, exception_handlers={404: _no_path, 405: _no_path})
    credentials = {"username": USERNAME, "password": PASSWORD}
    return Service(NAME, app, credentials, gate, host)


def _interfaces(
    identity: Identity, exports: Exports, orders: Orders, settings: Settings
) -> list[Route]:
    def create(_request: Request, body: bytes) -> Response:
        export = exports.create(_object(body))
        document = envelope(export, {}) if settings.bare_create else exports.document(export)
        return _json(document, 202)

    def read_all(_request: Request, _body: bytes) -> Response:
        return _json([exports.document(row) for row in exports.all()])

    def read(request: Request, _body: bytes) -> Response:
        return _json(exports.document(exports.find(request.path_params["id"])))

    def update(request: Request, body: bytes) -> Response:
        return _json(exports.update(request.path_params["id"], _object(body)), 202)

    def submit(_request: Request, body: bytes) -> Response:
        try:
            order = orders.submit(_object(body))
        except Wrong as wrong:
            title = "One or more validation errors occurred."
            return _json({"title": title, "status": 400, "errors": wrong.errors}, 400)
        if not settings.order_reply:
            return Response(status_code=200)
        reference = order.body["customerReference"]
        return _json({"value": {"id": order.number, "customerReference": reference}, "next": None})

    rows: list[tuple[str, str, Operation]] = [
        ("POST", "/api/exports", create),
        ("GET", "/api/exports", read_all),
        ("GET", "/api/exports/{id}", read),
        ("POST", "/api/exports/{id}", update),
        ("POST", "/api/external/purchaseorders/submit", submit),
    ]
    return [Route(path, _signed(identity, done), methods=[method]) for method, path, done in rows]


def _signed(identity: Identity, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        problem = identity.problem(request.headers.get("authorization", ""))
        if problem is not None:
            challenge = f'Bearer error="invalid_token", error_description="{problem}"'
            return _json({"message": problem}, 401, {"WWW-Authenticate": challenge})
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if request.method == "POST" and kind != "application/json":
            return _json({"message": "Content-Type must be application/json"}, 415)
        body = await request.body()
        try:
            return await run_in_threadpool(operation, request, body)
        except Refusal as refusal:
            return _json({"message": refusal.message}, refusal.status)

    return endpoint


def _token(identity: Identity) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        kind = request.headers.get("content-type", "")
        fresh = {"Cache-Control": "no-store", "Pragma": "no-cache"}
        try:
            return _json(identity.granted(kind, await request.body()), headers=fresh)
        except Denied as denied:
            error = {"error": denied.code, "error_description": denied.message}
            return _json(error, 400, fresh)

    return endpoint


def _controls(
    identity: Identity, exports: Exports, orders: Orders, settings: Settings, seen: Seen
) -> list[Route]:
    def told(_request: Request, _body: bytes) -> Response:
        return _json(settings)

    def switched(_request: Request, body: bytes) -> Response:
        try:
            settings.obey(body)
        except msgspec.MsgspecError as error:
            raise Refusal(400, str(error)) from None
        return _json(settings)

    def forgotten(_request: Request, _body: bytes) -> Response:
        seen.requests.clear()
        return _json([])

    def placed(_request: Request, _body: bytes) -> Response:
        rows = [{"number": row.number, "at": row.at, "body": row.body} for row in orders.placed]
        return _json({"received": orders.received, "orders": rows})

    rows: list[tuple[str, str, Operation]] = [
        ("GET", CONTROL_PATH, told),
        ("POST", CONTROL_PATH, switched),
        ("GET", "/_seen", lambda _request, _body: _json(list(seen.requests))),
        ("DELETE", "/_seen", forgotten),
        ("GET", "/_exports", lambda _request, _body: _json(exports.about())),
        ("GET", "/_orders", placed),
        ("GET", "/_grants", lambda _request, _body: _json(identity.grants)),
    ]
    return [Route(path, _local(done), methods=[method]) for method, path, done in rows]


def _local(operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if not comes_from_here(request.scope):
            return Response(status_code=403)
        body = await request.body()
        try:
            return await run_in_threadpool(operation, request, body)
        except Refusal as refusal:
            return _json({"message": refusal.message}, refusal.status)

    return endpoint


def _object(body: bytes) -> dict[str, object]:
    try:
        value = msgspec.json.decode(body)
    except msgspec.DecodeError:
        raise Refusal(400, "The body must be valid JSON") from None
    if not isinstance(value, dict):
        raise Refusal(400, "The body must be an object")
    return value


def _json(answer: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    data = msgspec.json.encode(answer)
    return Response(data, status, headers, "application/json; charset=utf-8")


async def _no_path(_request: Request, error: Exception) -> Response:
    return _json({"message": "No such path"}, getattr(error, "status_code", 404))
