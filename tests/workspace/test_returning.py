"""A workbook comes back: recognised, aligned, compared three ways and staged as one step."""

from __future__ import annotations

import subprocess
from contextlib import asynccontextmanager
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace

from tests.workspace.shop import Shelf, shop
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.values import Money
from workbench.edits.drafts import NEW_KEY, State
from workbench.export.origin import ID_HEADING, SHEET
from workbench.export.plan import Format, column_of
from workbench.export.write import write
from workbench.workspace import exporting
from workbench.workspace.returning import Returning, recognise
from workbench.workspace.returning_lines import CellFate, RowFate

JOB = Job("1", "Bring back", "import")
FIELDS = ("number", "name", "ean", "price", "stock", "category", "active", "note")


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


@asynccontextmanager
async def exported(tmp_path, shelf=None, *, returns=True):
    """Give a shop, its session and the workbook of all its rows."""
    async with shop(tmp_path / "home", shelf) as held:
        session = await held.session()
        fields = [session.resource.field(name) for name in FIELDS]
        columns = tuple(column_of(field) for field in fields if field is not None)
        plan = exporting.plan_of(session, columns, range(len(session.table)), returns=returns)
        path = tmp_path / "articles.xlsx"
        write(plan, path, Format.XLSX, lambda _done, _all: None, lambda: False)
        yield held, session, path


def edit(path, change):
    book = openpyxl.load_workbook(path)
    change(book, book.worksheets[0])
    book.save(path)
    return path


def through_office(path, folder):
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "again"), str(path)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return folder / "again" / path.name


def column_of_heading(sheet, heading):
    return next(cell.column for cell in sheet[1] if str(cell.value).startswith(heading))


def row_of(sheet, number):
    return next(row[0].row for row in sheet.iter_rows() if number in {c.value for c in row})


async def looked(session, path):
    returned = await recognise(path)
    assert returned is not None
    made = Returning(session, returned, lambda _entry: None)
    return made, await made.look(JOB)


async def test_a_workbook_that_nobody_touched_says_nothing(tmp_path):
    async with exported(tmp_path) as (_shop, session, path):
        made, outcome = await looked(session, path)
        assert (outcome.read, outcome.cells, outcome.rows, outcome.absent) == (40, (), (), 0)
        assert await made.stage(JOB) is None


async def test_saved_again_by_another_program_it_says_nothing(tmp_path):
    async with exported(tmp_path) as (_shop, session, path):
        _made, outcome = await looked(session, through_office(path, tmp_path))
        assert (outcome.read, outcome.cells, outcome.rows, outcome.absent) == (40, (), (), 0)


async def test_the_hidden_parts_are_hidden_and_hold_no_secret(tmp_path):
    async with exported(tmp_path) as (_shop, _session, path):
        book = openpyxl.load_workbook(path)
        assert book[SHEET].sheet_state == "veryHidden"
        sheet = book.worksheets[0]
        place = column_of_heading(sheet, ID_HEADING)
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].hidden
        text = " ".join(str(cell.value) for row in book[SHEET].iter_rows() for cell in row)
        assert "http" not in text
        assert "secret" not in text.casefold()


async def test_the_switch_leaves_all_of_it_out(tmp_path):
    async with exported(tmp_path, returns=False) as (_shop, _session, path):
        assert SHEET not in openpyxl.load_workbook(path).sheetnames
        assert await recognise(path) is None


