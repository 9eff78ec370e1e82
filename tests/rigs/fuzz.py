"""The rig of odd replies: mutants of what every source reads, through gateway, client and table.

No exception may be without a name, and no row may go silently: what is shown and what is said to
be unreadable is as many as was sent.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

import httpx
from msgspec.structs import replace

from tests.harness.ledger import MemoryLedger
from tests.net.kit import Pieces
from tests.rigs.fuzz_mutants import Path, items_at, mutant, path_of_list
from tests.rigs.harness import Scale, Tally
from tests.sources import kit
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.pacing import Pace, Patience
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.core.sources import Resource, Source
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.network import Network, ProxyMode
from workbench.net.outside import Outside
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import build
from workbench.sandbox.lagerkoll import catalogue as lagerkoll_catalogue
from workbench.sandbox.lagerkoll import service as lagerkoll_service
from workbench.sandbox.loupe import catalogue as loupe_catalogue
from workbench.sandbox.loupe import service as loupe_service
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_app, build_files
from workbench.sandbox.service import Service
from workbench.sources import ALL
from workbench.tables.table import Table

BASE = "http://127.0.0.1"
MUTATED = 8
"""Rows that are put into a table: mutants are made of the first items of lists alone."""
_LOST = re.compile(r"^([\d.,\s]+) (?:records|products) .*(?:not shown|shown once)\.$")
_ROWS = {"is": (26, 28), "without": (27,), "renamed": (27,), "more": (27,), "twice": (30,)}
"""Rows of the table by what a mutant is."""


def services() -> dict[str, tuple[Service, dict[str, str]]]:
    """Return small services, each with the headers that sign in."""
    rows = loupe_catalogue.samples(5)
    told = build(Catalogue.build(products=60))
    warehouse = lagerkoll_service.application(lagerkoll_catalogue.build(60), None)
    store = lagerkoll_service.build(warehouse)
    return {
        "europeansourcing": (told, {"x-auth-token": str(told.credentials["token"])}),
        "lagerkoll": (store, dict(store.credentials)),
        "loupe": (
            loupe_service.build(rows, settings=Settings(pending_seconds=0, packing="product")),
            {"Authorization": f"Bearer {ACCESS_TOKEN}"},
        ),
    }


@dataclass
class Tape(httpx.AsyncBaseTransport):
    """Records the answers of a service, then plays them, one of them as a mutant."""

    inner: httpx.AsyncBaseTransport | None
    answers: dict[str, list[tuple[int, str, bytes]]] = field(default_factory=dict)
    odd: str = ""
    body: bytes = b""
    played: int = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = f"{request.method} {request.url.path}"
        if self.inner is not None:
            answer = await self.inner.handle_async_request(request)
            await answer.aread()
            kind = answer.headers.get("content-type", "")
            self.answers.setdefault(name, []).append((answer.status_code, kind, answer.content))
        self.played += 1
        if self.played > 400:
            raise AssertionError("it asks without an end")
        status, kind, body = self.answers.get(name, [(404, "", b"")])[-1]
        if name == self.odd:
            body = self.body
        return httpx.Response(status, headers={"content-type": kind}, stream=Pieces([body]))


@dataclass
class Endpoint:
    """One way of reading one resource, with a sound answer of each of its requests.

    Attributes:
        source, resource: what is read.
        answers: as `Tape`.
        lists: where the records stand in the answer of a request.
    """

    source: Source
    resource: Resource
    headers: dict[str, str]
    answers: dict[str, list[tuple[int, str, bytes]]] = field(default_factory=dict)
    lists: dict[str, Path] = field(default_factory=dict)

    async def read(self, tape: Tape, folder: FilePath) -> list[Page]:
        """Read the first page, as a tab does, and the table of it with all its lists."""
        outside = self._outside(folder, tape)
        client = self.source.connect(*((self._gateway(tape), outside)[: 1 + self.source.outside]))
        query = Query(
            language=self.source.languages[0] if self.source.languages else "", quantity=250
        )
        pages = [await self.resource.search(client, query, "")]
        for page in pages:
            _shown(self.resource, page, query)
        return pages

    def _gateway(self, tape: Tape) -> Gateway:
        return Gateway(
            replace(self.source, pace=Pace(), patience=replace(Patience(), attempts=2)),
            Account(self.source.id, "rig", url=f"{BASE}/{self.source.id}"),
            HeaderAuth({name: Secret(value) for name, value in self.headers.items()}),
            jobs=Jobs(), ledger=MemoryLedger(), network=Network(ProxyMode.NONE),
            transport=tape, clock=kit.QuickClock(), random=lambda: 0.5,
        )  # fmt: skip

    def _outside(self, folder: FilePath, tape: Tape) -> Outside:
        sender = kit.CannedSender(lambda _request: b"{}")
        return Outside(
            Account(self.source.id, "rig"), sender, _Files(tape), folder, Jobs(),
            clock=kit.QuickClock(), random=lambda: 0.5,
        )  # fmt: skip


def _shown(resource: Resource, page: Page, query: Query) -> None:
    """Put a page into a table and read every cell and list of it."""
    table = Table(resource.fields)
    table.append(list(page.rows[:MUTATED]), list(page.keys[:MUTATED]))
    for row in range(len(table)):
        for held in resource.fields:
            table.text(row, held.id)
    for document in page.documents[:MUTATED]:
        resource.rows_of(document)
        for inner in resource.subtables:
            if inner.load is None:
                lines = inner.rows(document, query)
                part = Table(inner.fields)
                part.append(list(lines), [str(number) for number in range(len(lines))])


class _Files:
    """Linked files, off the tape."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    async def download(
        self,
        url: str,
        folder: FilePath,
        name: str,
        progress: Callable[[int, int | None], None],
        _job: Job,
    ) -> FilePath:
        """Write the body that the tape has for a link."""
        answer = await self._tape.handle_async_request(httpx.Request("GET", url))
        body = await answer.aread()
        progress(len(body), len(body))
        return _written(folder, name, body)


