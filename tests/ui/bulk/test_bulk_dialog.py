"""The bulk edit dialog with real keys: the number in its button is the number that changes."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from workbench.core.values import Money
from workbench.ui.bulk.bulk import BulkDialog
from workbench.ui.bulk.changelist import AFTER, BEFORE
from workbench.ui.bulk.typed import choose
from workbench.workspace.bulk import How
from workbench.workspace.exporting import Scope

Key = Qt.Key


def opened(qtbot, desk, look, **more) -> BulkDialog:
    dialog = BulkDialog(desk, desk.session, look, **more)
    qtbot.addWidget(dialog)
    return dialog


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


async def test_filtered_rows_are_changed_by_percent_and_no_others(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        desk.session.arrange(text='"mug 1"')
        dialog = opened(qtbot, desk, look, field="price")
        assert dialog.scope.value is Scope.SHOWN
        choose(dialog.how, How.PERCENT)
        qtbot.keyClicks(dialog.inputs.boxes[0].editor, "10")
        await settle(lambda: dialog.plan is not None)
        assert dialog.go.text() == "Change 11 filtered rows"
        assert dialog.go.isEnabled()
        model = dialog.view.model
        assert model.rowCount() == 5
        assert (model.index(0, BEFORE).data(), model.index(0, AFTER).data()) == (
            "41.00 SEK",
            "45.10 SEK",
        )
        assert desk.session.editing.book.edits == 0

        told = []
        dialog.staged.connect(lambda title, rows: told.append((title, rows)))
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert told == [("Change Price by percent in 11 rows", 11)]
        editing = desk.session.editing
        assert editing.book.edits == 11
        assert editing.value("10-0001", "price") == sek("45.10")
        assert editing.value("10-0002", "price") == sek("42.00")
        assert editing.book.steps.undo().title == "Change Price by percent in 11 rows"
        assert editing.book.edits == 0


async def test_ticked_rows_come_first_and_the_scope_can_be_widened(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        desk.selection.only(["10-0003", "10-0005"])
        dialog = opened(qtbot, desk, look, field="note")
        assert dialog.scope.value is Scope.SELECTED
        qtbot.keyClicks(dialog.inputs.editor.input, "seen")
        await settle(lambda: dialog.plan is not None)
        assert dialog.go.text() == "Change 2 selected rows"
        dialog.scope.set_value(Scope.ALL)
        assert not dialog.go.isEnabled()
        await settle(lambda: dialog.plan is not None)
        assert dialog.go.text() == "Change 40 loaded rows"


async def test_what_could_not_be_sent_is_counted_with_its_reason(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="price")
        choose(dialog.how, How.ADD)
        qtbot.keyClicks(dialog.inputs.boxes[0].editor, "-50")
        await settle(lambda: dialog.plan is not None)
        assert dialog.view.trouble.text() == (
            "9 cells could not be sent as they are: Price must be at least 0."
        )
        assert dialog.go.text() == "Change 40 filtered rows"


async def test_what_is_no_number_is_said_and_nothing_can_be_done(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="price")
        choose(dialog.how, How.PERCENT)
        assert not dialog.go.isEnabled()
        qtbot.keyClicks(dialog.inputs.boxes[0].editor, "ten")
        await settle(lambda: "is no number" in dialog.view.trouble.text())
        assert not dialog.go.isEnabled()


async def test_prices_are_rounded_as_chosen(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="price")
        choose(dialog.how, How.ROUND)
        choose(dialog.inputs.boxes[0], "1+0.90")
        await settle(lambda: dialog.plan is not None)
        dialog.stager.take()
        assert desk.session.editing.value("10-0001", "price") == sek("40.90")


async def test_rows_that_moved_meanwhile_are_reckoned_again(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="note")
        qtbot.keyClicks(dialog.inputs.editor.input, "seen")
        await settle(lambda: dialog.plan is not None)
        desk.session.editing.set("x", [("10-0001", "note", "other")])
        dialog.stager.take()
        assert desk.session.editing.book.edits == 1
        await settle(lambda: dialog.plan is not None)
        dialog.stager.take()
        assert desk.session.editing.book.edits == 40


async def test_every_field_offers_what_it_can(qtbot, on_shop, look):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look)
        combo = dialog.field.editor
        assert [combo.itemData(at) for at in range(combo.count())] == [
            "name", "ean", "price", "stock", "category", "active", "note",
        ]  # fmt: skip
        for at in range(combo.count()):
            combo.setCurrentIndex(at)
            for which in range(dialog.how.editor.count()):
                dialog.how.editor.setCurrentIndex(which)
                assert dialog.inputs.isVisibleTo(dialog) == bool(dialog.inputs.boxes)
