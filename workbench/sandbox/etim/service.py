"""ETIM Mapper as a service of the sandbox: its operations on their documented paths.

Beside them, for tests and from this machine only: `_ledger` (writes and their effects, DELETE
empties it), `_settings` (the daily limit and what is used of it, what becomes of members that a
PUT with `existing=replace` leaves out, the limit of products, the one address that may ask, the
seconds of the slow synchronization; PUT changes those that it names) and `_notify` (sends the
notification of changes to an address).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from workbench.sandbox.arriving import address_of, comes_from_here, path_behind
from workbench.sandbox.etim import (
    catalogue,
    categories,
    keeping,
    listing,
    notifying,
    products,
    routes,
    synchronizing,
    writing,
)
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.gatekeeping import (
    IDENTIFIER,
    PASSWORD,
    PER_DAY,
    USERNAME,
    Quota,
    sign_in,
)
from workbench.sandbox.etim.refused import Refused, missing
from workbench.sandbox.etim.world import World
from workbench.sandbox.faults import Faults
from workbench.sandbox.ledger import Ledger
from workbench.sandbox.service import Service

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

T = TypeVar("T")

NAME = "etim"

_PREFIX = f"/api/{IDENTIFIER}/"
_MEDIA = "text/html; charset=UTF-8"


class Settings(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A body of `_settings`; members that are left out change nothing."""

    per_day: int | msgspec.UnsetType | None = msgspec.UNSET
    used: int | msgspec.UnsetType = msgspec.UNSET
    omitted: Literal["erased", "kept"] | msgspec.UnsetType = msgspec.UNSET
    product_limit: int | msgspec.UnsetType = msgspec.UNSET
    address: str | msgspec.UnsetType = msgspec.UNSET
    slow_seconds: float | msgspec.UnsetType = msgspec.UNSET


def operations() -> dict[str, dict[str, routes.Operation]]:
    """Every operation of the document, by path behind the identifier and by method."""
    table: dict[str, dict[str, routes.Operation]] = {
        "products": {"GET": products.read, "PUT": writing.put, "DELETE": writing.delete},
        "products/filter": {"GET": products.filtered},
        "products/lca": {"GET": products.life_cycle},
        "categories": {
            "GET": categories.read,
            "PUT": keeping.put_trees,
            "DELETE": keeping.delete_trees,
        },
        "synchronizations/run/": {"GET": synchronizing.run, "PUT": synchronizing.run},
        "synchronizations/check/": {"GET": synchronizing.check},
    }
    for named in listing.LISTS:
        table[named.path] = {
            "GET": listing.reader(named),
            "PUT": keeping.writer(named),
            "DELETE": keeping.eraser(named),
        }
    return table


@dataclass
class Etim:
    """The service (ASGI): state, ledger and quota lie open to tests of the same process."""

    build: Callable[[], World]
    quota: Quota
    ledger: Ledger = field(default_factory=Ledger)
    routes: routes.Routes = field(default_factory=operations)

    @cached_property
    def world(self) -> World:
        """The account, built when it is first needed."""
        return self.build()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request (ASGI)."""
        request = Request(scope, receive)
        path = path_behind(scope)
        body = await request.body()
        if path.startswith("/_"):
            response = await self._control(request, path, body)
        else:
            response = self._answered(request, path, body)
        await response(scope, receive, send)

    def _answered(self, request: Request, path: str, body: bytes) -> Response:
        status = 200
        try:
            operation, rest = self._admitted(request, path)
            answer = operation(Call(self.world, rest, request.query_params, body))
        except Refused as refusal:
            answer, status = {"errors": list(refusal.errors)}, refusal.status
        self._enter(request, path, body, status)
        if status != 200 and answer == {"errors": []}:
            named = {"WWW-Authenticate": 'Basic realm="API"'} if status == 401 else None
            return Response(status_code=status, headers=named, media_type=_MEDIA)
        return _html(answer, status)

    def _admitted(self, request: Request, path: str) -> tuple[routes.Operation, str]:
        sign_in(request.headers, address_of(request.scope), self.world.address)
        self.quota.take(self.world.now()[:10])
        if not path.startswith(_PREFIX):
            raise missing()
        return routes.find(self.routes, request.method, path.removeprefix(_PREFIX))

    def _enter(self, request: Request, path: str, body: bytes, status: int) -> None:
        effects, self.world.effects = self.world.effects, []
        if request.method != "GET" or effects:
            asked = (request.method, path, request.url.query)
            now = round(self.world.wall() * 1000)
            self.ledger.add(now, asked, body, (status, effects))

    async def _control(self, request: Request, path: str, body: bytes) -> Response:
        if not comes_from_here(request.scope):
            return Response(status_code=403)
        if path == "/_ledger":
            if request.method == "DELETE":
                self.ledger.clear()
            return _json({"count": self.ledger.count, "entries": list(self.ledger.entries)})
        if path == "/_settings":
            return self._set(request.method, body)
        if path == "/_notify":
            return await self._notify(body)
        return Response(status_code=404)

    async def _notify(self, body: bytes) -> Response:
        try:
            order = msgspec.json.decode(body, type=notifying.Notification)
        except msgspec.MsgspecError as error:
            return Response(str(error), 400, media_type="text/plain")
        contents = notifying.contents(self.world, order)
        return _json(await run_in_threadpool(notifying.send, order, contents))

    def _set(self, method: str, body: bytes) -> Response:
        if method != "GET":
            try:
                self._obey(msgspec.json.decode(body, type=Settings))
            except msgspec.MsgspecError as error:
                return Response(str(error), 400, media_type="text/plain")
        world = self.world
        return _json({
            "per_day": self.quota.per_day, "used": self.quota.used, "omitted": world.omitted,
            "product_limit": world.product_limit, "address": world.address,
            "slow_seconds": world.triggers["tr2"].seconds,
        })  # fmt: skip

    def _obey(self, given: Settings) -> None:
        quota, world = self.quota, self.world
        quota.per_day = _chosen(given.per_day, quota.per_day)
        quota.used = _chosen(given.used, quota.used)
        world.omitted = _chosen(given.omitted, world.omitted)
        world.product_limit = _chosen(given.product_limit, world.product_limit)
        world.address = _chosen(given.address, world.address)
        slow = world.triggers["tr2"]
        slow.seconds = _chosen(given.slow_seconds, slow.seconds)


def application(
    world: World | None = None,
    per_day: int | None = PER_DAY,
) -> Etim:
    """The service over an account (the full one by default, built at the first request).

    `per_day` is the limit of requests of a day, None for none.
    """
    return Etim(lambda: world or catalogue.build(), Quota(per_day))


def build(app: Etim | None = None, faults: Faults | None = None) -> Service:
    """The service as the sandbox mounts it, with faults on demand."""
    credentials = {"identifier": IDENTIFIER, "username": USERNAME, "password": PASSWORD}
    return Service(NAME, app or application(), credentials, faults or Faults())


def _chosen(given: T | msgspec.UnsetType, held: T) -> T:
    return held if isinstance(given, msgspec.UnsetType) else given


def _html(answer: object, status: int) -> Response:
    """JSON that calls itself text/html, as the document's examples have it."""
    return Response(msgspec.json.encode(answer), status, media_type=_MEDIA)


def _json(answer: object) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")
