"""A small source with articles that can be changed, kept in memory: for tests of typing in rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from workbench.core.accounts import Account
from workbench.core.edits import Call, Entry, Finding, Patch, Saving, Values, Write
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.fields import Field, Kind
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.operations import Effect, Operation, Parameter, Repeat
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.core.sources import Credential, Face, Resource, Source, SubTable
from workbench.core.times import now
from workbench.core.values import Coded, Money
from workbench.net.log import RequestLog
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.session import Session
from workbench.workspace.workspace import Workspace


@dataclass
class Shelf:
    """The articles as the service has them, and how it behaves."""

    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    writes: list[tuple[str, str]] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    lose: int = 0
    fail_reads: bool = False

    @classmethod
    def of(cls, count: int = 40) -> Shelf:
        """Return a shelf of articles "10-0001" on."""
        return cls({f"10-{number:04}": article(number) for number in range(1, count + 1)})


def article(number: int) -> dict[str, Any]:
    return {
        "articleId": f"10-{number:04}",
        "name": f"Enamel mug {number}",
        "barcode": "7350042910045",
        "price": f"{40 + number}.00",
        "stock": 10 * number,
        "category": {"id": "1", "name": "Mugs"},
        "active": True,
        "note": None,
        "parts": [{"articleId": "10-9001", "amount": "2"}],
    }


class ShopClient:
    """The service's client: what it is asked, it does on the shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def write(self, kind: str, key: str, body: Mapping[str, Any]) -> object:
        shelf = self.shelf
        if key in shelf.refuse:
            raise WbError(
                ErrorCode.REFUSED, shelf.refuse[key], service_code="900203", sent=Sent.YES
            )
        shelf.writes.append((kind, key))
        if kind == "delete":
            shelf.articles.pop(key, None)
        else:
            shelf.articles.setdefault(key, {"articleId": key}).update(body)
        if shelf.lose:
            shelf.lose -= 1
            raise WbError(ErrorCode.CUT, "The answer was cut off.", sent=Sent.MAYBE)
        return shelf.articles.get(key)


def _operation(name: str, method: str, kind: str, repeat: Repeat) -> Operation:
    async def call(client: object, arguments: Mapping[str, object], body: object) -> object:
        assert isinstance(client, ShopClient)
        given = body if isinstance(body, dict) else {}
        return client.write(kind, str(arguments.get("id") or given.get("articleId")), given)

    return Operation(
        name,
        name.replace("_", " ").capitalize(),
        method,
        "/articles/{id}",
        Effect.WRITE,
        repeat,
        (Parameter("id", "id", "path", "string", required=True),),
        call,
        body="article",
    )


OPERATIONS = (
    _operation("add_article", "POST", "create", Repeat.NEVER),
    _operation("update_article", "PUT", "update", Repeat.SAME),
    _operation("delete_article", "DELETE", "delete", Repeat.SAME),
)


def _money(row: Mapping[str, Any]) -> Money | None:
    return Money(Decimal(row["price"]), "SEK") if row.get("price") is not None else None


def _coded(row: Mapping[str, Any]) -> Coded | None:
    held = row.get("category")
    return Coded(held["id"], held["name"]) if held else None


def _text(member: str) -> Any:
    return lambda row: row.get(member)


PART_FIELDS = (
    Field("part", "Article", Kind.ID, _text("articleId")),
    Field("amount", "Amount", Kind.DECIMAL, lambda row: Decimal(row["amount"])),
)
FIELDS = (
    Field("number", "Number", Kind.ID, _text("articleId"), "articleId", shown=True, searched=True),
    Field("name", "Name", Kind.TEXT, _text("name"), "name", shown=True, searched=True),
    Field("ean", "EAN", Kind.ID, _text("barcode"), "barcode", shown=True),
    Field("price", "Price", Kind.MONEY, _money, "price", unit="SEK", shown=True, group="Prices"),
    Field("stock", "Stock", Kind.STOCK, _text("stock"), "stock", shown=True, group="Stock"),
    Field("category", "Category", Kind.CHOICE, _coded, "category", shown=True, facet=True),
    Field("active", "Active", Kind.FLAG, _text("active"), "active", shown=True),
    Field("note", "Note", Kind.TEXT, _text("note"), "note"),
    Field("parts", "Parts", Kind.INTEGER, lambda row: len(row.get("parts") or ()), "parts"),
)


def _ean(value: str) -> Finding | None:
    if value.endswith("7"):
        return Finding("ean", "Check digit is 7; it should be 9.", fix=f"{value[:-1]}9")
    return None


