"""ETIM Mapper's sandbox behind the window, and hands for its class page, record and review."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox

from tests.acceptance.service import Service
from tests.acceptance.stage import ALT, CTRL, SHIFT, SIZE, Key, Stage
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import Etim, application, build
from workbench.sandbox.faults import Faults
from workbench.sandbox.server import build_app
from workbench.sources.etim import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.classes.desk import ClassDesk
from workbench.ui.classes.languagebox import Spoken
from workbench.ui.classes.page import ClassPage
from workbench.ui.classes.recordlanguages import RecordLanguages
from workbench.ui.classes.sheet import SheetView
from workbench.ui.classes.valueinput import ValueInput
from workbench.ui.dock.tabs import PageTabs
from workbench.workspace.workspace import Workspace

PRODUCTS = 3000
"""So many that the worklist's first suggestion makes several of them complete."""
PATIENT = 60.0
"""Seconds that reading and counting all of them may take on a busy machine."""
VALUE = 4
"""Column of the class page where values are typed."""


@dataclass
class Mapper:
    """A running service.

    Attributes:
        app: the service; `app.world` and `app.ledger` are its truth.
        service: how the window reaches it, and its faults.
        credentials: that sign in.
        answers: to the writes, as they left the service, in their order.
        silent: what a write after so many ones came to is not answered; None answers all.
    """

    app: Etim
    service: Service
    credentials: dict[str, str]
    answers: list[dict[str, Any]] = field(default_factory=list)
    silent: int | None = None

    def document(self, key: str) -> dict[str, Any]:
        """A product as the service has it."""
        return self.app.world.products[key].document

    def writes(self) -> list[tuple[str, str]]:
        """Method and last part of the path of the writes since the ledger was emptied."""
        return [
            (entry.method, entry.path.rstrip("/").rpartition("/")[2])
            for entry in self.app.ledger.entries
            if entry.method != "GET"
        ]

    def changed(self) -> Counter[str]:
        """How often the service changed each product since the ledger was emptied."""
        return Counter(
            str(effect["subject"])
            for entry in self.app.ledger.entries
            for effect in entry.effects
            if effect["kind"] == "product.changed"
        )


class _Heard:
    """Keeps what the service answers to writes, and holds it back where that is wanted (ASGI)."""

    def __init__(self, app: Any, mapper: Mapper) -> None:
        self._app = app
        self._mapper = mapper

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] not in {"PUT", "DELETE"}:
            await self._app(scope, receive, send)
            return
        parts: list[Any] = []

        async def keep(message: Any) -> None:
            parts.append(message)

        mapper = self._mapper
        await self._app(scope, receive, keep)
        body = b"".join(part.get("body", b"") for part in parts)
        mapper.answers.append(json.loads(body or b"{}"))
        place = len(mapper.answers)
        while mapper.silent is not None and place > mapper.silent:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        for part in parts:
            await send(part)


