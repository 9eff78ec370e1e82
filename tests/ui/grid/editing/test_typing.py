"""Keys and editors: what is typed is in the cell, and every way out of an editor keeps it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.grid.editing.stand import ALT, CTRL, SHIFT, Key
from workbench.core.values import Coded, Money
from workbench.edits.drafts import State


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


async def test_typing_replaces_and_enter_commits_down(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.type("Steel mug")
        assert stand.editor is not None
        stand.press(Key.Key_Return)
        assert stand.editor is None
        assert stand.value(2, "name") == "Steel mug"
        assert stand.editing.state("10-0003", "name") is State.CHANGED
        assert stand.current() == (3, "name")
        assert stand.steps.done[-1].title == "Set Name"


async def test_f2_edits_in_place_and_tab_goes_right(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.press(Key.Key_F2)
        stand.type(" blue")
        stand.press(Key.Key_Tab)
        assert stand.value(2, "name") == "Enamel mug 3 blue"
        assert stand.current() == (2, "ean")
        stand.press(Key.Key_F2)
        stand.press(Key.Key_Backtab)
        assert stand.current() == (2, "name")
        assert stand.editing.book.edits == 1


async def test_shift_enter_goes_up_and_enter_opens(stall):
    async with stall() as stand:
        stand.go(2, "price")
        stand.press(Key.Key_Return)
        assert stand.editor is not None
        stand.editor.editor.select_all()
        stand.type("52")
        stand.press(Key.Key_Return, SHIFT)
        assert stand.value(2, "price") == sek("52")
        assert stand.current() == (1, "price")


async def test_escape_brings_back_what_stood_there(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.type("half a na")
        stand.editor.keep()
        stand.press(Key.Key_Escape)
        assert stand.editor is None
        assert stand.value(2, "name") == "Enamel mug 3"
        assert stand.editing.book.edits == 0
        await until(lambda: ("10-0003", "name") not in stand.kept())


async def test_arrows_stay_inside_the_editor(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.press(Key.Key_F2)
        stand.press(Key.Key_Left)
        stand.type("X")
        stand.press(Key.Key_Up)
        assert stand.editor is not None
        assert stand.current() == (2, "name")
        stand.press(Key.Key_Return)
        assert stand.value(2, "name") == "Enamel mug X3"


async def test_a_click_on_another_cell_commits(stall):
    async with stall() as stand:
        stand.go(2, "price")
        stand.type("52.50")
        stand.click(5, "name")
        assert stand.editor is None
        assert stand.value(2, "price") == sek("52.50")
        assert stand.current() == (5, "name")


async def test_what_is_wrong_stays_with_its_finding_and_the_suggestion_is_one_key(stall):
    async with stall() as stand:
        stand.go(2, "ean")
        stand.type("7350042910067")
        stand.press(Key.Key_Return)
        assert stand.editing.state("10-0003", "ean") is State.INVALID
        stand.go(2, "ean")
        stand.hands._settle_marks()
        assert stand.hands.note.isVisibleTo(stand.grid)
        assert stand.hands.note.sentence.text() == "Check digit is 7; it should be 9."
        stand.press(Key.Key_Return, ALT)
        assert stand.value(2, "ean") == "7350042910069"
        assert stand.editing.state("10-0003", "ean") is State.CHANGED


async def test_a_text_that_is_no_number_stays_as_it_was_typed(stall):
    async with stall() as stand:
        stand.go(2, "price")
        stand.type("about 12")
        stand.press(Key.Key_Return)
        assert stand.editing.state("10-0003", "price") is State.INVALID
        index = stand.grid.view.grid_model.index(2, stand.grid.view.grid_model.column_of("price"))
        assert index.data() == "about 12"


async def test_space_turns_a_flag_and_letters_set_it(stall):
    async with stall() as stand:
        stand.go(2, "active", to=(4, "active"))
        stand.press(Key.Key_Space)
        assert [stand.value(at, "active") for at in range(1, 6)] == [
            True,
            False,
            False,
            False,
            True,
        ]
        assert stand.editing.book.edits == 3
        stand.go(2, "active")
        stand.type("y")
        assert stand.value(2, "active") is True
        assert stand.editing.book.edits == 2


async def test_a_choice_is_typed_by_name(stall):
    async with stall() as stand:
        stand.go(2, "category")
        stand.type("bot")
        stand.press(Key.Key_Tab)
        assert stand.value(2, "category") == Coded("2", "Bottles")
        assert stand.current() == (2, "active")


async def test_ctrl_enter_sets_all_selected_cells_in_one_step(stall):
    async with stall() as stand:
        stand.go(1, "price", to=(6, "price"))
        stand.type("9.90")
        stand.press(Key.Key_Return, CTRL)
        assert [stand.value(at, "price") for at in range(1, 7)] == [sek("9.90")] * 6
        assert stand.steps.done[-1].title == "Set Price in 6 rows"
        stand.press(Key.Key_Z, CTRL)
        assert stand.editing.book.edits == 0


async def test_a_cell_that_cannot_be_typed_in_says_why(stall):
    async with stall() as stand:
        said = []
        stand.grid.said.connect(said.append)
        stand.go(2, "number")
        stand.type("x")
        assert stand.editor is None
        assert said == ["Number can be given with a new record only."]


async def test_a_list_opens_beside_the_rows(stall):
    async with stall() as stand:
        wanted = []
        stand.grid.list_wanted.connect(lambda key, field: wanted.append((key, field)))
        columns = (*stand.desk.view.columns, type(stand.desk.view.columns[0])("parts"))
        stand.desk.set_columns(columns)
        stand.go(2, "parts")
        stand.press(Key.Key_F2)
        assert wanted == [("10-0003", "parts")]
        assert stand.editor is None


async def test_a_long_text_has_room_and_alt_enter_makes_a_line(stall):
    async with stall() as stand:
        columns = stand.desk.view.columns
        stand.desk.set_columns((*columns[:2], type(columns[0])("note")))
        stand.go(2, "note")
        stand.type("One")
        assert stand.editor.height() > stand.grid.view.painter.height
        stand.press(Key.Key_Return, ALT)
        stand.type("Two")
        stand.press(Key.Key_Return)
        assert stand.value(2, "note") == "One\nTwo"
        assert stand.current() == (3, "note")


async def test_an_editor_that_nothing_was_typed_in_stages_nothing(stall):
    async with stall() as stand:
        for field in ("name", "price", "stock", "category", "ean"):
            stand.go(2, field)
            stand.press(Key.Key_F2)
            stand.press(Key.Key_Return)
        assert stand.editing.book.edits == 0
        assert stand.steps.done == []


async def test_keys_of_the_table_commit_what_is_typed_before(stall):
    async with stall() as stand:
        stand.go(2, "stock", to=(4, "stock"))
        stand.go(2, "stock", to=(4, "stock"))
        stand.grid.view.blocks.go(2, stand.grid.view.grid_model.column_of("stock"))
        stand.type("7")
        stand.grid.act("fill.down")
        assert stand.editor is None
        assert stand.value(2, "stock") == 20
        stand.grid.act("undo")
        assert stand.value(2, "stock") == 7


async def test_a_double_click_opens_the_editor_and_turns_a_flag(stall):
    async with stall() as stand:
        view = stand.grid.view
        for field in ("name", "active"):
            spot = view.cell_rect(2, view.grid_model.column_of(field)).center()
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            if field == "name":
                assert stand.editor is not None
                stand.press(Key.Key_Escape)
        assert stand.value(2, "active") is False


async def test_the_list_of_a_choice_opens_by_key_and_enter_takes_from_it(stall):
    async with stall() as stand:
        stand.go(2, "category")
        stand.press(Key.Key_F4)
        assert stand.editor.editor.holds_keys
        stand.press(Key.Key_Escape)
        assert stand.editor is not None
        stand.type("ba")
        stand.press(Key.Key_Return)
        assert stand.editor.editor.text() == "Bags"
        stand.press(Key.Key_Return)
        assert stand.value(2, "category") == Coded("3", "Bags")