def _body(patch: Patch) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, value in patch.values.items():
        member = next(held for held in FIELDS if held.id == name).path
        match value:
            case Money():
                made[member] = str(value.amount)
            case Coded():
                made[member] = {"id": value.code, "name": value.label}
            case tuple():
                made[member] = [
                    {"articleId": row["part"], "amount": str(row["amount"])} for row in value
                ]
            case _:
                made[member] = value
    return made


def _across(values: Values, _new: bool) -> list[Finding]:
    price, stock = values.get("price"), values.get("stock")
    if isinstance(price, Money) and price.amount > 500 and isinstance(stock, int) and stock > 5000:
        return [Finding("price", "So much of it cannot be so dear.")]
    return []


async def _read(client: ShopClient, key: str) -> bytes | None:
    if client.shelf.fail_reads and client.shelf.writes:
        raise WbError(ErrorCode.OFFLINE, "The service cannot be reached.", sent=Sent.NO)
    held = client.shelf.articles.get(key)
    return None if held is None else msgspec.json.encode(held)


SAVING = Saving(
    entries=(
        Entry("number", required=True, only_new=True, unique=True),
        Entry("name", required=True, length=60),
        Entry("ean", unique=True, check=_ean),
        Entry("price", least=Decimal(0), decimals=2),
        Entry("stock", least=Decimal(0), danger="Low stock orders by itself."),
        Entry(
            "category",
            choices=(Coded("1", "Mugs"), Coded("2", "Bottles"), Coded("3", "Bags")),
        ),
        Entry("active"),
        Entry("note", lines=True),
        Entry(
            "parts",
            rows=PART_FIELDS,
            entries=(Entry("part", required=True), Entry("amount", above=Decimal(0))),
            row_key="part",
        ),
    ),
    read=_read,
    update=Write("update_article", lambda patch: Call({"id": patch.key}, _body(patch))),
    create=Write(
        "add_article",
        lambda patch: Call({}, _body(patch)),
        key=lambda answer: str(answer["articleId"]),
    ),
    delete=Write("delete_article", lambda patch: Call({"id": patch.key})),
    check=_across,
    key_field="number",
    defaults={"active": True},
)


async def _search(client: ShopClient, _query: Query, _cursor: str) -> Page:
    held = list(client.shelf.articles.items())
    return Page(
        rows=[dict(record) for _key, record in held],
        keys=[key for key, _record in held],
        documents=[msgspec.json.encode(record) for _key, record in held],
        document_keys=[key for key, _record in held],
        document_of=range(len(held)),
        fetched_at=now(),
        total=len(held),
    )


def _rows_of(document: bytes) -> list[tuple[str, Any]]:
    record = msgspec.json.decode(document)
    return [(record["articleId"], record)]


ARTICLES = Resource(
    id="articles",
    title="Articles",
    one="Article",
    icon="package",
    fields=FIELDS,
    rows_of=_rows_of,
    search=_search,
    face=Face(name="name", subtitle=("number",), stock="stock"),
    document="article",
    subtables=(
        SubTable(
            "parts",
            "Parts",
            PART_FIELDS,
            lambda document, _query: msgspec.json.decode(document).get("parts") or (),
        ),
    ),
    local_only=True,
    saving=SAVING,
)
ACCOUNT = Account("lagerkoll", "test", url="http://127.0.0.1/shop", session_only=True, bound="test")


def shop_source(shelf: Shelf) -> Source:
    """Return the source over a shelf; it stands in Lagerkoll's place and wears its colours."""

    async def probe(_client: object) -> str:
        return "fine"

    return Source(
        id="lagerkoll",
        title="Shop",
        icon="package",
        hosts={"": "http://127.0.0.1/shop"},
        credentials=(Credential("token", "Token"),),
        credential_sets=(("token",),),
        authenticate=lambda *_given: None,
        connect=lambda _gateway: ShopClient(shelf),
        probe=probe,
        resources=(ARTICLES,),
        operations=lambda: OPERATIONS,
    )


@dataclass
class Shop:
    """A workspace over a shelf."""

    workspace: Workspace
    source: Source
    shelf: Shelf

    async def session(self, account: Account = ACCOUNT) -> Session:
        """Return a session with all articles loaded."""
        session = self.workspace.session(self.source, self.source.resources[0], account)
        await session.ask(Query(), again=True)
        return session


@asynccontextmanager
async def shop(
    home: Path, shelf: Shelf | None = None, source: Callable[[Source], Source] = lambda held: held
) -> AsyncIterator[Shop]:
    """A workspace whose only source is the shop, as `source` makes it."""
    shelf = shelf or Shelf.of()
    made = source(shop_source(shelf))
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"token": Secret("t")})
    folders = folders_in(home)
    workspace = Workspace(
        folders.make(),
        Stores(folders),
        (made,),
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=(ACCOUNT,),
    )
    try:
        yield Shop(workspace, made, shelf)
    finally:
        await workspace.close()
