from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT, make_desk
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import JobState
from workbench.core.secret import Secret
from workbench.export.origin_reading import recognise
from workbench.export.plan import Format, column_of
from workbench.ui.dialogs.again import quick_export
from workbench.ui.dialogs.columnmodel import ColumnModel
from workbench.ui.dialogs.export import ExportDialog
from workbench.ui.dialogs.exportrun import check_place, free_path, left_out
from workbench.workspace.exporting import Scope


def names(model: ColumnModel) -> list[str]:
    return [column.key for column in model.chosen()]


def dialog_on(desk, look, qtbot, folder, form=Format.CSV) -> ExportDialog:
    dialog = ExportDialog(desk, look)
    qtbot.addWidget(dialog)
    dialog.place.set_form(form)
    dialog.place.folder.setText(str(folder))
    return dialog


async def test_the_button_says_the_rows_and_the_ticked_ones_are_exported(
    desk, look, qtbot, tmp_path
):
    desk.selection.tick(["k2", "k1"], on=True)
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.model.choose([column_of(desk.resource.field("ean"))])
    dialog.place.name.setText("chosen")
    assert dialog.scope.value is Scope.SELECTED
    assert dialog.go.text() == "Export 2 rows"
    told = []
    dialog.exported.connect(lambda path, rows: told.append((path, rows)))
    dialog.go.click()
    await until(lambda: bool(told))
    assert told == [(str(tmp_path / "chosen.csv"), 2)]
    rows = list(csv.reader((tmp_path / "chosen.csv").read_text("utf-8").splitlines()))
    assert rows == [["ean"], ["0735004291001"], ["0735004291002"]]
    assert dialog.result() == dialog.DialogCode.Accepted
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(desk, look, qtbot, tmp_path):
    old = tmp_path / "there.json"
    old.write_text("old")
    dialog = dialog_on(desk, look, qtbot, tmp_path, Format.JSON)
    dialog.place.name.setText("there.json")
    dialog.go.click()
    await until(dialog.go.isEnabled)
    assert "there already" in dialog.place.name.accessibleDescription()
    assert old.read_text() == "old"
    dialog.place.replace_wanted.emit()
    await until(lambda: old.read_text() != "old")
    assert len(json.loads(old.read_text())) == 30
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_a_missing_folder_is_said_at_its_input_and_nothing_is_lost(
    desk, look, qtbot, tmp_path
):
    dialog = dialog_on(desk, look, qtbot, tmp_path / "gone")
    dialog.model.choose([column_of(desk.resource.field("name"))])
    dialog.go.click()
    await until(dialog.go.isEnabled)
    assert "gone" in dialog.place.folder.accessibleDescription()
    assert names(dialog.model) == ["name"]
    assert dialog.result() == 0
    assert desk.workspace.jobs.jobs[-1].state is JobState.FAILED
    await until(lambda: desk.workspace.jobs.pending == 0)


@pytest.mark.parametrize("name", ["", "a/b", "..", "what?"])
def test_names_that_are_none_are_refused_before_anything_begins(desk, look, qtbot, tmp_path, name):
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.place.name.setText(name)
    dialog.export()
    assert "file name" in dialog.place.name.accessibleDescription()
    assert not desk.workspace.jobs.jobs


async def test_all_rows_are_loaded_first_and_the_cost_is_said(look, qtbot, tmp_path):
    desk = make_desk(tmp_path, rows=250, loaded=100)
    desk.workspace.vault.hold(ACCOUNT, {"token": Secret("none-is-checked")})
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.scope.set_value(Scope.ALL)
    assert dialog.go.text() == "Export 250 rows"
    assert "150 more rows" in dialog.scope.findChildren(type(dialog.scope._note))[-1].text()
    told = []
    dialog.exported.connect(lambda path, rows: told.append(rows))
    dialog.go.click()
    await until(lambda: bool(told))
    assert told == [250]
    await until(lambda: desk.workspace.jobs.pending == 0)
    desk.workspace.stores.close()


