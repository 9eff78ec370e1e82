"""A window on a service whose rows are asked for on a button and can be ordered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.waiting import until
from tests.workspace.loupe_kit import ACCOUNT, House, house, open_workspace
from workbench.core.views import TabState, WindowState
from workbench.sandbox.server import build_hosts
from workbench.ui.theme.look import Look
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
from workbench.ui.window.tab import SourceTab

FILES_PORT = 4711
"""Of the other host, which answers in this process too."""


@dataclass
class Shown:
    """A window in front of the service."""

    of: House
    window: MainWindow
    commands: Commands
    tab: SourceTab

    @property
    def rows(self) -> int:
        session = self.tab.desk.session
        return len(session.table) if session is not None else 0

    async def opened(self) -> None:
        """Show the samples of the latest export."""
        await until(lambda: self.rows > 0)
        session = self.tab.desk.session
        assert session is not None
        assert self.tab.request.question is not None
        self.tab.request.question.open_identity(session.table.key(0))
        await until(lambda: self.tab.desk.resource.id == "samples" and self.rows > 2)


@asynccontextmanager
async def shown(home: Path, look: Look, resource: str = "exports", **settings) -> AsyncIterator:
    """A window with one tab, its rows read."""
    of = house(**settings)
    of.app = build_hosts([of.service], FILES_PORT)
    workspace = open_workspace(home, of)
    window = MainWindow(workspace, look)
    commands = Commands(window)
    window.keep(commands)
    window.resize(1280, 800)
    window.restore(WindowState(tabs=(TabState("loupe", account=ACCOUNT.name, resource=resource),)))
    window.show()
    try:
        await until(lambda: window.front is not None and window.front.desk.session is not None)
        assert window.front is not None
        yield Shown(of, window, commands, window.front)
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)
        await workspace.close()
