"""Titles: order, width, place, freezing, filters."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from tests.ui.sample import page_of
from workbench.core.queries import Sort
from workbench.ui.grid.asked import is_filtered, sort_of
from workbench.ui.grid.menu import column_menu

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def title(grid, field):
    column = grid.view.grid_model.column_of(field)
    columns = grid.view.columns
    return QPoint(columns.column_x(column) + columns.column_width(column) // 2, 16)


def act(grid, field, text):
    menu = column_menu(grid, grid.view.grid_model.column_of(field))
    action = next(each for each in menu.actions() if each.text() == text)
    assert action.isEnabled()
    action.trigger()


def test_a_click_sorts_up_down_and_not(grid, desk, qtbot):
    port = grid.view.header.viewport()
    for expected in ((Sort("name"),), (Sort("name", descending=True),), ()):
        qtbot.mouseClick(port, LEFT, pos=title(grid, "name"))
        assert desk.view.sort == expected


def test_shift_adds_keys_and_numbers_them(grid, desk, qtbot):
    port = grid.view.header.viewport()
    qtbot.mouseClick(port, LEFT, pos=title(grid, "supplier"))
    qtbot.mouseClick(port, LEFT, SHIFT, title(grid, "stock"))
    assert desk.view.sort == (Sort("supplier"), Sort("stock"))
    assert sort_of(desk, desk.resource.field("stock")).number == 2


def test_the_service_sorts_where_it_can_and_rows_are_missing(grid, desk, qtbot):
    desk.session.show(page_of(range(100), total=300, cursor="100"), desk.view.query)
    asked = []
    desk.session.search = lambda query, again=False: asked.append(query)
    qtbot.mouseClick(grid.view.header.viewport(), LEFT, pos=title(grid, "price"))
    assert desk.view.sort == ()
    assert [(query.sort, query.descending) for query in asked] == [("price", False)]
    assert sort_of(desk, desk.resource.field("price")).descending is False


def test_ctrl_selects_the_column(grid, desk, qtbot):
    qtbot.mouseClick(grid.view.header.viewport(), LEFT, CTRL, title(grid, "stock"))
    assert len(grid.view.blocks.places()) == 300
    assert desk.view.sort == ()


def test_a_dragged_border_is_kept(grid, desk, qtbot):
    port, columns = grid.view.header.viewport(), grid.view.columns
    column = grid.view.grid_model.column_of("supplier")
    border = columns.column_x(column) + columns.column_width(column)
    was = columns.column_width(column)
    qtbot.mousePress(port, LEFT, pos=QPoint(border, 10))
    qtbot.mouseMove(port, QPoint(border + 25, 10))
    qtbot.mouseMove(port, QPoint(border + 40, 10))
    qtbot.mouseRelease(port, LEFT, pos=QPoint(border + 40, 10))
    kept = {held.field: held.width for held in desk.view.columns}
    assert abs(kept["supplier"] - was - 40) <= 16
    assert columns.column_width(column) == kept["supplier"]


def test_a_dragged_title_moves_the_column(grid, desk):
    fields = [held.field for held in desk.view.columns]
    source = grid.view.grid_model.column_of("stock")
    target = grid.view.grid_model.column_of("supplier")
    grid.view.header.dropped.emit(source, target)
    fields.remove("stock")
    fields.insert(fields.index("supplier"), "stock")
    assert [held.field for held in desk.view.columns] == fields


def test_the_menu(grid, desk):
    act(grid, "stock", "Sort descending")
    assert desk.view.sort == (Sort("stock", descending=True),)
    act(grid, "stock", "Do not sort by this")
    assert desk.view.sort == ()
    act(grid, "colours", "Freeze to here")
    assert desk.view.frozen == 3
    act(grid, "supplier", "Fit width")
    assert next(held.width for held in desk.view.columns if held.field == "supplier") > 60
    act(grid, "supplier", "Hide column")
    assert "supplier" not in {held.field for held in desk.view.columns}


def test_header_filters_filter_and_say_what_is_wrong(grid, desk, qtbot):
    grid.show_filters(grid.view.grid_model.column_of("stock"))
    box = grid.filters.box("stock")
    qtbot.keyClicks(box, ">=50000")
    qtbot.waitUntil(lambda: desk.view.header == {"stock": ">=50000"})
    shown = grid.view.grid_model.rowCount()
    assert 0 < shown < 300
    assert is_filtered(desk, desk.resource.field("stock"))
    box.selectAll()
    qtbot.keyClicks(box, ">=abc")
    qtbot.waitUntil(lambda: bool(box.property("bad")))
    assert grid.view.grid_model.rowCount() == shown
    assert grid.filters.reason.isVisible()
    assert "abc" in box.accessibleDescription()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert desk.view.header == {}
    assert not grid.filters.reason.isVisible()


def test_filter_by_the_current_value(grid, desk):
    grid.go_to("k3", "supplier")
    grid.filter_by_current()
    assert desk.view.header == {"supplier": "=Nordic Promo AB"}
    count = grid.view.grid_model.rowCount()
    grid.filter_by_current(exclude=True)
    assert grid.view.grid_model.rowCount() == 300 - count


def test_a_filter_of_the_service_shows_too(desk, grid):
    assert not is_filtered(desk, desk.resource.field("supplier"))
    desk.set_facets("supplier", ("1",))
    assert is_filtered(desk, desk.resource.field("supplier"))