async def test_export_again_repeats_the_last_one_under_a_free_name(desk, look, qtbot, tmp_path):
    assert quick_export(desk) is False
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.model.choose([column_of(desk.resource.field("name"))])
    dialog.go.click()
    await until(lambda: dialog.result() == 1)
    told = []
    assert quick_export(desk, lambda path, rows: told.append((path, rows)))
    await until(lambda: bool(told))
    path, rows = told[0]
    assert path.endswith("-2.csv")
    assert rows == 30
    assert (tmp_path / path).read_text(encoding="utf-8").startswith("name")
    await until(lambda: desk.workspace.jobs.pending == 0)


def test_a_template_is_kept_used_and_handed_on(desk, look, qtbot, tmp_path):
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    fields = desk.resource.field
    dialog.model.choose([column_of(fields("stock")), column_of(fields("name"))])
    dialog.templates.save("Stock list")
    dialog.model.choose_all()
    dialog.place.set_form(Format.XLSX)
    dialog.templates.use(dialog.templates.list()[0])
    assert names(dialog.model) == ["stock", "name"]
    assert dialog.place.form is Format.CSV
    dialog.templates.share_to(str(tmp_path / "shared.json"))
    dialog.templates.remove()
    assert dialog.templates.list() == []
    dialog.templates.load_from(str(tmp_path / "shared.json"))
    assert names(dialog.model) == ["stock", "name"]
    (tmp_path / "bad.json").write_text("[]")
    dialog.templates.load_from(str(tmp_path / "bad.json"))
    assert "no export template" in dialog.notes.note.what


def test_columns_are_ticked_ordered_and_renamed(desk):
    model = ColumnModel(desk.resource.fields)
    tester = QAbstractItemModelTester(model)
    model.choose([column_of(desk.resource.field("name")), column_of(desk.resource.field("price"))])
    assert model.move(1, -1) == 0
    assert names(model) == ["price", "name"]
    assert model.setData(model.index(0, 1), "Our price", Qt.ItemDataRole.EditRole)
    assert model.chosen()[0].heading == "Our price"
    off = Qt.CheckState.Unchecked.value
    assert model.setData(model.index(1, 0), off, Qt.ItemDataRole.CheckStateRole)
    assert names(model) == ["price"]
    keys = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert "Price: currency" in keys
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, model.index(-1, -1))
    assert model.data(model.index(2, 1)) == "Our price"
    del tester


def test_places_are_checked_before_anything_is_written(tmp_path):
    taken = tmp_path / "a.csv"
    taken.touch()
    with pytest.raises(WbError) as there:
        check_place(taken, replace=False)
    assert there.value.field == "exists"
    check_place(taken, replace=True)
    with pytest.raises(WbError) as gone:
        check_place(tmp_path / "no" / "a.csv", replace=False)
    assert (gone.value.code, gone.value.field) == (ErrorCode.INPUT, "folder")
    assert free_path(taken).name == "a-2.csv"


async def test_an_export_may_run_beside_the_work_and_stops_when_closed(look, qtbot, tmp_path):
    desk = make_desk(tmp_path, rows=5000, loaded=100)
    desk.workspace.vault.hold(ACCOUNT, {"token": Secret("none-is-checked")})
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.scope.set_value(Scope.ALL)
    dialog.go.click()
    job = desk.workspace.jobs.jobs[0]
    dialog.step_aside()
    assert dialog.windowModality() is Qt.WindowModality.NonModal
    assert dialog.isVisible()
    assert not dialog.working.isHidden()
    dialog.reject()
    await until(lambda: job.state is JobState.CANCELLED)
    await until(lambda: desk.workspace.jobs.pending == 0)
    assert not list(tmp_path.glob("*.csv"))
    desk.workspace.stores.close()


@pytest.mark.parametrize("returns", [True, False])
async def test_a_workbook_can_be_brought_back_unless_that_is_switched_off(
    desk, look, qtbot, tmp_path, returns
):
    dialog = dialog_on(desk, look, qtbot, tmp_path, Format.XLSX)
    dialog.show()
    assert dialog.returns.isChecked()
    assert dialog.returns.isVisible()
    if not returns:
        qtbot.keyClick(dialog.returns, Qt.Key.Key_Space)
    dialog.place.name.setText("rows")
    told = []
    dialog.exported.connect(lambda path, rows: told.append((path, rows)))
    dialog.go.click()
    await until(lambda: bool(told))
    found = await recognise(tmp_path / "rows.xlsx")
    assert (found is not None) is returns
    await until(lambda: desk.workspace.jobs.pending == 0)


