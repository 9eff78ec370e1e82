"""F1 in the window: the page of the manual about what is in front."""

from __future__ import annotations

import asyncio

from tests.harness.waiting import until
from tests.workspace.acts import acting_shop
from tests.workspace.shop import ACCOUNT
from workbench.core.views import TabState, WindowState
from workbench.ui.dialogs.contents import HelpWindow
from workbench.ui.window.dialogs import Dialogs
from workbench.ui.window.main import MainWindow


async def test_help_shows_the_page_about_the_rows_or_about_what_has_the_keyboard(
    qapp, look, tmp_path
):
    async with acting_shop(tmp_path) as held:
        window = MainWindow(held.workspace, look)
        dialogs = Dialogs(window)
        window.keep(dialogs)
        window.restore(WindowState(tabs=(TabState("lagerkoll", account=ACCOUNT.name),)))
        window.show()
        window.activateWindow()
        tab = window.front
        await until(lambda: tab.grid.view.grid_model.rowCount() == 40)
        try:
            tab.grid.view.setFocus()
            dialogs.help()
            page = window.findChild(HelpWindow)
            assert page.topic == "typing"
            window.activateWindow()
            await until(window.isActiveWindow)
            tab.rail.view.setFocus()
            await until(tab.rail.view.hasFocus)
            dialogs.help()
            assert window.findChildren(HelpWindow) == [page]
            assert page.topic == "filters"
            page.close()
        finally:
            window.end()
            window.deleteLater()
            await asyncio.sleep(0.05)
