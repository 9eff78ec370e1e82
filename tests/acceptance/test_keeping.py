"""Keeping: saved views, and the whole window after any end of the program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.acceptance.stage import CTRL, SHIFT, Key, click_rail, on_stage, rail_line
from workbench.core.settings import Density
from workbench.core.views import Layout
from workbench.ui.parts.inputs import LineEdit


async def test_a_view_is_saved_changed_reset_and_there_after_a_restart(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.type("mug")
        await stage.settle()
        await stage.click_title("supplier")
        sorted_keys = stage.keys()
        await stage.press(Key.Key_S, CTRL | SHIFT, on=stage.view)
        await stage.type("Mugs by supplier", name_box(stage))
        await stage.press(Key.Key_Return)
        button = stage.tab.tools.view
        assert button.text() == "Mugs by supplier"
        assert "changed" not in button.accessibleName()
        await stage.choose("View", "Density", "Roomy")
        assert "changed" in button.accessibleName()
        await stage.choose("View", "Reset view")
        await stage.settle()
        assert "changed" not in button.accessibleName()
        assert stage.tab.desk.density is not Density.ROOMY
        await stage.click(button)
        await stage.choose_in_menu("Default view")
        await stage.settle()
        assert "400 rows" in stage.status()
    async with on_stage(home, service) as stage:
        line, _ = rail_line(stage, "view", "Mugs by supplier")
        assert not line.on
        await click_rail(stage, "view", "Mugs by supplier")
        await stage.settle()
        assert stage.keys() == sorted_keys
        assert stage.tab.tools.search.text() == "mug"


async def test_a_taken_name_replaces_and_an_empty_one_says_why(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.press(Key.Key_S, CTRL | SHIFT, on=stage.view)
        box = name_box(stage)
        await stage.write("", box)
        await stage.press(Key.Key_Return, on=box)
        assert box.isVisible(), "it waits for a name"
        assert stage.workspace.views.list("europeansourcing", "products") == ()
        await stage.press(Key.Key_Escape, on=box)
        assert stage.floating() == []


async def test_the_window_comes_back_after_it_was_killed(qapp, home, service) -> None:
    async with on_stage(home, service, killed=True) as stage:
        await stage.type("pen")
        await stage.settle()
        await stage.click_title("stock")
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        await stage.type(">100", stage.tab.grid.filters.box("stock"))
        await stage.press(Key.Key_Return)
        await stage.choose("View", "Density", "Compact")
        await stage.tick(2)
        await stage.tick(5)
        await stage.click_cell(5, "name")
        await stage.act(lambda: stage.view.verticalScrollBar().setValue(9 * 28))
        await stage.settle()
        was = stage.tab.desk.state()
        keys, offset = stage.keys(), stage.view.verticalOffset()
        assert was.top
        assert was.selected
        store = stage.workspace.stores.workspace
        await stage.until(lambda: store.load_window().tabs[:1] == (was,), 5)
    asked = len(service.asked)
    async with on_stage(home, service) as stage:
        assert stage.keys() == keys
        assert stage.tab.desk.state() == was
        assert stage.tab.tools.search.text() == "pen"
        assert len(stage.chips()) == 2
        assert abs(stage.view.verticalOffset() - offset) < stage.view.painter.height
        assert len(service.asked) == asked, "what was read is shown from this machine"


async def test_tabs_are_opened_turned_closed_and_reopened(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        for _ in stage.window.all_tabs[1:]:
            await stage.act(lambda: stage.window.close_tab(1))
        await stage.press(Key.Key_T, CTRL)
        await stage.choose_in_menu("EuropeanSourcing")
        await stage.rows()
        assert len(stage.window.all_tabs) == 2
        second = stage.tab
        await stage.choose("View", "Gallery")
        await stage.press(Key.Key_Tab, CTRL)
        assert stage.tab is not second
        assert stage.tab.desk.view.layout is Layout.TABLE
        await stage.press(Key.Key_PageUp, CTRL)
        assert stage.tab is second
        await stage.press(Key.Key_W, CTRL)
        assert len(stage.window.all_tabs) == 1
        await stage.press(Key.Key_W, CTRL)
        assert len(stage.window.all_tabs) == 1, "the last tab goes with the window only"
        assert stage.window.isVisible()
        await stage.press(Key.Key_T, CTRL | SHIFT)
        await stage.settle()
        assert len(stage.window.all_tabs) == 2
        assert stage.tab.desk.view.layout is Layout.GALLERY
    async with on_stage(home, service, rows=False) as stage:
        assert len(stage.window.all_tabs) == 2
        assert stage.tab.desk.view.layout is Layout.GALLERY


async def test_panes_keep_their_widths(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(lambda: stage.tab._panes.setSizes([260, 700, 420]))
        await stage.act(stage.tab._panes.update)
        sizes = stage.tab.pane_sizes()
    async with on_stage(home, service) as stage:
        now = stage.tab.pane_sizes()
        assert all(abs(a - b) <= 4 for a, b in zip(now, sizes, strict=True)), (now, sizes)


def name_box(stage) -> QWidget:
    """The input of the open pop-over."""
    for pop in stage.floating():
        found = pop.findChild(LineEdit)
        if found is not None and found.isVisible():
            return found
    raise AssertionError("no pop-over with an input is open")