def test_other_formats_carry_nothing_and_say_nothing_of_it(desk, look, qtbot, tmp_path):
    dialog = dialog_on(desk, look, qtbot, tmp_path, Format.CSV)
    dialog.show()
    assert not dialog.returns.isVisible()


def hidden_one(desk) -> None:
    """Tick three rows: two in sight, one that a filter hides; and one of another question."""
    desk.selection.tick(["k1", "k2", "k3", "elsewhere"], on=True)
    desk.session.arrange(ids={"some": frozenset({"k1", "k2", "k4"})})


async def test_ticked_rows_out_of_sight_are_exported_only_on_a_word(desk, look, qtbot, tmp_path):
    hidden_one(desk)
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.show()
    dialog.model.choose([column_of(desk.resource.field("name"))])
    hidden = dialog.scope.hidden
    assert dialog.go.text() == "Export 2 rows"
    assert hidden.isVisible()
    said = hidden.said
    assert said == "1 more is ticked and not in sight. 1 ticked row is not loaded here."
    dialog.scope.set_value(Scope.ALL)
    assert not hidden.isVisible()
    dialog.scope.set_value(Scope.SHOWN)
    assert dialog.go.text() == "Export 3 rows"
    hidden.too.click()
    assert dialog.scope.value is Scope.SELECTED
    assert dialog.go.text() == "Export 3 rows"
    dialog.place.name.setText("three")
    dialog.go.click()
    await until(lambda: dialog.result() == 1)
    assert len((tmp_path / "three.csv").read_text("utf-8").splitlines()) == 4
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_with_all_ticks_out_of_sight_they_can_still_be_chosen(desk, look, qtbot, tmp_path):
    desk.selection.tick(["k1", "k2"], on=True)
    desk.session.arrange(ids={"some": frozenset({"k4"})})
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.show()
    assert dialog.scope.value is Scope.SHOWN
    assert dialog.scope.hidden.isVisible()
    dialog.scope.hidden.too.click()
    assert dialog.scope.value is Scope.SELECTED
    assert dialog.go.text() == "Export 2 rows"
    dialog.scope.hidden.too.click()
    assert dialog.scope.value is Scope.SHOWN
    assert dialog.go.text() == "Export 1 row"


async def test_export_again_takes_what_is_in_sight_and_the_rest_on_a_word(
    desk, look, qtbot, tmp_path
):
    desk.selection.tick(["k1"], on=True)
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.model.choose([column_of(desk.resource.field("name"))])
    dialog.go.click()
    await until(lambda: dialog.result() == 1)
    hidden_one(desk)
    assert left_out(desk) == ("k3",)
    for too, count in ((False, 2), (True, 3)):
        told = []
        assert quick_export(desk, lambda _path, rows, told=told: told.append(rows), too=too)
        await until(lambda told=told: bool(told))
        assert told == [count]
    await until(lambda: desk.workspace.jobs.pending == 0)


def test_the_choice_of_rows_stands_where_it_is_however_often_they_are_counted(
    desk, look, qtbot, tmp_path
):
    hidden_one(desk)
    dialog = dialog_on(desk, look, qtbot, tmp_path)
    dialog.show()
    choice = dialog.scope.choice
    selected, shown, every = choice.buttons
    assert [each.accessibleName() for each in (selected, shown, every)] == [
        "Selected 2", "Shown 3", "All 30",
    ]  # fmt: skip
    shown.setFocus()
    for keys, offered in (((), False), (("k1", "k2"), True)):
        desk.selection.only(keys)
        assert selected.isVisible() == offered
        assert dialog.focusWidget() is shown
    desk.selection.only(["k1"])
    assert selected.accessibleName() == "Selected 1"
    dialog.scope.set_value(Scope.SELECTED)
    desk.selection.only([])
    assert dialog.scope.value is Scope.SHOWN
    assert dialog.go.text() == "Export 3 rows"
