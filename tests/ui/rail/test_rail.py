from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.harness.waiting import until
from tests.ui.filters.kit import settling
from workbench.core.queries import Condition
from workbench.ui.parts.splitter import Splitter
from workbench.ui.rail.lines import LineKind
from workbench.ui.rail.rail import Rail


@pytest.fixture
def rail(desk, look, host):
    made = Rail(desk, look)
    QAbstractItemModelTester(made.model, made)
    host(made, 240, 900)
    return made


def titles(rail, kind):
    return [line.title for line in rail.model.lines() if line.kind is kind]


def value(rail, key):
    row = rail.model.row_of(LineKind.VALUE, key)
    return rail.model.line(row)


def counted(rail, key):
    """Whether the rows of a facet were counted and are shown."""
    return lambda: value(rail, key) is not None


def test_resources_views_and_facets_stand_in_order(rail, desk):
    desk.save_view("Cheap")
    rail.show_now()
    assert titles(rail, LineKind.RESOURCE) == ["Products", "Everything"]
    assert titles(rail, LineKind.VIEW) == ["Cheap"]
    assert titles(rail, LineKind.FACET)[:4] == [
        "Supplier", "Category", "Price at 250, EUR", "Colour",
    ]  # fmt: skip
    assert rail.model.line(rail.model.row_of(LineKind.RESOURCE, "products")).count == "500"


def test_the_service_counts_while_not_all_rows_are_here(rail):
    line = value(rail, "supplier_id/0")
    assert (line.row.label, line.row.count, line.row.faint) == ("Skrivo", "200", False)
    assert value(rail, "supplier_id/5").row.faint
    more = rail.model.line(rail.model.row_of(LineKind.MORE, "supplier_id"))
    assert "86" in more.title


@settling
async def test_a_tick_asks_the_service_with_the_name(rail, desk):
    rail.tick(value(rail, "supplier_id/1"))
    assert desk.view.query.conditions == (
        Condition("supplier_id", "include", ("1",), ("Regn & Co",)),
    )
    rail.show_now()
    assert "ticked" in value(rail, "supplier_id/1").spoken
    assert rail.model.line(rail.model.row_of(LineKind.FACET, "supplier_id")).number == 1
    rail.tick(value(rail, "supplier_id/1"))
    assert desk.view.query.conditions == ()


@settling
async def test_leaving_out_and_ticking_are_one_question_each(rail, desk, asked):
    rail.tick(value(rail, "supplier_id/1"))
    rail.show_now()
    rail.tick(value(rail, "supplier_id/1"), out=True)
    assert desk.view.query.conditions == (
        Condition("supplier_id", "exclude", ("1",), ("Regn & Co",)),
    )
    await until(lambda: desk.session.status.phase == "idle")
    assert len(asked) <= 2


@settling
async def test_what_is_ticked_stays_when_the_service_leaves_it_out(rail, desk):
    desk.set_condition(Condition("supplier_id", "include", ("q",), ("Quiet Ltd",)))
    rail.show_now()
    line = value(rail, "supplier_id/q")
    assert (line.row.label, line.row.count) == ("Quiet Ltd", "0")


@settling
async def test_loaded_rows_count_where_all_are_here(rail, desk):
    desk.session.finish()
    await until(counted(rail, "supplier/0"))
    rows = desk.session.rows.facet("supplier")
    assert value(rail, "supplier/0").row.count == str(
        next(held.count for held in rows if held.code == "0")
    )
    rail.tick(value(rail, "supplier/0"))
    assert desk.view.facets == {"supplier": ("0",)}
    assert desk.view.query.conditions == ()
    assert len(desk.session.rows) < len(desk.session.table)


@settling
async def test_a_tree_opens_and_implies(rail, desk):
    line = value(rail, "category_id/1")
    assert line.fold is False
    rail.fold(line, is_open=True)
    rail.tick(value(rail, "category_id/1"))
    rail.show_now()
    assert "ticked with what is above" in value(rail, "category_id/11").spoken


def test_a_folded_facet_is_remembered(rail, desk, look, host):
    line = rail.model.line(rail.model.row_of(LineKind.FACET, "supplier_id"))
    rail.fold(line, is_open=False)
    assert value(rail, "supplier_id/0") is None
    other = Rail(desk, look)
    host(other)
    assert value(other, "supplier_id/0") is None


def test_all_values_open_with_a_search(rail):
    rail.show_all("supplier_id")
    assert rail._pop.body.model.rowCount() == 86
    rail._close()


