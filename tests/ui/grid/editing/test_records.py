"""Whole records: new, duplicate, delete, discard, back and forth, the next problem."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtTest import QTest

from tests.ui.grid.editing.stand import CTRL, SHIFT, Key
from tests.workspace.shop import ACCOUNT
from workbench.core.values import Odd
from workbench.edits.drafts import State
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.grid.editing.acts import Act


def asked(stand):
    return [held for held in stand.grid.window().findChildren(ConfirmDialog) if held.isVisible()]


async def test_a_new_record_is_seen_under_filters_and_its_number_is_current(stall):
    async with stall() as stand:
        stand.desk.set_header("name", "mug 3")
        count = stand.grid.view.grid_model.rowCount()
        stand.press(Key.Key_Insert)
        assert stand.grid.view.grid_model.rowCount() == count + 1
        assert stand.current() == (0, "number"), "new records stand before all others"
        key = stand.key(0)
        assert stand.editing.record(key).new
        stand.type("10-5000")
        stand.press(Key.Key_Tab)
        stand.type("Thermo tumbler")
        stand.press(Key.Key_Return)
        assert stand.editing.record(key).state is State.NEW
        assert stand.hands.states.strays(key)
        stand.press(Key.Key_Z, CTRL)
        stand.press(Key.Key_Z, CTRL)
        stand.press(Key.Key_Z, CTRL)
        assert stand.grid.view.grid_model.rowCount() == count


async def test_a_duplicate_leaves_unique_fields_blank_and_goes_there(stall):
    async with stall() as stand:
        stand.go(2, "price")
        stand.press(Key.Key_N, CTRL | SHIFT)
        place, field = stand.current()
        assert field == "number"
        assert stand.value(place, "name") == "Enamel mug 3"
        assert stand.value(place, "number") is None


async def test_rows_are_staged_for_deletion_and_take_no_typing(stall):
    async with stall() as stand:
        said = []
        stand.grid.said.connect(said.append)
        stand.go(2, "name", to=(4, "price"))
        stand.press(Key.Key_Delete, CTRL)
        assert [stand.editing.record(stand.key(at)).deleted for at in (2, 3, 4)] == [True] * 3
        assert not stand.shop.shelf.writes
        stand.go(3, "name")
        stand.type("x")
        assert said == ["The record is to be deleted. Undo that first."]
        assert stand.steps.done[-1].title == "Delete 3 records"
        stand.press(Key.Key_Z, CTRL)
        assert stand.editing.book.edits == 0


async def test_more_than_fifty_deletions_want_the_number_typed(stall):
    async with stall(80) as stand:
        stand.grid.view.blocks.select_all()
        stand.press(Key.Key_Delete, CTRL)
        (dialog,) = asked(stand)
        assert stand.editing.book.edits == 0
        assert not dialog.verb.isEnabled()
        QTest.keyClicks(dialog.edit, "80")
        dialog.verb.click()
        assert stand.editing.book.edits == 80


async def test_ticked_rows_are_meant_where_the_current_one_is_ticked(stall):
    async with stall() as stand:
        stand.desk.selection.tick(["10-0003", "10-0007"], on=True)
        stand.go(9, "name")
        assert stand.hands.records.keys == ("10-0010",)
        stand.go(2, "name")
        assert stand.hands.records.keys == ("10-0003", "10-0007")


async def test_edits_of_the_selection_are_discarded_and_many_are_asked_for(stall):
    async with stall(80) as stand:
        stand.editing.set("x", [(f"10-{at:04}", "note", "x") for at in range(1, 81)])
        stand.go(2, "name", to=(3, "name"))
        stand.grid.act(Act.DISCARD)
        assert stand.editing.book.edits == 78
        stand.grid.view.blocks.select_all()
        stand.grid.act(Act.DISCARD)
        (dialog,) = asked(stand)
        dialog.verb.click()
        assert stand.editing.book.edits == 0


async def test_undo_goes_where_it_was_and_redo_too(stall):
    async with stall() as stand:
        stand.editing.set("x", [("10-0030", "price", None)])
        stand.go(0, "name")
        stand.press(Key.Key_Z, CTRL)
        assert stand.current() == (29, "price")
        stand.go(0, "name")
        stand.press(Key.Key_Y, CTRL)
        assert stand.current() == (29, "price")
        assert stand.value(29, "price") is None
        stand.press(Key.Key_Z, CTRL)
        stand.press(Key.Key_Z, CTRL | SHIFT)
        assert stand.value(29, "price") is None


async def test_f8_goes_round_the_problems(stall):
    async with stall() as stand:
        said = []
        stand.grid.said.connect(said.append)
        stand.press(Key.Key_F8)
        assert said == ["No staged record has a problem."]
        stand.editing.set(
            "x", [("10-0005", "price", Odd("a")), ("10-0009", "ean", "7350042910067")]
        )
        stand.editing.set("x", [("10-0007", "name", "fine")])
        seen = []
        for _ in range(3):
            stand.press(Key.Key_F8)
            seen.append(stand.current())
        assert seen == [(4, "price"), (8, "ean"), (4, "price")]
        stand.desk.set_header("stock", "<20")
        stand.press(Key.Key_F8)
        assert said[-1] == "2 records with problems are hidden by filters."


async def test_a_read_only_account_says_so(stall):
    async with stall(account=replace(ACCOUNT, read_only=True)) as stand:
        said = []
        stand.grid.said.connect(said.append)
        stand.go(2, "name")
        for press in (
            lambda: stand.type("x"),
            lambda: stand.press(Key.Key_Insert),
            lambda: stand.press(Key.Key_Delete, CTRL),
            lambda: stand.press(Key.Key_Delete),
        ):
            press()
            assert said.pop() == "The account “test” is read-only."
        assert stand.editing.book.edits == 0
