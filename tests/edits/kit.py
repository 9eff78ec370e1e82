"""A service in memory with faults on demand, and everybody who sends to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from workbench.core.edits import Batch, Call, Entry, Finding, Patch, Saving, Values, Write
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.fields import Field, Kind
from workbench.core.jobs import Job, Jobs
from workbench.core.operations import Repeat
from workbench.core.sources import Face, Resource
from workbench.core.values import Coded
from workbench.edits.acting import Actor
from workbench.edits.book import Book
from workbench.edits.crew import crew_of
from workbench.edits.drafts import Place, Typed
from workbench.edits.parcels import Parcel
from workbench.edits.results import Outcome, Report
from workbench.edits.sending import Sender
from workbench.edits.settling import Settler
from workbench.store.journal import Journal
from workbench.store.journal_types import Draft, Op, OpState

PLACE = Place("lagerkoll", "api.example.test", "Main")
READ_AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
MUGS, BAGS = Coded("1", "Mugs"), Coded("2", "Bags")

STEP_FIELDS = (
    Field("from", "From", Kind.INTEGER, lambda row: row["from"]),
    Field("amount", "Amount", Kind.DECIMAL, lambda row: Decimal(row["amount"])),
)
STEPS = Entry(
    "steps",
    rows=STEP_FIELDS,
    entries=(Entry("from", required=True), Entry("amount", above=Decimal(0))),
    row_key="from",
)
FIELDS = (
    Field("number", "Number", Kind.ID, lambda row: row["number"], "number"),
    Field("name", "Name", Kind.TEXT, lambda row: row.get("name"), "name"),
    Field("price", "Price", Kind.DECIMAL, lambda row: _decimal(row.get("price")), "price"),
    Field("stock", "Stock", Kind.STOCK, lambda row: row.get("stock"), "stock"),
    Field("note", "Note", Kind.TEXT, lambda row: row.get("note"), "note"),
    Field("group", "Group", Kind.CHOICE, lambda row: _coded(row.get("group")), "group"),
    Field("steps", "Steps", Kind.INTEGER, lambda row: len(row.get("steps") or ()), "steps"),
)
ENTRIES = (
    Entry("number", required=True, only_new=True),
    Entry("name", required=True, length=40),
    Entry("price", "sale.price", least=Decimal(0)),
    Entry("stock"),
    Entry("note"),
    Entry("group", choices=(MUGS, BAGS)),
    STEPS,
)


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)


def _coded(code: Any) -> Coded | None:
    return next((held for held in (MUGS, BAGS) if held.code == code), None)


def wire(values: Values) -> dict[str, Any]:
    """Typed values as the service keeps them."""
    made: dict[str, Any] = {}
    for name, value in values.items():
        match value:
            case Decimal():
                made[name] = str(value)
            case Coded():
                made[name] = value.code
            case tuple():
                made[name] = [{"from": r["from"], "amount": str(r["amount"])} for r in value]
            case _:
                made[name] = value
    return made


def steps(*rows: tuple[int, str]) -> tuple[Values, ...]:
    return tuple({"from": start, "amount": Decimal(amount)} for start, amount in rows)


def _across(values: Values, _new: bool) -> list[Finding]:
    if values.get("note") == "forbidden":
        return [Finding("note", "This note is not allowed.")]
    return []


async def _unused(*_given: object) -> bytes | None:
    raise AssertionError("sending reads by its port")


async def _unused_many(*_given: object) -> Mapping[str, bytes]:
    raise AssertionError("sending reads by its port")


def _row(patch: Patch) -> dict[str, Any]:
    return {"number": patch.key, **wire(patch.values)}


def saving(**changes: Any) -> Saving:
    base = Saving(
        entries=ENTRIES,
        read=_unused,
        update=Write("update", lambda patch: Call({"id": patch.key}, wire(patch.values))),
        create=Write("create", lambda patch: Call({}, wire(patch.values))),
        delete=Write("delete", lambda patch: Call({"id": patch.key})),
        check=_across,
        key_field="number",
    )
    return msgspec.structs.replace(base, **changes)


def update_many(**changes: Any) -> Batch:
    made = Batch("update_many", lambda patches: Call({}, [_row(patch) for patch in patches]))
    return msgspec.structs.replace(made, **changes)


def delete_many() -> Batch:
    return Batch("delete_many", lambda patches: Call({}, [{"number": p.key} for p in patches]))


def resource(made: Saving | None = None) -> Resource:
    async def search(*_given: object) -> Any:
        raise AssertionError("nothing is searched")

    return Resource(
        id="articles",
        title="Articles",
        one="Article",
        icon="package",
        fields=FIELDS,
        rows_of=lambda document: [("", msgspec.json.decode(document))],
        search=search,
        face=Face(name="name"),
        document="article",
        saving=made or saving(),
    )


class Fault(StrEnum):
    """What goes wrong with one call."""

    NOT_LEFT = "the request surely never left"
    CUT_BEFORE = "cut before the effect"
    CUT_AFTER = "cut after the effect"
    UNREADABLE = "done, and the answer cannot be read"
    ERROR_AFTER = "done, and answered with an error of the server"
    REFUSED = "refused"
    SIGNED_OUT = "the key is not accepted"
    CLASH = "the record is not as expected"
    SLOW_DOWN = "too many requests"
    MISSING = "somebody took the record away just before"


def _failure(fault: Fault) -> WbError:
    code, sent, more = {
        Fault.NOT_LEFT: (ErrorCode.OFFLINE, Sent.NO, {}),
        Fault.CUT_BEFORE: (ErrorCode.CUT, Sent.MAYBE, {}),
        Fault.CUT_AFTER: (ErrorCode.SLOW, Sent.MAYBE, {}),
        Fault.UNREADABLE: (ErrorCode.BODY_JSON, Sent.YES, {}),
        Fault.ERROR_AFTER: (ErrorCode.SERVER, Sent.MAYBE, {"status": 500}),
        Fault.REFUSED: (
            ErrorCode.REFUSED,
            Sent.YES,
            {"field": "price", "service_code": "900203", "status": 400},
        ),
        Fault.SIGNED_OUT: (ErrorCode.AUTH, Sent.YES, {"status": 401}),
        Fault.CLASH: (ErrorCode.CONFLICT, Sent.YES, {"status": 409}),
        Fault.SLOW_DOWN: (ErrorCode.RATE, Sent.YES, {"status": 429, "wait": 7.0}),
        Fault.MISSING: (ErrorCode.NOT_FOUND, Sent.YES, {"status": 404}),
    }[fault]
    return WbError(code, f"{fault.value}.", "Try later.", sent=sent, **more)


_WITH_EFFECT = {Fault.CUT_AFTER, Fault.UNREADABLE, Fault.ERROR_AFTER}


@dataclass
class Service:
    """Articles in memory: a port.

    Attributes:
        articles: by key, as the service keeps them.
        faults: of the next calls, in order; None lets one through.
        read_faults: of the next reads.
        bad: keys that make any call about them refused.
        applied: every effect: (operation, key).
        calls: operations that were called, effect or not.
        repeats: how often operations may reach the service.
        before, after: called around the effect of a write: somebody else is at work.
        rounds: keeps prices with one decimal.
        deaf: answers that it saved, and does not.
        moved: keys that `read_many` lists beside those asked for by time.
        held_documents: what this machine has.
    """

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault | None] = field(default_factory=list)
    read_faults: list[Fault | None] = field(default_factory=list)
    bad: set[str] = field(default_factory=set)
    applied: list[tuple[str, str]] = field(default_factory=list)
    calls: list[tuple[str, Call]] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    repeats: dict[str, Repeat] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None
    rounds: bool = False
    deaf: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    held_documents: dict[str, bytes] = field(default_factory=dict)
    numbers: int = 0

    @classmethod
    def of(cls, count: int) -> Service:
        made = cls({f"{n:04}": article(n) for n in range(1, count + 1)})
        made.held_documents = {key: made.document(key) for key in made.articles}
        return made

    def document(self, key: str) -> bytes:
        return msgspec.json.encode(self.articles[key])

    async def call(self, operation: str, call: Call) -> object:
        self.calls.append((operation, call))
        fault = self.faults.pop(0) if self.faults else None
        rows = self._rows(operation, call)
        if any(key in self.bad for key, _ in rows):
            fault = fault or Fault.REFUSED
        if fault is Fault.MISSING:
            for key, _ in rows:
                self.articles.pop(key, None)
        if fault is not None and fault not in _WITH_EFFECT:
            raise _failure(fault)
        if self.before is not None:
            self.before()
        made = [self._apply(operation, key, body) for key, body in rows]
        if self.after is not None:
            self.after()
        if fault is not None:
            raise _failure(fault)
        return {"number": made[0]} if made else {}

    def _rows(self, operation: str, call: Call) -> list[tuple[str, dict[str, Any]]]:
        body: Any = call.body
        if operation.endswith("_many"):
            return [(row["number"], row) for row in body]
        return [(str(call.arguments.get("id", "")), dict(body or {}))]

    def _apply(self, operation: str, key: str, body: dict[str, Any]) -> str:
        if operation == "create_numbered":
            self.numbers += 1
            key = f"S{self.numbers}"
            body = {**body, "number": key}
        elif operation == "create":
            key = body["number"]
        self.applied.append((operation, key))
        self.changed.add(key)
        if key in self.deaf:
            return key
        if operation.startswith("delete"):
            self.articles.pop(key, None)
        elif operation != "act":
            if self.rounds and body.get("price"):
                body["price"] = str(round(Decimal(body["price"]), 1))
            self.articles.setdefault(key, {"number": key}).update(body)
        return key

    async def read(self, key: str) -> bytes | None:
        self.reads.append(key)
        fault = self.read_faults.pop(0) if self.read_faults else None
        if fault is not None:
            raise _failure(fault)
        return self.document(key) if key in self.articles else None

    async def read_many(self, keys: Sequence[str], since: datetime) -> Mapping[str, bytes]:
        assert since.tzinfo is not None
        self.reads.append("*")
        return {key: self.document(key) for key in keys if key in self.changed & {*self.articles}}

    def held(self, key: str) -> bytes:
        return self.held_documents.get(key, b"")

    def repeat(self, operation: str) -> Repeat:
        default = Repeat.NEVER if operation.startswith(("create", "act")) else Repeat.SAME
        return self.repeats.get(operation, default)

    def present(self, document: bytes, key: str) -> Values:
        row = msgspec.json.decode(document)
        assert not key or key.startswith("new:") or row["number"] == key
        values: dict[str, object] = {held.id: held.read(row) for held in FIELDS}
        values["steps"] = tuple(
            {"from": step["from"], "amount": Decimal(step["amount"])}
            for step in row.get("steps") or ()
        )
        return values


def article(number: int) -> dict[str, Any]:
    return {
        "number": f"{number:04}",
        "name": f"Mug {number}",
        "price": f"{number}.00",
        "stock": 10 * number,
        "note": None,
        "group": "1",
        "steps": [{"from": 1, "amount": "5.00"}, {"from": 10, "amount": "4.00"}],
    }


@dataclass
class Desk:
    """An account over a service: drafts, journal, and who sends."""

    service: Service
    journal: Journal
    resource: Resource = field(default_factory=resource)
    slept: list[float] = field(default_factory=list)
    jobs: Jobs = field(default_factory=Jobs)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Begin as after a start: drafts from the journal."""
        self.book = Book(PLACE, (self.resource,), self.journal)
        self.crew = crew_of(
            self.resource,
            self.book,
            self.journal,
            self.service,
            self.jobs,
            sleep=self._sleep,
            random=lambda: 0.5,
        )
        self.sender = Sender(self.crew)
        self.settler = Settler(self.crew)
        self.actor = Actor(self.crew.log, self.service)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def type(self, key: str, *, seen: datetime = READ_AT, **values: object) -> None:
        """Type values over what the service has now."""
        shown = self.service.present(self.service.document(key), key)
        typed = [Typed(key, name, shown[name], value, seen) for name, value in values.items()]
        self.book.stage("Typed", "articles", typed)

    def make(self, **values: object) -> str:
        changes = self.book.creation("articles", values)
        self.book.take("Made", changes)
        return changes[0].record

    def remove(self, key: str) -> None:
        self.book.take("Removed", [self.book.deletion("articles", key, key)])

    async def send(
        self, *parcels: str | Parcel, job: Job | None = None, told: Any = None
    ) -> Report:
        chosen = [Parcel(p) if isinstance(p, str) else p for p in parcels]
        return await self.sender.send(chosen, job or a_job(), told)

    async def send_all(self, job: Job | None = None) -> Report:
        return await self.send(*self.book.records("articles"), job=job)

    def ops(self, *states: OpState) -> tuple[Op, ...]:
        return self.journal.ops(*states)

    def kept(self) -> tuple[Draft, ...]:
        """Return the drafts on the disk, once all that was asked of it is done."""
        self.journal.drop([]).result()
        return self.journal.drafts()

    def staged(self, key: str) -> set[str]:
        record = self.book.record("articles", key)
        return set() if record is None else {*record.cells}


def a_job() -> Job:
    return Job("1", "Send", "send", "lagerkoll", "Main")


@contextmanager
def desk(folder: Path, service: Service | None = None, made: Saving | None = None):
    journal = Journal(folder / "journal.db")
    try:
        yield Desk(service or Service.of(5), journal, resource(made))
    finally:
        journal.close()


def outcomes(report: Report) -> dict[str, Outcome]:
    return {result.key: result.outcome for result in report.results}


def later(moment: datetime) -> datetime:
    return moment + timedelta(minutes=5)
