"""Find and replace with real keys: counted first, then all at once or one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from workbench.ui.bulk.changelist import AFTER
from workbench.ui.bulk.replace import ReplaceDialog

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def opened(qtbot, desk, look, **more) -> ReplaceDialog:
    dialog = ReplaceDialog(desk, desk.session, look, **more)
    qtbot.addWidget(dialog)
    return dialog


async def test_replace_all_changes_the_number_that_was_shown(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="name")
        QAbstractItemModelTester(dialog.model, dialog.model)
        assert not dialog.all.isEnabled()
        qtbot.keyClicks(dialog.wanted.editor, "mug 2")
        qtbot.keyClicks(dialog.becomes.editor, "cup 2")
        await settle(lambda: dialog.found is not None)
        assert dialog.counts.text() == "11 hits in 11 cells."
        assert dialog.all.text() == "Replace in 11 cells"
        assert dialog.model.rowCount() == 11
        qtbot.mouseClick(dialog.all, LEFT)
        editing = desk.session.editing
        assert editing.book.edits == 11
        assert editing.value("10-0020", "name") == "Enamel cup 20"
        assert editing.value("10-0019", "name") == "Enamel mug 19"
        editing.book.steps.undo()
        assert editing.book.edits == 0


async def test_one_by_one_with_the_keyboard(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look, field="name")
        qtbot.keyClicks(dialog.wanted.editor, "mug 3")
        qtbot.keyClicks(dialog.becomes.editor, "cup 3")
        await settle(lambda: dialog.found is not None)
        assert dialog.model.index(0, AFTER).data() == "Enamel cup 3"
        qtbot.keyClick(dialog.list, Key.Key_Return)  # 3
        qtbot.keyClick(dialog.list, Key.Key_Delete)  # 30 stays
        qtbot.keyClick(dialog.list, Key.Key_Return)  # 31
        editing = desk.session.editing
        changed = sorted(editing.records())
        assert changed == ["10-0003", "10-0031"]
        assert dialog.all.text() == "Replace in 8 cells"
        assert len(editing.book.steps.done) == 2
        qtbot.mouseClick(dialog.all, LEFT)
        assert len(editing.records()) == 10
        assert "10-0030" not in editing.records()


async def test_options_and_columns_narrow_the_hits(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look)
        assert dialog.columns.ticked() == ("name", "ean", "note")
        qtbot.keyClicks(dialog.wanted.editor, "ENAMEL")
        await settle(lambda: dialog.found is not None)
        assert len(dialog.found.hits) == 40
        dialog.case.click()
        await settle(lambda: dialog.found is not None)
        assert dialog.counts.text() == "Nothing to replace."
        dialog.case.click()
        dialog.columns.tick(["ean"])
        await settle(lambda: dialog.found is not None)
        assert dialog.found.hits == ()


async def test_a_broken_pattern_is_said_at_its_input(qtbot, on_shop, look, settle):
    async with on_shop() as desk:
        dialog = opened(qtbot, desk, look)
        dialog.pattern.click()
        qtbot.keyClicks(dialog.wanted.editor, "(mug")
        await settle(lambda: dialog.wanted.editor.property("bad"))
        assert "Not a regular expression" in dialog.wanted.editor.accessibleDescription()
        assert not dialog.all.isEnabled()
        qtbot.keyClicks(dialog.wanted.editor, ")")
        qtbot.keyClicks(dialog.becomes.editor, "\\4")
        await settle(lambda: dialog.becomes.editor.property("bad"))
        dialog.becomes.editor.setText("[\\1]")
        await settle(lambda: dialog.found is not None)
        assert dialog.model.index(0, AFTER).data() == "Enamel [mug] 1"
