"""The import wizard by keyboard: a file, its columns, corrections in place, and one staged step."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.harness.waiting import until
from tests.workspace.files import book, cells_of, text
from tests.workspace.shop import ARTICLES, SAVING, Shelf
from workbench.core.edits import Finding, Weight
from workbench.core.values import Coded, Money
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.importing.dropping import FileDrop
from workbench.ui.importing.entries import CELL, WHAT, Show
from workbench.ui.importing.wizard import CHECK, FILE, MAP, STAGE
from workbench.workspace.intake.lines import Fate

Key = Qt.Key
ROWS = [
    ["Number", "Price", "Category", "Note"],
    ["10-0001", "52,50", "Bottels", "a"],
    ["10-0002", "cheap", "Mugs", None],
    ["10-0003", "54,00", "Bottels", None],
    ["10-0004", "44,00", "Mugs", None],
    ["10-9000", "9,00", "Mugs", None],
]


@pytest.fixture
def prices(tmp_path):
    return book(tmp_path, ROWS)


async def ready(dialog, step):
    await until(lambda: dialog.step == step and not dialog.working.isVisible())


async def to_check(dialog, qtbot):
    await until(lambda: dialog.importing.sheet is not None and dialog.go.isEnabled())
    qtbot.keyClick(dialog, Key.Key_Return)
    assert dialog.step == MAP
    qtbot.keyClick(dialog, Key.Key_Return)
    await ready(dialog, CHECK)


async def test_from_file_to_staged_step_by_enter_alone(wizard, qtbot, tmp_path):
    path = book(tmp_path, [["Number", "Price"], ["10-0001", "52,50"], ["10-9000", "1,00"]])
    async with wizard(path) as dialog:
        told = []
        dialog.staged.connect(lambda rows, file: told.append((rows, file)))
        await to_check(dialog, qtbot)
        assert dialog.check.show_now is Show.CHANGE
        assert dialog.go.text() == "Continue with the good rows"
        await until(dialog.go.hasFocus)
        qtbot.keyClick(dialog.go, Key.Key_Return)
        assert dialog.step == STAGE
        assert dialog.stage.sentence.text() == "1 row of prices.xlsx will be staged as one step."
        qtbot.keyClick(dialog.go, Key.Key_Return)
        await until(lambda: told == [(1, "prices.xlsx")])
        assert dialog.importing.editing.book.edits == 1


async def test_ctrl_enter_continues_from_anywhere_and_nothing_good_goes_no_further(
    wizard, qtbot, prices
):
    async with wizard(prices) as dialog:
        await to_check(dialog, qtbot)
        await until(dialog.check.view.hasFocus)
        assert not dialog.go.isEnabled()
        qtbot.keyClick(dialog.check.view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.step == CHECK
        dialog.check.use_all.click()
        assert dialog.go.text() == "Continue with the good rows"
        qtbot.keyClick(dialog.check.view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.step == STAGE


async def test_wrong_cells_are_corrected_where_they_stand(wizard, qtbot, prices):
    async with wizard(prices) as dialog:
        await to_check(dialog, qtbot)
        view, model = dialog.check.view, dialog.check.model
        assert dialog.check.show_now is Show.BAD
        assert model.rowCount() == 3
        assert model.index(0, WHAT).data().startswith("Expected one of Mugs, Bottles, Bags")
        assert dialog.check.use.text() == "Use “Bottles”"
        assert dialog.check.use_all.text() == "Use it in all 2 alike"

        dialog.check.use_all.click()
        assert model.index(0, WHAT).data() == "Bottles"
        assert model.index(2, WHAT).data() == "Bottles"
        assert dialog.importing.tally.count(Fate.BAD) == 1

        view.go_to(1)
        view.setFocus()
        qtbot.keyClick(view, Key.Key_F2)
        editor = QApplication.focusWidget()
        assert editor.text() == "cheap"
        qtbot.keyClicks(editor, "61,25")
        assert view.is_typing
        qtbot.keyClick(editor, Key.Key_Return)
        await until(lambda: not view.is_typing)
        assert dialog.importing.tally.count(Fate.BAD) == 0
        assert model.index(1, CELL).data() == "61,25"

        dialog.go.click()
        assert dialog.step == STAGE
        assert dialog.go.text() == "Stage 3 rows"
        assert dialog.stage.sentence.text() == "3 rows of prices.xlsx will be staged as one step."
        dialog.go.click()
        await until(lambda: dialog.result() == dialog.DialogCode.Accepted)
        editing = dialog.importing.editing
        assert editing.value("10-0002", "price") == Money(Decimal("61.25"), "SEK")
        assert editing.value("10-0001", "category") == Coded("2", "Bottles")
        assert [step.title for step in editing.book.steps.done] == [
            "Import 3 rows from prices.xlsx"
        ]


async def test_alt_enter_uses_the_suggestion(wizard, qtbot, prices):
    async with wizard(prices) as dialog:
        await to_check(dialog, qtbot)
        qtbot.keyClick(dialog.check.view, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        assert dialog.importing.tally.count(Fate.BAD) == 2
        assert dialog.check.view.currentIndex().row() == 1


async def test_the_blank_rule_is_previewed(wizard, qtbot, tmp_path):
    shelf = Shelf.of(3)
    shelf.articles["10-0002"]["note"] = "old"
    path = text(tmp_path, "Number;Note\n10-0001;new\n10-0002;\n")
    async with wizard(path, shelf) as dialog:
        await to_check(dialog, qtbot)
        assert dialog.importing.tally.good == 1
        dialog.check.blank.set_value("clear")
        dialog.check.blank.chosen.emit("clear")
        await until(lambda: dialog.importing.tally.good == 2)
        assert dialog.importing.tally.cleared == 1
        assert dialog.check._cleared.text() == "1 field will be emptied."


async def test_columns_are_chosen_by_hand_and_a_field_has_one_column(wizard, qtbot, prices):
    async with wizard(prices) as dialog:
        await until(dialog.go.isEnabled)
        dialog.go.click()
        page = dialog.map
        price, note = page.combos[1], page.combos[3]
        assert price.currentData() == "price"
        assert page.by.currentData() == "number"
        note.setFocus()
        qtbot.keyClicks(note, "Price")
        note.activated.emit(note.currentIndex())
        assert note.currentData() == "price"
        assert price.currentData() == ""
        assert dialog.importing.rules.columns[3] == "price"


async def test_nothing_mapped_says_so_and_goes_no_further(wizard, tmp_path):
    path = book(tmp_path, [["Alpha", "Beta"], ["q", "w"]])
    async with wizard(path) as dialog:
        await until(dialog.go.isEnabled)
        dialog.go.click()
        assert dialog.step == MAP
        assert not dialog.go.isEnabled()
        assert dialog.notes.note.what.startswith("No column has a field.")


async def test_a_wrong_file_is_named_and_another_can_be_chosen(wizard, tmp_path, prices):
    wrong = tmp_path / "x.xlsx"
    wrong.write_bytes(b"\x89PNG nothing")
    async with wizard(wrong) as dialog:
        await until(lambda: dialog.notes.note is not None)
        assert dialog.notes.note.what == "It is a picture, not a table."
        assert not dialog.go.isEnabled()
        dialog.file.chosen.emit(str(prices))
        await until(dialog.go.isEnabled)
        assert dialog.notes.note is None
        assert dialog.file.preview.sheet.rowCount() == 5


async def test_what_was_found_can_be_changed(wizard, tmp_path):
    path = text(tmp_path, "Number;Name\n10-0001;Kåsa\n", encoding="cp1252")
    async with wizard(path) as dialog:
        await until(dialog.go.isEnabled)
        reading = dialog.file.reading
        assert reading.encoding.currentData() == "cp1252"
        assert reading.delimiter.currentData() == ";"
        reading.delimiter.setCurrentIndex(reading.delimiter.findData("|"))
        reading.delimiter.activated.emit(0)
        await until(lambda: dialog.file.preview.sheet.columnCount() == 1)
        reading.header.setValue(0)
        await until(lambda: dialog.file.preview.sheet.rowCount() == 2)


async def test_the_error_workbook_is_written(wizard, qtbot, prices, tmp_path):
    target = tmp_path / "errors.xlsx"
    async with wizard(prices) as dialog:
        await to_check(dialog, qtbot)
        assert dialog.errors.isVisible()
        saved = []
        dialog.errors_saved.connect(saved.append)
        dialog.save_errors(str(target))
        await until(lambda: bool(saved))
    rows = cells_of(target)
    assert rows[0] == ("Number", "Price", "Category", "Note", "Reason")
    assert "Expected an amount" in rows[2][4]
    assert rows[4][4] is None
    assert rows[5][4] == "There is no record with it."


async def test_escape_asks_only_where_something_was_typed(wizard, qtbot, prices):
    async with wizard(prices) as dialog:
        await to_check(dialog, qtbot)
        dialog.check.use.click()
        dialog.reject()
        assert dialog.isVisible()
        ask = dialog.findChild(ConfirmDialog)
        ask.accept()
        await until(lambda: not dialog.isVisible())
    async with wizard(prices) as dialog:
        await until(dialog.go.isEnabled)
        qtbot.keyClick(dialog, Key.Key_Escape)
        assert not dialog.isVisible()


async def test_a_dropped_file_is_taken(wizard, prices, qtbot):
    async with wizard() as dialog:
        assert dialog.step == FILE
        assert not dialog.go.isEnabled()
        dropped = []
        dialog.file.findChild(FileDrop).dropped.connect(dropped.append)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(prices))])
        given = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        QApplication.sendEvent(dialog.file, QDragEnterEvent(QPoint(9, 9), *given))
        QApplication.sendEvent(dialog.file, QDropEvent(QPointF(9, 9), *given))
        assert dropped == [str(prices)]
        await until(dialog.go.isEnabled)


async def test_the_models_keep_qts_rules(wizard, qtbot, prices):
    async with wizard(prices) as dialog:
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        QAbstractItemModelTester(dialog.check.model, mode)
        QAbstractItemModelTester(dialog.file.preview.sheet, mode)
        await to_check(dialog, qtbot)
        for show in Show:
            dialog.check.list_rows(show)


async def test_what_is_typed_in_a_cell_stays_while_another_row_is_looked_up(
    wizard, qtbot, tmp_path
):
    rows = [["Number", "Price"], ["nope", "cheap"], ["10-0002", "dear"]]
    async with wizard(book(tmp_path, rows), loaded=False) as dialog:
        await to_check(dialog, qtbot)
        view, model = dialog.check.view, dialog.check.model
        assert (dialog.check.show_now, model.rowCount()) == (Show.BAD, 1)
        dialog.check.list_rows(Show.MISSING)
        assert model.setData(model.index(0, CELL), "10-0003")
        dialog.check.list_rows(Show.BAD)
        assert dialog.working.isVisible()
        view.edit(model.index(0, CELL))
        editor = QApplication.focusWidget()
        editor.setText("61,00")
        await until(lambda: not dialog.working.isVisible())
        assert view.is_typing
        assert editor.text() == "61,00"
        qtbot.keyClick(editor, Key.Key_Return)
        await until(lambda: dialog.importing.tally.count(Fate.BAD) == 1)
        assert dialog.importing.lines[0].key == "10-0003"
        assert dialog.importing.lines[1].fate is Fate.CHANGE


async def test_a_wizard_left_while_it_reads_gives_the_file_back(wizard, prices):
    async with wizard(prices) as dialog:
        assert dialog.working.isVisible()
        dialog.reject()
        assert not dialog.isVisible()
        await until(lambda: dialog.importing.session.jobs.pending == 0)
        assert dialog.importing.sheet is None


async def test_a_warning_stands_beside_its_value_and_does_not_hold_it_back(wizard, qtbot, tmp_path):
    def dear(values, _new):
        price = values.get("price")
        found = Finding("price", "It is dear.", Weight.WARNING)
        return [found] if isinstance(price, Money) and price.amount > 90 else []

    articles = replace(ARTICLES, saving=replace(SAVING, check=dear))
    path = book(tmp_path, [["Number", "Price"], ["10-0001", "99,50"]], "dear.xlsx")
    async with wizard(path, articles=articles) as dialog:
        await to_check(dialog, qtbot)
        assert dialog.check.show_now is Show.CHANGE
        assert dialog.check.model.index(0, WHAT).data() == "99.50 SEK · It is dear."
        dialog.go_on()
        assert dialog.go.text() == "Stage 1 row"
