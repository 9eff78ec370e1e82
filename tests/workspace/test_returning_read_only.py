"""A workbook of a table that can only be read: then and now, and nothing is staged."""

from __future__ import annotations

import msgspec
import openpyxl
import pytest

from tests.workspace.kit import bench, english
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.values import Money
from workbench.export.plan import Format, column_of
from workbench.export.write import write
from workbench.workspace import exporting
from workbench.workspace.returning import Returning, recognise, why_not_here
from workbench.workspace.returning_lines import CellFate

JOB = Job("1", "Bring back", "import")


async def exported(held, path):
    session = held.session()
    await session.ask(english())
    fields = [each for each in session.resource.fields if each.shown][:12]
    prices = [each for each in session.resource.fields if each.kind.value == "price"][:1]
    columns = tuple(column_of(field) for field in dict.fromkeys((*fields, *prices)))
    plan = exporting.plan_of(session, columns, range(len(session.table)))
    write(plan, path, Format.XLSX, lambda _done, _all: None, lambda: False)
    return session


async def test_what_is_shown_now_is_what_was_exported(tmp_path):
    async with bench(tmp_path / "home") as held:
        session = await exported(held, tmp_path / "rows.xlsx")
        made = Returning(session, await recognise(tmp_path / "rows.xlsx"), lambda _entry: None)
        outcome = await made.look(JOB)
        assert (outcome.read, outcome.cells, outcome.rows) == (len(session.table), (), ())
        assert made.why_not_stage
        with pytest.raises(WbError):
            await made.stage(JOB)


async def test_prices_then_and_now_stand_beside_each_other(tmp_path):
    path = tmp_path / "rows.xlsx"
    async with bench(tmp_path / "home") as held:
        session = await exported(held, path)
        returned = await recognise(path)
        heads = {column.kind.value: number for number, column in enumerate(returned.origin.columns)}
        row = returned.rows[0]
        texts = list(row.texts)
        texts[heads["price"]] = b'["0.01","EUR"]'
        rows = {**returned.rows, 0: msgspec.structs.replace(row, texts=tuple(texts))}
        older = msgspec.structs.replace(returned, rows=rows)
        made = Returning(session, older, lambda _entry: None)
        outcome = await made.look(JOB)
        moved = [cell for cell in outcome.cells if cell.fate is CellFate.MOVED]
        assert [(cell.key, str(cell.base.amount)) for cell in moved] == [(row.key, "0.01")]
        assert isinstance(moved[0].now, Money)


async def test_edits_are_named_and_left_out(tmp_path):
    path = tmp_path / "rows.xlsx"
    async with bench(tmp_path / "home") as held:
        session = await exported(held, path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heading = sheet.cell(1, 1).value
        sheet.cell(3, 1, "Something else")
        book.save(path)
        made = Returning(session, await recognise(path), lambda _entry: None)
        outcome = await made.look(JOB)
        assert [cell.fate for cell in outcome.cells] == [CellFate.READ_ONLY]
        assert outcome.read_only == (heading,)


async def test_a_workbook_of_another_table_or_language_is_told(tmp_path):
    path = tmp_path / "rows.xlsx"
    async with bench(tmp_path / "home") as held:
        session = await exported(held, path)
        returned = await recognise(path)
        assert why_not_here(session, returned) == ""
        other = next(each for each in session.source.resources if each.id != session.resource.id)
        assert "another table" in why_not_here(held.session(other.id), returned)
        await session.ask(session.query.__class__(language="de"))
        assert "de" in why_not_here(session, returned)
