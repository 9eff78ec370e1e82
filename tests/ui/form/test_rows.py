"""A list inside a record, typed in with real keys: rows added, changed, taken away, pasted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.workspace.shop import ARTICLES, PART_FIELDS, SAVING
from workbench.core.edits import Entry, Finding
from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.edits.drafts import State
from workbench.ui.form.rowsmodel import GUTTER, RowsModel, RowsRole
from workbench.ui.form.rowstate import lines_of
from workbench.ui.theme.marks import Mark

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
KEY = "10-0003"
PARTS = SAVING.entry("parts")
SPARE = Field("spare", "Spare", Kind.FLAG, lambda row: row.get("spare"))


def part(name, amount="2"):
    return {"part": name, "amount": None if amount is None else Decimal(amount)}


@pytest.fixture
def articles():
    """The list is ordered here and has a flag."""
    parts = replace(
        PARTS,
        ordered=True,
        rows=(*PART_FIELDS, SPARE),
        entries=(*PARTS.entries, Entry("spare")),
    )
    entries = tuple(parts if held.field == "parts" else held for held in SAVING.entries)
    return replace(ARTICLES, saving=replace(SAVING, entries=entries))


@pytest.fixture
def page(qtbot, dock):
    dock.tabs.choose("parts")
    page = dock.typed.lists["parts"]
    qtbot.waitUntil(page.isVisible)
    page.focus_rows()
    return page


def rows(editing):
    held = editing.value(KEY, "parts")
    return [(row["part"], row["amount"]) for row in held]


def go(page, row, column):
    page.view.setCurrentIndex(page.model.index(row, column))


def type_cell(qtbot, page, text, end=Key.Key_Return):
    """Type over the current cell, as a user does."""
    qtbot.keyClicks(page.view, text[0])
    if text[1:]:
        qtbot.keyClicks(page.view.editor.input, text[1:])
    qtbot.keyClick(page.view.editor.input, end)
    qtbot.wait(10)


def test_the_page_shows_the_rows_of_the_document(page, dock):
    assert page.model.rowCount() == 1
    assert page.model.index(0, 1).data() == "10-9001"
    assert page.count.text() == "1 row"
    assert page.view.currentIndex().column() == 1
    assert page.model.headerData(1, Qt.Orientation.Horizontal) == "Article *"


def test_typing_replaces_a_cell_and_marks_it(qtbot, page, editing):
    go(page, 0, 2)
    type_cell(qtbot, page, "5")
    assert rows(editing) == [("10-9001", Decimal(5))]
    assert page.model.index(0, 2).data(RowsRole.MARK) == Mark.CHANGED
    assert page.model.index(0, GUTTER).data(RowsRole.MARK) == Mark.CHANGED
    assert "was 2" in page.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert editing.book.steps.done[-1].title == "Set Amount"
    editing.book.steps.undo()
    qtbot.wait(10)
    assert page.model.index(0, 2).data(RowsRole.MARK) is None


def test_f2_keeps_the_text_and_escape_gives_up_then_closes(qtbot, page, editing):
    go(page, 0, 2)
    qtbot.keyClick(page.view, Key.Key_F2)
    editor = page.view.editor
    assert editor.text() == "2"
    qtbot.keyClicks(editor.input, "99")
    qtbot.keyClick(editor.input, Key.Key_Escape)
    qtbot.wait(10)
    assert page.view.editor is None
    assert editing.record(KEY) is None
    assert page.view.hasFocus()


def test_insert_adds_a_row_whose_cells_follow_by_tab(qtbot, page, editing, dock):
    qtbot.keyClick(page.view, Key.Key_Insert)
    assert page.view.editor is not None
    qtbot.keyClicks(page.view.editor.input, "10-9005")
    qtbot.keyClick(page.view.editor.input, Key.Key_Tab)
    qtbot.wait(10)
    assert page.view.currentIndex().column() == 2
    type_cell(qtbot, page, "7")
    assert rows(editing) == [("10-9001", Decimal(2)), ("10-9005", Decimal(7))]
    assert page.model.lines[1].state is State.NEW
    assert dock.tabs.bar.accessibleTabName(1) == "Parts 2"


def test_what_is_wrong_is_said_at_its_row_and_cell(qtbot, page, editing):
    qtbot.keyClick(page.view, Key.Key_Insert)
    qtbot.keyClicks(page.view.editor.input, "10-9001")
    qtbot.keyClick(page.view.editor.input, Key.Key_Tab)
    qtbot.wait(10)
    type_cell(qtbot, page, "0")
    said = page.news.said()
    assert any("Row 2" in sentence and "above 0" in sentence for sentence in said)
    assert any("twice" in sentence for sentence in said)
    assert page.model.index(1, 2).data(RowsRole.MARK) == Mark.INVALID
    assert page.model.index(1, 1).data(RowsRole.MARK) == Mark.INVALID
    assert page.model.index(0, GUTTER).data(RowsRole.MARK) is None


def test_delete_takes_a_row_away_and_puts_it_back(qtbot, page, editing):
    go(page, 0, 1)
    qtbot.keyClick(page.view, Key.Key_Delete)
    assert editing.value(KEY, "parts") == ()
    assert page.model.index(0, 1).data(RowsRole.STRUCK)
    assert page.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("taken away")
    go(page, 0, 1)
    qtbot.keyClick(page.view, Key.Key_F2)
    assert page.view.editor is None
    qtbot.keyClick(page.view, Key.Key_Delete)
    assert editing.record(KEY) is None
    assert not page.model.index(0, 1).data(RowsRole.STRUCK)


def test_alt_and_arrows_move_a_row(qtbot, page, editing):
    editing.set("x", [(KEY, "parts", (part("a"), part("b"), part("c")))])
    qtbot.wait(10)
    go(page, 0, 1)
    qtbot.keyClick(page.view, Key.Key_Down, Alt)
    assert [name for name, _ in rows(editing)] == ["b", "a", "c"]
    assert page.view.currentIndex().row() == 1
    qtbot.keyClick(page.view, Key.Key_Up, Alt)
    qtbot.keyClick(page.view, Key.Key_Up, Alt)
    assert [name for name, _ in rows(editing)] == ["a", "b", "c"]


def test_space_turns_a_flag(qtbot, page, editing):
    go(page, 0, 3)
    qtbot.keyClick(page.view, Key.Key_Space)
    assert editing.value(KEY, "parts")[0]["spare"] is True
    assert page.view.editor is None


def test_a_block_is_pasted_from_the_cell_on_and_adds_rows(qtbot, page, editing):
    QGuiApplication.clipboard().setText("Article\tAmount\n10-1\t3\n10-2\t1,5\n10-3\tmany\n")
    go(page, 0, 1)
    qtbot.keyClick(page.view, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    held = rows(editing)
    assert held[:2] == [("10-1", Decimal(3)), ("10-2", Decimal("1.5"))]
    assert held[2][1].raw == "many"
    assert editing.book.steps.done[-1].title == "Paste into Parts"
    assert len(editing.book.steps.done) == 1
    assert any("Row 3" in sentence for sentence in page.news.said())


def test_cells_are_copied_as_they_can_be_pasted(qtbot, page, editing):
    editing.set("x", [(KEY, "parts", (part("a", "1.50"), part('b "x"', "2")))])
    qtbot.wait(10)
    page.view.selectAll()
    qtbot.keyClick(page.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == 'a\t1.5\t\n"b ""x"""\t2\t'
    page.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("Article *\tAmount\tSpare\na\t")


