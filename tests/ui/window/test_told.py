"""Rows that a service told of, in a window over the sandboxes: read anew, or removed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
from PySide6.QtCore import QRect
from PySide6.QtGui import QPixmap

from tests.harness.waiting import until
from tests.ui.etim_house import ACCOUNT, house
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.core.views import TabState, WindowState
from workbench.net.log import RequestLog
from workbench.sandbox.lagerkoll import catalogue
from workbench.sandbox.lagerkoll.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources.lagerkoll import SOURCE as LAGERKOLL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.classes.notified import KEY
from workbench.ui.theme.marks import Mark
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
from workbench.workspace.workspace import Workspace

STORE = Account(
    "lagerkoll", "test", url="http://127.0.0.1/lagerkoll", session_only=True, bound="test"
)


@asynccontextmanager
async def window_on(workspace, look, source: str):
    """A window with one tab, its rows loaded."""
    window = MainWindow(workspace, look)
    window.restore(WindowState(tabs=(TabState(source, account="test"),)))
    window.keep(Commands(window))
    window.show()
    tab = window.front
    await until(lambda: tab.grid.view.grid_model.rowCount() > 10)
    try:
        yield tab
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)


@asynccontextmanager
async def store(home):
    """A workspace on the sandbox of Lagerkoll, and the world behind it."""
    service = build(application(catalogue.build(80), None))
    vault = MemoryVault()
    vault.hold(STORE, {name: Secret(value) for name, value in service.credentials.items()})
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), (LAGERKOLL,), Jobs(), vault=vault, log=RequestLog(),
        demo=(STORE,), transport=httpx.ASGITransport(build_app([service])),
    )  # fmt: skip
    try:
        yield workspace
    finally:
        await workspace.close()


def act(tab, action: str) -> None:
    tab.strips._shown[KEY].acted.emit(action)


async def test_only_the_changed_rows_are_read_and_what_does_not_come_is_deleted(
    qapp, look, tmp_path
):
    async with (
        house(tmp_path) as (app, workspace),
        window_on(workspace, look, ACCOUNT.source) as tab,
    ):
        told, session = tab.desk.told, tab.desk.session
        changed, gone, other = (session.table.key(row) for row in range(3))
        app.world.products[changed].document["overallInformation"]["productName"]["en"] = "Anew"
        del app.world.products[gone]
        workspace.classes.notified("etim", "test", {"modified": [changed, gone]})
        await until(lambda: KEY in tab.strips.shown)
        assert [told.mark_of(key) for key in (changed, gone, other)] == [
            Mark.ELSEWHERE, Mark.ELSEWHERE, None,
        ]  # fmt: skip
        act(tab, "read")
        await until(lambda: told.mark_of(changed) is None and told.mark_of(gone) is Mark.GONE)
        row = session.table.row_of(changed)
        assert session.table.value(row, "name_en") == "Anew"
        assert session.documents.of_row(gone), "it stays readable"
        act(tab, "remove")
        assert session.table.row_of(gone) is None
        await until(lambda: KEY not in tab.strips.shown)


async def test_callbacks_of_lagerkoll_mark_rows_too(qapp, look, tmp_path):
    async with (
        store(tmp_path) as workspace,
        window_on(workspace, look, "lagerkoll") as tab,
    ):
        told, session = tab.desk.told, tab.desk.session
        first, second = (session.table.key(row) for row in range(2))
        message = {"type": "article", "action": "updated", "articleId": first}
        workspace.classes.notified("lagerkoll", "test", message)
        message = {"type": "article", "action": "deleted", "articleId": second}
        workspace.classes.notified("lagerkoll", "test", message)
        await until(lambda: KEY in tab.strips.shown)
        assert told.mark_of(first) is Mark.ELSEWHERE
        assert told.mark_of(second) is Mark.GONE
        act(tab, "read")
        await until(lambda: told.mark_of(first) is None)
        assert told.mark_of(second) is Mark.GONE


async def test_the_gutter_has_a_sign_of_another_shape_beside_what_is_staged(qapp, look, tmp_path):
    async with (
        house(tmp_path) as (_app, workspace),
        window_on(workspace, look, ACCOUNT.source) as tab,
    ):
        key = tab.desk.session.table.key(0)
        heads = tab.grid.view.heads
        plain = painted(heads)
        workspace.classes.notified("etim", "test", {"modified": [key]})
        await until(lambda: tab.desk.told.mark_of(key) is Mark.ELSEWHERE)
        marked = painted(heads)
        assert marked != plain
        tab.desk.session.editing.set("Set", [(key, "name_en", "Typed")])
        await asyncio.sleep(0)
        both = painted(heads)
        assert both not in (plain, marked)
        workspace.classes.forget_marks(tab.desk.session, [key])
        await until(lambda: tab.desk.told.mark_of(key) is None)
        assert painted(heads) not in (plain, marked, both)


def painted(heads) -> bytes:
    """The first row's head as it is painted now."""
    shot = QPixmap(heads.viewport().size())
    heads.viewport().render(shot)
    image = shot.copy(QRect(0, 0, heads.width(), 30)).toImage()
    return bytes(image.constBits())