def shuffled(book, sheet):
    """Reorder, delete, hide and rename columns, sort rows backwards, and edit two cells."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = rows[0]
    drop = heads.index("Note")
    price, stock = heads.index("Price (SEK)"), heads.index("Stock")
    body = sorted(rows[1:], key=lambda row: row[0], reverse=True)
    for row in body:
        if row[0] == "10-0003":
            row[price] = 52.5
        if row[0] == "10-0004":
            row[stock] = "1 000"
    order = [at for at in reversed(range(len(heads))) if at != drop]
    sheet.delete_rows(1, sheet.max_row)
    for row in [heads, *body]:
        sheet.append([row[at] for at in order])
    for name in [each for each in book.defined_names if each.startswith("workbench_")]:
        del book.defined_names[name]
    sheet.column_dimensions["B"].hidden = True


@pytest.mark.parametrize("office", [False, True])
async def test_sorted_and_moved_columns_are_followed_and_edits_are_one_step(tmp_path, office):
    async with exported(tmp_path) as (held, session, path):
        edit(path, shuffled)
        made, outcome = await looked(session, through_office(path, tmp_path) if office else path)
        found = {(cell.key, cell.field): cell for cell in outcome.cells}
        assert set(found) == {("10-0003", "price"), ("10-0004", "stock")}
        assert found["10-0004", "stock"].value == 1000
        assert found["10-0003", "price"].fate is CellFate.CHANGED
        assert found["10-0003", "price"].base == sek("43.00")
        assert outcome.deleted == ("Note",)

        step = await made.stage(JOB)
        assert step is not None
        editing = session.editing
        assert editing.value("10-0003", "price") == sek("52.50")
        assert editing.cell("10-0003", "price").base == sek("43.00")
        assert held.shelf.writes == []
        editing.book.steps.undo()
        assert editing.book.edits == 0


async def test_a_renamed_column_is_known_by_its_name(tmp_path):
    def rename(_book, sheet):
        place = column_of_heading(sheet, "Price")
        sheet.cell(1, place, "Our price 2027")
        sheet.cell(row_of(sheet, "10-0003"), place, 52.5)

    async with exported(tmp_path) as (_shop, session, path):
        edit(path, rename)
        for each in (path, through_office(path, tmp_path)):
            _made, outcome = await looked(session, each)
            assert [(cell.key, cell.field, cell.value) for cell in outcome.cells] == [
                ("10-0003", "price", sek("52.5"))
            ]
            assert outcome.deleted == ()


async def test_other_spellings_of_a_value_are_no_change(tmp_path):
    def respell(_book, sheet):
        row = row_of(sheet, "10-0003")
        sheet.cell(row, column_of_heading(sheet, "Price"), "43,00")
        sheet.cell(row, column_of_heading(sheet, "Stock"), "30")
        sheet.cell(row, column_of_heading(sheet, "EAN"), 7350042910045)
        sheet.cell(row, column_of_heading(sheet, "Name"), " Enamel mug 3 ")
        sheet.cell(row, column_of_heading(sheet, "Active"), "TRUE")

    async with exported(tmp_path) as (_shop, session, path):
        _made, outcome = await looked(session, edit(path, respell))
        assert outcome.cells == ()


async def test_what_was_changed_on_both_sides_is_a_conflict(tmp_path):
    shelf = Shelf.of()

    def both(_book, sheet):
        sheet.cell(row_of(sheet, "10-0003"), column_of_heading(sheet, "Price"), 52.5)
        sheet.cell(row_of(sheet, "10-0004"), column_of_heading(sheet, "Price"), 60)
        sheet.cell(row_of(sheet, "10-0005"), column_of_heading(sheet, "Price"), 70)

    async with exported(tmp_path, shelf) as (_shop, session, path):
        shelf.articles["10-0003"]["price"] = "99.00"
        shelf.articles["10-0005"]["price"] = "70.00"
        await session.ask(session.query, again=True)
        made, outcome = await looked(session, edit(path, both))
        fates = {cell.key: cell.fate for cell in outcome.cells}
        assert fates == {
            "10-0003": CellFate.CONFLICT,
            "10-0004": CellFate.CHANGED,
            "10-0005": CellFate.AGREED,
        }
        await made.stage(JOB)
        record = session.editing.record("10-0003")
        assert record.state is State.CONFLICT
        conflict = record.trouble.conflicts[0]
        sides = (conflict.base, conflict.theirs, conflict.mine)
        assert sides == (sek("43.00"), sek("99.00"), sek("52.5"))
        assert session.editing.record("10-0005") is None


async def test_added_rows_are_new_records_and_deleted_ones_delete_nothing(tmp_path):
    def grow(_book, sheet):
        heads = [cell.value for cell in sheet[1]]
        fresh = {"Number": "10-0777", "Name": "Jug", "Price (SEK)": 12.5}
        sheet.append([fresh.get(head) for head in heads])
        copy = [cell.value for cell in sheet[row_of(sheet, "10-0003")]]
        copy[heads.index("Number")] = "10-0778"
        sheet.append(copy)
        sheet.append([{"Price (SEK)": 3}.get(head) for head in heads])
        sheet.delete_rows(row_of(sheet, "10-0009"))

    async with exported(tmp_path) as (_shop, session, path):
        made, outcome = await looked(session, edit(path, grow))
        assert outcome.cells == ()
        assert outcome.absent == 1
        fates = [(row.fate, row.values.get("number")) for row in outcome.rows]
        assert fates[:2] == [(RowFate.NEW, "10-0777"), (RowFate.NEW, "10-0778")]
        assert fates[2][0] is RowFate.NOT_ADDED
        await made.stage(JOB)
        records = session.editing.records()
        assert len(records) == 2
        assert all(key.startswith(NEW_KEY) and record.new for key, record in records.items())


async def test_columns_that_cannot_be_changed_are_named_and_left_out(tmp_path):
    def forbid(_book, sheet):
        sheet.cell(row_of(sheet, "10-0003"), column_of_heading(sheet, "Number"), "10-9999")
        sheet.cell(row_of(sheet, "10-0004"), column_of_heading(sheet, "Price"), "cheap")

    async with exported(tmp_path) as (_shop, session, path):
        made, outcome = await looked(session, edit(path, forbid))
        fates = {cell.key: cell.fate for cell in outcome.cells}
        assert fates == {"10-0003": CellFate.READ_ONLY, "10-0004": CellFate.WRONG}
        assert outcome.read_only == ("Number",)
        assert all(cell.reason for cell in outcome.cells)
        assert outcome.staged == 0
        assert await made.stage(JOB) is None


async def test_records_that_are_gone_are_told(tmp_path):
    shelf = Shelf.of()

    def price(_book, sheet):
        sheet.cell(row_of(sheet, "10-0003"), column_of_heading(sheet, "Price"), 52.5)

    async with exported(tmp_path, shelf) as (_shop, session, path):
        del shelf.articles["10-0003"]
        await session.ask(session.query, again=True)
        _made, outcome = await looked(session, edit(path, price))
        assert outcome.cells == ()
        assert [row.fate for row in outcome.rows] == [RowFate.MISSING]


async def test_a_row_pasted_from_another_export_is_not_mistaken(tmp_path):
    def paste(_book, sheet):
        place = column_of_heading(sheet, ID_HEADING)
        row = row_of(sheet, "10-0003")
        sheet.cell(row, place, "00000000.2x")
        sheet.cell(row, column_of_heading(sheet, "Price"), 1)

    async with exported(tmp_path) as (_shop, session, path):
        _made, outcome = await looked(session, edit(path, paste))
        assert outcome.cells == ()
        assert [row.fate for row in outcome.rows] == [RowFate.FOREIGN]


async def test_without_its_hidden_column_rows_are_known_by_their_number(tmp_path):
    def strip(_book, sheet):
        sheet.cell(row_of(sheet, "10-0003"), column_of_heading(sheet, "Price"), 52.5)
        sheet.delete_cols(column_of_heading(sheet, ID_HEADING))

    async with exported(tmp_path) as (_shop, session, path):
        _made, outcome = await looked(session, edit(path, strip))
        assert [(cell.key, cell.fate) for cell in outcome.cells] == [("10-0003", CellFate.CHANGED)]


async def test_another_account_is_refused_by_name(tmp_path):
    async with exported(tmp_path) as (held, session, path):
        returned = await recognise(path)
        other = held.workspace.session(
            held.source, session.resource, replace(session.account, name="other", bound="")
        )
        with pytest.raises(WbError) as refused:
            Returning(other, returned, lambda _entry: None)
        assert refused.value.code is ErrorCode.INPUT
        assert "“other”" in refused.value.sentence