def test_what_is_typed_is_kept_on_the_disk_with_the_whole_list(qtbot, page, editing, desk):
    go(page, 0, 2)
    qtbot.keyClicks(page.view, "8")
    journal = desk.workspace.stores.journal

    def kept():
        held = [draft for draft in journal.drafts("lagerkoll") if draft.key.field == "parts"]
        return bool(held) and '"amount":"8"' in held[0].value

    qtbot.waitUntil(kept, timeout=20000)
    assert editing.record(KEY) is None


def test_a_change_from_elsewhere_waits_for_the_open_cell(qtbot, page, editing):
    go(page, 0, 2)
    qtbot.keyClicks(page.view, "8")
    editing.set("x", [(KEY, "parts", (part("10-9001"), part("b")))])
    qtbot.wait(10)
    assert page.view.editor is not None
    assert page.model.rowCount() == 1
    qtbot.keyClick(page.view.editor.input, Key.Key_Return)
    qtbot.wait(10)
    assert rows(editing) == [("10-9001", Decimal(8)), ("b", Decimal(2))]
    assert page.model.rowCount() == 2


def test_another_row_or_page_stages_the_open_cell(qtbot, page, dock, editing, desk):
    go(page, 0, 2)
    qtbot.keyClicks(page.view, "8")
    desk.selection.set_current("10-0005")
    qtbot.waitUntil(lambda: dock.typed.form.key == "10-0005")
    assert rows(editing) == [("10-9001", Decimal(8))]
    qtbot.keyClicks(page.view, "9")
    dock.tabs.choose("form")
    assert editing.value("10-0005", "parts")[0]["amount"] == Decimal(9)


def test_a_record_to_be_deleted_has_a_list_that_is_only_read(qtbot, page, editing):
    editing.delete([KEY])
    qtbot.wait(10)
    assert not page.add.isEnabled()
    go(page, 0, 2)
    qtbot.keyClick(page.view, Key.Key_F2)
    assert page.view.editor is None


def test_the_model_keeps_qts_rules(qapp):
    model = RowsModel(PARTS, Formats())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    base = (part("a"), part("b"))
    for mine in ((), (part("a"),), (part("c"), part("b", "9")), (part("a"), part("b"), part("c"))):
        model.show(lines_of(PARTS, base, mine))
    assert tester.model() is model


# ---- what became of rows ----------------------------------------------------------------------


def states(entry, base, mine):
    return [(line.values["part"], line.state) for line in lines_of(entry, base, mine)]


def test_rows_are_the_same_by_their_name():
    base = (part("a"), part("b"), part("c"))
    mine = (part("c"), part("a", "9"), part("d"))
    assert states(PARTS, base, mine) == [
        ("c", None),
        ("a", State.CHANGED),
        ("d", State.NEW),
        ("b", State.DELETED),
    ]


def test_rows_without_names_are_the_same_when_they_are_equal_else_by_place():
    nameless = replace(PARTS, row_key="")
    base = (part("a"), part("b"), part("c"))
    assert states(nameless, base, (part("c"), part("x"))) == [
        ("c", None),
        ("x", State.CHANGED),
        ("a", State.DELETED),
    ]


def test_findings_stand_at_their_row():
    found = Finding("parts", "Row 2: no.", row=2, member="amount")
    lines = lines_of(PARTS, (), (part("a"), part("b")), (found,))
    assert lines[0].findings == ()
    assert lines[1].finding("amount") is found
    assert lines[1].finding("part") is None
