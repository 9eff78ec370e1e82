"""The whole window over the sandbox's services, its first tab read: for what goes across tabs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.waiting import until
from tests.workspace.comparison.kit import Bench, bench
from workbench.core.views import WindowState
from workbench.ui.theme.look import Look
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
from workbench.ui.window.tab import SourceTab
from workbench.workspace.session import Session


@dataclass
class Windowed:
    """The window, what its actions do, and the workspace behind it."""

    held: Bench
    window: MainWindow
    commands: Commands

    @property
    def tab(self) -> SourceTab:
        """The tab in front."""
        tab = self.window.front
        assert tab is not None
        return tab

    @property
    def session(self) -> Session:
        """Of the tab in front."""
        session = self.tab.desk.session
        assert session is not None
        return session

    def keys(self) -> list[str]:
        """The rows shown in the tab in front."""
        session = self.session
        return [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]

    async def still(self) -> None:
        """Wait until nothing is being read or reckoned."""
        await until(
            lambda: not self.held.workspace.jobs.pending and not self.held.comparison.busy, 20
        )


@asynccontextmanager
async def windowed(home: Path, look: Look, *, rows: int = 1) -> AsyncIterator[Windowed]:
    """Open the window as at its first start; the tab in front has at least so many rows."""
    async with bench(home) as held:
        window = MainWindow(held.workspace, look)
        opened = Windowed(held, window, Commands(window))
        window.restore(WindowState())
        window.resize(1500, 900)
        window.show()
        await until(lambda: window.front is not None and window.front.desk.session is not None)
        await until(lambda: len(opened.session.table) >= rows)
        try:
            yield opened
        finally:
            await opened.still()
            window.end()
            window.deleteLater()
