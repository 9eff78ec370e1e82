"""The comparison among the window's tabs, and baskets from the tab of a source."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.workspace.comparison.kit import bench
from workbench.core.views import WindowState
from workbench.ui.window.commands import Commands
from workbench.ui.window.compared import COMPARE
from workbench.ui.window.main import MainWindow


def close(window: MainWindow) -> None:
    window.end()
    window.deleteLater()


async def test_compare_is_the_last_tab_at_the_first_start(qapp, look, tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        window = MainWindow(held.workspace, look)
        window.restore(WindowState())
        count = window.tabs.bar.count()
        assert count == len(held.workspace.sources.titles) + 1
        assert window.source_at(count - 1) == COMPARE
        assert window.tabs.bar.title(count - 1) == "Compare"
        state = window.state()
        assert state.tabs[-1].source == COMPARE
        close(window)


async def test_a_key_puts_rows_of_a_source_into_a_basket_and_opens_it(
    qapp, look, tmp_path: Path
) -> None:
    async with bench(tmp_path) as held:
        window = MainWindow(held.workspace, look)
        commands = Commands(window)
        window.restore(WindowState())
        window.show()
        tab = window.front
        assert tab is not None
        await until(lambda: tab.desk.session is not None and len(tab.desk.session.table) > 3)
        session = tab.desk.session
        assert session is not None
        keys = [session.table.key(session.rows.row(at)) for at in range(3)]
        tab.desk.selection.only(keys)
        await asyncio.sleep(0.1)
        QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        baskets = held.comparison.baskets
        await until(lambda: bool(baskets.all()) and baskets.count(baskets.all()[0].id) == 3)
        lines = baskets.lines(baskets.all()[0].id)
        assert {line.ref.key for line in lines} <= set(keys)
        assert lines[0].quantity == session.query.quantity
        commands.baskets.open()
        board = window.front
        assert board is not None
        assert board.board is not None
        place = board.board
        await until(lambda: len(place.dock.basket.model.lines) == 3)
        await until(lambda: not held.workspace.jobs.pending and not held.comparison.busy, 20)
        close(window)
