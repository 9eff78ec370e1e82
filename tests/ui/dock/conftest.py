"""A dock on a desk with sample rows, whose inner tables answer without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.sample import ACCOUNT, make_workspace, page_of, sample_source
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Field, Kind
from workbench.core.secret import Secret
from workbench.core.sources import SubTable
from workbench.core.values import Coded, Money
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk
from workbench.ui.dock.dock import Dock
from workbench.ui.pictures import PictureShelf

ROWS = 40
VARIANTS = 3000


@dataclass(frozen=True)
class Variant:
    """A row of a long inner table."""

    number: int


@dataclass(frozen=True)
class Place:
    """A row of a table that is asked for."""

    name: str
    price: Decimal


class Service:
    """What answers when an inner table is asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.refuses = False

    async def load(self, client, document, query):
        self.asked.append(json.loads(document)["number"])
        if self.refuses:
            raise WbError(ErrorCode.SERVER, "The service failed.", "Try again later.")
        return json.dumps([["Lid", "0.48"], ["Body", "0.61"]]).encode()


def variants_of(document, _query):
    number = json.loads(document)["number"]
    if number == 13:
        raise KeyError("variants")
    return [Variant(at) for at in range(VARIANTS if number == 2 else number)]


VARIANT_TABLE = SubTable(
    "variants",
    "Variants",
    (
        Field("name", "Variant", Kind.TEXT, lambda v: f"Variant {v.number:05}", shown=True),
        Field(
            "colour",
            "Colour",
            Kind.CHOICE,
            lambda v: Coded("r", "Red", "FF0000") if v.number % 2 else Coded("b", "Blue"),
            "variants.colour",
            shown=True,
        ),
        Field("stock", "Stock", Kind.STOCK, lambda v: v.number * 1000, unit="pcs", shown=True),
        Field("hidden", "Hidden", Kind.ID, lambda v: f"0{v.number}"),
    ),
    variants_of,
)


def place_table(service):
    return SubTable(
        "places",
        "Marking",
        (
            Field("name", "Place", Kind.TEXT, lambda p: p.name, shown=True),
            Field("price", "Per piece", Kind.MONEY, lambda p: Money(p.price, "EUR"), shown=True),
        ),
        lambda document, _query: [Place(n, Decimal(p)) for n, p in json.loads(document)],
        load=service.load,
    )


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def desk(qapp, tmp_path, service):
    source = sample_source(ROWS)
    first = source.resources[0]
    subtables = (VARIANT_TABLE, *first.subtables, place_table(service))
    source = replace(source, resources=(replace(first, subtables=subtables), *source.resources[1:]))
    workspace = make_workspace(tmp_path, source)
    workspace.vault.hold(ACCOUNT, {"token": Secret("made-up")})
    desk = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    desk.open(ask=False)
    desk.session.show(page_of(range(ROWS), total=ROWS), desk.view.query)
    for name in (*range(ROWS), *(f"{row}-{at}" for row in range(ROWS) for at in range(4))):
        url = f"https://sample.invalid/{name}.png"
        workspace.stores.cache.miss_picture(url, "404 at supplier.")
    yield desk
    desk.close()
    workspace.stores.close()


@pytest.fixture
def shelf(desk, look):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, look)
    yield shelf
    shelf.close()


@pytest.fixture
def dock(qtbot, desk, look, shelf):
    host = QWidget()
    host.resize(352, 800)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    dock = Dock(desk, look, shelf)
    column.addWidget(dock)
    qtbot.addWidget(host)
    host.show()
    dock.host = host
    return dock