def _written(folder: FilePath, name: str, body: bytes) -> FilePath:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)
    return folder / name


class _ByHost(httpx.AsyncBaseTransport):
    """The service, and the host of its files beside it."""

    def __init__(self, service: Service) -> None:
        self._main = httpx.ASGITransport(build_app([service]))
        self._files = httpx.ASGITransport(build_files([service]))
        self._address = service.files.address if service.files is not None else "\0"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        here = str(request.url).startswith(self._address)
        return await (self._files if here else self._main).handle_async_request(request)


async def endpoints(folder: FilePath) -> list[Endpoint]:
    """Return every resource that a service answers for, with its sound answers."""
    found: list[Endpoint] = []
    held = services()
    for source in ALL:
        if source.id not in held:
            continue
        service, headers = held[source.id]
        for resource in source.resources:
            if resource.kept:
                continue
            if service.files is not None:
                service.files.address = f"{BASE}:81/{service.name}"
            one = Endpoint(source, resource, headers)
            tape = Tape(_ByHost(service))
            pages = await one.read(tape, folder)
            one.answers = tape.answers
            for name, answers in tape.answers.items():
                where = path_of_list(answers[-1][2], len(pages[0].documents))
                if where is not None and pages[0].documents:
                    one.lists[name] = where
            found.append(one)
    return found


async def fuzz(scale: Scale) -> Tally:
    """Read mutants of every answer of every endpoint."""
    return await mutants(scale, scale.of(2_000, 80_000))


async def mutants(scale: Scale, count: int) -> Tally:
    """Read so many of them."""
    tally, chance = Tally(), random.Random(scale.seed)
    held = await endpoints(scale.folder)
    asked = [(one, name) for one in held for name in one.answers]
    tally.facts["endpoints"] = len(asked)
    for number in range(count):
        one, name = asked[number % len(asked)]
        await _one(tally, one, name, chance, scale.folder / f"m{number}")
        if tally.losses > 20:
            break
    return tally


async def _one(
    tally: Tally, one: Endpoint, name: str, chance: random.Random, folder: FilePath
) -> None:
    sound = one.answers[name][-1][2]
    what, body = mutant(sound, chance)
    if body == sound:
        tally.add("changed_nothing")
        return
    tally.inject(*_rows_of(what))
    said = f"{one.source.id}/{one.resource.id} {name}: {what}"
    tape = Tape(None, one.answers, odd=name, body=body)
    try:
        pages = await one.read(tape, folder)
    except WbError as error:
        tally.add("named_errors")
        if error.code is ErrorCode.INTERNAL:
            tally.unnamed(f"{said}: {error.detail}")
        return
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        tally.unnamed(f"{said}: {type(error).__name__} {error}"[:300])
        return
    _conserved(tally, one, name, said, body, pages)


def _conserved(
    tally: Tally, one: Endpoint, name: str, said: str, body: bytes, pages: list[Page]
) -> None:
    """Compare rows shown and rows reported with rows sent."""
    shown = sum(len(page.documents) for page in pages)
    lost = sum(_counted(page.warnings) for page in pages)
    told = any(page.warnings for page in pages)
    tally.add("rows_shown", shown)
    tally.add("rows_reported", lost)
    if name not in one.lists:
        return
    sent = items_at(body, one.lists[name])
    if sent is None:
        if not told and not shown:
            tally.add("lists_absent")
    elif shown + lost != sent:
        tally.lost(f"{said}: {sent} sent, {shown} shown, {lost} reported, {pages[0].warnings}")


def _counted(warnings: tuple[str, ...]) -> int:
    found: Iterator[re.Match[str] | None] = (_LOST.match(text) for text in warnings)
    return sum(int(re.sub(r"\D", "", match[1])) for match in found if match)


def _rows_of(what: str) -> tuple[int, ...]:
    if what in {"page", "empty"}:
        return (6,) if what == "page" else (17,)
    if what in {"cut", "flipped", "taken out", "put in", "mark in front"}:
        return (6, 5) if what == "cut" else (6,)
    if what == "nested":
        return (36,)
    if what.startswith("twice"):
        return (30,)
    first = what.split(" ", 1)[0]
    return _ROWS.get(first, (26,))
