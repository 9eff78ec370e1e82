"""Lagerkoll's sandbox behind the window: its warehouse and ledger lie open to the test."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import msgspec
import uvicorn
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.acceptance.service import Service
from tests.acceptance.stage import CTRL, SIZE, Key, Stage, click_rail
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.pacing import Pace
from workbench.core.secret import Secret
from workbench.edits.results import Report
from workbench.net.log import RequestLog
from workbench.sandbox.faults import Faults
from workbench.sandbox.lagerkoll import catalogue
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.service import Lagerkoll, application, build
from workbench.sandbox.server import build_app
from workbench.sources.lagerkoll import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.review.asking import SendDialog
from workbench.ui.review.page import ReviewPage
from workbench.workspace.workspace import Workspace

ARTICLES = 426
"""Of which forty are mugs."""
AT_ONCE = msgspec.structs.replace(SOURCE, pace=Pace(per_window=100_000, documented=200))
"""The source without its waits: what is told here is not how fast it is."""


@dataclass
class House:
    """A running warehouse.

    Attributes:
        app: the service; `app.world` and `app.ledger` are its truth.
        service: how the window reaches it, and its faults.
    """

    app: Lagerkoll
    service: Service

    def article(self, key: str) -> Article:
        """An article as the service has it."""
        return self.app.world.shelves[int(STORE)].articles[key]

    def set_price(self, key: str, price: str) -> None:
        """Set a price at the service, as somebody else does meanwhile."""
        article = self.article(key)
        article.price = Decimal(price)
        self.app.world.touch(article)

    def keep_by_batch(self, key: str) -> None:
        """Have the stock of an article kept by batch from now on, as somebody else may choose."""
        article = self.article(key)
        article.batches.append(
            next(held for each in self.articles.values() for held in each.batches)
        )

    @property
    def articles(self) -> dict[str, Article]:
        return self.app.world.shelves[int(STORE)].articles

    def effects(self) -> dict[str, list[str]]:
        """What writes did since the ledger was emptied: subjects by the kind of effect."""
        found: dict[str, list[str]] = {}
        for entry in self.app.ledger.entries:
            for effect in entry.effects:
                found.setdefault(str(effect["kind"]), []).append(str(effect["subject"]))
        return found

    def writes(self) -> list[tuple[str, str, int]]:
        """Method, path and answer of the writes since the ledger was emptied."""
        return [
            (entry.method, entry.path, entry.status)
            for entry in self.app.ledger.entries
            if entry.method != "GET"
        ]


@contextmanager
def open_house(articles: int = ARTICLES) -> Iterator[House]:
    """Run a warehouse until the block ends; what a test writes stays with it."""
    faults = Faults()
    app = application(catalogue.build(articles), per_minute=None)
    whole = build_app([build(app, faults)])
    server = uvicorn.Server(uvicorn.Config(whole, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield House(app, Service(f"http://127.0.0.1:{port}/lagerkoll", faults))
    finally:
        server.should_exit = True
        thread.join(10)


def account_on(house: House, name: str = "Malmö", **more) -> Account:
    """An account whose service is this warehouse."""
    return Account(SOURCE.id, name, url=house.service.url, bound=name, session_only=True, **more)


def key_for(account: Account) -> MemoryVault:
    """A vault that holds the account's credentials."""
    vault = MemoryVault()
    vault.hold(account, {"store": Secret(STORE), "api_key": Secret(API_KEY)})
    return vault


