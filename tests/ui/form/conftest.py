"""A dock over the small shop, with its form, without a network."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.sample import make_workspace
from tests.workspace.shop import ACCOUNT, ARTICLES, SAVING, Shelf, _search, shop_source
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk
from workbench.ui.dock.dock import Dock
from workbench.ui.pictures import PictureShelf
from workbench.ui.theme.apply import wear
from workbench.workspace.workspace import Workspace


@pytest.fixture
def articles():
    """The articles; tests that need them otherwise replace this."""
    entries = tuple(
        replace(held, drawn="ean") if held.field == "ean" else held for held in SAVING.entries
    )
    return replace(ARTICLES, saving=replace(SAVING, entries=entries))


@pytest.fixture
def held_shelf():
    return Shelf.of(12)


@pytest.fixture
def desk(qapp, tmp_path, articles, held_shelf):
    source = replace(shop_source(held_shelf), resources=(articles,))
    sample = make_workspace(tmp_path, source)
    workspace = Workspace(
        sample.folders, sample.stores, (source,), sample.jobs,
        vault=sample.vault, log=sample.log, demo=(ACCOUNT,),
    )  # fmt: skip
    workspace.vault.hold(ACCOUNT, {"token": Secret("t")})
    desk = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    desk.open(ask=False)
    client = source.connect(None)
    desk.session.show(asyncio.run(_search(client, Query(), "")), desk.view.query)
    yield desk
    desk.close()
    workspace.stores.close()


@pytest.fixture
def editing(desk):
    return desk.session.editing


@pytest.fixture
def dock(qtbot, desk, look):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, look)
    host = QWidget()
    host.resize(352, 800)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    tinted = look.tinted("lagerkoll")
    wear(host, tinted)
    dock = Dock(desk, tinted, shelf)
    column.addWidget(dock)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    dock.host = host
    desk.selection.set_current("10-0003")
    qtbot.waitUntil(lambda: dock.typed.form.key == "10-0003")
    yield dock
    shelf.close()


@pytest.fixture
def form(dock):
    return dock.typed.form
