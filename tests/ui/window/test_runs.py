"""Synchronizations from the window: run, shown with those before, run again from their row."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from tests.harness.waiting import until
from tests.ui.etim_house import ACCOUNT, house
from workbench.core.views import TabState, WindowState
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow


@asynccontextmanager
async def window_on(workspace, look):
    """A window whose tab shows the table of runs."""
    window = MainWindow(workspace, look)
    state = TabState(ACCOUNT.source, account=ACCOUNT.name, resource="synchronizations")
    window.restore(WindowState(tabs=(state,)))
    commands = Commands(window)
    window.keep(commands)
    window.show()
    await until(lambda: window.front.desk.session is not None)
    try:
        yield window.front, commands.acts
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)


async def done(acts, action: str, trigger: str = "") -> None:
    """Do an action by its dialog."""
    assert acts.run(action)
    dialog = acts.dialog
    if trigger:
        dialog.form.set_value("trigger", trigger)
    await until(lambda: bool(dialog.says.text()))
    dialog.act()
    # What goes on closes by itself: its row says how far it is.
    # The first question builds the sandbox: seconds, on a busy machine.
    await until(lambda: acts.dialog is None or acts.dialog.outcome.isVisible(), 60)
    if acts.dialog is not None:
        acts.dialog.close()
    await until(lambda: acts.dialog is None)


def key_at(tab, place: int) -> str:
    return tab.desk.session.table.key(tab.desk.session.rows.row(place))


def column(tab, field: str) -> list[str]:
    table, rows = tab.desk.session.table, tab.desk.session.rows
    found = [table.value(rows.row(at), field) for at in range(len(rows))]
    return [getattr(value, "code", value) for value in found]


async def test_a_run_is_shown_with_its_result_and_run_again_from_its_row(qapp, look, tmp_path):
    async with (
        house(tmp_path) as (app, workspace),
        window_on(workspace, look) as (tab, acts),
    ):
        await done(acts, "run_synchronization", "tr1")
        await until(lambda: column(tab, "status") == ["done"])
        await done(acts, "run_synchronization", "tr3")
        await until(lambda: column(tab, "trigger") == ["tr3", "tr1"])
        await until(lambda: tab.desk.selection.current == key_at(tab, 0))
        tab.desk.selection.set_current(key_at(tab, 1))
        await done(acts, "run_synchronization_again")
        await until(lambda: column(tab, "trigger") == ["tr1", "tr3", "tr1"])
        await until(lambda: column(tab, "status")[0] == "done")
        assert column(tab, "info")[2] == "25 products modified; 25 products selected."
        assert column(tab, "info")[0] == "Nothing changed; 25 products selected."
        assert len(app.world.runs) == 3


async def test_the_history_is_there_at_the_next_start(qapp, look, tmp_path):
    async with house(tmp_path) as (app, workspace):
        async with window_on(workspace, look) as (tab, acts):
            await done(acts, "run_synchronization", "tr1")
            await until(lambda: column(tab, "status") == ["done"])
        async with window_on(workspace, look) as (tab, _acts):
            await until(lambda: column(tab, "status") == ["done"])
            assert column(tab, "trigger") == ["tr1"]
        assert len(app.world.runs) == 1
