"""A desk over the shop with actions, its rows loaded."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from tests.workspace.acts import acting_shop
from tests.workspace.shop import ACCOUNT
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk


@pytest.fixture
def on_shop(tmp_path, look):
    """Return a context that gives the shop and a desk over it."""

    @asynccontextmanager
    async def opened(account=ACCOUNT):
        async with acting_shop(tmp_path, account) as held:
            desk = Desk(held.workspace, held.source, TabState("lagerkoll", account=account.name))
            desk.open(ask=False)
            await desk.session.ask(desk.view.query, again=True)
            yield held, desk

    return opened


@pytest.fixture
def settle():
    """Wait until something holds."""

    async def wait(until):
        for _ in range(3000):
            if until():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it did not come")

    return wait
