"""Transforms and merged spellings with real keys: tried out first, then one step."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from workbench.core.values import Coded, Money
from workbench.ui.bulk.changelist import AFTER
from workbench.ui.bulk.cluster import ClusterDialog
from workbench.ui.bulk.transform import TransformDialog
from workbench.ui.bulk.transforminputs import HOWS
from workbench.ui.bulk.typed import choose
from workbench.workspace.clustering import Method
from workbench.workspace.transforming import How, Recipe

LEFT = Qt.MouseButton.LeftButton


def opened(qtbot, desk, look, **more) -> TransformDialog:
    dialog = TransformDialog(desk, desk.session, look, **more)
    qtbot.addWidget(dialog)
    return dialog


async def test_a_formula_is_tried_out_on_ten_rows_and_then_taken(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        editing = desk.session.editing
        editing.set("x", [("10-0002", "stock", None)])
        dialog = opened(qtbot, desk, look, field="price")
        choose(dialog.how, How.FORMULA)
        qtbot.keyClicks(dialog.inputs.box("formula").editor, "round([Stock] * 0.5, 1)")
        await settle(lambda: dialog.plan is not None)
        assert dialog.view.model.rowCount() == 10
        assert dialog.view.model.index(0, AFTER).data() == "5.00 SEK"
        assert "There is no Stock." in dialog.view.notes.text()
        assert dialog.go.text() == "Change 38 filtered rows"  # one costs that already
        qtbot.mouseClick(dialog.go, LEFT)
        assert editing.value("10-0004", "price") == Money(Decimal("20.00"), "SEK")
        assert editing.value("10-0002", "price") == Money(Decimal("42.00"), "SEK")


async def test_a_formula_that_cannot_be_read_is_said_at_its_input(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="price")
        choose(dialog.how, How.FORMULA)
        edit = dialog.inputs.box("formula").editor
        qtbot.keyClicks(edit, "secret * 2")
        await settle(lambda: edit.property("bad"))
        assert "There is no number “secret” here." in edit.accessibleDescription()
        assert not dialog.go.isEnabled()


async def test_a_pasted_list_is_mapped(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="category")
        dialog.inputs.box("pairs").editor.setPlainText("mugs\tBottles\nother\tBags")
        await settle(lambda: dialog.plan is not None and dialog.plan.changes)
        qtbot.mouseClick(dialog.go, LEFT)
        assert desk.session.editing.value("10-0001", "category") == Coded("2", "Bottles")


async def test_a_transform_is_kept_by_name_and_done_again(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="name")
        choose(dialog.how, How.SPLIT)
        dialog.inputs.box("part").editor.set_value(2)
        dialog.saved.save("Second word")
        dialog.reject()

        other = opened(qtbot, desk, look, field="price")
        menu = other.saved.menu(other.kept)
        assert [action.text() for action in menu.actions()][:1] == ["Second word"]
        menu.actions()[0].trigger()
        assert other.recipe() == Recipe(field="name", how=How.SPLIT, separator="", part=2)
        await settle(lambda: other.plan is not None)
        assert other.view.model.index(0, AFTER).data() == "mug"


async def test_each_transform_of_each_field_can_be_shown(qtbot, on_shop, look):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look)
        seen = set()
        for at in range(dialog.field.editor.count()):
            dialog.field.editor.setCurrentIndex(at)
            for which in range(dialog.how.editor.count()):
                dialog.how.editor.setCurrentIndex(which)
                seen.add(dialog.recipe().how)
        assert seen == set(HOWS)


async def test_only_ticked_groups_are_merged(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        editing = desk.session.editing
        words = ["Steel", "steel", "Steel", "Oak wood", "wood, oak", "Glass"]
        editing.set("x", [(f"10-{at:04}", "note", word) for at, word in enumerate(words, 1)])
        dialog = ClusterDialog(desk, desk.session, look, field="note")
        qtbot.addWidget(dialog)
        QAbstractItemModelTester(dialog.model, dialog.model)
        await settle(lambda: dialog.model.rowCount() == 2)
        assert not dialog.go.isEnabled()
        steel = dialog.model.item(0)
        assert (steel.text(), dialog.model.item(0, 1).text()) == ("Steel", "3")
        steel.setCheckState(Qt.CheckState.Checked)
        assert dialog.go.text() == "Merge 1 group, change 1 row"
        steel.setText("Stainless steel")
        assert dialog.go.text() == "Merge 1 group, change 3 rows"
        dialog.model.use(steel.child(1).index())
        assert dialog.go.text() == "Merge 1 group, change 2 rows"
        qtbot.mouseClick(dialog.go, LEFT)
        notes = [editing.value(f"10-{at:04}", "note") for at in range(1, 7)]
        assert notes == ["steel", "steel", "steel", "Oak wood", "wood, oak", "Glass"]
        assert editing.book.steps.done[-1].title == "Merge spellings of Note in 1 group"


async def test_the_method_can_be_changed(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        editing = desk.session.editing
        editing.set("x", [("10-0001", "note", "Navy blue"), ("10-0002", "note", "NavyBlue")])
        dialog = ClusterDialog(desk, desk.session, look, field="note")
        qtbot.addWidget(dialog)
        await settle(lambda: dialog.counts.text() == "No spellings look alike.")
        dialog.method.set_value(Method.NGRAM)
        dialog.method.chosen.emit(Method.NGRAM)
        await settle(lambda: dialog.model.rowCount() == 1)
