"""The record form: typed into with real keys, staged, kept, followed, searched and discarded."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workbench.core.edits import Conflict
from workbench.core.times import now
from workbench.core.values import Coded, Money, Odd
from workbench.edits.drafts import State, Trouble
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.form.shape import Which

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
KEY = "10-0003"


def sek(amount):
    return Money(Decimal(amount), "SEK")


def type_into(qtbot, form, field, text):
    editor = form.fields[field].editor
    editor.input.setFocus()
    editor.select_all()
    qtbot.keyClicks(editor.input, text)
    return editor


def settled(qtbot):
    """Let what waits for the next turn of the loop happen."""
    qtbot.wait(20)


def drafts(desk):
    return {draft.key.field: draft for draft in desk.workspace.stores.journal.drafts("lagerkoll")}


def test_the_form_is_the_first_page_and_shows_the_record(dock, form):
    assert dock.tabs.current == "form"
    assert form.head.name.text() == "Enamel mug 3"
    assert form.fields["price"].editor.text() == "43.00"
    assert form.fields["category"].editor.value() == Coded("1", "Mugs")
    assert form.fields["name"].box.editor.accessibleName() == "Name, required"
    assert "parts" not in form.fields


def test_enter_stages_what_is_typed_as_one_named_step(qtbot, form, editing):
    editor = type_into(qtbot, form, "price", "52")
    assert editing.cell(KEY, "price") is None
    qtbot.keyClick(editor.input, Key.Key_Return)
    assert editing.value(KEY, "price") == sek("52")
    assert editing.book.steps.done[-1].title == "Set Price"
    settled(qtbot)
    assert editor.text() == "52.00"
    box = form.fields["price"].box
    assert "was 43.00" in box.editor.accessibleDescription()
    assert editor.input.hasFocus()


def test_leaving_the_field_stages_it(qtbot, form, editing):
    editor = type_into(qtbot, form, "name", "Mug X")
    qtbot.keyClick(editor.input, Key.Key_Tab)
    assert editing.value(KEY, "name") == "Mug X"


def test_escape_gives_up_and_forgets_what_was_kept(qtbot, form, editing, desk):
    editor = type_into(qtbot, form, "name", "Mug X")
    qtbot.waitUntil(lambda: "name" in drafts(desk))
    qtbot.keyClick(editor.input, Key.Key_Escape)
    assert editor.text() == "Enamel mug 3"
    assert editing.record(KEY) is None
    qtbot.waitUntil(lambda: "name" not in drafts(desk))


def test_what_is_typed_is_on_the_disk_while_it_stands_there(qtbot, form, editing, desk):
    type_into(qtbot, form, "name", "Mug X")
    assert editing.record(KEY) is None
    qtbot.waitUntil(lambda: "name" in drafts(desk), timeout=20000)
    assert drafts(desk)["name"].value == '"Mug X"'
    assert editing.record(KEY) is None


def test_a_change_from_elsewhere_leaves_what_is_typed(qtbot, form, editing):
    editor = type_into(qtbot, form, "name", "Mug X")
    editing.set("x", [(KEY, "name", "Mug Y"), (KEY, "price", sek("9"))])
    settled(qtbot)
    assert editor.text() == "Mug X"
    assert form.fields["price"].editor.text() == "9.00"


def test_undo_shows_the_old_value(qtbot, form, editing):
    editing.set("x", [(KEY, "name", "Mug Y")])
    settled(qtbot)
    assert form.fields["name"].editor.text() == "Mug Y"
    editing.book.steps.undo()
    settled(qtbot)
    assert form.fields["name"].editor.text() == "Enamel mug 3"
    assert not form.fields["name"].changed


def test_a_finding_stands_under_its_field_and_its_button_mends_it(qtbot, form, editing):
    editor = type_into(qtbot, form, "ean", "7350042910067")
    qtbot.keyClick(editor.input, Key.Key_Return)
    settled(qtbot)
    box = form.fields["ean"].box
    assert "should be 9" in box.editor.accessibleDescription()
    assert editor.input.property("bad") is True
    assert form.fields["ean"].barcode.bars.isHidden()
    box.fix_wanted.emit()
    settled(qtbot)
    assert editing.value(KEY, "ean") == "7350042910069"
    assert editor.text() == "7350042910069"
    assert "should be 9" not in box.editor.accessibleDescription()


def test_text_that_is_no_number_stays_and_is_said(qtbot, form, editing):
    editor = type_into(qtbot, form, "price", "12,x")
    qtbot.keyClick(editor.input, Key.Key_Return)
    settled(qtbot)
    assert editing.value(KEY, "price") == Odd("12,x")
    assert editor.text() == "12,x"
    assert editing.state(KEY, "price") is State.INVALID


def test_the_code_is_drawn_below_its_field(form):
    bars = form.fields["ean"].barcode.bars
    assert not bars.isHidden()
    assert bars.accessibleName() == "EAN-13 code of 7350042910045"


def test_alt_page_down_stages_and_stays_in_the_field(qtbot, form, editing, desk):
    editor = type_into(qtbot, form, "price", "52")
    qtbot.keyClick(editor.input, Key.Key_PageDown, Alt)
    assert desk.selection.current == "10-0004"
    assert form.key == "10-0004"
    assert editing.value(KEY, "price") == sek("52")
    assert editor.text() == "44.00"
    assert editor.input.hasFocus()
    assert editor.input.selectedText() == "44.00"
    qtbot.keyClick(editor.input, Key.Key_PageUp, Alt)
    assert form.key == KEY
    assert editor.text() == "52.00"


def test_at_the_last_record_the_button_only_stages(qtbot, form, editing, desk):
    desk.selection.set_current("10-0012")
    qtbot.waitUntil(lambda: form.key == "10-0012")
    assert form.foot.next.text() == "Stage"
    assert not form.head.down.isEnabled()
    type_into(qtbot, form, "name", "Last")
    form.foot.next.click()
    assert editing.value("10-0012", "name") == "Last"
    assert form.key == "10-0012"


def test_another_row_stages_what_was_typed_in_the_one_before(qtbot, form, editing, desk):
    type_into(qtbot, form, "name", "Mug X")
    desk.selection.set_current("10-0007")
    qtbot.waitUntil(lambda: form.key == "10-0007")
    assert editing.value(KEY, "name") == "Mug X"
    assert editing.record("10-0007") is None
    assert form.fields["name"].editor.text() == "Enamel mug 7"


def test_another_page_stages_what_was_typed(qtbot, dock, form, editing):
    type_into(qtbot, form, "name", "Mug X")
    dock.tabs.choose("raw")
    assert editing.value(KEY, "name") == "Mug X"


def test_a_flag_is_staged_at_once(qtbot, form, editing):
    box = form.fields["active"].editor
    box.input.setFocus()
    qtbot.keyClick(box.input, Key.Key_Space)
    assert editing.value(KEY, "active") is False


def test_fields_of_new_records_only_are_read_only(qtbot, form, editing, desk):
    assert form.fields["number"].editor.input.isReadOnly()
    key = editing.new({"name": "Thermo tumbler"})
    desk.selection.set_current(key)
    qtbot.waitUntil(lambda: form.key == key)
    assert not form.fields["number"].editor.input.isReadOnly()
    assert form.head.badge.accessibleName() == "New record"
    assert "needed" in form.fields["number"].box.editor.accessibleDescription()


def test_a_record_to_be_deleted_takes_no_typing(qtbot, form, editing):
    editing.delete([KEY])
    settled(qtbot)
    assert form.fields["name"].editor.input.isReadOnly()
    assert any("to be deleted" in sentence for sentence in form.head.news.said())


def test_a_refusal_of_a_field_stands_at_it_and_others_at_the_head(qtbot, form, editing):
    editing.set("x", [(KEY, "price", sek("1"))])
    trouble = Trouble(State.REFUSED, "Too cheap.", now(), field="price", service_code="900203")
    editing.book.trouble("articles", KEY, trouble)
    settled(qtbot)
    assert "Too cheap. (900203)" in form.fields["price"].box.editor.accessibleDescription()
    assert form.head.news.said() == []
    editing.book.trouble("articles", KEY, Trouble(State.REFUSED, "Not today.", now()))
    settled(qtbot)
    assert form.head.news.said() == ["Not today."]
    assert form.head.badge.accessibleName() == "Refused"


def test_a_conflict_names_both_values_and_theirs_can_be_taken(qtbot, form, editing):
    editing.set("x", [(KEY, "price", sek("52"))])
    conflict = Conflict("price", sek("43"), sek("55"), sek("52"), now())
    trouble = Trouble(State.CONFLICT, "Changed there.", now(), conflicts=(conflict,))
    editing.book.trouble("articles", KEY, trouble)
    settled(qtbot)
    box = form.fields["price"].box
    said = box.editor.accessibleDescription()
    assert "55.00 SEK" in said
    assert "52.00 SEK" in said
    box.fix_wanted.emit()
    assert editing.record(KEY) is None


def test_the_search_leaves_fields_by_name_and_value(qtbot, form):
    qtbot.keyClicks(form.tools.search, "mug")
    qtbot.waitUntil(form.fields["price"].isHidden)
    assert not form.fields["name"].isHidden()
    assert not form.fields["category"].isHidden()
    form.tools.search.setText("zzz")
    qtbot.waitUntil(lambda: not form.tools.nothing.isHidden())
    assert "zzz" in form.tools.nothing.text()


def test_only_changed_and_only_missing_fields(qtbot, form, editing):
    editing.set("x", [(KEY, "price", sek("52"))])
    settled(qtbot)
    form.tools.switch.set_value(Which.CHANGED)
    form.tools.narrowed.emit()
    shown = {name for name, held in form.fields.items() if not held.isHidden()}
    assert shown == {"price"}
    form.tools.switch.set_value(Which.MISSING)
    form.tools.narrowed.emit()
    assert {name for name, held in form.fields.items() if not held.isHidden()} == {"note"}


def test_one_edit_is_discarded_at_once_several_are_asked_about(qtbot, form, editing):
    assert not form.foot.discard.isEnabled()
    editing.set("x", [(KEY, "price", sek("52"))])
    settled(qtbot)
    qtbot.mouseClick(form.foot.discard, Qt.MouseButton.LeftButton)
    assert editing.record(KEY) is None
    editing.set("x", [(KEY, "price", sek("52")), (KEY, "name", "X")])
    settled(qtbot)
    qtbot.mouseClick(form.foot.discard, Qt.MouseButton.LeftButton)
    dialog = form.findChild(ConfirmDialog)
    assert editing.record(KEY) is not None
    dialog.verb.click()
    assert editing.record(KEY) is None
    editing.book.steps.undo()
    assert len(editing.record(KEY).cells) == 2


def test_a_field_can_be_gone_to(qtbot, dock, form):
    form.tools.search.setText("price")
    qtbot.waitUntil(form.fields["name"].isHidden)
    assert dock.focus_field("name")
    assert QApplication.focusWidget() is form.fields["name"].editor.input
    assert not dock.focus_field("nowhere")
    assert dock.focus_field("parts")
    assert dock.tabs.current == "parts"


def test_what_is_typed_when_the_dock_ends_is_staged(qtbot, dock, form, editing):
    type_into(qtbot, form, "name", "Mug X")
    dock.typed.commit()
    assert editing.value(KEY, "name") == "Mug X"


def test_the_note_keeps_its_lines(qtbot, form, editing):
    editor = form.fields["note"].editor
    editor.input.setFocus()
    qtbot.keyClicks(editor.input, "one")
    qtbot.keyClick(editor.input, Key.Key_Return)
    qtbot.keyClicks(editor.input, "two")
    qtbot.keyClick(editor.input, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editing.value(KEY, "note") == "one\ntwo"
