"""An account whose process may die at any step, over a service in this process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.harness.ledger import MemoryLedger
from tests.rigs import places
from tests.rigs.answers_mortal import Death, MortalJournal, TroubledLine
from tests.sources.kit import QuickClock, client_of
from workbench.core.edits import Action, Chosen
from workbench.core.jobs import Job, Jobs
from workbench.core.secret import Secret
from workbench.core.sources import Source
from workbench.core.times import now
from workbench.edits.acting import Acted, Actor
from workbench.edits.book import Book
from workbench.edits.crew import crew_of
from workbench.edits.drafts import Typed
from workbench.edits.oplog import OpLog
from workbench.edits.parcels import Parcel
from workbench.edits.results import Report
from workbench.edits.sending import Sender
from workbench.edits.settling import Settler
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.network import Network, ProxyMode
from workbench.sandbox.lagerkoll import catalogue, service
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE
from workbench.sandbox.lagerkoll.world import World
from workbench.sandbox.loupe import catalogue as loupe_catalogue
from workbench.sandbox.loupe import service as loupe_service
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_app
from workbench.store.journal import Journal
from workbench.workspace.books import place_of
from workbench.workspace.port import ServicePort

BASE = "http://127.0.0.1"
SAMPLES = loupe_catalogue.samples(4)
Done = Counter[tuple[object, ...]]
"""Effects at a service, each by what it changed."""


class Services:
    """Both services, fresh, with what was done to them."""

    def __init__(self, *, order_reply: bool = False) -> None:
        self.lagerkoll = service.application(catalogue.build(60), None)
        settings = Settings(order_reply=order_reply)
        self._loupe = loupe_service.build(SAMPLES, settings=settings)
        self.app = build_app([service.build(self.lagerkoll), self._loupe])

    @property
    def world(self) -> World:
        """The warehouse."""
        return self.lagerkoll.world

    async def done(self) -> Done:
        """Return every effect: what was changed, not to what value."""
        found: Done = Counter()
        for entry in self.lagerkoll.ledger.entries:
            for effect in entry.effects:
                named = effect.get("member") or effect.get("name", "")
                subject = "" if effect["kind"] == "tag.created" else effect["subject"]
                found[effect["kind"], subject, named] += 1
        import httpx

        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            placed = (await client.get("/loupe/_orders")).json()["orders"]
        found.update(("order", row["body"]["customerReference"]) for row in placed)
        return found


class _Client(NamedTuple):
    client: object


@dataclass
class _Connections:
    client: object

    async def open(self, *_given: object) -> _Client:
        return _Client(self.client)


class _NoDocuments:
    def of_row(self, _key: str) -> bytes | None:
        return None


@dataclass
class Desk:
    """One life of a program: its journal, its drafts, and who sends and acts.

    Attributes:
        services: what it writes to.
        journal: of the home.
        source: whose records.
        resource_id: whose records.
    """

    services: Services
    journal: Journal
    source: Source
    resource_id: str
    death: Death = field(default_factory=Death)
    jobs: Jobs = field(default_factory=Jobs)

    def __post_init__(self) -> None:
        self.line = TroubledLine(self.services.app, self.death)
        self.account = places.account(self.source, BASE)
        self.resource = places.resource(self.source, self.resource_id)
        place = place_of(self.source, self.account)
        mortal: Any = MortalJournal(self.journal, self.death)
        self.port = ServicePort(
            self.source, self.resource, self.account,
            connections=_Connections(client_of(self.source, self._gateway())),  # type: ignore[arg-type]
            documents=_NoDocuments(),  # type: ignore[arg-type]
        )  # fmt: skip
        self.log = OpLog(place, self.resource, mortal)
        self.actor = Actor(self.log, self.port)
        if self.resource.saving is not None:
            self.book = Book(place, (self.resource,), mortal)
            crew = crew_of(
                self.resource, self.book, mortal, self.port, self.jobs,
                sleep=_no_time, random=lambda: 0.5,
            )  # fmt: skip
            self.sender, self.settler = Sender(crew), Settler(crew)

    def _gateway(self) -> Gateway:
        secrets = {
            "lagerkoll": {"store": Secret(STORE), "api_key": Secret(API_KEY)},
            "loupe": {"Authorization": Secret(f"Bearer {ACCESS_TOKEN}")},
        }
        return Gateway(
            self.source, self.account, HeaderAuth(secrets[self.source.id]),
            jobs=self.jobs, ledger=MemoryLedger(), network=Network(ProxyMode.NONE),
            transport=self.line, clock=QuickClock(), random=lambda: 0.5,
        )  # fmt: skip

    async def type(self, key: str, **values: object) -> None:
        """Type values over what the service has now."""
        document = await self.port.read(key)
        assert document is not None, key
        shown = self.port.present(document, key)
        typed = [Typed(key, name, shown.get(name), value, now()) for name, value in values.items()]
        self.book.stage("Typed", self.resource_id, typed)

    async def send(self) -> Report:
        """Send all that is staged."""
        parcels = [Parcel(key) for key in self.book.records(self.resource_id)]
        return await self.sender.send(parcels, a_job())

    async def act(self, action: Action, chosen: Chosen) -> Acted:
        """Run an action."""
        return await self.actor.act(action, chosen, a_job())

    async def settled(self) -> None:
        """Do what a start does: restore, then look up what is unknown."""
        if self.resource.saving is not None:
            await self.settler.restore()
            await self.settler.settle(a_job())


def a_job() -> Job:
    """Return a job that nobody watches."""
    return Job("1", "Rig", "rig")


async def _no_time(_seconds: float) -> None:
    return


@contextmanager
def journal_in(folder: Path) -> Iterator[Journal]:
    """The journal of a home, closed at the end."""
    journal = Journal(folder / "journal.db")
    try:
        yield journal
    finally:
        journal.close()


async def until_death(desk: Desk, work: Any) -> Any:
    """Return what work returns, None where the process died over it."""
    task = desk.jobs.spawn("work", work, awaited=True)
    died = desk.jobs.spawn("death", desk.death.came.wait(), awaited=True)
    await asyncio.wait({task, died}, return_when=asyncio.FIRST_COMPLETED)
    died.cancel()
    if not desk.death.came.is_set():
        return await task
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    return None
