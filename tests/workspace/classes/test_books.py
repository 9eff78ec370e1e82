"""A class as a workbook: what is in it, and that it comes back to the same products."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.workspace.classes.kit import CLASS, bench, document
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import FeatureType


def cell_of(sheet, key: str, code: str):
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
    return sheet.cell(row, columns[code])


async def test_the_book_has_a_column_a_feature_with_lists_and_a_locked_id(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        coded, number = held.feature(FeatureType.ALPHANUMERIC), held.feature(FeatureType.NUMERIC)
        ranged = held.feature(FeatureType.RANGE)
        session = await held.session([
            document("0815", {coded.code: coded.values[0].code, number.code: "12.5",
                              ranged.code: ["1", "2"]}),
            document("other", {}, class_code="EC000905"),
        ])  # fmt: skip
        path = tmp_path / "class.xlsx"
        await held.classes.export_class(session, CLASS, path)
        book = openpyxl.load_workbook(path)
        sheet, lists = book.worksheets
        assert lists.sheet_state == "hidden"
        assert [cell.value for cell in sheet[1]][2:] == [own.code for own in held.class_().features]
        assert sheet.max_row == 3
        named, unit = next((own, own.unit) for own in held.class_().features if own.unit)
        assert sheet.cell(2, cell_of(sheet, "0815", named.code).column).value == (
            f"{named.name} [{unit.abbreviation}]"
        )
        assert cell_of(sheet, "0815", coded.code).value == coded.values[0].name
        assert cell_of(sheet, "0815", number.code).value == 12.5
        assert cell_of(sheet, "0815", ranged.code).value == "1..2"
        assert sheet.protection.sheet
        assert sheet.cell(3, 1).protection.locked
        assert not cell_of(sheet, "0815", coded.code).protection.locked
        ranges = [str(rule.sqref) for rule in sheet.data_validations.dataValidation]
        letter = cell_of(sheet, "0815", coded.code).column_letter
        assert f"{letter}3" in ranges


async def test_values_that_the_service_would_drop_are_marked_and_can_be_mended(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number = next(
            own for own in held.class_().features if own.type is FeatureType.NUMERIC and own.unit
        )
        unit = number.unit.abbreviation if number.unit else ""
        session = await held.session(
            [document("P1", {number.code: f"5 {unit}"}), document("P2", {number.code: "5"})]
        )
        path = tmp_path / "class.xlsx"
        await held.classes.export_class(session, CLASS, path)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert cell_of(sheet, "P1", number.code).fill.fgColor.rgb == "FFFFE699"
        assert cell_of(sheet, "P2", number.code).fill.fgColor.rgb != "FFFFE699"
        held.classes.set_value(session, ["P1"], number.code, f"5 {unit}")
        mended = held.classes.of(session, "P1")
        assert mended is not None
        row = mended.row(number.code)
        assert row is not None
        assert (row.value.text, row.trouble) == ("5", "")


async def test_an_untouched_book_changes_nothing(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        values: dict[str, object] = {
            FeatureType.NUMERIC: "0.125", FeatureType.RANGE: ["-1.5", "2"],
            FeatureType.LOGICAL: "false",
        }  # fmt: skip
        features = {
            own.code: own.values[0].code if own.values else values[own.type]
            for own in held.class_().features
        }
        session = await held.session([document("P1", features), document("P2", {})])
        path = tmp_path / "class.xlsx"
        await held.classes.export_class(session, CLASS, path)
        intake = await held.classes.import_class(session, path)
        assert (intake.values, intake.troubles, intake.unknown) == ((), (), ())
        assert (intake.rows, intake.same) == (2, len(features))
        assert held.classes.stage_intake(session, intake) is None


@pytest.mark.parametrize("written", ["1.50", "80.0", "007", "-0.0", "100", "1E2", "12345678901.50"])
async def test_a_number_that_is_written_otherwise_is_no_change(tmp_path: Path, written: str):
    async with bench(tmp_path / "home") as held:
        number = held.feature(FeatureType.NUMERIC)
        session = await held.session([document("P1", {number.code: written})])
        path = tmp_path / "class.xlsx"
        await held.classes.export_class(session, CLASS, path)
        intake = await held.classes.import_class(session, path)
        assert (intake.values, intake.troubles, intake.same) == ((), (), 1)


async def test_what_was_filled_is_staged_and_what_means_nothing_is_named_by_cell(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        coded, number = held.feature(FeatureType.ALPHANUMERIC), held.feature(FeatureType.NUMERIC)
        flag = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {flag.code: "true"}), document("P2", {})])
        path = tmp_path / "class.xlsx"
        await held.classes.export_class(session, CLASS, path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        cell_of(sheet, "P1", coded.code).value = coded.values[1].name
        cell_of(sheet, "P2", number.code).value = 40
        cell_of(sheet, "P1", flag.code).value = None
        wrong = cell_of(sheet, "P2", flag.code)
        wrong.value = "sometimes"
        sheet.append(["nobody"])
        book.save(path)
        intake = await held.classes.import_class(session, path)
        assert set(intake.values) == {
            ("P1", coded.code, coded.values[1].code), ("P2", number.code, "40"),
        }  # fmt: skip
        assert [(own.cell, own.key, own.typed) for own in intake.troubles] == [
            (wrong.coordinate, "P2", "sometimes")
        ]
        assert intake.unknown == ("nobody",)
        step = held.classes.stage_intake(session, intake)
        assert step is not None
        assert step.records == 2
        sheet_ = held.classes.of(session, "P1")
        assert sheet_ is not None
        kept = sheet_.row(flag.code)
        assert kept is not None
        assert kept.mine is None


async def test_another_workbook_is_refused(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        session = await held.session([document("P1", {})])
        book = openpyxl.Workbook()
        sheet = book.create_sheet("Prices", 0)
        sheet.append(["Number", "Price"])
        sheet.append(["P1", 5])
        path = tmp_path / "other.xlsx"
        book.save(path)
        with pytest.raises(WbError) as caught:
            await held.classes.import_class(session, path)
        assert caught.value.code is ErrorCode.FILE
        with pytest.raises(WbError):
            await held.classes.export_class(session, "EC999999", tmp_path / "none.xlsx")
        assert not (tmp_path / "none.xlsx").exists()
