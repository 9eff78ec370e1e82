"""A desk over the small shop, with its rows loaded."""

from __future__ import annotations

import asyncio

import pytest

from tests.workspace.shop import ACCOUNT, shop
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk


@pytest.fixture
def on_shop(tmp_path, look):
    """Return a context that gives a desk over the shop."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def opened(shelf=None):
        async with shop(tmp_path, shelf) as held:
            desk = Desk(held.workspace, held.source, TabState("lagerkoll", account=ACCOUNT.name))
            desk.open(ask=False)
            await desk.session.ask(desk.view.query, again=True)
            yield desk

    return opened


@pytest.fixture
def settle():
    """Wait until a dialog has reckoned."""

    async def wait(until):
        for _ in range(3000):
            if until():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it was not reckoned")

    return wait
