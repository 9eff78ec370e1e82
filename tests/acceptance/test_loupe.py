"""From a filter to an order: an export outlives the program, three are ordered, one is unknown."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.workspace.loupe_kit import ACCOUNT, cut, house, open_workspace
from workbench.core.orders import OrderState
from workbench.core.remote import AskedState
from workbench.core.views import TabState, WindowState
from workbench.sandbox.server import build_hosts
from workbench.ui.theme.look import Look
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow

PATIENCE = 30.0
FILES_PORT = 4711
"""Of the other host, which answers in this process too."""


@asynccontextmanager
async def window_on(home, of, look, resource="exports"):
    """The window with a tab on the account, its rows read."""
    workspace = open_workspace(home, of)
    window = MainWindow(workspace, look)
    commands = Commands(window)
    window.keep(commands)
    window.resize(1440, 900)
    window.restore(WindowState(tabs=(TabState("loupe", account=ACCOUNT.name, resource=resource),)))
    window.show()
    try:
        await until(lambda: window.front and window.front.desk.session is not None, PATIENCE)
        yield window, commands, window.front
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)
        await workspace.close()


def rows(tab) -> int:
    session = tab.desk.session
    return len(session.table) if session is not None else 0


def ask_confirmed(tab) -> None:
    """Choose “Confirmed” on its page of the form and press the button."""
    panel = tab.request.panel
    status = panel.pages.editors["ItemStatus"].inputs[0]
    panel.pages.show_filter("ItemStatus")
    status.set_text("Confirmed")
    status.changed.emit()
    panel.commit()
    assert '"ItemStatus": "Confirmed"' in panel.json.toPlainText()
    QTest.mouseClick(panel.ask_button, Qt.MouseButton.LeftButton)


async def test_from_a_filter_to_an_order(qapp, tmp_path) -> None:
    look = Look()
    of = house(pending_seconds=1.5)
    of.app = build_hosts([of.service], FILES_PORT)
    async with window_on(tmp_path, of, look) as (_window, _commands, tab):
        await until(lambda: rows(tab), PATIENCE)
        before = len(await of.exports())
        ask_confirmed(tab)
        await until(lambda: tab.request.pending.lines, PATIENCE)
        await until(lambda: tab.request.pending.lines[0].asked.state is AskedState.MAKING, PATIENCE)
    # The program ends while the export is made, and comes back to it by itself.
    async with window_on(tmp_path, of, look) as (window, commands, tab):
        pending = tab.request.pending
        await until(
            lambda: pending.lines and pending.lines[0].asked.state is AskedState.READY, PATIENCE
        )
        assert len(await of.exports()) == before + 1
        QTest.mouseClick(pending.lines[0].buttons["open"], Qt.MouseButton.LeftButton)
        await until(lambda: tab.desk.resource.id == "samples" and rows(tab) >= 3, PATIENCE)
        await order_three(window, commands, tab, of)
        await settle_unknown(tab, of)
    assert len(await of.exports()) == before + 1


async def order_three(window, commands, tab, of) -> None:
    """Filter, tick three, fill the form, send; the second answer is lost on its way."""
    session = tab.desk.session
    tab.desk.set_header("code", session.table.value(session.rows.row(0), "code")[:2])
    keys = [session.table.key(session.rows.row(at)) for at in range(3)]
    tab.desk.selection.only(keys)
    window.registry["order"].trigger()
    await until(lambda: commands.orders.page is not None, PATIENCE)
    page = commands.orders.page
    await until(lambda: len(page.model.lines) == 3, PATIENCE)
    await until(lambda: not page.foot.buttons["send"].isEnabled(), PATIENCE)
    for name, text in (("from_date", "2027-01-11"), ("to_date", "2027-01-29")):
        editor = next(form.editor(name) for form in page.shared.forms if name in form.values())
        editor.input.setFocus()
        QTest.keyClicks(editor.input, text)
    await until(page.foot.buttons["send"].isEnabled, PATIENCE)
    assert "Send 3 orders to Loupe" in page.foot.buttons["send"].text()
    of.faults.waiting.append(cut(lost="after"))
    page.send()
    assert page.dialog is not None
    QTest.mouseClick(page.dialog.verb, Qt.MouseButton.LeftButton)
    await until(lambda: page.report is not None, PATIENCE)
    assert len(await of.placed()) == 3
    page.foot.wanted.emit("orders")
    await until(lambda: rows(tab) == 3 and tab.desk.resource.id == "orders", PATIENCE)


async def settle_unknown(tab, of) -> None:
    """The order without an answer is found at the service and gets its number."""
    await until(lambda: tab.orders.cards, PATIENCE)
    assert tab.orders.unknown == 1
    card = tab.orders.cards[0]
    assert not card.word_take.isEnabled()
    QTest.mouseClick(card.there, Qt.MouseButton.LeftButton)
    QTest.keyClicks(card.number, "PO-20461")
    QTest.keyClick(card.number, Qt.Key.Key_Return)
    await until(lambda: not tab.orders.cards, PATIENCE)
    found = await tab.orders.orders.kept()
    assert [each.state for each in found] == [OrderState.PLACED] * 3
    assert [each.number for each in found].count("PO-20461") == 1
    assert len(await of.placed()) == 3
