"""A grid over the articles of a small shop, which can be typed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.ui.grid.editing.stand import Stall, Stand
from tests.ui.grid.shown import shown_grid
from tests.workspace.shop import ACCOUNT, Shelf, shop
from workbench.core.accounts import Account
from workbench.core.queries import Query
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk


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
            async with shown_grid(desk, look.tinted("lagerkoll"), 1100) as grid:
                yield Stand(held, desk, grid)

    return opened
