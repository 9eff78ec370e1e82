"""A workbook with columns of features comes back: staged as rows of each product's list."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.workspace.classes.kit import bench, document, page_of
from tests.workspace.classes.test_columns import editing, shown, wide
from workbench.core.etim import FeatureType
from workbench.core.jobs import Job
from workbench.export.plan import Format, column_of
from workbench.export.write import write
from workbench.workspace import exporting
from workbench.workspace.documents import RECENT
from workbench.workspace.returning import Returning, recognise
from workbench.workspace.returning_lines import CellFate

JOB = Job("1", "Bring back", "import")


def edited(path: Path, title: str, values: dict[str, object]) -> None:
    """Type values into a column of the workbook, by the product's number."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    place = next(cell.column for cell in sheet[1] if str(cell.value).startswith(title))
    for row in sheet.iter_rows(min_row=2):
        key = next((cell.value for cell in row if cell.value in values), None)
        if key is not None:
            sheet.cell(row[0].row, place).value = values[key]
    book.save(path)


async def test_features_typed_in_a_workbook_are_staged_in_their_lists(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number, other = held.feature(FeatureType.NUMERIC), held.feature(FeatureType.LOGICAL)
        documents = [
            document("P1", {number.code: "10", other.code: "true"}),
            document("P2", {number.code: "20"}), document("P3", {number.code: "30"}),
            document("P4", class_code=""), document("P5", {number.code: "NA"}),
        ]  # fmt: skip
        session = await wide(held, documents, number.code)
        fields = [session.resource.field(name) for name in ("product_id", number.code)]
        columns = tuple(column_of(field) for field in fields if field is not None)
        plan = exporting.plan_of(session, columns, range(len(session.table)), returns=True)
        path = tmp_path / "products.xlsx"
        write(plan, path, Format.XLSX, lambda _done, _all: None, lambda: False)
        session.merge(page_of([document("P3", {number.code: "31"})]))
        edited(path, number.name, {"P1": 11, "P2": "wide", "P3": 33, "P4": 5, "P5": 7})
        returned = await recognise(path)
        assert returned is not None
        made = Returning(session, returned, lambda _entry: None)
        outcome = await made.look(JOB)
        fates = {cell.key: cell.fate for cell in outcome.cells}
        assert fates == {
            "P1": CellFate.CHANGED, "P2": CellFate.WRONG, "P3": CellFate.READ_ONLY,
            "P4": CellFate.READ_ONLY, "P5": CellFate.CHANGED,
        }  # fmt: skip
        reasons = {cell.key: cell.reason for cell in outcome.cells}
        assert "no number" in reasons["P2"]
        assert "Changed at the service" in reasons["P3"]
        assert "no ETIM class" in reasons["P4"]
        step = await made.stage(JOB)
        assert step is not None
        assert {change.field for change in step.changes} == {"features"}
        assert shown(session, "P1", number.code) == Decimal(11)
        sheet = held.classes.of(session, "P1")
        row = sheet.row(other.code) if sheet is not None else None
        assert row is not None
        assert row.value.text == "true", "the rest of the list stays"


async def test_a_list_that_is_not_known_is_never_staged(tmp_path: Path):
    async with bench(tmp_path) as held:
        number = held.feature(FeatureType.NUMERIC).code
        many = [document(f"P{at}", {number: "10"}) for at in range(RECENT + 50)]
        session = await wide(held, many, number)
        assert editing(session).why_not("P0", number) == ""
        held.workspace.stores.cache.clear()
        assert "not on this machine" in editing(session).why_not("P0", number)
        assert editing(session).set("Set", [("P0", number, Decimal(3))]) is None
        last = f"P{RECENT + 49}"
        assert editing(session).set("Set", [(last, number, Decimal(3))]) is not None


async def test_the_class_page_stages_no_list_that_is_not_known(tmp_path: Path):
    async with bench(tmp_path) as held:
        number = held.feature(FeatureType.NUMERIC).code
        many = [document(f"P{at}", {number: "10"}) for at in range(RECENT + 50)]
        session = await held.session(many)
        await held.classes.warm(session)
        held.workspace.stores.cache.clear()
        assert held.classes.set_value(session, ["P0"], number, "3") is None
        assert editing(session).record("P0") is None
