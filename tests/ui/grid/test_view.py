"""Keys, mouse and what survives a change."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt

from tests.harness.waiting import until
from tests.ui.sample import make_desk, page_of
from workbench.core.queries import Sort
from workbench.core.settings import Density, Theme
from workbench.ui.grid.grid import Grid

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def current(grid):
    index = grid.view.currentIndex()
    return index.row(), grid.view.columns.field_of(index.column()).id


def spot(grid, place, field):
    column = grid.view.grid_model.column_of(field)
    return grid.view.cell_rect(place, column).center()


def test_arrows_home_and_end_move_as_in_a_spreadsheet(grid, qtbot):
    view = grid.view
    view.blocks.go(0, view.columns.first())
    for key, modifiers, expected in (
        (Key.Key_Down, NONE, (1, "name")),
        (Key.Key_Right, NONE, (1, "supplier")),
        (Key.Key_Home, NONE, (1, "picture")),
        (Key.Key_End, CTRL, (299, "marking")),
        (Key.Key_Home, CTRL, (0, "picture")),
        (Key.Key_Right, CTRL, (0, "marking")),
        (Key.Key_Down, CTRL, (299, "marking")),
    ):
        qtbot.keyClick(view, key, modifiers)
        assert current(grid) == expected
    qtbot.keyClick(view, Key.Key_PageUp)
    assert 270 < current(grid)[0] < 299
    assert view.visualRect(view.currentIndex()).top() >= 0


def test_shift_extends_and_the_desk_hears_the_row(grid, desk, qtbot):
    grid.view.blocks.go(4, grid.view.columns.first())
    qtbot.keyClick(grid.view, Key.Key_Down, SHIFT)
    qtbot.keyClick(grid.view, Key.Key_Right, SHIFT)
    assert grid.view.blocks.places() == [4, 5]
    assert len(grid.view.blocks.columns()) == 2
    assert desk.selection.current == "k5"


def test_space_ticks_the_rows_of_the_selection(grid, desk, qtbot):
    grid.view.blocks.go(4, 1)
    qtbot.keyClick(grid.view, Key.Key_Down, SHIFT)
    qtbot.keyClick(grid.view, Key.Key_Space)
    assert desk.selection.keys == ("k4", "k5")
    qtbot.keyClick(grid.view, Key.Key_Space)
    assert desk.selection.keys == ()


def test_whole_rows_columns_and_everything(grid, qtbot):
    view = grid.view
    view.blocks.go(4, 1)
    qtbot.keyClick(view, Key.Key_Space, SHIFT)
    assert view.blocks.columns() == view.columns.shown_columns()
    view.blocks.go(4, 1)
    qtbot.keyClick(view, Key.Key_Space, CTRL)
    assert len(view.blocks.places()) == 300
    assert view.blocks.columns() == [1]
    qtbot.keyClick(view, Key.Key_A, CTRL)
    assert view.blocks.cells() == 300 * len(view.columns.shown_columns())


def test_mouse_selects_drags_and_adds(grid, qtbot):
    port = grid.view.viewport()
    qtbot.mousePress(port, LEFT, pos=spot(grid, 2, "supplier"))
    qtbot.mouseMove(port, spot(grid, 4, "price"))
    grid.view.blocks.drag(grid.view.indexAt(spot(grid, 4, "price")))
    qtbot.mouseRelease(port, LEFT, pos=spot(grid, 4, "price"))
    assert grid.view.blocks.cells() == 9
    qtbot.mouseClick(port, LEFT, CTRL, spot(grid, 8, "stock"))
    assert grid.view.blocks.cells() == 10
    qtbot.mouseClick(port, LEFT, pos=spot(grid, 8, "stock"))
    assert grid.view.blocks.cells() == 1


def test_tick_boxes(grid, desk, qtbot):
    heads = grid.view.heads
    qtbot.mouseClick(heads.viewport(), LEFT, pos=QPoint(17, 18))
    assert desk.selection.keys == ("k0",)
    assert grid.view.corner.state() == Qt.CheckState.PartiallyChecked
    qtbot.mouseClick(heads.viewport(), LEFT, SHIFT, QPoint(17, 18 + 3 * 36))
    assert desk.selection.keys == ("k0", "k1", "k2", "k3")
    qtbot.mouseClick(grid.view.corner, LEFT, pos=QPoint(17, 16))
    assert grid.view.corner.state() == Qt.CheckState.Checked
    qtbot.mouseClick(grid.view.corner, LEFT, pos=QPoint(17, 16))
    assert grid.view.corner.state() == Qt.CheckState.Unchecked


def test_focus_selection_and_scroll_survive_a_sort_and_a_refresh(grid, desk):
    view = grid.view
    view.blocks.go(120, 2)
    view.blocks.go(121, 3, extend=True)
    y = view.visualRect(view.currentIndex()).top()
    desk.set_sort((Sort("stock", descending=True),))
    assert view.grid_model.key_at(view.currentIndex().row()) == "k121"
    assert {view.grid_model.key_at(at) for at in view.blocks.places()} == {"k120", "k121"}
    desk.set_sort(())
    view.verticalScrollBar().setValue(121 * 36 - y)
    desk.session.show(page_of(range(300)), desk.view.query)
    assert view.currentIndex().row() == 121
    assert view.visualRect(view.currentIndex()).top() == y
    assert desk.selection.current == "k121"


def test_the_row_under_the_pointer_stays_when_rows_above_it_go(grid, desk):
    view = grid.view
    view.blocks.go(50, 1)
    y = view.visualRect(view.currentIndex()).top()
    desk.session.remove([f"k{number}" for number in range(5)])
    assert view.grid_model.key_at(view.currentIndex().row()) == "k50"
    assert view.visualRect(view.currentIndex()).top() == y


def test_an_empty_table_takes_every_key(grid, desk, qtbot):
    desk.session.show(page_of([]), desk.view.query)
    for key in (Key.Key_Down, Key.Key_End, Key.Key_Space, Key.Key_PageDown, Key.Key_Return):
        qtbot.keyClick(grid.view, key)
        qtbot.keyClick(grid.view, key, CTRL)
    grid.copy()
    assert not grid.view.currentIndex().isValid()


def test_columns_leave_in_a_narrow_window_and_come_back(grid, desk, qtbot):
    def shown():
        return [grid.view.columns.field_of(at).id for at in grid.view.columns.shown_columns()]

    whole = shown()
    grid.resize(640, 700)
    assert len(shown()) < len(whole)
    assert {"picture", "name", "price"} <= set(shown())
    assert "updated" not in shown()
    assert len(desk.view.columns) == 9
    grid.resize(1000, 700)
    assert shown() == whole


def test_frozen_columns_stay_and_are_found(grid, desk):
    view = grid.view
    names = tuple(desk.view.columns) + tuple(
        type(desk.view.columns[0])(field.id, 300)
        for field in desk.resource.fields
        if not field.shown
    )
    desk.set_columns(names)
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 500
    bar.setValue(bar.maximum())
    frozen = [view.columns.field_of(at).id for at in view.columns.frozen_columns()]
    assert frozen == ["picture", "name"]
    assert view.indexAt(spot(grid, 3, "name")).row() == 3
    last = view.columns.shown_columns()[-1]
    assert view.cell_rect(0, last).right() <= view.viewport().width()
    view.blocks.go(0, view.columns.shown_columns()[2])
    assert view.cell_rect(0, view.columns.shown_columns()[2]).left() >= view.columns.frozen_edge()


@pytest.mark.parametrize("zoom", [80, 125, 200])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_every_zoom_and_theme_is_painted(grid, look, desk, zoom, theme):
    look.set_theme(theme)
    look.set_zoom(zoom)
    desk.set_density(Density.ROOMY)
    assert grid.view.painter.height == look.row(Density.ROOMY).height
    assert not grid.grab().isNull()


def test_painting_asks_for_the_visible_pictures_only(grid, shelf):
    grid.grab()
    assert 0 < len(set(shelf.asked)) < 40


def test_links_and_menus(grid, desk, qtbot):
    desk.set_columns(tuple(type(desk.view.columns[0])(name) for name in ("name", "link")))
    with qtbot.waitSignal(grid.link_wanted) as told:
        qtbot.mouseClick(grid.view.viewport(), LEFT, pos=spot(grid, 2, "link"))
    assert told.args == ["https://sample.invalid/p/2"]
    with qtbot.waitSignal(grid.activated) as told:
        qtbot.mouseDClick(grid.view.viewport(), LEFT, pos=spot(grid, 3, "name"))
    assert told.args == ["k3"]


async def test_the_next_page_comes_as_its_end_is_neared(qtbot, tmp_path, look, shelf):
    desk = make_desk(tmp_path, rows=300, loaded=100)
    grid = Grid(desk, look, shelf)
    qtbot.addWidget(grid)
    grid.resize(800, 400)
    grid.show()
    bar = grid.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    top = grid.view.places_within(0, 0).start
    await until(lambda: grid.view.grid_model.rowCount() == 200)
    assert grid.view.places_within(0, 0).start == top
    desk.close()
    await desk.workspace.close()


def test_a_tab_comes_back_where_it_was_left(qtbot, desk, look, shelf):
    desk.selection.restore(["k3"], "k90")
    desk.top = 80
    grid = Grid(desk, look, shelf)
    qtbot.addWidget(grid)
    grid.resize(800, 500)
    grid.show()
    assert grid.view.currentIndex().row() == 90
    assert grid.view.places_within(0, 0).start == 80
    assert desk.selection.keys == ("k3",)


def test_rows_that_arrive_after_the_table_is_gone_do_nothing(desk, look, shelf, qapp, caplog):
    grid = Grid(desk, look, shelf)
    shiboken6.delete(grid)
    desk.session.show(page_of(range(20)), desk.view.query)
    desk.set_sort((Sort("stock"),))
    shelf.ready.emit("https://sample.invalid/3.png")
    assert caplog.records == []


def test_a_gone_question_starts_at_the_top(grid, desk):
    grid.view.verticalScrollBar().setValue(3600)
    query = type(desk.view.query)(text="another", quantity=250)
    desk.session.show(page_of(range(100, 250)), query)
    assert grid.view.verticalScrollBar().value() == 0
