"""Workbooks of four kinds: the types of the cells, and what a workbook says beside them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from openpyxl.packaging.custom import StringProperty

from tests.export.reading.making import book, ods, part_of, repacked, sheet_of, xls
from workbench.export.reading.sheet import SheetSize

ROWS = [["Name", "Preis"], ["Tasse", 1.5], ["Becher", None], ["007", 12.0]]
MOMENT = dt.datetime.fromisoformat("2026-03-14T08:30")
CELLS = [("Tasse", Decimal("1.5")), ("Becher", None), ("007", Decimal(12))]


@pytest.mark.fault(74)
@pytest.mark.parametrize("make", [book, xls, ods])
def test_every_kind_gives_the_same_cells(tmp_path, make):
    sheet = sheet_of(make(tmp_path, ROWS))
    assert sheet.found.kind == {"book": "xlsx"}.get(make.__name__, make.__name__)
    assert sheet.headers == ("Name", "Preis")
    assert list(sheet.rows) == CELLS
    assert [(each.rows, each.columns) for each in sheet.found.sheets] == [(4, 2)]
    assert sheet.remarks == ()


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x.txt", "x"])
def test_the_name_says_nothing(tmp_path, name):
    assert list(sheet_of(book(tmp_path, ROWS, name)).rows) == CELLS


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        ("0012", "0012"),
        ("=1", None),
        (" x ", " x "),
        ("  ", None),
        ("two\nlines", "two\nlines"),
        (True, True),
        (False, False),
        (0, Decimal()),
        (-5, Decimal(-5)),
        (0.1, Decimal("0.1")),
        (59.97, Decimal("59.97")),
        (4006381333931, Decimal(4006381333931)),
        (123456789012345, Decimal(123456789012345)),
        (1e-7, Decimal("0.0000001")),
        (dt.date(2026, 3, 14), dt.date(2026, 3, 14)),
        (MOMENT, MOMENT),
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=30), "30:00:00"),
        ("#N/A", "#N/A"),
        ("é\u202e𝒳", "é\u202e𝒳"),
    ],
)
def test_types_of_cells(tmp_path, given, cell):
    sheet = sheet_of(book(tmp_path, [["a", "b"], ["x", given]]))
    assert sheet.rows[0] == (("x", cell) if len(sheet.headers) == 2 else ("x",))
    assert type(sheet.rows[0][1]) is type(cell)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (b"59.969999999999999", "59.97"),
        (b"1.1000000000000001", "1.1"),
        (b"0.30000000000000004", "0.3"),
        (b"1E3", "1000"),
        (b"9007199254740991", "9007199254740991"),
        (b"-0.05", "-0.05"),
    ],
)
def test_numbers_as_workbooks_write_them(tmp_path, written, number):
    path = book(tmp_path, [["a"], [5]])
    part = "xl/worksheets/sheet1.xml"
    changed = part_of(path, part).replace(b"<v>5</v>", b"<v>" + written + b"</v>")
    (row,) = sheet_of(repacked(path, {part: changed})).rows
    assert f"{row[0]:f}" == number


def test_cells_keep_their_places(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["C5"], sheet["D5"], sheet["C7"], sheet["D9"] = "a", "b", 1, 2
    made.save(tmp_path / "x.xlsx")
    read = sheet_of(tmp_path / "x.xlsx")
    assert read.headers == ("", "", "a", "b")
    assert list(read.rows) == [(None, None, Decimal(1), None), (None, None, None, Decimal(2))]
    assert [read.rows.number(place) for place in range(2)] == [7, 9]
    assert read.found.header_row == 5


def test_sheets_can_be_chosen_and_hidden_ones_are_not_the_first(tmp_path):
    made = openpyxl.Workbook()
    made.worksheets[0].title, made.worksheets[0].sheet_state = "secret", "hidden"
    made.worksheets[0].append(["s"])
    made.create_sheet("empty")
    made.create_sheet("Liste").append(["l", "m"])
    made.active = 1
    made.save(tmp_path / "x.xlsx")
    read = sheet_of(tmp_path / "x.xlsx")
    assert (read.found.sheet, read.headers) == ("Liste", ("l", "m"))
    assert [(each.name, each.hidden) for each in read.found.sheets] == [
        ("secret", True),
        ("empty", False),
        ("Liste", False),
    ]
    assert read.found.sheets[2] == SheetSize("Liste", 1, 2)
    assert sheet_of(tmp_path / "x.xlsx", sheet="secret").headers == ("s",)


def test_what_the_workbook_says_beside_its_cells(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (["a", "b", "c"], ["x", "y", "z"]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A2:C2")
    made.custom_doc_props.append(StringProperty(name="workbench.source", value="loupe"))
    made.defined_names["ids"] = openpyxl.workbook.defined_name.DefinedName(
        "ids", attr_text="Sheet!$B:$B"
    )
    made.save(tmp_path / "x.xlsx")
    read = sheet_of(tmp_path / "x.xlsx")
    assert read.properties == {"workbench.source": "loupe"}
    assert read.names == {"ids": "Sheet!$B:$B"}
    assert read.hidden_columns == (1,)
    (remark,) = read.remarks
    assert remark.sentence.startswith("Merged cells")
    assert (remark.row, remark.column, remark.count) == (2, 1, 1)
    assert list(read.rows) == [("x", None, None)]


def test_properties_of_open_documents(tmp_path):
    assert sheet_of(ods(tmp_path, ROWS)).properties == {"made-by": "somebody"}


def test_errors_and_formulas_that_nothing_computed_are_told(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c", "d"])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, "=1+1", None, "")
        sheet.write_string(2, 3, "x")
    read = sheet_of(tmp_path / "x.xlsx")
    assert list(read.rows) == [("#DIV/0!", Decimal(2), None, None), (None, None, None, "x")]
    told = [(each.sentence[:8], each.row, each.column) for each in read.remarks]
    assert told == [("Cells th", 2, 1), ("Formulas", 2, 3)]


def test_macros_are_told_and_not_run(tmp_path):
    path = repacked(book(tmp_path, ROWS, "x.xlsm"), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    read = sheet_of(path)
    assert read.found.macros
    assert read.found.kind == "xlsm"
    assert list(read.rows) == CELLS
    assert read.remarks[0].sentence == "The workbook carries macros; they are not run."


def test_digits_that_a_workbook_loses_are_told(tmp_path):
    read = sheet_of(book(tmp_path, [["a"], [12345678901234567]]))
    assert [(each.row, each.column) for each in read.remarks] == [(2, 1)]


def test_links_to_other_files_are_left_alone(tmp_path):
    path = book(tmp_path, ROWS)
    links = part_of(path, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/externalLink" Target="file:///etc/passwd" TargetMode="External"/>'
        b"</Relationships>",
    )
    assert list(sheet_of(repacked(path, {"xl/_rels/workbook.xml.rels": links})).rows) == CELLS


def test_our_own_workbooks_come_back(tmp_path):
    from tests.export.rows import column, export, plan
    from workbench.core.fields import Kind
    from workbench.core.values import Money

    kinds = [Kind.TEXT, Kind.ID, Kind.MONEY, Kind.DATE, Kind.FLAG]
    rows = [("Tasse", "0012345678905", Money(Decimal("1.50"), "EUR"), dt.date(2026, 3, 14), True)]
    export(plan([column(kind.value, kind) for kind in kinds], rows), tmp_path / "x.xlsx")
    read = sheet_of(tmp_path / "x.xlsx")
    assert read.found.sheet == "Products"
    assert read.rows[0][:5] == (
        "Tasse", "0012345678905", Decimal("1.5"), dt.date(2026, 3, 14), True
    )  # fmt: skip
