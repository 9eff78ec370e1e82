from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.filters.kit import FACETS, TREE
from workbench.core.formats import Formats
from workbench.core.pages import FacetValue
from workbench.ui.filters.choosing import Choosing, Tick
from workbench.ui.filters.valuelist import ValueList
from workbench.ui.filters.valuemodel import ValueModel


def labels(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_tree_folds_and_a_search_shows_the_way(qapp):
    model = ValueModel(Choosing(TREE, tree=True), Formats())
    QAbstractItemModelTester(model)
    assert labels(model) == ["Drinkware", "Bags"]
    model.fold("1", is_open=True)
    assert labels(model) == ["Drinkware", "Mugs", "Bottles", "Bags"]
    model.search("enamel")
    assert labels(model) == ["Drinkware", "Mugs", "Enamel mugs"]


def test_lines_speak(qapp):
    choosing = Choosing(FACETS["supplier_id"])
    choosing.toggle("0")
    model = ValueModel(choosing, Formats())
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(role) == "Skrivo, 200, ticked"
    assert model.index(5).data(role) == "Presentia, 0, not ticked"


def test_keys_search_tick_and_exclude(look, host, qtbot):
    held = ValueList("Supplier", Choosing(FACETS["supplier_id"]), look, Formats())
    host(held)
    told = []
    held.changed.connect(lambda: told.append(held.summary()))
    qtbot.keyClicks(held.search, "regn")
    qtbot.keyClick(held.search, Qt.Key.Key_Return)
    qtbot.keyClick(held.view, Qt.Key.Key_Space)
    qtbot.keyClick(held.view, Qt.Key.Key_Minus)
    assert told == ["1 ticked", "1 excluded"]
    assert held.choosing.tick("1") is Tick.OUT


def test_a_click_ticks_and_alt_excludes(look, host, qtbot):
    held = ValueList("Supplier", Choosing(FACETS["supplier_id"]), look, Formats())
    host(held)
    spot = held.view.visualRect(held.model.index(2)).center()
    left, alt = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
    qtbot.mouseClick(held.view.viewport(), left, pos=spot)
    assert held.choosing.tick("2") is Tick.ON
    qtbot.mouseClick(held.view.viewport(), left, alt, pos=spot)
    assert held.choosing.tick("2") is Tick.OUT


def test_what_cannot_be_excluded_is_not(look, host, qtbot):
    held = ValueList("Category", Choosing(TREE), look, Formats(), excludes=False)
    host(held)
    held.view.toggle("1", out=True)
    assert not held.choosing.unwanted


GROUPED = (
    *(FacetValue(value.code, value.label, 0, value.parent, group="Shop") for value in TREE),
    FacetValue("c1", "Enamel", 0, group="Catalogue"),
)


def test_where_a_value_means_itself_alone_nothing_below_is_implied():
    choosing = Choosing(TREE, tree=True, exact=True)
    choosing.toggle("11")
    assert choosing.tick("111") is Tick.OFF
    assert choosing.tick("1") is Tick.PARTLY
    choosing.toggle("111")
    choosing.toggle("1")
    assert list(choosing.wanted) == ["11", "111", "1"]
    choosing.toggle("11")
    assert list(choosing.wanted) == ["111", "1"]


def test_a_whole_branch_is_ticked_value_by_value_and_unticked():
    choosing = Choosing(TREE, tree=True, exact=True)
    choosing.exclude("112")
    choosing.toggle_whole("1")
    assert list(choosing.wanted) == ["1", "11", "111", "112", "12"]
    assert not choosing.unwanted
    choosing.toggle("111")
    choosing.toggle_whole("1")
    assert "111" in choosing.wanted
    choosing.toggle_whole("1")
    assert not choosing.wanted


def test_values_that_stand_in_a_circle_end():
    choosing = Choosing(
        (FacetValue("a", "A", 0, "b"), FacetValue("b", "B", 0, "a")), tree=True, exact=True
    )
    choosing.toggle_whole("a")
    assert list(choosing.wanted) == ["a", "b"]
    assert choosing.tick("a") is Tick.ON


def test_trees_stand_under_their_names_and_one_can_be_shown_alone(qapp):
    model = ValueModel(Choosing(GROUPED, tree=True, exact=True), Formats())
    QAbstractItemModelTester(model)
    heads = [model.line(row).heading for row in range(model.rowCount())]
    assert heads == ["Shop", "", "Catalogue"]
    model.search("enamel")
    assert labels(model) == ["Drinkware", "Mugs", "Enamel mugs", "Enamel"]
    model.show_group("Catalogue")
    assert labels(model) == ["Enamel"]
    model.search("")
    model.show_group("Shop")
    assert labels(model) == ["Drinkware", "Bags"]
    assert not any(model.line(row).heading for row in range(model.rowCount()))


def test_what_a_search_found_can_be_folded(qapp):
    model = ValueModel(Choosing(TREE, tree=True), Formats())
    model.search("mugs")
    model.fold("11", is_open=False)
    assert labels(model) == ["Drinkware", "Mugs"]
    model.fold("11", is_open=True)
    assert labels(model) == ["Drinkware", "Mugs", "Enamel mugs", "Ceramic mugs"]


def test_the_way_to_ticked_values_opens(qapp, look):
    held = ValueList("Category", Choosing(TREE, tree=True, exact=True), look, Formats())
    held.choosing.set_ticks(("111",))
    held.show_ticked()
    assert labels(held.model) == [
        "Drinkware", "Mugs", "Enamel mugs", "Ceramic mugs", "Bottles", "Bags",
    ]  # fmt: skip


def test_a_tree_by_keys(look, host, qtbot):
    held = ValueList("Category", Choosing(TREE, tree=True, exact=True), look, Formats())
    host(held)
    qtbot.keyClick(held.search, Qt.Key.Key_Return)
    for _step in range(2):
        qtbot.keyClick(held.view, Qt.Key.Key_Right)
    assert held.view.currentIndex().data() == "Mugs"
    qtbot.keyClick(held.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert list(held.choosing.wanted) == ["11", "111", "112"]
    qtbot.keyClick(held.view, Qt.Key.Key_Left)
    qtbot.keyClick(held.view, Qt.Key.Key_Space)
    assert "1" in held.choosing.wanted
    qtbot.keyClick(held.view, Qt.Key.Key_Left)
    assert labels(held.model) == ["Drinkware", "Bags"]
