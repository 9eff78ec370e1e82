"""What an earlier run left open is said over every table, also where nobody types."""

from __future__ import annotations

import asyncio

import pytest

from tests.harness.waiting import until
from tests.workspace.acts import MOVE, acting_shop
from tests.workspace.shop import ACCOUNT
from tests.workspace.test_acting import begun, job, left_ready
from workbench.core.views import TabState, WindowState
from workbench.ui.review.history import HistoryDialog
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow
from workbench.workspace.acting import Acting


def strips(window: MainWindow) -> tuple[str, ...]:
    assert window.front is not None
    return window.front.strips.texts()


async def shown(held, look) -> MainWindow:
    window = MainWindow(held.workspace, look)
    window.restore(WindowState(tabs=(TabState(held.source.id, account=ACCOUNT.name),)))
    window.keep(Commands(window))
    window.show()
    await until(lambda: window.front is not None and window.front.desk.session is not None)
    return window


async def ended(window: MainWindow) -> None:
    window.end()
    window.deleteLater()
    await asyncio.sleep(0.05)


@pytest.mark.parametrize("typed", [True, False])
async def test_an_action_that_never_left_is_said(qapp, look, tmp_path, typed):
    await left_ready(tmp_path, typed=typed)
    async with acting_shop(tmp_path, typed=typed) as held:
        window = await shown(held, look)
        await until(lambda: any("was not sent" in text for text in strips(window)))
        assert any("Move 10-0002 to Lund" in text for text in strips(window))
        assert held.shelf.writes == []
        await ended(window)


async def test_an_unknown_action_can_be_decided_where_rows_are_only_read(qapp, look, tmp_path):
    async with acting_shop(tmp_path, typed=False) as held:
        session = await begun(held)
        held.shelf.lose = 1
        acting = Acting(held.workspace, session, MOVE, ["10-0002"])
        await acting.run(acting.chosen({"store": "Lund"}), job())
    async with acting_shop(tmp_path, typed=False) as held:
        window = await shown(held, look)
        await until(lambda: any("unknown" in text for text in strips(window)))
        window.registry["history"].trigger()
        dialog = next(each for each in window.findChildren(HistoryDialog) if each.isVisible())
        dialog.show_page("unknown")
        await until(lambda: dialog.model.rowCount() == 1)
        dialog.list.setCurrentIndex(dialog.model.index(0))
        assert "Look at the service" in dialog.details.toPlainText()
        dialog.act.click()
        await until(lambda: dialog.model.rowCount() == 0)
        await until(lambda: not any("unknown" in text for text in strips(window)))
        dialog.close()
        await ended(window)


async def test_a_window_that_ended_asks_a_closed_store_nothing(qapp, look, tmp_path):
    async with acting_shop(tmp_path, typed=True) as held:
        window = await shown(held, look)
        held.workspace.books.changed.emit()
        window.end()
        held.workspace.books.changed.emit()
    # What a timer still asked of the closed store would be an exception of the event loop.
    await asyncio.sleep(0.4)
    window.deleteLater()
