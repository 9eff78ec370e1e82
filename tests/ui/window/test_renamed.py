"""An account gets another name in the window: its tabs and their drafts go on with it."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.ui.etim_house import ACCOUNT, SOURCE, house
from workbench.core.accounts import Account
from workbench.core.views import TabState, WindowState
from workbench.ui.window.later import LaterTab
from workbench.ui.window.main import MainWindow


async def test_tabs_of_the_account_go_on_with_it_and_others_stay(qapp, look, tmp_path):
    async with house(tmp_path) as (_app, workspace):
        other = Account(SOURCE.id, "a first one", url=ACCOUNT.url, session_only=True, bound="b")
        await workspace.accounts.add_without_credentials(other)
        window = MainWindow(workspace, look)
        tabs = [TabState(SOURCE.id, account=name) for name in (ACCOUNT.name, ACCOUNT.name, "b")]
        window.restore(WindowState(tabs=tuple(tabs)))
        window.show()
        try:
            await until(lambda: window.front.desk.session is not None)
            desk = window.front.desk
            await until(lambda: len(desk.session.table) > 0)
            key = desk.session.table.key(0)
            desk.session.editing.set("x", [(key, "net_weight", Decimal("7.5"))])
            named = replace(ACCOUNT, name="night shift")
            await workspace.accounts.update(SOURCE, ACCOUNT, named)
            assert desk.account == named
            await until(lambda: desk.session is not None and len(desk.session.table) > 0)
            assert desk.session.editing.value(key, "net_weight") == Decimal("7.5")
            later = [page for page in window._all_pages() if isinstance(page, LaterTab)]
            assert [page.state.account for page in later] == ["night shift", "b"]
        finally:
            window.end()
            window.deleteLater()
            await asyncio.sleep(0)
