"""The import wizard over the articles of a small shop."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from tests.workspace.shop import ACCOUNT, ARTICLES, Shelf, shop
from workbench.core.queries import Query
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk
from workbench.ui.importing.wizard import ImportDialog


@pytest.fixture
def wizard(qapp, look, tmp_path):
    """Open a wizard: `async with wizard(path) as dialog`."""

    @asynccontextmanager
    async def opened(path="", shelf=None, *, loaded=True, articles=ARTICLES):
        async with shop(tmp_path / "home", shelf or Shelf.of(40)) as held:
            source = replace(held.source, resources=(articles,))
            desk = Desk(held.workspace, source, TabState("lagerkoll", account=ACCOUNT.name))
            desk.account = ACCOUNT
            desk.open(ask=False)
            if loaded:
                await desk.session.ask(Query(), again=True)
            dialog = ImportDialog(desk, desk.session, look.tinted("lagerkoll"), str(path))
            dialog.desk = desk
            dialog.resize(1000, 720)
            dialog.open()
            try:
                yield dialog
            finally:
                dialog.hide()
                dialog.importing.close()
                dialog.deleteLater()
                desk.close()

    return opened
