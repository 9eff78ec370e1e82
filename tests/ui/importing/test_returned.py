"""A workbook that came back, in its dialog: numbers before anything is staged, one step, undo."""

from __future__ import annotations

from contextlib import asynccontextmanager
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.workspace.files import book
from tests.workspace.shop import ACCOUNT, ARTICLES, Shelf, shop
from workbench.core.queries import Query
from workbench.core.values import Money
from workbench.core.views import TabState
from workbench.export.plan import Format, column_of
from workbench.export.write import write
from workbench.ui.desk.desk import Desk
from workbench.ui.importing.returned import ReturnedDialog
from workbench.ui.importing.wizard import ImportDialog
from workbench.workspace import exporting


@pytest.fixture
def desk(qapp, tmp_path):
    """Open a desk on a small shop: `async with desk() as (desk, path)`, with an exported file."""

    @asynccontextmanager
    async def opened(articles=ARTICLES):
        async with shop(tmp_path / "home", Shelf.of(20)) as held:
            source = replace(held.source, resources=(articles,))
            made = Desk(held.workspace, source, TabState("lagerkoll", account=ACCOUNT.name))
            made.account = ACCOUNT
            made.open(ask=False)
            await made.session.ask(Query(), again=True)
            fields = [made.session.resource.field(each) for each in ("number", "name", "price")]
            columns = tuple(column_of(field) for field in fields)
            plan = exporting.plan_of(made.session, columns, range(len(made.session.table)))
            path = tmp_path / "articles.xlsx"
            write(plan, path, Format.XLSX, lambda _done, _all: None, lambda: False)
            try:
                yield made, path
            finally:
                made.close()

    return opened


def edited(path, price=52.5):
    held = openpyxl.load_workbook(path)
    held.worksheets[0]["C4"] = price
    held.worksheets[0]["A5"] = "10-9999"
    held.worksheets[0].delete_rows(7)
    held.save(path)
    return path


@asynccontextmanager
async def dialog_of(desk, look, path):
    made = ReturnedDialog(
        desk, desk.session, desk.workspace.keeping.baskets, look.tinted("lagerkoll"), str(path)
    )
    made.resize(1000, 700)
    made.open()
    try:
        yield made
    finally:
        made.hide()
        made.deleteLater()


async def test_numbers_first_then_one_step(desk, look, qtbot):
    async with desk() as (held, path), dialog_of(held, look, edited(path)) as dialog:
        QAbstractItemModelTester(dialog.model)
        told = []
        dialog.staged.connect(lambda count, file: told.append((count, file)))
        await until(dialog.go.isEnabled)
        assert dialog.sentence.text() == "1 cell was edited."
        assert "Number" in dialog.details.text()
        assert "nothing is deleted" in dialog.details.text()
        assert dialog.go.text() == "Stage 1 change"
        assert dialog.model.rowCount() == 2
        shown = [dialog.model.index(0, column).data() for column in range(7)]
        assert shown[2:6] == ["Price (SEK)", "43.00 SEK", "52.50 SEK", "43.00 SEK"]
        assert held.session.editing.book.edits == 0
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        await until(lambda: bool(told))
        assert told == [(1, "articles.xlsx")]
        editing = held.session.editing
        assert editing.value("10-0003", "price") == Money(Decimal("52.50"), "SEK")
        editing.book.steps.undo()
        assert editing.book.edits == 0


async def test_nothing_edited_is_said(desk, look):
    async with desk() as (held, path), dialog_of(held, look, path) as dialog:
        await until(lambda: bool(dialog.sentence.text()))
        assert dialog.sentence.text() == "Nothing was edited in the workbook."
        assert not dialog.go.isEnabled()


async def test_a_table_that_can_only_be_read_is_compared(desk, look):
    async with desk(replace(ARTICLES, saving=None)) as (held, path):
        shelf_price = held.session.table
        assert len(shelf_price) == 20
        async with dialog_of(held, look, edited(path)) as dialog:
            await until(lambda: bool(dialog.sentence.text()))
            assert not dialog.go.isEnabled()
            assert dialog.notes.isVisible()


async def test_any_other_file_is_refused_and_can_be_imported(desk, look, tmp_path):
    other = book(tmp_path, [["Number"], ["10-0001"]], name="other.xlsx")
    async with desk() as (held, _path), dialog_of(held, look, other) as dialog:
        asked = []
        dialog.plain_wanted.connect(asked.append)
        await until(lambda: dialog.notes.isVisible() and not dialog.working.isVisible())
        dialog.plain.click()
        assert asked == [str(other)]


@pytest.mark.parametrize("plain", [False, True])
async def test_the_wizard_hands_it_over_unless_it_is_to_be_any_file(desk, look, plain):
    async with desk() as (held, path):
        dialog = ImportDialog(held, held.session, look.tinted("lagerkoll"), str(path), plain=plain)
        ours = []
        dialog.ours.connect(ours.append)
        dialog.open()
        await until(lambda: bool(ours) or dialog.go.isEnabled())
        assert ours == ([] if plain else [str(path)])
        assert dialog.isVisible() is plain
        dialog.hide()
        dialog.importing.close()
        dialog.deleteLater()
