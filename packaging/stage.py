"""The real window on the sandbox, in this process, for whoever drives it: shots and the story."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from workbench.app.compose import open_sandbox
from workbench.app.demo import Demo, start_demo
from workbench.app.main import dress_window, make_application
from workbench.core.jobs import Jobs
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
from workbench.ui.window.tab import SourceTab
from workbench.workspace.status import Phase
from workbench.workspace.workspace import Workspace


@dataclass
class Stage:
    """A window on the sandbox."""

    app: QApplication
    workspace: Workspace
    window: MainWindow
    demo: Demo

    @property
    def tab(self) -> SourceTab:
        """The tab in front."""
        tab = self.window.front
        assert tab is not None
        return tab

    async def settle(self, seconds: float = 20.0) -> None:
        """Wait until nothing is being asked, read or painted.

        Raises:
            TimeoutError: it does not come to rest.
        """
        end = time.monotonic() + seconds
        calm = 0
        while calm < 3:
            await asyncio.sleep(0.05)
            session = self.tab.desk.session
            asking = session is not None and session.status.phase is Phase.ASKING
            calm = 0 if asking or self.workspace.jobs.pending > 1 else calm + 1
            if time.monotonic() > end:
                raise TimeoutError("the window did not come to rest")

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait for a condition.

        Raises:
            TimeoutError: it did not come true.
        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("a state was not reached")
            await asyncio.sleep(0.03)

    def picture(self) -> QPixmap:
        """Return the window with everything that floats over it, as a person sees it."""
        ratio = self.window.devicePixelRatioF()
        whole = self.window.grab()
        painter = QPainter(whole)
        corner = self.window.mapToGlobal(QPoint(0, 0))
        for widget in self.floating():
            place = widget.mapToGlobal(QPoint(0, 0)) - corner
            if isinstance(widget, QDialog) or not self.window.rect().contains(place):
                # Without a window manager a dialog stands where the screen begins.
                place = self.window.rect().center() - widget.rect().center()
            painter.drawPixmap(place, widget.grab())
            if isinstance(widget, QDialog):
                painter.setPen(self.window.look.colours.line2)
                painter.drawRect(widget.rect().translated(place).adjusted(0, 0, -1, -1))
        painter.end()
        whole.setDevicePixelRatio(ratio)
        return whole

    def floating(self) -> list[QWidget]:
        """Return dialogs, menus and pop-ups that are open."""
        return [
            widget
            for widget in self.app.topLevelWidgets()
            if widget.isVisible() and widget is not self.window
        ]

    def exported(self, path: str, rows: int) -> None:
        """Say that an export is done, as the dialog does."""
        commands = self.window.findChild(Commands)
        assert commands is not None
        commands.dialogs.exported(self.tab, path, rows)

    def close_floating(self) -> None:
        """Close dialogs, menus and pop-ups."""
        for widget in self.floating():
            widget.close()


@asynccontextmanager
async def staged(home: Path, *, sandbox: bool = True, only: str = "") -> AsyncIterator[Stage]:
    """Open the window on a sandbox of its own, with its data in `home`.

    Args:
        home: of the window's data.
        sandbox: whether there are accounts.
        only: the one source that has an account, "" for all.
    """
    app = make_application()
    demo = start_demo()
    jobs = Jobs()
    accounts = tuple(each for each in demo.accounts if sandbox and only in {"", each.source})
    workspace = open_sandbox(home, accounts, demo.vault, jobs=jobs, rates=demo.rates)
    window = dress_window(app, workspace)
    stage = Stage(app, workspace, window, demo)
    try:
        yield stage
    finally:
        stage.close_floating()
        window.end()
        await workspace.close()
        demo.stop()


def run(work: Callable[[Path], Awaitable[int]]) -> int:
    """Run work on a loop of the window, in a home of its own; return its status."""
    import qasync  # noqa: PLC0415 - after the application, which it needs

    app = make_application()
    with tempfile.TemporaryDirectory(prefix="workbench-") as home:
        os.environ["WORKBENCH_HOME"] = home
        loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(loop)
        with loop:
            return loop.run_until_complete(work(Path(home)))
