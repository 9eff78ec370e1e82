"""A grid over the articles of a small shop, which can be typed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.ui.grid.editing.stand import Stall, Stand
from tests.workspace.shop import ACCOUNT, Shelf, shop
from workbench.core.accounts import Account
from workbench.core.queries import Query
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk
from workbench.ui.grid.grid import Grid


@pytest.fixture
def stall(qapp, look, tmp_path) -> Stall:
    """Open a stand: `async with stall() as stand`."""

    @asynccontextmanager
    async def opened(
        count: int = 40,
        *,
        home: Path = tmp_path,
        shelf: Shelf | None = None,
        account: Account = ACCOUNT,
    ) -> AsyncIterator[Stand]:
        async with shop(home, shelf or Shelf.of(count)) as held:
            desk = Desk(held.workspace, held.source, TabState("lagerkoll", account=account.name))
            desk.account = account
            desk.open(ask=False)
            assert desk.session is not None
            await desk.session.ask(Query(), again=True)
            grid = Grid(desk, look.tinted("lagerkoll"), _shelf())
            grid.resize(1100, 700)
            grid.show()
            grid.activateWindow()
            grid.view.setFocus()
            await until(grid.view.hasFocus)
            stand = Stand(held, desk, grid)
            try:
                yield stand
            finally:
                grid.settle()
                grid.close()
                grid.deleteLater()
                desk.close()

    return opened


def _shelf():
    from tests.ui.grid.conftest import Shelf as Pictures

    return Pictures()
