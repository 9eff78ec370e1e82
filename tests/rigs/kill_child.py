"""A program that types, takes back, discards, sends, orders, exports and downloads until killed.

It is the real workspace over a home folder; only the window is missing. What it does is told to
its parent first and last (see `kill_diary.py`).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.export.rows import column, plan
from tests.rigs import places
from tests.rigs.kill_diary import SENT, Cell, Diary
from workbench.core.edits import Chosen
from workbench.core.fields import Kind
from workbench.core.folders import folders_in
from workbench.core.jobs import Job, Jobs
from workbench.core.times import now
from workbench.core.values import Coded
from workbench.edits.acting import Actor
from workbench.edits.drafts import DELETED, NEW, NEW_KEY, Typed
from workbench.edits.oplog import OpLog
from workbench.edits.results import Outcome
from workbench.edits.steps import Change
from workbench.edits.values import pack
from workbench.export.plan import Format
from workbench.net.files import Files
from workbench.net.log import RequestLog
from workbench.sources.lagerkoll.saving.pricing import PRICES
from workbench.store.stores import Stores
from workbench.workspace.books import place_of
from workbench.workspace.delivering import Delivery
from workbench.workspace.documents import Documents
from workbench.workspace.exporting import export
from workbench.workspace.port import ServicePort
from workbench.workspace.workspace import Workspace

ARTICLES = "articles"
TEXTS = ("name", "description", "manufacturer", "stock_place")
MANY_DRAFTS = 60
Act = Callable[[], Awaitable[None]]


@dataclass
class Child:
    """One life.

    Attributes:
        home: the home folder; exports and downloads go into "out" of it.
        base: address of the services.
        codes: what can be ordered.
        articles: numbers of the articles.
        diary: to the parent.
        life: number of this life, part of every value so that each is unique.
    """

    home: Path
    base: str
    codes: Sequence[str]
    articles: Sequence[str]
    diary: Diary
    life: int
    chance: random.Random = field(default_factory=random.Random)
    count: int = 0
    shown: dict[str, Mapping[str, object]] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Open the workspace and go on for ever."""
        self._open()
        await self.delivery.ready()
        self.diary.note("ready")
        await asyncio.gather(self._edit(), self._files())

    @property
    def out(self) -> Path:
        """Where exports and downloads go."""
        return self.home / "out"

    def _open(self) -> None:
        folders = folders_in(self.home).make()
        sources = (places.LAGERKOLL, places.LOUPE)
        accounts = tuple(places.account(source, self.base) for source in sources)
        self.workspace = Workspace(
            folders, Stores(folders), sources, Jobs(),
            vault=places.vault(self.base), log=RequestLog(), demo=accounts,
        )  # fmt: skip
        self.account, self.loupe_account = accounts
        self.book = self.workspace.books.of(places.LAGERKOLL, self.account)
        self.delivery: Delivery = self.workspace.deliveries.of(places.LAGERKOLL, self.account)
        self.resource = places.resource(places.LAGERKOLL, ARTICLES)
        self.lane = self.delivery.lane(self.resource)
        self.files = Files(self.workspace.network(), jobs=self.workspace.jobs, allow_loopback=True)

    async def _edit(self) -> None:
        kinds: list[tuple[Act, int]] = [
            (self._type, 40), (self._undo, 8), (self._discard, 5), (self._keystrokes, 8),
            (self._send, 14), (self._make, 5), (self._remove, 3), (self._percent, 5),
            (self._order, 5),
        ]  # fmt: skip
        acts, weights = [act for act, _ in kinds], [weight for _, weight in kinds]
        while True:
            if self.book.edits > MANY_DRAFTS:
                await self._discard_all()
            await self._told(self.chance.choices(acts, weights)[0])
            await asyncio.sleep(self.chance.uniform(0, 0.004))

    async def _told(self, act: Act) -> None:
        """Do something, with its name told before and after: what a kill cut off is known then."""
        name = act.__name__.removeprefix("_")
        self.diary.note("begun", name)
        await act()
        self.diary.note("ended", name)

    # ---- typing -----------------------------------------------------------------------------

    def _value(self) -> str:
        self.count += 1
        return f"v{self.life}-{self.count}"

    def _ack(self, cells: Sequence[tuple[Cell, str | None]]) -> None:
        """Tell that something was done, and once the journal has flushed all of it, that too."""
        number = self.diary.typed(cells)
        future = self.workspace.stores.journal.drop([])
        future.add_done_callback(lambda done: self._flushed(number, done.exception()))

    def _flushed(self, number: int, error: BaseException | None) -> None:
        if error is None:
            self.diary.acked(number)

    async def _present(self, key: str) -> Mapping[str, object]:
        if key not in self.shown:
            document = await self.lane.port.read(key)
            if document is None:
                return {}
            self.shown[key] = self.lane.port.present(document, key)
        return self.shown[key]

    async def _type(self) -> None:
        changes: list[Change] = []
        for _ in range(self.chance.choice((1, 1, 2, 5))):
            key = self.chance.choice(self.articles[:12])
            present = await self._present(key)
            if present:
                name = self.chance.choice(TEXTS)
                typed = Typed(key, name, present.get(name), self._value(), now())
                changes += self.book.changes(ARTICLES, [typed])
        cells = {change[:3]: change for change in changes}
        self._take("Typed", list(cells.values()))

    def _take(self, title: str, changes: Sequence[Change]) -> None:
        told = [(change[:3], _packed(change)) for change in changes]
        self.diary.about(told)
        self.book.take(title, changes)
        self._ack(told)

    async def _undo(self) -> None:
        if not self.book.steps.done:
            return
        step = self.book.steps.done[-1]
        told = [(change[:3], _packed(change, before=True)) for change in step.changes]
        self.diary.about(told)
        self.book.steps.undo()
        self._ack(told)

    async def _discard(self) -> None:
        records = list(self.book.records(ARTICLES))
        if records:
            self._discarded(self.book.removal(ARTICLES, self.chance.choice(records)))

    async def _discard_all(self) -> None:
        for key in list(self.book.records(ARTICLES)):
            self._discarded(self.book.removal(ARTICLES, key))

    def _discarded(self, changes: Sequence[Change]) -> None:
        told: list[tuple[Cell, str | None]] = [(change[:3], None) for change in changes]
        self.diary.about(told)
        self.book.discard("Discarded", changes)
        self._ack(told)

    async def _keystrokes(self) -> None:
        """Type in an open editor, and leave it with what stands there."""
        key, name = self.chance.choice(self.articles[:12]), self.chance.choice(TEXTS)
        present = await self._present(key)
        if not present:
            return
        text, cell = self._value(), (ARTICLES, key, name)
        for length in range(len(text) - 2, len(text) + 1):
            told = [(cell, pack(text[:length]))]
            self.diary.about(told)
            self.book.keep_typing(ARTICLES, key, name, present.get(name), text[:length])
            self._ack(told)
            await asyncio.sleep(0.001)
        typed = Typed(key, name, present.get(name), text, now())
        self._take("Typed", self.book.changes(ARTICLES, [typed]))

    async def _make(self) -> None:
        text = self._value()
        values = {
            "number": f"N-{text}", "name": text, "vat": Decimal(25),
            "type": Coded("Stock", "Stock"),
        }  # fmt: skip
        self._take("Made", self.book.creation(ARTICLES, values))

    async def _remove(self) -> None:
        if self.made:
            key = self.made.pop()
            self._take("Removed", [self.book.deletion(ARTICLES, key, key)])

    # ---- sending ----------------------------------------------------------------------------

    async def _send(self) -> None:
        review = self.delivery.review()
        parcels = review.parcels()
        cells = [cell for held in parcels.get(ARTICLES, ()) for cell in self._cells(held.key)]
        if not parcels:
            return
        for start in range(0, len(cells), 20):
            self.diary.about((cell, SENT) for cell in cells[start : start + 20])
        before = {cell: self._now(cell) for cell in cells}
        shipment = self.delivery.send(parcels, review.name_of)
        ended = asyncio.Event()
        shipment.ended.connect(ended.set)
        if shipment.open:
            await ended.wait()
        self._settled(before)
        for spot, result in shipment.results.items():
            self.diary.note("result", result.outcome.value)
            self.shown.pop(spot.key, None)
            if result.outcome is Outcome.DONE and result.made:
                self.made.append(result.made)

    def _settled(self, before: Mapping[Cell, str | None]) -> None:
        """Tell what is staged after a send: gone because the service has it, or still there."""
        told = [(cell, self._now(cell) or SENT) for cell in before]
        for start in range(0, len(told), 20):
            self._ack(told[start : start + 20])

    def _cells(self, key: str) -> list[Cell]:
        record = self.book.record(ARTICLES, key)
        names = [] if record is None else [*record.cells]
        return [(ARTICLES, key, name) for name in names]

    def _now(self, cell: Cell) -> str | None:
        record = self.book.record(cell[0], cell[1])
        held = None if record is None else record.cells.get(cell[2])
        return None if held is None else pack(held.value)

    async def _percent(self) -> None:
        """Change a price by a percentage that no other call has."""
        self.count += 1
        sign = -1 if self.count % 2 else 1
        amount = sign * (1 + Decimal(self.life) / 10_000 + Decimal(self.count) / 100_000_000)
        values = {"how": Coded("PERCENTAGE", ""), "value": amount}
        chosen = Chosen((self.chance.choice(self.articles[12:20]),), (b"",), values)
        acted = await Actor(self.lane.crew.log, self.lane.port).act(PRICES, chosen, _job())
        self.diary.note("result", acted.report.results[0].outcome.value)

    async def _order(self) -> None:
        reference = f"WB-{self._value()}"
        self.diary.note("order", reference)
        resource = places.resource(places.LOUPE, "samples")
        place = place_of(places.LOUPE, self.loupe_account)
        log = OpLog(place, resource, self.workspace.stores.journal)
        documents = Documents(
            self.workspace.stores.cache, places.LOUPE, self.loupe_account, resource
        )
        port = ServicePort(
            places.LOUPE, resource, self.loupe_account,
            connections=self.workspace.connections, documents=documents,
        )  # fmt: skip
        chosen = places.ordered(reference, self.chance.choice(self.codes))
        acted = await Actor(log, port).act(places.ORDER, chosen, _job())
        self.diary.note("result", acted.report.results[0].outcome.value)

    # ---- files ------------------------------------------------------------------------------

    async def _files(self) -> None:
        self.out.mkdir(exist_ok=True)
        while True:
            await self._told(self.chance.choice((self._export, self._download)))
            await asyncio.sleep(self.chance.uniform(0, 0.05))

    async def _export(self) -> None:
        form = self.chance.choice((Format.CSV, Format.XLSX, Format.JSON))
        rows = [[f"r{number}", Decimal(number) / 4] for number in range(2_000)]
        columns = [column("name", Kind.TEXT), column("amount", Kind.DECIMAL)]
        path = self.out / f"e{self.chance.randrange(4)}.{form.value.split('-')[0]}"
        await export(plan(columns, rows), path, form, _job())
        self.diary.note("file")

    async def _download(self) -> None:
        name = f"d{self.chance.randrange(4)}.pdf"
        (self.out / name).unlink(missing_ok=True)

        def progress(_done: int, _total: int | None) -> None:
            return

        await self.files.download(f"{self.base}/files/{name}", self.out, name, progress, _job())
        self.diary.note("file")


def _packed(change: Change, *, before: bool = False) -> str | None:
    cell = change.before if before else change.after
    return None if cell is None else pack(cell.value)


def _job() -> Job:
    return Job("1", "Rig", "rig")


def unchecked(cell: Cell) -> bool:
    """Return whether a draft says only that its record is new or taken away."""
    return cell[2] in {NEW, DELETED}


def is_new(cell: Cell) -> bool:
    """Return whether a draft belongs to a record that the service does not know."""
    return cell[1].startswith(NEW_KEY)


Where = tuple[Path, str, Sequence[str], Sequence[str]]
"""Home, address, codes and articles."""


def live(where: Where, pipe: int, life: int, seed: int) -> None:
    """Live until killed."""
    child = Child(*where, Diary(pipe), life, random.Random(seed))
    asyncio.run(child.run())
