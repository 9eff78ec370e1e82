from __future__ import annotations

import csv

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.ui.filters.kit import settling
from workbench.core.errors import WbError
from workbench.ui.filters.listfile import read_list
from workbench.ui.filters.listing import ListDialog
from workbench.workspace.picking import Outcome

PASTED = "NP-7\tmug\nnope\nG-3\n\nNP-1;x\nNP-7"


@pytest.fixture
def dialog(desk, look, qtbot):
    made = ListDialog(desk, look)
    qtbot.addWidget(made)
    return made


async def looked_up(dialog, text=PASTED):
    dialog.input.set_text(text)
    dialog.look_up()
    await until(lambda: dialog.picked is not None)


def cells(dialog):
    model = dialog.table.model
    return [
        [model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())
    ]


@settling
async def test_each_line_says_what_became_of_it(dialog, desk):
    QAbstractItemModelTester(dialog.table.model)
    await looked_up(dialog)
    assert cells(dialog) == [
        ["1", "NP-7", "found"],
        ["2", "nope", "not found"],
        ["3", "G-3", "several hits"],
        ["4", "NP-1", "found"],
        ["5", "NP-7", "found"],
    ]
    dialog.show_only("missing")
    assert cells(dialog) == [["2", "nope", "not found"]]
    dialog.show_only("every")
    assert len(cells(dialog)) == 5
    assert dialog.picked.count(Outcome.SEVERAL) == 1


@settling
async def test_the_rows_found_are_shown_in_the_pasted_order(dialog, desk):
    await looked_up(dialog)
    assert "3" in dialog.take.text()
    dialog.show_rows()
    table = desk.session.table
    assert [table.key(row) for row in range(len(table))] == ["k7", "k6", "k1"]


@settling
async def test_what_was_not_found_is_copied(dialog, desk):
    await looked_up(dialog)
    dialog.copy_missing()
    assert QGuiApplication.clipboard().text() == "nope"


@settling
async def test_the_list_is_exported(dialog, desk, tmp_path):
    await looked_up(dialog)
    dialog.save(str(tmp_path / "list.csv"))
    await until((tmp_path / "list.csv").exists)
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["pasted"] for row in rows] == ["NP-7", "nope", "G-3", "NP-1", "NP-7"]
    assert rows[1]["outcome"] == "not found"


@settling
async def test_stopping_leaves_the_list_there(dialog, desk):
    dialog.input.set_text("\n".join(f"NP-{n}" for n in range(400)))
    dialog.look_up()
    dialog.stop()
    await until(lambda: desk.workspace.jobs.pending == 0)
    assert dialog.picked is None
    assert dialog.input.count() == 400
    assert dialog.take.isEnabled()


@settling
async def test_an_answer_after_the_end_does_nothing(dialog, desk):
    dialog.input.set_text("NP-7")
    dialog.look_up()
    dialog.reject()


def test_an_empty_list_cannot_be_looked_up(dialog):
    assert not dialog.take.isEnabled()
    dialog.look_up()
    assert "empty" in dialog._error.text()


@pytest.mark.parametrize("data", [
    "NP-7;mug\nNP-1;pen\n".encode("utf-8-sig"),
    "NP-7,mug\nNP-1,pen\n".encode("cp1252"),
    "NP-7;Väderö\nNP-1;pen\n".encode("cp1252"),
    "NP-7\tmug\nNP-1\tpen\n".encode("utf-16"),
])  # fmt: skip
def test_files_of_several_makers_are_read(tmp_path, data):
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    assert read_list(path).split() == ["NP-7", "NP-1"]


def test_a_file_that_is_not_there_says_so(dialog, tmp_path):
    with pytest.raises(WbError):
        read_list(tmp_path / "gone.txt")
    dialog.load_file(str(tmp_path / "gone.txt"))
    assert "could not be read" in dialog._error.text()
