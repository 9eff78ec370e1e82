"""A source without a network, and a desk on it: what the window's parts are tried out with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.fields import Field, Kind
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.pages import Page
from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.secret import Secret
from workbench.core.sources import Credential, Face, Resource, ServiceSort, Source, SubTable
from workbench.core.times import now
from workbench.core.values import Coded, Ladder, Money, Odd, Step
from workbench.core.views import TabState
from workbench.net.log import RequestLog
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.desk.desk import Desk
from workbench.workspace.workspace import Workspace

PAGE = 100
NAMES = (
    "Ball pen Uppsala metal",
    "Lanyard Skåne 15 mm rPET",
    "Cotton tote Malmö 140 g",
    "Ceramic mug Fika 300 ml",
    "Jute bag Hallands Väderö",
    "Notebook Öland A5 dotted",
    "Enamel mug Dalarna 350 ml",
    "Five-panel cap Gotland",
    "Cork base mug Lund 280 ml",
    "Glass bottle Åre 600 ml",
    "Organic T-shirt Siljan 180 g",
    "Golf umbrella Kattegatt 130 cm",
    "Thermo tumbler Lappland 400 ml stainless",
    "Power bank Vänern 10,000 mAh",
)
SUPPLIERS = ("Skrivo", "Regn & Co", "Textilia BV", "Nordic Promo AB", "Papyrus Promo", "Presentia")
COLOURS = (
    Coded("w", "White", "FFFFFF"),
    Coded("k", "Black", "17191C"),
    Coded("n", "Navy", "1D2F5C"),
    Coded("r", "Red", "C6282B"),
    Coded("g", "Green", "3E8E4B"),
    Coded("b", "Blue", "2B6BD6"),
    Coded("s", "Sand", "E2CFA8"),
)


@dataclass(frozen=True)
class Item:
    """A made-up product; every value follows from its number."""

    number: int

    @property
    def ladders(self) -> object:
        n = self.number
        if n % 23 == 5:
            return None
        base = Decimal(41 + n * 37 % 4000) / 100
        steps = (
            Step(50, base * 2),
            Step(100, base * Decimal("1.2")),
            Step(250, base),
            Step(1000, base / 2),
        )
        minimum = 500 if n % 9 == 4 else 50
        return (Ladder(steps, minimum, "SEK" if n % 11 == 3 else "EUR", f"v{n}"),)

    @property
    def stock(self) -> object:
        n = self.number
        if n % 17 == 9:
            return Odd("plenty")
        return None if n % 13 == 7 else 0 if n % 19 == 2 else n * 7919 % 120_000


def _when(item: Item) -> datetime:
    return datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(hours=item.number)


FIELDS = (
    Field(
        "picture",
        "Picture",
        Kind.PICTURE,
        lambda i: f"https://sample.invalid/{i.number}.png",
        group="Product",
        shown=True,
        width=44,
        priority=1,
    ),
    Field(
        "name",
        "Product",
        Kind.TEXT,
        lambda i: f"{NAMES[i.number % len(NAMES)]}" if i.number else None,
        "variants.name",
        group="Product",
        shown=True,
        width=230,
        priority=1,
        searched=True,
        help="What it is called.",
    ),
    Field(
        "supplier",
        "Supplier",
        Kind.CHOICE,
        lambda i: Coded(str(i.number % len(SUPPLIERS)), SUPPLIERS[i.number % len(SUPPLIERS)]),
        "supplier.name",
        group="Supplier",
        shown=True,
        width=130,
        priority=3,
        facet=True,
        searched=True,
        filter="supplier_id",
    ),
    Field(
        "colours",
        "Colours",
        Kind.CODES,
        lambda i: (
            tuple(COLOURS[(i.number + at) % len(COLOURS)] for at in range(i.number % 7)) or None
        ),
        "attributes",
        group="Product",
        shown=True,
        width=90,
        priority=4,
        facet=True,
        filter="colour_id",
    ),
    Field(
        "price",
        "Price",
        Kind.PRICE,
        lambda i: i.ladders,
        "prices",
        group="Price and stock",
        shown=True,
        width=130,
        priority=1,
        sort="price",
        filter="price",
    ),
    Field(
        "stock",
        "Stock",
        Kind.STOCK,
        lambda i: i.stock,
        "stock",
        unit="pcs",
        group="Price and stock",
        shown=True,
        width=100,
        priority=2,
    ),
    Field(
        "minimum",
        "MOQ",
        Kind.INTEGER,
        lambda i: 25 * (1 + i.number % 8),
        "minimum",
        unit="pcs",
        group="Price and stock",
        shown=True,
        width=80,
        priority=6,
    ),
    Field(
        "weight",
        "Weight",
        Kind.DECIMAL,
        lambda i: Decimal(i.number * 13 % 5000) / 1000,
        "weight",
        unit="kg",
        group="Goods",
        width=90,
    ),
    Field(
        "sample",
        "Sample price",
        Kind.MONEY,
        lambda i: Money(Decimal(i.number % 90) / 4, "EUR"),
        "sample",
        group="Price and stock",
        width=110,
        priority=7,
    ),
    Field(
        "marking",
        "Can be marked",
        Kind.FLAG,
        lambda i: i.number % 3 != 0,
        "marking",
        group="Marking",
        shown=True,
        width=90,
        priority=8,
        facet=True,
    ),
    Field(
        "ean",
        "EAN",
        Kind.ID,
        lambda i: f"0{735004291000 + i.number}",
        "ean",
        group="References",
        width=130,
        searched=True,
    ),
    Field(
        "since",
        "Listed since",
        Kind.DATE,
        lambda i: date(2025, 1, 1) + timedelta(days=i.number % 400),
        "since",
        group="Dates",
        width=110,
    ),
    Field(
        "updated",
        "Changed",
        Kind.TIME,
        _when,
        "updated",
        group="Dates",
        shown=True,
        width=130,
        priority=9,
        sort="updated_at",
    ),
    Field(
        "link",
        "Link",
        Kind.LINK,
        lambda i: f"https://sample.invalid/p/{i.number}",
        "link",
        group="Goods",
        width=160,
    ),
)


@dataclass(frozen=True)
class Tier:
    """A row of the sample's table inside a record."""

    quantity: int
    amount: Decimal