@settling
async def test_a_range_is_typed_checked_and_asked(rail, desk, qtbot):
    await until(lambda: rail._counting.histograms.get("price") is not None)
    rail.show_now()
    held = rail._ranges["price"]
    held.edits["max"].setText("12.345")
    held._entered()
    assert held.edits["max"].property("bad")
    assert desk.view.query.conditions == ()
    held.edits["max"].setText("12.34")
    held._entered()
    assert desk.view.query.conditions == (Condition("price", "max", "12.34"),)
    rail.show_now()
    assert rail.model.line(rail.model.row_of(LineKind.FACET, "price")).number == 1
    rail.clear("price")
    assert desk.view.query.conditions == ()


@settling
async def test_handles_ask_once_and_an_end_asks_for_nothing(rail, desk):
    await until(lambda: rail._counting.histograms.get("price") is not None)
    held = rail._ranges["price"]
    low, high = held._ends
    held.histogram.range_changed.emit(low, (low + high) / 2)
    assert [held.part for held in desk.view.query.conditions] == ["max"]


def test_keys_move_act_and_order(rail, desk, qtbot):
    for name in ("A", "B", "C"):
        desk.save_view(name)
    rail.show_now()
    view = rail.view
    view.setCurrentIndex(rail.model.index(rail.model.row_of(LineKind.VIEW, "C")))
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rail.show_now()
    assert titles(rail, LineKind.VIEW) == ["A", "C", "B"]
    assert view.currentIndex().data() == "C"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    rail.show_now()
    assert titles(rail, LineKind.VIEW) == ["A", "B"]


@settling
async def test_a_view_is_used_and_marked_when_it_changes(rail, desk):
    desk.save_view("Plain")
    desk.set_condition(Condition("price", "max", "2"))
    rail.show_now()
    line = rail.model.line(rail.model.row_of(LineKind.VIEW, "Plain"))
    assert line.changed
    rail.activate(line)
    rail.show_now()
    assert desk.view.query.conditions == ()
    assert not rail.model.line(rail.model.row_of(LineKind.VIEW, "Plain")).changed


@settling
async def test_another_resource_opens_with_its_own_facets(rail, desk):
    line = rail.model.line(rail.model.row_of(LineKind.RESOURCE, "everything"))
    rail.activate(line)
    assert desk.resource.id == "everything"
    await until(lambda: desk.session.status.total is not None)
    await until(counted(rail, "supplier/0"))
    facet = rail.facet("supplier")
    assert not facet.by_service


def test_folding_leaves_icons(rail, look):
    rail.set_folded(True)
    kinds = {line.kind for line in rail.model.lines()}
    assert kinds == {LineKind.RESOURCE, LineKind.FILTERS}
    assert rail.width() <= look.px(48)
    rail.set_folded(False)
    assert titles(rail, LineKind.FACET)


@settling
async def test_a_click_ticks_and_alt_excludes(rail, desk, qtbot):
    index = rail.model.index(rail.model.row_of(LineKind.VALUE, "supplier_id/2"))
    spot = rail.view.visualRect(index).center()
    button = Qt.MouseButton.LeftButton
    qtbot.mouseClick(rail.view.viewport(), button, pos=spot)
    assert desk.view.query.value("supplier_id", "include") == ("2",)
    rail.show_now()
    qtbot.mouseClick(rail.view.viewport(), button, Qt.KeyboardModifier.AltModifier, pos=spot)
    assert desk.view.query.value("supplier_id", "exclude") == ("2",)
    assert desk.view.query.value("supplier_id", "include") is None


def test_menus_name_what_can_be_done(rail, desk):
    from workbench.ui.rail.menus import facet_menu, value_menu, view_menu

    desk.save_view("A")
    rail.show_now()
    texts = [
        action.text()
        for action in view_menu(rail, desk, rail._keeper, "A", rail).actions()
        if action.text()
    ]
    assert texts[:3] == ["Use", "Update with what is shown", "Rename…"]
    assert texts[-1] == "Delete"
    facet = rail.facet("supplier_id")
    line = rail.model.line(rail.model.row_of(LineKind.FACET, "supplier_id"))
    assert facet_menu(rail, facet, line).actions()
    row = value(rail, "supplier_id/0")
    assert [action.text() for action in value_menu(rail, facet, row).actions()][:2] == [
        "Tick", "Exclude",
    ]  # fmt: skip


def test_the_range_has_inputs_that_tab_reaches(rail):
    held = rail._ranges["price"]
    for edit in held.findChildren(QLineEdit):
        assert edit.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert edit.accessibleName()


def test_folding_gives_its_room_to_the_rows(rail, look, host):
    splitter = Splitter(Qt.Orientation.Horizontal, look)
    splitter.addWidget(rail)
    splitter.addWidget(QWidget())
    splitter.setSizes([240, 600])
    host(splitter, 860, 400)
    wide = splitter.sizes()
    rail.set_folded(True)
    assert splitter.sizes()[0] == look.px(48)
    assert sum(splitter.sizes()) == sum(wide)
    rail.set_folded(False)
    assert splitter.sizes() == wide