@asynccontextmanager
async def at_work(
    home: Path, house: House, *, killed: bool = False, **more
) -> AsyncIterator[Stage]:
    """Open the window on Lagerkoll alone until the block ends."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    account = account_on(house, **more)
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), (AT_ONCE,), Jobs(),
        vault=key_for(account), log=RequestLog(), demo=(account,),
    )  # fmt: skip
    broken: list[str] = []
    workspace.jobs.failed.connect(lambda name, error: broken.append(f"{name}: {error!r}"))
    window = dress_window(app, workspace)
    stage = Stage(app, workspace, window, house.service)
    try:
        window.resize(*SIZE)
        await stage.act(window.show)
        await stage.act(window.activateWindow)
        await stage.until(window.isActiveWindow)
        await stage.rows()
        yield stage
    finally:
        await stage.close_floating()
        if not killed:
            await stage.act(window.save_state)
        await stage.act(window.end)
        await workspace.close()
        window.deleteLater()
    assert not broken, "\n".join(broken)


async def look_at(stage: Stage, text: str, category: str = "") -> None:
    """Search, and narrow by a category of the rail."""
    await stage.write(text, stage.tab.tools.search)
    await stage.settle()
    if category:
        await stage.until(lambda: _facet_there(stage, category))
        await click_rail(stage, "value", category)
        await stage.settle()


def _facet_there(stage: Stage, title: str) -> bool:
    return any(title == line.title for line in stage.tab.rail.model.lines())


async def fill(stage: Stage, text: str) -> None:
    """Type over the current cell, sign by sign where the focus is, and press Enter."""
    await stage.press(Key.Key_F2)
    await stage.until(lambda: stage.tab.grid.hands.editor is not None)
    await stage.press(Key.Key_A, CTRL)
    await stage.type(text)
    await stage.press(Key.Key_Return)
    await stage.until(lambda: stage.tab.grid.hands.editor is None)


async def paste(stage: Stage, text: str) -> None:
    """Paste what a spreadsheet put on the clipboard."""
    QGuiApplication.clipboard().setText(text)
    await stage.press(Key.Key_V, CTRL)
    await stage.settle()


def staged(stage: Stage) -> int:
    """How many edits wait to be sent."""
    assert stage.session.editing is not None
    return stage.session.editing.book.edits


def page_of(stage: Stage) -> ReviewPage:
    """The review that is shown."""
    found = [page for page in stage.window.findChildren(ReviewPage) if page.isVisible()]
    assert len(found) == 1, "the review is not shown"
    return found[0]


async def review(stage: Stage) -> ReviewPage:
    """Open the review by its key."""
    await stage.press(Key.Key_S, CTRL)
    return await shown_review(stage)


async def shown_review(stage: Stage) -> ReviewPage:
    """Wait for the review."""
    await stage.until(lambda: any(p.isVisible() for p in stage.window.findChildren(ReviewPage)))
    page = page_of(stage)
    await stage.until(page.pane.model.rowCount)
    return page


async def send(stage: Stage, page: ReviewPage, *, asked: bool = False) -> Report:
    """Send by the button, confirm where it is asked, wait for the end; return what came of it."""
    await stage.click(page.footer.buttons["send"])
    if asked:
        await stage.until(lambda: stage.dialog("SendDialog"))
        dialog = stage.dialog("SendDialog")
        assert isinstance(dialog, SendDialog)
        assert page.shipment is None, "nothing goes before it is confirmed"
        for edit, number in dialog.numbers:
            assert not dialog.send.isEnabled()
            await stage.type(str(number), edit)
        await stage.click(dialog.send)
    await stage.until(lambda: page.shipment is not None and page.shipment.report is not None)
    await stage.settle()
    shipment = page.shipment
    assert shipment is not None
    assert shipment.report is not None
    return shipment.report


def said(page: ReviewPage) -> list[str]:
    """What every line of the review says, as a screen reader hears it."""
    model, role = page.pane.model, Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row).data(role)) for row in range(model.rowCount())]


async def go_to_line(stage: Stage, page: ReviewPage, text: str) -> None:
    """Click the first line of the review that says a text."""
    row = next(row for row, line in enumerate(said(page)) if text in line)
    view, index = page.pane.list, page.pane.model.index(row)
    await stage.act(lambda: view.scrollTo(index))
    rect = view.visualRect(index)
    await stage.click(view.viewport(), QPoint(rect.left() + 200, rect.center().y()))


async def untick(stage: Stage, page: ReviewPage, text: str) -> None:
    """Click the box of the first line that says a text."""
    row = next(row for row, line in enumerate(said(page)) if text in line)
    view, index = page.pane.list, page.pane.model.index(row)
    await stage.act(lambda: view.scrollTo(index))
    rect = view.visualRect(index)
    await stage.click(view.viewport(), QPoint(rect.left() + 16, rect.center().y()))
    await stage.act(page.refresh)


async def opened(stage: Stage, kind: str):
    """Wait for the dialog of a class and return it."""
    await stage.until(lambda: stage.dialog(kind))
    return stage.dialog(kind)


def combo(widget: QWidget, name: str) -> QComboBox:
    """The visible list of that name."""
    found = [
        box
        for box in widget.findChildren(QComboBox)
        if box.isVisible() and box.accessibleName() == name
    ]
    assert found, [box.accessibleName() for box in widget.findChildren(QComboBox)]
    return found[0]


async def pick(stage: Stage, widget: QWidget, name: str, text: str) -> None:
    """Choose from a list by typing the beginning of what is wanted."""
    box = combo(widget, name)
    await stage.pick(text, box)
    assert box.currentText() == text
