"""The dialog of an action with real keys: form, effects, confirmation, outcome, file."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from tests.workspace.acts import IMPORT, LABELS, MOVE, PDF, PRICES
from workbench.core.values import Money
from workbench.ui.acts.dialog import ActionDialog
from workbench.ui.acts.effects import NEW, OLD, WHAT
from workbench.ui.acts.outcome import numbered
from workbench.ui.text import TextLabel

LEFT = Qt.MouseButton.LeftButton
KEYS = ("10-0001", "10-0002")


def opened(qtbot, desk, look, action, keys=KEYS) -> ActionDialog:
    dialog = ActionDialog(desk, desk.session, action, keys, look)
    qtbot.addWidget(dialog)
    return dialog


async def test_prices_are_shown_old_and_new_and_confirmed_by_their_number(
    qtbot, on_shop, look, settle
):
    async with on_shop() as (held, desk):
        dialog = opened(qtbot, desk, look, PRICES)
        model = dialog.effects.effects
        QAbstractItemModelTester(model, model)
        assert dialog.go.text() == "Raise prices · 2 rows"
        qtbot.keyClicks(dialog.form.editor("raise").input, "10")
        await settle(lambda: model.rowCount() == 2)
        assert [model.index(0, at).data() for at in (WHAT, OLD, NEW)] == [
            "10-0001: price", "41.00 SEK", "45.10 SEK",
        ]  # fmt: skip
        assert dialog.says.text() == "2 prices rise."
        assert dialog.counts.text() == "2 values change."
        assert not dialog.go.isEnabled()
        qtbot.keyClicks(dialog.confirming.edit, "3")
        assert not dialog.go.isEnabled()
        dialog.confirming.edit.setText("2")
        assert dialog.go.isEnabled()
        assert held.shelf.writes == []

        told = []
        dialog.ended.connect(told.append)
        qtbot.mouseClick(dialog.go, LEFT)
        await settle(lambda: told)
        assert told[0].sentence == "2 done"
        assert dialog.result() == dialog.DialogCode.Accepted
        row = desk.session.table.row_of("10-0002")
        assert desk.session.table.value(row, "price") == Money(Decimal("46.20"), "SEK")


async def test_what_was_refused_stays_on_the_screen_with_its_reason(qtbot, on_shop, look, settle):
    async with on_shop() as (held, desk):
        held.shelf.refuse["10-0002"] = "Too dear."
        dialog = opened(qtbot, desk, look, PRICES)
        qtbot.keyClicks(dialog.form.editor("raise").input, "10")
        dialog.confirming.edit.setText("2")
        await settle(lambda: dialog.effects.effects.rowCount() == 2)
        dialog.act()
        await settle(dialog.outcome.rows.rowCount)
        assert dialog.outcome.sentence.text() == "1 done, 1 refused"
        rows = dialog.outcome.rows
        assert (rows.item(0, 0).text(), rows.item(0, 1).text()) == (
            "10-0002",
            "Too dear. (900203)",
        )
        assert not dialog.go.isVisibleTo(dialog)


async def test_a_form_that_is_not_complete_does_nothing_and_says_where(
    qtbot, on_shop, look, settle
):
    async with on_shop() as (held, desk):
        dialog = opened(qtbot, desk, look, MOVE, ["10-0001"])
        box = dialog.form.box("store")
        assert not box.editor.property("bad")
        qtbot.mouseClick(dialog.go, LEFT)
        assert box.editor.property("bad")
        assert held.shelf.writes == []
        qtbot.keyClicks(dialog.form.editor("store").input, "Lund")
        await settle(lambda: not box.editor.property("bad"))
        told = []
        dialog.ended.connect(told.append)
        qtbot.mouseClick(dialog.go, LEFT)
        await settle(lambda: told)
        assert held.shelf.articles["10-0001"]["note"] == "Lund"


async def test_a_fix_that_the_check_knows_is_taken_by_its_button(qtbot, on_shop, look, settle):
    async with on_shop() as (_held, desk):
        dialog = opened(qtbot, desk, look, PRICES)
        qtbot.keyClicks(dialog.form.editor("raise").input, "900")
        box = dialog.form.box("raise")
        await settle(lambda: box.editor.property("bad"))
        assert dialog.effects.effects.rowCount() == 0
        box.fix_wanted.emit()
        assert dialog.form.editor("raise").value() == 50
        await settle(lambda: not box.editor.property("bad"))


async def test_an_unknown_outcome_is_said_and_kept(qtbot, on_shop, look, settle):
    async with on_shop() as (held, desk):
        held.shelf.lose = 1
        dialog = opened(qtbot, desk, look, MOVE, ["10-0001"])
        qtbot.keyClicks(dialog.form.editor("store").input, "Lund")
        dialog.act()
        await settle(dialog.outcome.rows.rowCount)
        assert dialog.outcome.sentence.text() == "1 with an unknown outcome"
        assert "not sent again by itself" in dialog.outcome.notes.text()


async def test_labels_are_drawn_printed_saved_and_offered(qtbot, on_shop, look, settle, tmp_path):
    async with on_shop() as (_held, desk):
        dialog = opened(qtbot, desk, look, LABELS)
        assert dialog.sheet.said() == "No label fits on this paper."
        qtbot.keyClicks(dialog.form.editor("wide").input, "70")
        await settle(lambda: dialog.sheet.said().startswith("2 labels on 1 page, 3 a page"))
        picture = dialog.sheet.grab().toImage()
        assert picture.pixelColor(picture.width() // 2, 10) != picture.pixelColor(1, 1)
        dialog.act()
        await settle(lambda: dialog.outcome.save.isVisibleTo(dialog))
        (chooser,) = dialog.outcome.findChildren(QFileDialog)
        chooser.close()
        path = tmp_path / "labels.pdf"
        dialog.outcome.keep(str(path))
        await settle(lambda: dialog.outcome.path)
        assert path.read_bytes() == PDF
        wanted = []
        dialog.outcome.table_wanted.connect(lambda *told: wanted.append(told))
        dialog.outcome.open_wanted.connect(wanted.append)
        qtbot.mouseClick(dialog.outcome.table, LEFT)
        qtbot.mouseClick(dialog.outcome.open, LEFT)
        assert wanted == [("articles", str(path)), str(path)]


async def test_a_file_is_chosen_read_and_sent(qtbot, on_shop, look, settle, tmp_path):
    path = tmp_path / "articles.csv"
    path.write_bytes(b"number\n1")
    async with on_shop() as (held, desk):
        dialog = opened(qtbot, desk, look, IMPORT, ())
        assert dialog.go.text() == "Import articles"
        dialog.act()
        assert "needed" in dialog.form.box("file").editor.accessibleDescription()
        dialog.form.file("file").take(str(tmp_path / "none.csv"))
        await settle(lambda: "none.csv" in dialog.form.box("file").editor.accessibleDescription())
        dialog.form.file("file").take(str(path))
        await settle(lambda: dialog.form.values() == {"file": "articles.csv"})
        told = []
        dialog.ended.connect(told.append)
        dialog.act()
        await settle(lambda: told)
        assert held.shelf.articles["10-9999"]["note"] == "number\n1"


def test_several_files_are_numbered_from_the_second_on(tmp_path):
    assert numbered(tmp_path / "a.pdf", 1).name == "a.pdf"
    assert numbered(tmp_path / "a.pdf", 3).name == "a-3.pdf"


async def test_ticked_rows_out_of_sight_are_said_before_anything_is_done_with_them(
    qtbot, on_shop, look
):
    async with on_shop() as (held, desk):
        desk.selection.only(KEYS)
        desk.session.arrange(ids={"some": frozenset(KEYS[:1])})
        dialog = opened(qtbot, desk, look, PRICES)
        said = "1 of them is ticked and not in sight."
        texts = [each.text() for each in dialog.findChildren(TextLabel)]
        assert said in texts
        assert held.shelf.writes == []
        desk.session.arrange(ids={})
        again = opened(qtbot, desk, look, PRICES)
        assert said not in [each.text() for each in again.findChildren(TextLabel)]


async def test_a_fault_of_the_program_is_told_and_leaves_the_form_open(
    qtbot, on_shop, look, settle
):
    def broken(_chosen):
        raise KeyError("secret")

    async with on_shop() as (held, desk):
        dialog = opened(qtbot, desk, look, replace(MOVE, calls=broken))
        dialog.form.set_value("store", "Lund")
        failed = []
        held.workspace.jobs.failed.connect(lambda _name, error: failed.append(type(error)))
        dialog.act()
        await settle(lambda: failed)
        assert failed == [KeyError]
        said = dialog.trouble.text()
        assert "The program failed (KeyError)." in said
        assert "secret" not in said
        assert dialog.go.isEnabled()
        dialog.reject()
        assert dialog.result() == dialog.DialogCode.Rejected
