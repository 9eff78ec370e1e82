"""EuropeanSourcing as a service of the sandbox: its operations on their documented paths.

Every operation answers under v1.1 and v1.2; v1.2 leaves out null and empty members.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.sandbox.europeansourcing import fields, pictures, values
from workbench.sandbox.europeansourcing.answering import IDLE_SECONDS, Answers
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.listings import Listings, day_of
from workbench.sandbox.europeansourcing.searching import language_of
from workbench.sandbox.europeansourcing.view import View
from workbench.sandbox.europeansourcing.words import ENGLISH, LANGUAGES, text_language
from workbench.sandbox.faults import Faults
from workbench.sandbox.refusal import Refusal
from workbench.sandbox.service import Service

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "europeansourcing"
TOKEN = "es-sandbox-4f1d9a27c0"  # noqa: S105 -- the sandbox's own, made up
VERSIONS = ("v1.1", "v1.2")

_PAGE_LIMIT = 50

Operation = Callable[["Call"], object]


class Call:
    """One request as an operation sees it: path, query and body already taken from the wire."""

    def __init__(self, request: Request, body: bytes) -> None:
        self.path: Mapping[str, str] = request.path_params
        self.query: Mapping[str, str] = request.query_params
        self.accept_language = request.headers.get("accept-language", "")
        self.base = base_of(request)
        self._body = body

    def object(self) -> dict[str, object]:
        """The body as a JSON object; anything else is refused with 400."""
        try:
            return values.an_object(msgspec.json.decode(self._body), "the body")
        except msgspec.DecodeError:
            raise values.bad("the body must be valid JSON") from None

    def language(self) -> int:
        """The language in the path."""
        return language_of(self.path["lang"])

    def number(self, name: str) -> int:
        """An id in the path; 404 for what is no number."""
        text = self.path[name]
        if not (text.isascii() and text.isdigit()):
            raise Refusal(404, f"no {name} {text}")
        return int(text)


def base_of(request: Request) -> str:
    """The address that the service answers under, as this request came to it."""
    root = str(request.scope.get("root_path", ""))
    return f"{request.url.scheme}://{request.url.netloc}{root}"


def build(
    catalogue: Catalogue | None = None,
    faults: Faults | None = None,
    clock: Callable[[], float] = time.monotonic,
    idle_seconds: float = IDLE_SECONDS,
) -> Service:
    """The service over a catalogue (the full one by default), with faults on demand."""
    gate = faults or Faults()
    index = Index(catalogue or Catalogue.build())
    answers = Answers(index, clock, lambda: gate.epoch, idle_seconds)
    routes = [
        Route(f"/api/{version}{path}", _endpoint(operation, version), methods=[method])
        for method, path, operation in _operations(answers, Listings(index))
        for version in VERSIONS
    ]
    routes.append(Route("/uploads/{file}", _pictures(index.catalogue), methods=["GET"]))
    handlers = {404: _not_found, 405: _not_found}
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Service(NAME, app, {"token": TOKEN}, gate)


def _operations(answers: Answers, listings: Listings) -> list[tuple[str, str, Operation]]:
    return [
        ("POST", "/search", lambda c: answers.search(c.object(), c.base, light=False)),
        ("POST", "/search/light", lambda c: answers.search(c.object(), c.base, light=True)),
        ("POST", "/search/scroll", lambda c: answers.scroll(c.object(), c.base)),
        ("GET", "/products/details/byVariantId/{variantId}", lambda c: _details(answers, c)),
        ("GET", "/products/deletedAfter/{date}", lambda c: listings.deleted_after(
            day_of(c.path["date"]))),
        ("GET", "/brands", lambda _c: listings.brands()),
        ("GET", "/brands/supplier/{id}", lambda c: listings.brands(
            listings.of_supplier(c.path["id"]), c.base)),
        ("GET", "/brands/supplier_profile/{id}", lambda c: listings.brands(
            listings.of_profile(c.path["id"]), c.base)),
        ("GET", "/categories/{lang}", lambda c: listings.categories(c.language(), None)),
        ("GET", "/categories/{lang}/{lvl}", lambda c: listings.categories(
            c.language(), _level(c.path["lvl"]))),
        ("GET", "/markings/{lang}/types", lambda c: listings.marking_types(c.language())),
        ("GET", "/markings/{lang}/export", lambda c: _markings_page(listings, c)),
        ("GET", "/markings/{lang}/{variant_id}", lambda c: listings.markings_of(
            c.number("variant_id"), View(c.language(), c.base))),
        ("POST", "/marking/fr/calculatePrice", lambda c: listings.calculated(c.object())),
        ("GET", "/suppliers", lambda _c: listings.suppliers()),
        ("GET", "/suppliers/supplier_profile/{id}", lambda c: listings.suppliers(
            listings.of_profile(c.path["id"]))),
        ("GET", "/supplier_profiles", lambda _c: listings.profiles()),
        ("GET", "/supplier_profiles/supplier/{id}", lambda c: listings.profiles(c.path["id"])),
        ("GET", "/tokenInfos", lambda _c: listings.token_infos()),
    ]  # fmt: skip


def _endpoint(operation: Operation, version: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        given = request.headers.get("x-auth-token", "")
        if not secrets.compare_digest(given.encode(), TOKEN.encode()):
            return _json({"error": "missing or unknown x-auth-token"}, 401)
        call = Call(request, await request.body())
        try:
            return await run_in_threadpool(_answer, operation, call, version)
        except Refusal as refusal:
            return _json({"error": refusal.message}, refusal.status)

    return endpoint


def _answer(operation: Operation, call: Call, version: str) -> Response:
    answer = operation(call)
    return _json(_spare(answer) if version == "v1.2" else answer)


def _spare(answer: object) -> object:
    """An answer without empty members; the members of the answer itself stay."""
    if isinstance(answer, dict):
        return {name: fields.without_empty(value) for name, value in answer.items()}
    return fields.without_empty(answer)


def _json(answer: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


async def _not_found(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return _json({"error": "no such operation"}, status)


def _details(answers: Answers, call: Call) -> object:
    wanted = call.accept_language.split(",")[0].split("-")[0].strip().lower()
    language = text_language(wanted) if wanted in LANGUAGES else ENGLISH
    country = call.query.get("country_code")
    return answers.details(call.number("variantId"), language, call.base, country)


def _level(text: str) -> int:
    if text not in {"1", "2", "3"}:
        raise values.bad("there are 3 levels")
    return int(text)


def _markings_page(listings: Listings, call: Call) -> object:
    page, limit = _positive(call, "page", 1), _positive(call, "limit", _PAGE_LIMIT)
    if limit > _PAGE_LIMIT:
        raise values.bad(f"limit must not be over {_PAGE_LIMIT}")
    text = call.query.get("fromDate")
    # A plus sign of an offset that was not escaped arrives as a space.
    since = None if text is None else values.a_moment(text.replace(" ", "+"), "fromDate")
    return listings.markings_page(View(call.language(), call.base), page, limit, since)


def _positive(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, str(default))
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise values.bad(f"{name} must be an integer greater than 0")
    return int(text)


def _pictures(catalogue: Catalogue) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        key = pictures.key_of(catalogue, request.path_params["file"])
        if key is None:
            return Response("not found", 404, media_type="text/plain")
        data, tag = await run_in_threadpool(pictures.drawn, key)
        headers = {"ETag": tag, "Cache-Control": "public, max-age=86400"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, headers=headers, media_type="image/png")

    return endpoint
