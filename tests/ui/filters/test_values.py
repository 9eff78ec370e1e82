from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.filters.kit import FACETS, TREE
from workbench.core.formats import Formats
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
