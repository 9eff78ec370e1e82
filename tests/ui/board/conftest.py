"""A tab on the comparison of what the services of the sandbox gave."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.harness.resting import is_about_to
from tests.workspace.comparison.kit import Bench, bench
from workbench.core.views import WindowState
from workbench.ui.board.place import BoardPlace
from workbench.ui.desk.desk import Desk
from workbench.ui.window.compared import local_of
from workbench.ui.window.tab import SourceTab

LOOKS = 4
"""Looks in a row that find nothing under way before the tab counts as resting."""


@dataclass
class Board:
    """The tab, its parts, and the workspace behind them."""

    held: Bench
    tab: SourceTab
    host: QWidget

    @property
    def desk(self) -> Desk:
        return self.tab.desk

    @property
    def place(self) -> BoardPlace:
        place = self.tab.board
        assert place is not None
        return place

    @property
    def comparison(self):
        return self.held.comparison

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "a state was not reached"
            await asyncio.sleep(0.01)

    async def calm(self) -> None:
        """Wait until nothing is being reckoned or painted."""
        rest = 0
        while rest < LOOKS:
            await asyncio.sleep(0.02)
            await self.until(lambda: not self.comparison.busy)
            await self.comparison.settled()
            busy = self.held.workspace.jobs.pending or is_about_to(self.host, self.desk)
            rest = 0 if busy else rest + 1

    def row_keys(self) -> list[str]:
        session = self.desk.session
        assert session is not None
        return [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]

    async def pick(self, key: str) -> None:
        self.desk.selection.set_current(key)
        await self.calm()


@pytest.fixture
def opened(qapp, look, tmp_path: Path):
    """Return what opens the tab after something of every source was read."""

    @asynccontextmanager
    async def make(*, read: bool = True) -> AsyncIterator[Board]:
        async with bench(tmp_path) as held:
            if read:
                await held.load("europeansourcing", "products", "mug")
                await held.read("lagerkoll")
            source = held.comparison.source
            desk = Desk(held.workspace, source, None, local_of(held.workspace, source))
            tab = SourceTab(desk, look.tinted("compare"), WindowState())
            host = QWidget()
            column = QVBoxLayout(host)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(tab)
            host.resize(1400, 860)
            host.show()
            board = Board(held, tab, host)
            await board.until(lambda: desk.session is not None)
            if read:
                await board.until(lambda: held.comparison.gathered.items and len(board.row_keys()))
            await board.calm()
            try:
                yield board
            finally:
                tab.close_desk()
                host.close()
                host.deleteLater()

    return make