@contextmanager
def open_mapper(products: int = PRODUCTS) -> Iterator[Mapper]:
    """Run the service until the block ends; what a test writes stays with it."""
    faults = Faults()
    app = application(catalogue.build(products), None)
    held = build(app, faults)
    given = {name: str(value) for name, value in held.credentials.items()}
    mapper = Mapper(app, Service("", faults), given)
    whole = _Heard(build_app([held]), mapper)
    server = uvicorn.Server(uvicorn.Config(whole, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    mapper.service.url = f"http://127.0.0.1:{port}/etim"
    try:
        yield mapper
    finally:
        mapper.silent = None
        server.should_exit = True
        thread.join(10)


@asynccontextmanager
async def mapping(home: Path, mapper: Mapper) -> AsyncIterator[Stage]:
    """Open the window on ETIM Mapper alone until the block ends."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    name = "Products"
    account = Account(SOURCE.id, name, url=mapper.service.url, bound=name, session_only=True)
    vault = MemoryVault()
    vault.hold(account, {member: Secret(text) for member, text in mapper.credentials.items()})
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), (SOURCE,), Jobs(),
        vault=vault, log=RequestLog(), demo=(account,),
    )  # fmt: skip
    broken: list[str] = []
    workspace.jobs.failed.connect(lambda name, error: broken.append(f"{name}: {error!r}"))
    window = dress_window(app, workspace)
    stage = Stage(app, workspace, window, mapper.service)
    try:
        window.resize(*SIZE)
        await stage.act(window.show)
        await stage.act(window.activateWindow)
        await stage.until(window.isActiveWindow)
        await stage.rows()
        yield stage
    finally:
        await stage.close_floating()
        await stage.act(window.save_state)
        await stage.act(window.end)
        await workspace.close()
        window.deleteLater()
    assert not broken, "\n".join(broken)


# ---- hands -------------------------------------------------------------------------------


async def whole(stage: Stage) -> ClassDesk:
    """Load every product by the menu and wait until all of them are counted by class."""
    await stage.choose("Data", "Load all")
    await stage.until(lambda: stage.tab.desk.loading or stage.strips())
    if stage.tab.desk.loading is None:
        # So many are announced with what they take.
        await stage.click(stage.button("Load all", stage.tab))
    await stage.until(lambda: stage.session.status.complete, PATIENT)
    held = held_of(stage)
    total = stage.session.status.total
    await stage.until(lambda: held.overview and held.overview.products == total, PATIENT)
    await stage.settle()
    return held


def held_of(stage: Stage) -> ClassDesk:
    """What the class page of the tab works on."""
    held = stage.tab.classes.held
    assert held is not None
    return held


async def classes(stage: Stage) -> ClassPage:
    """Open the classes by their key."""
    await stage.press(Key.Key_E, CTRL | ALT)
    page = stage.tab.classes.page
    await stage.until(lambda: page.isVisible() and page.features.sheet.rowCount())
    await stage.settle()
    return page


async def go_to(stage: Stage, key: str) -> None:
    """Click the row of a product."""
    await stage.until(lambda: stage.keys().count(key))
    await stage.settle()
    await stage.click_cell(stage.keys().index(key), "product_id")
    await stage.until(lambda: stage.tab.desk.selection.current == key)


async def click_row(stage: Stage, view: SheetView, key: str, column: int = 0) -> None:
    """Click a cell of a table of classes."""
    await stage.until(lambda: view.isVisible() and view.sheet.row_of(key) >= 0)
    index = view.sheet.index(view.sheet.row_of(key), column)
    await stage.act(lambda: view.scrollTo(index))
    await stage.click(view.viewport(), view.visualRect(index).center())


def words(view: SheetView, key: str) -> list[str]:
    """What a row of a table of classes says."""
    row = view.sheet.row(view.sheet.row_of(key))
    return [cell.text for cell in row.cells] if row is not None else []


async def turn_page(stage: Stage, tabs: PageTabs, title: str) -> None:
    """Click an inner tab of the dock by its title; one that has no room stands in the menu."""
    bar = tabs.bar
    named = [bar.accessibleTabName(at) for at in range(bar.count())]
    at = next(at for at, name in enumerate(named) if name.startswith(title))
    if bar.isTabVisible(at):
        await stage.click(bar, bar.tabRect(at).center())
    else:
        await stage.click(tabs.more)
        await stage.choose_in_menu(named[at])
    await stage.until(lambda: tabs.bar.currentIndex() == at)


async def type_range(stage: Stage, page: ClassPage, feature: str, low: str, high: str) -> None:
    """Type both ends of a range over the value of the class page, and press Enter."""
    await click_row(stage, page.features, feature, VALUE)
    await stage.press(Key.Key_F2)
    await stage.until(lambda: page.features.findChild(ValueInput) is not None)
    editor = page.features.findChild(ValueInput)
    assert isinstance(editor, ValueInput)
    await stage.until(editor.line.hasFocus)
    await stage.press(Key.Key_A, CTRL)
    await stage.type(low)
    await stage.press(Key.Key_Tab)
    await stage.until(editor.second.hasFocus)
    await stage.press(Key.Key_A, CTRL)
    await stage.type(high)
    await stage.press(Key.Key_Return)


async def leave_value(stage: Stage) -> None:
    """Leave an open value as it was."""
    await stage.press(Key.Key_Escape)


def languages_of(stage: Stage) -> RecordLanguages:
    """The texts of the record in the dock."""
    found = [each for each in stage.window.findChildren(RecordLanguages) if each.isVisible()]
    assert found, "the languages are not shown"
    return found[0]


async def choose_language(stage: Stage, box: QComboBox, code: str) -> None:
    """Choose a language by the arrow keys."""
    wanted = box.findData(code)
    assert wanted >= 0, [box.itemData(at) for at in range(box.count())]
    await stage.act(box.setFocus)
    await stage.press(Key.Key_Home, on=box)
    for _ in range(wanted):
        await stage.press(Key.Key_Down, on=box)
    assert box.currentData() == code


async def translate(stage: Stage, field: str, language: str, text: str) -> Spoken:
    """Type a text of the record in a language, beside the one that has it."""
    pages = languages_of(stage)
    await stage.until(lambda: field in pages.boxes)
    await choose_language(stage, pages.right, language)
    spoken = pages.boxes[field].right
    await stage.until(lambda: spoken.row is not None and spoken.row.language == language)
    await stage.click(spoken.edit.viewport(), QPoint(12, 12))
    await stage.until(spoken.edit.hasFocus)
    await stage.press(Key.Key_A, CTRL)
    await stage.type(text)
    await stage.press(Key.Key_Tab, SHIFT)
    await stage.until(lambda: not spoken.edit.hasFocus())
    return spoken