TIERS = SubTable(
    "tiers",
    "Prices",
    (
        Field("from", "From", Kind.INTEGER, lambda t: t.quantity, width=80, shown=True),
        Field("unit", "Unit", Kind.DECIMAL, lambda t: t.amount, width=80, shown=True),
    ),
    rows=lambda document, query: [
        Tier(step.from_quantity, step.amount)
        for ladder in Item(json.loads(document)["number"]).ladders or ()
        for step in ladder.steps
    ],
    chart="steps",
)


def key_of(number: int) -> str:
    """The row key of an item."""
    return f"k{number}"


def document_of(number: int) -> bytes:
    """The document that an item comes from."""
    return json.dumps({"number": number, "name": NAMES[number % len(NAMES)]}).encode()


def page_of(numbers: Sequence[int], *, total: int | None = None, cursor: str = "") -> Page:
    """A page with these items."""
    keys = [key_of(number) for number in numbers]
    return Page(
        rows=[Item(number) for number in numbers],
        keys=keys,
        documents=[document_of(number) for number in numbers],
        document_keys=keys,
        document_of=list(range(len(keys))),
        fetched_at=now(),
        total=len(numbers) if total is None else total,
        cursor=cursor,
    )


def sample_source(rows: int = 500) -> Source:
    """A source that answers from a generated list, by pages of a hundred."""

    async def search(_client: object, query: Query, cursor: str) -> Page:
        start = int(cursor or 0)
        numbers = list(range(rows))
        if query.sort == "price":
            numbers.sort(key=lambda n: n * 37 % 4000, reverse=query.descending)
        shown = numbers[start : start + PAGE]
        following = str(start + PAGE) if start + PAGE < rows else ""
        return page_of(shown, total=rows, cursor=following)

    async def probe(_client: object) -> str:
        return "The sample answers."

    def rows_of(document: bytes) -> list[tuple[str, Item]]:
        number = json.loads(document)["number"]
        return [(key_of(number), Item(number))]

    products = Resource(
        id="products",
        title="Products",
        one="Product",
        icon="package",
        fields=FIELDS,
        rows_of=rows_of,
        search=search,
        face=Face(
            "name",
            ("supplier",),
            "picture",
            price="price",
            swatches="colours",
            stock="stock",
            pictures=lambda document: [
                f"https://sample.invalid/{json.loads(document)['number']}-{n}.png" for n in range(4)
            ],
        ),
        document="product",
        filters=(
            Filter(
                "supplier_id",
                "Supplier",
                (Part("include", PartKind.LIST), Part("exclude", PartKind.LIST)),
                default="include",
                input=Input.PICKER,
                lookup="supplier_id",
                group="Supplier",
            ),
            Filter(
                "price",
                "Price",
                (Part("min", PartKind.DECIMAL, "from"), Part("max", PartKind.DECIMAL, "to")),
                input=Input.RANGE,
                group="Price",
                unit="EUR",
            ),
            Filter(
                "colour_id",
                "Colour",
                (Part("include", PartKind.LIST),),
                default="include",
                input=Input.SWATCHES,
                lookup="colour_id",
                group="Product",
            ),
            Filter("has_marking", "Can be marked", (Part("", PartKind.FLAG),), group="Marking"),
            Filter(
                "updated",
                "Changed",
                (Part("since", PartKind.TIME),),
                default="since",
                input=Input.DATES,
            ),
        ),
        sorts=(
            ServiceSort("price", "Price"),
            ServiceSort("updated_at", "Last changed", descending_first=True),
        ),
        text_filter="text",
        subtables=(TIERS,),
        facets={"supplier_id": "supplier", "colour_id": "colours"},
        priced=True,
    )
    return Source(
        id="sample",
        title="Sample",
        icon="shopping-bag",
        hosts={"": "http://127.0.0.1:9"},
        credentials=(Credential("token", "Token"),),
        credential_sets=(("token",),),
        authenticate=lambda credentials: None,
        connect=lambda gateway: None,
        probe=probe,
        resources=(
            products,
            replace(
                products,
                id="everything",
                title="Everything",
                one="Thing",
                sorts=(),
                subtables=(),
                priced=False,
                local_only=True,
            ),
        ),
        operations=tuple,
    )


ACCOUNT = Account("sample", "Live", url="http://127.0.0.1:9", colour="#1F5FC4")


def make_workspace(home: Path, source: Source | None = None) -> Workspace:
    """A real workspace in a folder, with the sample as its source and one account."""
    folders = folders_in(home).make()
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"token": Secret("made-up")})
    return Workspace(
        folders,
        Stores(folders),
        (source or sample_source(),),
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=(ACCOUNT,),
    )


def make_desk(home: Path, rows: int = 500, *, loaded: int | None = None) -> Desk:
    """A desk on a real workspace whose first `loaded` rows (all without it) are there already."""
    source = sample_source(rows)
    workspace = make_workspace(home, source)
    desk = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    desk.open(ask=False)
    count = rows if loaded is None else loaded
    assert desk.session is not None
    cursor = str(count) if count < rows else ""
    desk.session.show(page_of(range(count), total=rows, cursor=cursor), desk.view.query)
    return desk
