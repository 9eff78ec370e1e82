"""The comparison among the window's tabs, and baskets from the tab of a source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.board.windowed import windowed
from workbench.ui.window.compared import COMPARE


async def test_compare_is_the_last_tab_at_the_first_start(qapp, look, tmp_path: Path) -> None:
    async with windowed(tmp_path, look) as opened:
        window = opened.window
        count = window.tabs.bar.count()
        assert count == len(opened.held.workspace.sources.titles) + 1
        assert window.source_at(count - 1) == COMPARE
        assert window.tabs.bar.title(count - 1) == "Compare"
        assert window.state().tabs[-1].source == COMPARE


async def test_a_key_puts_rows_of_a_source_into_a_basket_and_opens_it(
    qapp, look, tmp_path: Path
) -> None:
    async with windowed(tmp_path, look, rows=4) as opened:
        keys, session = opened.keys()[:3], opened.session
        opened.tab.desk.selection.only(keys)
        await until(opened.window.registry["basket.add"].isEnabled)
        QTest.keyClick(opened.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        baskets = opened.held.comparison.baskets
        await until(lambda: bool(baskets.all()) and baskets.count(baskets.all()[0].id) == 3)
        lines = baskets.lines(baskets.all()[0].id)
        assert {line.ref.key for line in lines} <= set(keys)
        assert lines[0].quantity == session.query.quantity
        opened.commands.baskets.open()
        place = opened.tab.board
        assert place is not None
        await until(lambda: len(place.dock.basket.model.lines) == 3)
