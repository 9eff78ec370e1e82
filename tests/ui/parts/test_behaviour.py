"""What parts do: chips that overflow, quantities, fields, strips, progress, tabs, dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.chips import ChipRow, ChipText
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.progress import Budget, ProgressLine, time_left
from workbench.ui.parts.section import Section
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.splitter import Splitter
from workbench.ui.parts.stepper import Stepper
from workbench.ui.parts.strip import Strip
from workbench.ui.parts.swatches import fitting_swatches
from workbench.ui.parts.switch import Switch
from workbench.ui.parts.tabs import InnerTabs, TabRow
from workbench.ui.parts.toast import Toast
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark

CHIPS = [ChipText(str(n), f"Field {n}", "is", "value " * 3) for n in range(8)]


@pytest.fixture
def stage(qtbot):
    """A window that widgets are put into and that has the focus."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    window.resize(900, 500)
    qtbot.addWidget(window)

    def put(widget):
        column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return put


def test_chips_that_do_not_fit_become_a_number(stage, look, qtbot):
    row = stage(ChipRow(look))
    row.set_chips(CHIPS)
    row.resize(600, row.height())
    hidden = row.hidden_chips()
    assert 0 < len(hidden) < len(CHIPS)
    assert hidden == CHIPS[-len(hidden) :]
    assert row.rest_button.isVisible()
    assert row.rest_button.accessibleName() == f"{len(hidden)} more filters"
    shown = [row.chip(text.key) for text in CHIPS if text not in hidden]
    assert max(chip.geometry().right() for chip in shown) < row.add_button.geometry().left()
    row.resize(3000, row.height())
    assert row.hidden_chips() == []
    assert not row.rest_button.isVisible()


def test_no_filter_no_clear_button(stage, look):
    row = stage(ChipRow(look))
    row.set_chips([])
    texts = [b.text() for b in row.findChildren(Button) if b.isVisible()]
    assert texts == []
    row.set_chips(CHIPS[:1])
    assert [b.text() for b in row.findChildren(Button) if b.isVisible()] == ["Clear all"]


