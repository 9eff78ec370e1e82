from __future__ import annotations

from PySide6.QtCore import Qt

from tests.harness.waiting import until
from tests.ui.filters.kit import settling
from workbench.core.queries import Condition
from workbench.ui.filters.asking import LanguageButton, QuantityBox, SortButton
from workbench.ui.filters.history import HistoryList
from workbench.ui.filters.search import SearchBox
from workbench.ui.filters.views import ViewButton


@settling
async def test_typing_is_one_question(desk, look, host, qtbot, asked):
    box = SearchBox(desk, look)
    host(box)
    qtbot.keyClicks(box, "mug")
    assert desk.view.query.text == ""
    await until(lambda: desk.view.query.text == "mug")
    await until(lambda: bool(asked))
    assert [query.text for query in asked] == ["mug"]


@settling
async def test_enter_asks_at_once_and_is_remembered_and_escape_clears(desk, look, host, qtbot):
    box = SearchBox(desk, look)
    host(box)
    qtbot.keyClicks(box, "mug")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.view.query.text == "mug"
    assert desk.workspace.stores.workspace.queries("sample") == ("mug",)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), desk.view.query.text) == ("", "")


@settling
async def test_a_search_removed_elsewhere_leaves_the_box(desk, look, host, qtbot):
    box = SearchBox(desk, look)
    host(box)
    desk.set_text("mug")
    assert box.text() == "mug"
    desk.set_text("")
    assert box.text() == ""


@settling
async def test_a_table_without_search_is_searched_here(desk, look, host, qtbot):
    box = SearchBox(desk, look)
    host(box)
    desk.open(desk.source.resource("everything"))
    await until(lambda: desk.session.status.total is not None)
    # Both tables of the sample search at the service; the text stands in the query of each alone.
    assert box.text() == ""


def test_the_history_is_used_and_forgotten(look, host, qtbot):
    found = HistoryList(["mug", "pen", "bag"], look)
    host(found)
    used, gone = [], []
    found.chosen.connect(used.append)
    found.removed.connect(gone.append)
    qtbot.keyClick(found._view, Qt.Key.Key_Down)
    qtbot.keyClick(found._view, Qt.Key.Key_Delete)
    qtbot.keyClick(found._view, Qt.Key.Key_Return)
    assert gone == ["pen"]
    assert used == [found.model.stringList()[found._view.currentIndex().row()]]


def test_down_opens_the_history(desk, look, host, qtbot):
    desk.workspace.stores.workspace.add_query("sample", "mug")
    box = SearchBox(desk, look)
    host(box)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box._pop.isVisible()
    box._pop.close()


@settling
async def test_orders_of_the_service(desk, look):
    button = SortButton(desk, look)
    actions = {action.text(): action for action in button.menu().actions()}
    actions["Last changed"].trigger()
    assert (desk.view.query.sort, desk.view.query.descending) == ("updated_at", True)
    actions = {action.text(): action for action in button.menu().actions()}
    actions["Rising"].trigger()
    assert (desk.view.query.sort, desk.view.query.descending) == ("updated_at", False)
    assert "Last changed" in button.accessibleName()


def test_the_quantity_asks_nothing(desk, look, host, qtbot, asked):
    box = QuantityBox(desk, look)
    host(box)
    box.stepper.set_value(500)
    assert desk.view.query.quantity == 500
    assert desk.session.table.quantity == 500
    desk.set_quantity(1000)
    assert box.stepper.value() == 1000
    assert not asked


def test_the_language_says_its_name(desk, look):
    assert "Language" in LanguageButton(desk, look).accessibleName()


@settling
async def test_views_are_saved_marked_and_reset(desk, look, host):
    button = ViewButton(desk, look)
    host(button)
    desk.save_view("Cheap")
    assert button.name == "Cheap"
    desk.set_condition(Condition("price", "max", "2"))
    assert "changed" in button.accessibleName()
    button.save()
    assert not desk.differs
    desk.set_condition(Condition("price", "max", "3"))
    desk.reset_view()
    assert desk.view.query.value("price", "max") == "2"


def test_a_name_is_asked_for_and_a_wrong_one_stays(desk, look, host):
    button = ViewButton(desk, look)
    host(button)
    button.save_as()
    pop = button.findChildren(type(button.window()))  # the pop-over hangs on the button
    panel = next(held.body for held in pop if hasattr(held, "body"))
    panel.edit.setText("  ")
    panel.take.click()
    assert panel.box._error.sentence()
    panel.edit.setText("Cheap")
    panel.take.click()
    assert [held.name for held in desk.workspace.views.list("sample", "products")] == ["Cheap"]


@settling
async def test_deleting_can_be_undone(desk, look, host):
    button = ViewButton(desk, look)
    window = host(button)
    desk.save_view("A")
    desk.save_view("B")
    desk.use_view(desk.view, "A")
    button.remove()
    names = [held.name for held in desk.workspace.views.list("sample", "products")]
    assert names == ["B"]
    toast = next(held for held in window.children() if hasattr(held, "undo_wanted"))
    toast.undo_wanted.emit()
    names = [held.name for held in desk.workspace.views.list("sample", "products")]
    assert names == ["A", "B"]
