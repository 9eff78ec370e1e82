"""The look of the window and the loading of its rows, by their actions."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from tests.harness.waiting import until
from tests.workspace.kit import ACCOUNT, PRODUCTS, SOURCE, bench
from workbench.core.views import TabState, WindowState
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow


@asynccontextmanager
async def window(look, tmp_path):
    async with bench(tmp_path) as held:
        made = MainWindow(held.workspace, look)
        made.keep(Commands(made))
        made.restore(WindowState(tabs=(TabState(SOURCE.id, account=ACCOUNT.name),)))
        made.show()
        try:
            await until(lambda: made.front.grid.view.grid_model.rowCount() > 0)
            await until(lambda: held.workspace.jobs.pending == 0)
            yield made
        finally:
            made.end()
            made.deleteLater()
            await until(lambda: held.workspace.jobs.pending == 0)


@pytest.mark.parametrize(("steps", "zoom"), [
    (("zoom.in",), 110), (("zoom.out", "zoom.out"), 80), (("zoom.out",) * 4, 80),
    (("zoom.in", "zoom.in", "zoom.reset"), 100),
])  # fmt: skip
async def test_the_zoom_goes_by_steps_and_back(qapp, look, tmp_path, steps, zoom):
    async with window(look, tmp_path) as made:
        for step in steps:
            made.registry[step].trigger()
        assert made.workspace.settings.zoom == zoom
        assert look.px(100) == zoom
        made.registry["zoom.reset"].trigger()


async def test_a_theme_is_kept_shown_and_ticked(qapp, look, tmp_path):
    async with window(look, tmp_path) as made:
        made.registry["theme.dark"].trigger()
        assert look.dark
        assert made.registry["theme.dark"].isChecked()
        made.registry["theme.light"].trigger()
        assert not look.dark
        assert not made.registry["theme.dark"].isChecked()


async def test_all_rows_are_loaded_and_then_what_changed(qapp, look, tmp_path):
    async with window(look, tmp_path) as made:
        session = made.front.desk.session
        assert len(session.table) < PRODUCTS
        assert not made.registry["load.changes"].isEnabled()
        made.registry["load.all"].trigger()
        await until(lambda: session.status.complete)
        assert len(session.table) == PRODUCTS
        assert not made.registry["load.all"].isEnabled()
        await until(made.registry["load.changes"].isEnabled)
        made.registry["load.changes"].trigger()
        await until(lambda: "changes" in made.front.strips.shown)