def test_a_chip_opens_and_is_removed_by_hand_and_by_key(stage, look, qtbot):
    row = stage(ChipRow(look))
    row.set_chips(CHIPS[:2])
    chip = row.chip("1")
    with qtbot.waitSignal(row.opened) as opened:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert opened.args == ["1"]
    with qtbot.waitSignal(row.opened):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(row.opened), qtbot.waitSignal(row.removed) as removed:
        qtbot.mouseClick(
            chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2)
        )
    assert removed.args == ["1"]
    with qtbot.waitSignal(row.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_a_quantity_is_stepped_and_climbed(stage, look, qtbot):
    stepper = stage(Stepper("Quantity", look, 250))
    heard = []
    stepper.value_changed.connect(heard.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        qtbot.keyClick(stepper, key)
    assert heard == [251, 250, 500, 250]


@pytest.mark.parametrize("text", ["", "0", "-4", "2.5", "many", "99999999"])
def test_a_wrong_quantity_is_framed_and_changes_nothing(stage, look, qtbot, text):
    stepper = stage(Stepper("Quantity", look, 250))
    with qtbot.assertNotEmitted(stepper.value_changed):
        stepper.setText(text)
        stepper.textEdited.emit(text)
    assert stepper.property("bad")
    assert "1" in stepper.accessibleDescription()
    stepper.editingFinished.emit()
    assert stepper.value() == 250
    assert not stepper.property("bad")
    assert stepper.text() == "250"


@pytest.mark.parametrize("text", ["1000", "1,000", "1 000", " 1000 "])
def test_a_quantity_may_be_grouped(stage, look, text):
    stepper = stage(Stepper("Quantity", look, 1))
    stepper.setText(text)
    stepper.textEdited.emit(text)
    assert stepper.value() == 1000


def wheel(widget, up):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 if up else -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_turns_a_quantity_only_while_it_has_the_focus(stage, look):
    stepper = stage(Stepper("Quantity", look, 5))
    stepper.clearFocus()
    wheel(stepper, up=True)
    assert stepper.value() == 5
    stepper.setFocus()
    wheel(stepper, up=True)
    assert stepper.value() == 6


def test_a_field_says_what_was_and_what_is_wrong(stage, look, qtbot):
    editor = LineEdit("", look)
    field = stage(FieldBox("EAN", editor, look, required=True))
    assert editor.accessibleName() == "EAN, required"
    field.set_changed("735")
    field.set_error("Check digit is 7.", "Use 9")
    assert editor.property("bad")
    assert editor.accessibleDescription() == "Check digit is 7. was 735"
    fix = next(b for b in field.findChildren(Button) if b.text() == "Use 9")
    with qtbot.waitSignal(field.fix_wanted):
        qtbot.mouseClick(fix, Qt.MouseButton.LeftButton)
    field.set_error("")
    field.set_changed(None)
    assert not editor.property("bad")
    assert not fix.isVisible()
    assert editor.accessibleDescription() == ""
    field.set_read_only(read_only=True)
    assert editor.isReadOnly()


def test_a_search_is_emptied_by_escape_and_by_its_cross(stage, look, qtbot):
    search = stage(LineEdit("Search", look, search=True))
    cross = search.findChild(IconButton)
    assert not cross.isVisible()
    qtbot.keyClicks(search, "mug")
    assert cross.isVisible()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    qtbot.keyClicks(search, "mug")
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert search.text() == ""


def test_a_choice_moves_with_the_arrow_keys(stage, look, qtbot):
    choice = stage(Segmented("Currency", [("e", "EUR"), ("s", "SEK")], look))
    assert choice.value() == "e"
    second = choice.findChildren(QWidget)[1]
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert chosen.args == ["s"]
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert choice.value() == "e"
    with pytest.raises(KeyError):
        choice.set_value("none")


def test_a_section_folds(stage, look, qtbot):
    section = stage(Section("Product", label("body", look), look))
    assert section.body.isVisible()
    with qtbot.waitSignal(section.head.toggled):
        qtbot.keyClick(section.head, Qt.Key.Key_Left)
    assert not section.body.isVisible()
    qtbot.keyClick(section.head, Qt.Key.Key_Return)
    assert section.body.isVisible()


def test_a_strip_tells_which_action(stage, look, qtbot):
    strip = stage(
        Strip(Mark.REFUSED, "No answer", "after 3 tries", look, [("d", "Details"), ("r", "Retry")])
    )
    assert strip.accessibleName() == "No answer. after 3 tries"
    retry = next(b for b in strip.findChildren(Button) if b.text() == "Retry")
    with qtbot.waitSignal(strip.acted) as acted:
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert acted.args == ["r"]
    with qtbot.waitSignal(strip.dismissed):
        qtbot.mouseClick(strip.findChild(IconButton), Qt.MouseButton.LeftButton)


def test_a_toast_undoes_and_goes(stage, look, qtbot):
    host = stage(QWidget())
    toast = Toast("3 filters cleared", look, host)
    toast.pop_up()
    assert toast.geometry().left() == 16
    undo = toast.findChild(Button)
    with qtbot.waitSignals([toast.undo_wanted, toast.closed]):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)


def test_progress_shows_its_parts_in_their_time(stage, look):
    clock = [100.0]
    line = stage(ProgressLine(look, now=lambda: clock[0]))

    def seen():
        line.refresh()
        return [part.isVisible() for part in line.findChildren(QWidget)][:5]

    line.begin("Reading")
    assert seen() == [False] * 5
    clock[0] = 100.4
    line.report("Reading 5 of 10", 5, 10, 42.0)
    assert seen() == [True, True, True, False, False]
    clock[0] = 101.2
    assert seen() == [True, True, True, False, True]
    clock[0] = 105.5
    assert seen() == [True, True, True, True, True]
    width = line.sizeHint().width()
    line.report("Reading 5 of 10", 5, None)
    assert seen() == [True, True, False, False, True]
    assert line.sizeHint().width() == width
    line.end()
    assert seen() == [False] * 5


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s left"), (42, "42 s left"), (180, "about 3 min left"), (7_200, "about 2 h left")],
)
def test_time_left(seconds, text):
    assert time_left(seconds) == text


def test_a_budget_without_a_documented_limit_is_not_shown(stage, look):
    budget = stage(Budget(look))
    assert not budget.isVisible()
    budget.set_free(122, 180)
    assert budget.accessibleName() == "122 of 180 per min"


def test_an_empty_state_offers_the_next_step(stage, look, qtbot):
    empty = stage(
        EmptyState("search-x", "No rows", "0 of 9", look, [("a", "Drop"), ("b", "Clear")])
    )
    clear = next(b for b in empty.findChildren(Button) if b.text() == "Clear")
    with qtbot.waitSignal(empty.acted) as acted:
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert acted.args == ["b"]


