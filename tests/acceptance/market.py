"""A market behind the window: a catalogue of eight suppliers, an own warehouse, exchange rates."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import msgspec
import uvicorn
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.acceptance.service import Service, _Watched
from tests.acceptance.stage import SIZE, Stage
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.pacing import Pace
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.references import ean13
from workbench.sandbox.europeansourcing.service import build as build_catalogue
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll import catalogue as warehouse
from workbench.sandbox.lagerkoll.gatekeeping import STORE
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.service import Lagerkoll, application
from workbench.sandbox.lagerkoll.service import build as build_warehouse
from workbench.sandbox.rates.service import build as build_rates
from workbench.sandbox.server import build_app
from workbench.sources.europeansourcing import SOURCE as SHOP
from workbench.sources.lagerkoll import SOURCE as WAREHOUSE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.board.place import BoardPlace
from workbench.ui.parts.strip import Strip
from workbench.ui.rail.lines import LineKind
from workbench.workspace.comparison.comparison import Comparison
from workbench.workspace.workspace import Workspace

PRODUCTS, SEED = 300, 380
"""Of which one, a mug, is sold by eight suppliers who print it in up to two colours and more."""
LEADER = 240
"""Its row in the catalogue."""
MUG = "Enamel mug Soft Vilnius 500 ml"
SHELF = 120
"""Pieces of it in the own warehouse."""
AT_ONCE = Pace(per_window=100_000, documented=200)


@dataclass
class Market:
    """The running services, and their truth.

    Attributes:
        catalogue: of the suppliers; its prices can be moved.
        app: of the own warehouse.
        service: faults and requests of the catalogue.
        base: address of all of them.
    """

    catalogue: Catalogue
    app: Lagerkoll
    service: Service
    base: str = ""
    secrets: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def articles(self) -> dict[str, Article]:
        return self.app.world.shelves[int(STORE)].articles

    def ean(self, variant: int = 0) -> str:
        """The GTIN of the mug in one of its colours."""
        row = self.catalogue.variant_rows(LEADER)[variant]
        code = ean13(row)
        assert code
        return code

    def stock(self, key: str, name: str, code: str, held: int = SHELF, price: str = "31.50") -> str:
        """Put goods on the shelf under a name and a bar code."""
        article = self.articles[key]
        article.name, article.barcode, article.category = name, code, "Muggar"
        article.count, article.buy_price = Decimal(held), Decimal(price)
        article.reserved = Decimal(0)
        article.batches = []
        self.app.world.touch(article)
        return key

    def move_prices(self, percent: int) -> None:
        """Have every supplier ask more, or less, from now on."""
        cube = self.catalogue.prices.cube
        cube[cube >= 0] = cube[cube >= 0] * (100 + percent) // 100


@contextmanager
def open_market() -> Iterator[Market]:
    """Run the services until the block ends; what a test moves stays with it."""
    faults = Faults()
    catalogue = Catalogue.build(PRODUCTS, SEED)
    app = application(warehouse.build(60), per_minute=None)
    services = [build_catalogue(catalogue, faults), build_warehouse(app), build_rates()]
    market = Market(catalogue, app, Service("", faults))
    market.secrets = {each.name: dict(each.credentials) for each in services if each.credentials}
    watched = _Watched(build_app(services), market.service)
    server = uvicorn.Server(uvicorn.Config(watched, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    market.base = f"http://127.0.0.1:{port}"
    market.service.url = f"{market.base}/europeansourcing"
    try:
        yield market
    finally:
        server.should_exit = True
        thread.join(10)


def workspace_on(home: Path, market: Market) -> Workspace:
    """A workspace with an account on each service, its waits left out."""
    vault, accounts = MemoryVault(), []
    for name, held in market.secrets.items():
        url = f"{market.base}/{name}"
        account = Account(name, "test", url=url, session_only=True, bound="test")
        vault.hold(account, {key: Secret(value) for key, value in held.items()})
        accounts.append(account)
    folders = folders_in(home).make()
    sources = tuple(msgspec.structs.replace(each, pace=AT_ONCE) for each in (SHOP, WAREHOUSE))
    return Workspace(
        folders, Stores(folders), sources, Jobs(), vault=vault, log=RequestLog(),
        demo=tuple(accounts), rates=f"{market.base}/rates/stats/eurofxref",
    )  # fmt: skip


@dataclass
class Buyer(Stage):
    """A person who compares, with what the comparison's tab has."""

    @property
    def comparison(self) -> Comparison:
        return self.workspace.comparison

    @property
    def board(self) -> BoardPlace:
        board = self.tab.board
        assert board is not None, "the comparison is not in front"
        return board

    @property
    def basket(self) -> str:
        return self.board.dock.basket.basket

    @property
    def lines(self):
        return self.comparison.baskets.lines(self.basket)

    async def turn(self, source: str) -> None:
        """Bring the tab of a source in front."""
        bar = self.window.tabs.bar
        at = next(at for at in range(bar.count()) if self.window.source_at(at) == source)
        await self.act(lambda: bar.setCurrentIndex(at))
        await self.until(lambda: self.window.front and self.tab.desk.source.id == source)
        await self.until(lambda: self.tab.desk.session is not None)
        await self.rest()

    async def rest(self) -> None:
        """Wait until what was asked of the comparison is shown."""
        await self.settle()
        await self.until(lambda: not self.comparison.busy)
        await self.comparison.settled()
        await self.settle()

    async def search(self, source: str, text: str) -> None:
        """Search in a source."""
        await self.turn(source)
        await self.write(text, self.tab.tools.search)
        await self.settle()

    async def table(self, title: str) -> None:
        """Open a table of the comparison by the rail."""
        await self.rail(LineKind.RESOURCE, title)

    async def rail(self, kind: LineKind, title: str) -> None:
        """Click a line of the comparison's rail."""
        rail = self.board.rail
        line = next(
            line for line in rail.model.lines() if line.kind is kind and line.title == title
        )
        index = rail.model.index(rail.model.row_of(line.kind, line.key))
        await self.act(lambda: rail.view.scrollTo(index))
        rect = rail.view.visualRect(index)
        await self.click(rail.view.viewport(), QPoint(rect.left() + 60, rect.center().y()))
        await self.rest()

    def row_keys(self) -> list[str]:
        """Keys of the rows, from the top."""
        return self.keys()

    def rail_notes(self) -> dict[str, str]:
        """What the lines of the rail say beside their titles."""
        return {line.title: line.note for line in self.board.rail.model.lines() if line.note}

    async def go_to(self, place: int) -> str:
        """Put the current row; return its key."""
        model = self.view.grid_model
        spot = self.view.cell_rect(place, model.column_of("name") or 0).center()
        await self.click(self.view.viewport(), spot)
        await self.rest()
        return model.key_at(place)

    async def quantity(self, pieces: int) -> None:
        """Type a quantity into the box of the bar."""
        box = self.board.bar.quantity
        await self.write(str(pieces), box)
        await self.press(Qt.Key.Key_Return, on=box)
        await self.until(lambda: self.comparison.asked.quantity == pieces)
        await self.rest()

    async def press_strip(self, action: str) -> None:
        """Press a strip's button."""
        await self.until(
            lambda: any(
                button.text() == action or button.text().startswith(action)
                for button in self.strip_buttons()
            )
        )
        button = next(each for each in self.strip_buttons() if each.text().startswith(action))
        await self.click(button)

    def strip_buttons(self) -> list[QAbstractButton]:
        """The buttons of the strips of the tab."""
        return [
            button
            for strip in self.tab.findChildren(Strip)
            if strip.isVisible()
            for button in strip.findChildren(QAbstractButton)
            if button.isVisible()
        ]

    async def drop(self, path: Path, on: QWidget) -> None:
        """Let a file fall on a widget, as a file manager does."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        middle, none = on.rect().center(), Qt.KeyboardModifier.NoModifier
        action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(middle, action, data, left, none)
        await self.act(lambda: QApplication.sendEvent(on, enter))
        assert enter.isAccepted(), "the file is not wanted there"
        fall = QDropEvent(QPointF(middle), action, data, left, none)
        await self.act(lambda: QApplication.sendEvent(on, fall))

    async def find(self, name: str) -> int:
        """Search for a name among the rows; return where it stands. Only ASCII can be typed."""
        typed = " ".join(word for word in name.split() if word.isascii())
        await self.write(typed, self.tab.tools.search)
        await self.rest()
        await self.until(lambda: name in self.shown("name"))
        return self.shown("name").index(name)

    async def choose_technique(self, title: str) -> None:
        """Have the markings of the rows looked up, and choose a technique by its beginning."""
        form = self.board.rail.marking
        if form.technique.findText(title) < 0:
            # Where other techniques are known already one of them leads to the strip.
            looks = form.technique.findText("Look", Qt.MatchFlag.MatchStartsWith) >= 0
            known = "Look" if looks else form.technique.itemText(1)
            await self.pick(known.partition(" ")[0], form.technique)
            await self.press_strip("Ask for it")
            await self.until(lambda: self.board.rail.marking.technique.findText(title) > 0)
            await self.rest()
        form = self.board.rail.marking
        # A blank would open the list.
        await self.pick(title.partition(" ")[0], form.technique)
        await self.until(lambda: self.comparison.asked.printing is not None)
        await self.rest()

    async def page(self, title: str) -> None:
        """Turn to a page of the dock."""
        bar = self.board.dock.tabs
        at = next(at for at in range(bar.count()) if bar.accessibleTabName(at).startswith(title))
        await self.click(bar, bar.tabRect(at).center())
        await self.until(lambda: bar.currentIndex() == at)
        await self.rest()

    async def tick_row(self, key: str) -> None:
        """Tick a row by its key."""
        await self.tick(self.row_keys().index(key))


@asynccontextmanager
async def buying(home: Path, market: Market) -> AsyncIterator[Buyer]:
    """Open the window on a market until the block ends."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    workspace = workspace_on(home, market)
    broken: list[str] = []
    workspace.jobs.failed.connect(lambda name, error: broken.append(f"{name}: {error!r}"))
    window = dress_window(app, workspace)
    buyer = Buyer(app, workspace, window, market.service)
    try:
        window.resize(*SIZE)
        await buyer.act(window.show)
        await buyer.act(window.activateWindow)
        await buyer.until(window.isActiveWindow)
        yield buyer
    finally:
        await buyer.close_floating()
        await buyer.act(window.save_state)
        await buyer.act(window.end)
        await workspace.close()
        window.deleteLater()
    assert not broken, "\n".join(broken)
