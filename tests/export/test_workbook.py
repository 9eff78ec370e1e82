"""A workbook holds what the table held, as other programs read it."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from tests.export.rows import ExportPlan, Listed, about, column, export, plan
from workbench.core.fields import Kind
from workbench.core.values import Coded, Ladder, Money, Odd, Priced, Step
from workbench.export.plan import Part
from workbench.export.workbook.write import Limits

FORMULAS = [
    f"{sign}{rest}"
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", " =", "'=", '"=', ";=")
    for rest in ("1+1", 'HYPERLINK("http://x.test","y")', "cmd|' /C calc'!A0", "SUM(A1:A9)", "")
]
NASTY = [
    *FORMULAS,
    *("0012345678905", "1E5", "NA", "TRUE", "1-2", "00", "7.31E+12", "#N/A", "null", "1,5", "½"),
    *("a\x01b", "a\x00", "\x1f", "a\rb", "a\r\nb", "a\nb", "\tx\t", "  both  ", "two  blanks"),
    *("_x0041_", "_x000D_x", "__x0041_", "_x_x0001_", "_xZZZZ_", "a & <b> ]]> \"q\" 'q'", "&amp;"),
    *("é\u202eabc", "𝒳𝒴", "\x85", "\u2028", "\xa0x", "👩‍👩‍👧", "e\u0301", "\x7f"),
]


def naive(*parts):
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def sheets(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: sheet for sheet in book.worksheets}


def column_values(sheet, letter="A"):
    return [cell.value for cell in sheet[letter][1:]]


def calamine(path, index=0):
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(index)
    return sheet.to_python(skip_empty_area=False)[1:]


def nasty_strings(count):
    draw = random.Random(29)
    signs = "=+-@\t\r\n '\"_x0001F;,&<>00123456789eE.é＝\x01\x1f\u202e𝒳"
    return ["a" + "".join(draw.choices(signs, k=draw.randint(0, 12))) for _ in range(count)]


@pytest.mark.fault(29)
@pytest.mark.fault(37)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.ID, Kind.LINK])
def test_text_stays_text_character_by_character(tmp_path, kind):
    texts = [*NASTY, *nasty_strings(3400)]
    export(plan([column("name", kind)], [(text,) for text in texts]), tmp_path / "a.xlsx")
    cells = sheets(tmp_path / "a.xlsx")["Products"]["A"][1:]
    assert [unescape(cell.value) for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert [row[0] for row in calamine(tmp_path / "a.xlsx")] == texts


@pytest.mark.fault(73)
def test_no_formula_lives(tmp_path):
    columns = [
        column("text", Kind.TEXT),
        column("choice", Kind.CHOICE),
        column("money", Kind.MONEY),
    ]
    rows = [(text, Coded("c", text), Odd(text)) for text in FORMULAS]
    export(plan(columns, rows, title="=1+1"), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as held:
        for name in held.namelist():
            assert not re.search(rb"<f[ >/]", held.read(name))
    for sheet in sheets(tmp_path / "a.xlsx").values():
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_broken_character_is_marked(tmp_path):
    export(plan([column("a", Kind.TEXT)], [("x\ud800y",), ("\udfff",)]), tmp_path / "a.xlsx")
    assert calamine(tmp_path / "a.xlsx") == [["x\ufffdy"], ["\ufffd"]]


def test_types(tmp_path):
    moment = datetime(2026, 3, 14, 15, 9, 26, tzinfo=timezone(timedelta(hours=1)))
    kinds = [
        (Kind.ID, "0012345678905", "0012345678905", "@"),
        (Kind.INTEGER, 1234567, 1234567, "#,##0"),
        (Kind.STOCK, 0, 0, "#,##0"),
        (Kind.DECIMAL, Decimal("0.1"), 0.1, "General"),
        (Kind.MONEY, Money(Decimal("1.90"), "EUR"), 1.9, "#,##0.00##\\ [$EUR]"),
        (Kind.PRICE, Priced(Decimal("-0.0345"), "PLN", 1, 5), -0.0345, "#,##0.00##\\ [$PLN]"),
        (Kind.DATE, date(2026, 3, 14), naive(2026, 3, 14), "yyyy\\-mm\\-dd"),
        (Kind.TIME, moment, naive(2026, 3, 14, 14, 9, 26), "yyyy\\-mm\\-dd\\ hh:mm:ss"),
        (Kind.FLAG, True, True, "General"),
        (Kind.CHOICE, Coded("12", "Red & blue"), "Red & blue", "General"),
        (Kind.CODES, (Coded("1", "Red"), Coded("2", "")), "Red; 2", "General"),
    ]
    columns = [column(f"f{place}", kind) for place, (kind, *_) in enumerate(kinds)]
    rows = [tuple(value for _, value, _, _ in kinds), (None,) * len(kinds)]
    export(plan(columns, rows), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products"]
    assert [cell.value for cell in sheet[2]] == [wanted for _, _, wanted, _ in kinds]
    assert [cell.number_format for cell in sheet[2]] == [looks for *_, looks in kinds]
    assert [cell.value for cell in sheet[3]] in ([], [None] * len(kinds))


def test_currencies_of_a_column_keep_their_own_format(tmp_path):
    amounts = [
        Money(Decimal(number), code) for number, code in ((1, "EUR"), (2, "PLN"), (3, "EUR"))
    ]
    rows = [(amount,) for amount in amounts]
    written = export(plan([column("cost", Kind.MONEY)], rows), tmp_path / "a.xlsx")
    formats = [cell.number_format for cell in sheets(tmp_path / "a.xlsx")["Products"]["A"][1:]]
    assert [looks[-5:-1] for looks in formats] == ["$EUR", "$PLN", "$EUR"]
    assert not written.notes


@pytest.mark.parametrize("currency", ["", "EUR]", '"', "-409", "E\x01", "=1", "verylongname"])
def test_an_odd_currency_cannot_break_the_formats(tmp_path, currency):
    rows = [(Money(Decimal("1.5"), currency),)]
    written = export(plan([column("cost", Kind.MONEY)], rows), tmp_path / "a.xlsx")
    cell = sheets(tmp_path / "a.xlsx")["Products"]["A2"]
    assert (cell.value, cell.number_format) == (1.5, "#,##0.00##")
    assert len(written.notes) == 1


def test_hundreds_of_currencies_still_open(tmp_path):
    codes = [f"{a}{b}X" for a in "ABCDEFGHIJKLMNOP" for b in "ABCDEFGHIJKLMNOP"]
    rows = [(Money(Decimal(1), code),) for code in codes]
    written = export(plan([column("cost", Kind.MONEY)], rows), tmp_path / "a.xlsx")
    assert len(sheets(tmp_path / "a.xlsx")["Products"]["A"]) == len(codes) + 1
    assert written.notes == ("Amounts whose currency has no number format: 106.",)


def test_numbers_are_exact_or_text(tmp_path):
    numbers = ["1.10", "123456789012345", "0.1234567890123456789", "1E+400", "1E+3", "NaN", "-0.05"]
    rows = [(Decimal(text), Money(Decimal(text), "EUR")) for text in numbers]
    columns = [column("a", Kind.DECIMAL), column("b", Kind.MONEY), column("c", Kind.INTEGER)]
    whole = [10**15 - 1, 10**15, -(10**20), 0, 5, None, 7]
    full = [(*row, number) for row, number in zip(rows, whole, strict=True)]
    written = export(plan(columns, full), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products"]
    wanted = [1.1, 123456789012345, numbers[2], "1" + "0" * 400, 1000, "NaN", -0.05]
    assert column_values(sheet, "A") == wanted
    assert column_values(sheet, "B") == wanted
    assert column_values(sheet, "C") == [10**15 - 1, str(10**15), str(-(10**20)), 0, 5, None, 7]
    assert written.notes == ("Numbers with more than 15 digits, written as text: 8.",)


def test_the_shortest_text_of_a_price_is_in_the_file(tmp_path):
    rows = [(Money(Decimal("0.1") + Decimal("0.2"), "EUR"),)]
    export(plan([column("cost", Kind.MONEY)], rows), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as held:
        assert b"<v>0.3</v>" in held.read("xl/worksheets/sheet1.xml")


def test_old_days_are_text(tmp_path):
    days = [date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31), date(1, 1, 1)]
    rows = [(day, datetime(day.year, day.month, day.day, tzinfo=UTC)) for day in days]
    made = plan([column("day", Kind.DATE), column("time", Kind.TIME)], rows)
    written = export(made, tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products"]
    wanted = ["1900-02-28", naive(1900, 3, 1), naive(9999, 12, 31), "0001-01-01"]
    assert column_values(sheet) == wanted
    assert column_values(sheet, "B")[0] == "1900-02-28T00:00:00Z"
    assert written.notes == ("Days before March 1900, written as text: 4.",)


def test_values_of_another_kind_are_shown_as_they_are(tmp_path):
    odd = [Odd("=n/a"), "text", 5, Decimal("1.5"), True, date(2026, 1, 2), (Coded("1", "Red"),)]
    kinds = list(Kind)
    columns = [column(f"f{kind}", kind) for kind in kinds]
    rows = [(value,) * len(kinds) for value in odd]
    export(plan(columns, rows), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products"]
    for place, _ in enumerate(kinds, 1):
        assert str(sheet.cell(2, place).value) == "=n/a"
        assert str(sheet.cell(4, place).value) == "5"
        assert str(sheet.cell(8, place).value) == "Red"


@pytest.mark.fault(37)
def test_long_texts_are_cut_and_counted(tmp_path):
    texts = ["x" * 32_767, "x" * 32_768, "𝒳" * 16_384, "x" * 1_000_000, "\x01" * 20_000]
    rows = [(text,) for text in texts]
    written = export(plan([column("a", Kind.TEXT)], rows), tmp_path / "a.xlsx")
    read = [row[0] for row in calamine(tmp_path / "a.xlsx")]
    assert [len(text) for text in read] == [32_767, 32_767, 16_383, 32_767, 20_000]
    assert written.notes == ("Texts cut after 32,767 characters, the most a cell holds: 3.",)
    assert written.notes[0] in column_values(sheets(tmp_path / "a.xlsx")["About"], "B")


def test_links_up_to_what_a_sheet_holds(tmp_path):
    urls = [f"https://pictures.test/{number}?a=1&b=2#c" for number in range(65_531)]
    rows = [(url,) for url in urls]
    written = export(plan([column("picture", Kind.PICTURE)], rows), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as held:
        sheet = held.read("xl/worksheets/sheet1.xml")
        relations = held.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert sheet.count(b"<hyperlink ") == 65_530
    assert relations.count(b"<Relationship ") == 65_530
    assert calamine(tmp_path / "a.xlsx")[-1] == [urls[-1]]
    assert written.notes == ("Links beyond the 65,530 a sheet can hold, written as text: 1.",)


def test_only_web_addresses_are_links(tmp_path):
    linked = {
        'https://a.test/x y"<>.png#p q': "https://a.test/x%20y%22%3C%3E.png#p%20q",
        "http://a.test/100%": "http://a.test/100%25",
        "HTTPS://ä.test/é": "HTTPS://%C3%A4.test/%C3%A9",
    }
    plain = ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\x", "http://", "https://[::1"]
    plain += ["ftp://a.test/", "http://a.test:99999/", "https://a.test/" + "x" * 2100, "a.test"]
    rows = [(url,) for url in [*linked, *plain]]
    export(plan([column("link", Kind.LINK)], rows), tmp_path / "a.xlsx")
    cells = sheets(tmp_path / "a.xlsx")["Products"]["A"][1:]
    assert [cell.value for cell in cells] == [*linked, *plain]
    found = [
        f"{cell.hyperlink.target}#{cell.hyperlink.location}".removesuffix("#None")
        if cell.hyperlink
        else None
        for cell in cells
    ]
    assert found == [*linked.values(), *[None] * len(plain)]


def test_more_rows_go_on_in_a_next_sheet(tmp_path):
    rows = [(f"row {number}", f"https://a.test/{number}") for number in range(25)]
    made = plan([column("name", Kind.TEXT), column("link", Kind.LINK)], rows)
    written = export(made, tmp_path / "a.xlsx", limits=Limits(rows=10, links=4))
    read = sheets(tmp_path / "a.xlsx")
    assert list(read) == ["Products", "Products 2", "Products 3", "About"]
    assert written.sheets == ("Products", "Products 2", "Products 3")
    assert written.rows == 25
    names = [value for title in written.sheets for value in column_values(read[title])]
    assert names == [name for name, _ in rows]
    assert all(read[title]["A1"].value == "Name" for title in written.sheets)
    assert read["Products 3"].auto_filter.ref == "A1:B6"
    assert read["Products 3"]["B2"].hyperlink.target == "https://a.test/20"
    assert written.notes[0].endswith("written as text: 13.")


@pytest.mark.parametrize(("count", "names"), [(0, 1), (10, 1), (11, 2), (20, 2), (4001, 401)])
def test_rows_at_the_edge_of_sheets(tmp_path, count, names):
    made = plan([column("n", Kind.INTEGER)], [(number,) for number in range(count)])
    written = export(made, tmp_path / "a.xlsx", limits=Limits(rows=10))
    assert len(written.sheets) == names
    read = sheets(tmp_path / "a.xlsx")
    values = [value for title in written.sheets for value in column_values(read[title])]
    assert values == list(range(count))


def test_a_sheet_ends_before_its_part_grows_too_large(tmp_path):
    made = plan([column("n", Kind.TEXT)], [("x" * 1000,)] * 5000)
    written = export(made, tmp_path / "a.xlsx", limits=Limits(characters=100_000))
    assert written.sheets == ("Products", "Products 2", "Products 3")


def test_the_sheet_is_readable(tmp_path):
    columns = [column("gtin", Kind.ID), column("name", Kind.TEXT), column("stock", Kind.STOCK)]
    rows = [("0012345678905", "A mug with a long name " * 3, 12)] * 3
    export(plan(columns, rows, title="Products: all/of [them]"), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products  all of  them"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert 13 < sheet.column_dimensions["A"].width < 20
    assert sheet.column_dimensions["B"].width == 60
    assert sheet["A1"].font.b
    with zipfile.ZipFile(tmp_path / "a.xlsx") as held:
        assert b'sqref="A1:A4 B1:B4" numberStoredAsText="1"' in held.read(
            "xl/worksheets/sheet1.xml"
        )


def test_about_says_where_the_rows_came_from(tmp_path):
    export(plan([column("a", Kind.TEXT)], [("x",)] * 3), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["About"]
    lines = [(row[0].value, row[1].value) for row in sheet.iter_rows()]
    assert ("Source", "EuropeanSourcing") in lines
    assert ("Account", "main") in lines
    assert ("Time", "2026-03-14 15:09:26 UTC") in lines
    assert ("Filter", "Price up to 12 EUR") in lines
    assert ("Filter", "Stock of 100 or more") in lines
    assert ("Rows", "3") in lines
    assert ("Currency", "EUR (assumed: the source names none)") in lines
    assert ("Prices at quantity", "500") in lines
    assert dict(lines)["Program"].startswith("workbench")


def test_a_table_named_about_does_not_clash(tmp_path):
    made = ExportPlan((column("a", Kind.TEXT),), Listed([("x",)]), about(), "about")
    export(made, tmp_path / "a.xlsx")
    assert list(sheets(tmp_path / "a.xlsx")) == ["about", "About 2"]


@pytest.mark.parametrize(
    "title", ["", "History", "'x'", "x" * 40, "a\x01b", "\ud800", "Übersicht", "🎁" * 20]
)
def test_any_title_gives_a_sheet_that_opens(tmp_path, title):
    export(
        plan([column("a", Kind.TEXT)], [("x",)] * 3, title=title),
        tmp_path / "a.xlsx",
        limits=Limits(rows=2),
    )
    first, second, _ = sheets(tmp_path / "a.xlsx")
    assert 0 < len(first.encode("utf-16-le")) <= 62
    assert second.endswith(" 2")


def test_parts_of_a_price_are_columns_of_their_own(tmp_path):
    columns = [column("price", Kind.PRICE, part) for part in Part]
    ladder = Ladder((Step(1, Decimal("2.5")), Step(100, Decimal("1.9"))), minimum=50)
    rows = [(Priced(Decimal("1.9"), "EUR", 100, 500),) * 4, (None,) * 4, ((ladder,),) * 4]
    export(plan(columns, rows), tmp_path / "a.xlsx")
    sheet = sheets(tmp_path / "a.xlsx")["Products"]
    assert [cell.value for cell in sheet[1]] == [
        "Price", "Price: tier from", "Price: quantity bought", "Price: currency",
    ]  # fmt: skip
    wanted = [1.9, 100, 500, "EUR"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        wanted, [None] * 4, wanted,
    ]  # fmt: skip


def test_the_same_rows_give_the_same_bytes(tmp_path):
    made = plan([column("a", Kind.TEXT)], [(text,) for text in NASTY])
    export(made, tmp_path / "a.xlsx")
    export(made, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