def test_a_pop_over_opens_under_its_button_and_focuses_its_first_input(stage, look, qtbot):
    anchor = stage(Button("Filter", look))
    body = QWidget()
    field = LineEdit("Value", look)
    column = QVBoxLayout(body)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(field)
    pop = PopOver("Filter", body, look, anchor)
    pop.layout().setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    pop.open_at(anchor)
    qtbot.waitUntil(field.hasFocus)
    assert pop.mapToGlobal(QPoint(0, pop.height())).y() > anchor.mapToGlobal(QPoint(0, 0)).y()
    with qtbot.waitSignal(pop.closed):
        qtbot.keyClick(pop, Qt.Key.Key_Escape)


def test_swatches_that_do_not_fit_leave_room_for_their_number(look):
    assert fitting_swatches(3, 60, look) == 3
    assert fitting_swatches(9, 60, look) == 2
    assert fitting_swatches(9, 5, look) == 0


def test_a_switch_turns_with_the_space_key(stage, look, qtbot):
    switch = stage(Switch("Read-only", look))
    with qtbot.waitSignal(switch.toggled) as toggled:
        qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert toggled.args == [True]


def test_tabs_close_by_the_middle_button_and_move_by_keys(stage, look, qtbot):
    row = stage(TabRow(look))
    for name, source in (("Regn & Co", "loupe"), ("Lagerkoll", "lagerkoll")):
        row.bar.add(name, source)
    row.bar.set_staged(1, 12)
    assert row.bar.title(0) == "Regn & Co"
    assert row.bar.accessibleTabName(1) == "Lagerkoll, 12 staged edits"
    with qtbot.waitSignal(row.bar.close_wanted) as closing:
        qtbot.mouseClick(row.bar, Qt.MouseButton.MiddleButton, pos=row.bar.tabRect(1).center())
    assert closing.args == [1]
    row.bar.setFocus()
    qtbot.keyClick(row.bar, Qt.Key.Key_Right)
    assert row.bar.currentIndex() == 1
    with qtbot.waitSignal(row.add_wanted):
        qtbot.mouseClick(row.plus, Qt.MouseButton.LeftButton)


def test_a_staged_count_widens_its_tab(stage, look):
    row = stage(TabRow(look))
    row.bar.add("Lagerkoll", "lagerkoll")
    narrow = row.bar.tabRect(0).width()
    row.bar.set_staged(0, 12)
    assert row.bar.tabRect(0).width() > narrow
    row.bar.set_staged(0, 0)
    assert row.bar.tabRect(0).width() == narrow


def test_inner_tabs_count(stage, look):
    tabs = stage(InnerTabs("Dock", look))
    tabs.add("Variants", 1204)
    assert tabs.accessibleTabName(0) == "Variants 1,204"


def test_the_handle_of_a_splitter_is_thin_to_see_and_wide_to_grab(stage, look):
    splitter = stage(Splitter(Qt.Orientation.Horizontal, look))
    for _ in range(2):
        splitter.addWidget(QWidget())
    QApplication.processEvents()
    handle = splitter.handle(1)
    assert handle.contentsRect().width() == 1
    assert handle.width() >= 6


@pytest.fixture
def dialog(qtbot, look):
    made = DialogFrame(
        "Review & send", look, width="dialog_small", account_colour=QColor("#C0301C")
    )
    qtbot.addWidget(made)
    return made


def test_a_dialog_is_window_modal_and_shows_whose_account_it_writes_to(dialog):
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    dialog.resize(480, 200)
    assert dialog.grab().toImage().pixelColor(200, 1) == QColor("#C0301C")


def test_a_dialog_answers_by_its_buttons(dialog, qtbot):
    cancel, send = dialog.add_cancel("Cancel"), dialog.add_primary("Send 8 records")
    with qtbot.waitSignal(dialog.rejected):
        cancel.click()
    with qtbot.waitSignal(dialog.accepted):
        send.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_default_is_never_the_one_that_deletes(dialog):
    assert dialog.add_primary("Delete 12 articles", Kind.DELETE).isDefault() is False
    assert dialog.add_primary("Keep").isDefault() is True
    assert not any(b.autoDefault() for b in dialog.findChildren(QPushButton) if not b.isDefault())
