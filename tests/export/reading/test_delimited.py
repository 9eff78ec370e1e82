"""Delimited texts of every encoding, delimiter and line end give the same cells."""

from __future__ import annotations

import itertools

import pytest

from tests.export.reading.making import sheet_of, written

ROWS = [
    ["Artikel", "Größe", "GTIN", "Preis"],
    ["Tasse, groß", "Ü 5", "04006381333931", "1.234,50"],
    ['5" Rohr; dick', "a\nb", "00012345", "0,99"],
    ["Stab|er\tx", "", "4006381333931", "12,00"],
]
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32",
    "cp1252": "cp1252",
    "latin-1": "latin-1",
}
NEWLINES = {"\n": "\n", "\r\n": "\r\n", "\r": "\r", "mixed": "mixed"}


def text_of(rows, delimiter, newline):
    ends = (
        itertools.cycle(["\r\n", "\n", "\r"]) if newline == "mixed" else itertools.repeat(newline)
    )
    lines = []
    for row, end in zip(rows, ends, strict=False):
        inner = "\n" if newline == "mixed" else newline
        cells = ['"' + cell.replace('"', '""').replace("\n", inner) + '"' for cell in row]
        lines.append(delimiter.join(cells) + end)
    return "".join(lines)


@pytest.mark.fault(74)
@pytest.mark.parametrize("newline", NEWLINES, ids=["lf", "crlf", "cr", "mixed"])
@pytest.mark.parametrize(
    "delimiter", ["\t", ";", "|", ","], ids=["tab", "semicolon", "bar", "comma"]
)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_found_and_the_cells(tmp_path, encoding, delimiter, newline):
    text = text_of(ROWS, delimiter, newline)
    if encoding == "latin-1":
        # A sign that cp1252 has not.
        text = text.replace("Artikel", "Artikel\x81")
    sheet = sheet_of(written(tmp_path, text.encode(encoding)))
    assert sheet.found.kind == "text"
    assert sheet.found.encoding == ENCODINGS[encoding]
    assert sheet.found.encoding_sure is (
        encoding[:3] == "utf" and encoding[-3:-1] not in {"-l", "-b"}
    )
    assert sheet.found.delimiter == delimiter
    assert sheet.found.newline == newline
    assert sheet.found.header_row == 1
    assert sheet.found.writing.decimal == ","
    assert [header.strip("\x81") for header in sheet.headers] == ROWS[0]
    assert list(sheet.rows) == [tuple(cell or None for cell in row) for row in ROWS[1:]]
    assert [sheet.rows.number(place) for place in range(3)] == [2, 3, 4]
    assert sheet.remarks == ()


@pytest.mark.fault(74)
@pytest.mark.parametrize(
    ("content", "headers", "rows"),
    [
        ("a;b\n1,5;2\n", ("a", "b"), [("1,5", "2")]),
        ("a,b\n1;5,2\n3;4,5\n", ("a", "b"), [("1;5", "2"), ("3;4", "5")]),
        ("sep=;\na;b\n1;2\n", ("a", "b"), [("1", "2")]),
        ("sep=|\r\na|b,c\r\n1|2,3\r\n", ("a", "b,c"), [("1", "2,3")]),
        ("name\nTasse\nBecher\n", ("name",), [("Tasse",), ("Becher",)]),
        ("name\n", ("name",), []),
        ("1;2\n3;4\n", ("", ""), [("1", "2"), ("3", "4")]),
        ("2026-03-14;x\n2026-03-15;y\n", ("", ""), [("2026-03-14", "x"), ("2026-03-15", "y")]),
        ("Liste 2026;;\n\na;b;c\nx;y;z\nx;y;z\n", ("a", "b", "c"), [("x", "y", "z")] * 2),
        ("a;b\n\n\n1;2\n;\n3;4\n\n", ("a", "b"), [("1", "2"), ("3", "4")]),
        ("a;b\n1;2;3\n", ("a", "b", ""), [("1", "2", "3")]),
        ("a;b;c\n1\n1;2\n", ("a", "b", "c"), [("1", None, None), ("1", "2", None)]),
        ("a;b;;\n1;2;;\n", ("a", "b"), [("1", "2")]),
        ("a;;c\n1;2;3\n", ("a", "", "c"), [("1", "2", "3")]),
        ("a;A\n1;2\n", ("a", "A"), [("1", "2")]),
        (" a  b ;c\n x ;y\n", ("a b", "c"), [(" x ", "y")]),
        ("a;b\n'=1+1;'-x\n", ("a", "b"), [("=1+1", "-x")]),
        ("a;b\n'-x';'t Hooft\n", ("a", "b"), [("'-x'", "'t Hooft")]),
        ("a;b\n5\" Rohr;6'\n", ("a", "b"), [('5" Rohr', "6'")]),
        ("a,b\n'x, y','z'\n'p','q'\n", ("a", "b"), [("x, y", "z"), ("p", "q")]),
        ('"a";"b"\n"";""\n"x";""\n', ("a", "b"), [("x", None)]),
        ("a\tb\n1,5\t2;3\n", ("a", "b"), [("1,5", "2;3")]),
        ("a;b\n=1+1;@x\n", ("a", "b"), [("=1+1", "@x")]),
        ("a;b\n0012;1E5\n", ("a", "b"), [("0012", "1E5")]),
        ("a;b\n1;2", ("a", "b"), [("1", "2")]),
        ("a;b\n<img src=x>;\u202e\n", ("a", "b"), [("<img src=x>", "\u202e")]),
    ],
)
def test_odd_but_readable(tmp_path, content, headers, rows):
    sheet = sheet_of(written(tmp_path, content))
    assert sheet.headers == headers
    assert list(sheet.rows) == rows


def test_numbers_of_rows_are_those_a_spreadsheet_shows(tmp_path):
    sheet = sheet_of(written(tmp_path, 'Titel\n\na;b\n"x\ny";1\n\nz;2\n'))
    assert [sheet.rows.number(place) for place in range(2)] == [4, 6]
    assert sheet.found.header_row == 3


@pytest.mark.parametrize(
    ("chosen", "headers", "first"),
    [
        ({"delimiter": "|"}, ("a;b",), ("1,5;x",)),
        ({"header_row": 0}, ("", ""), ("a", "b")),
        ({"header_row": 2}, ("1,5", "x"), ("2", "y")),
        ({"encoding": "cp850"}, ("a", "b"), ("1,5", "x")),
        ({"decimal": ".", "day_first": True}, ("a", "b"), ("1,5", "x")),
    ],
)
def test_a_choice_counts_more_than_what_is_found(tmp_path, chosen, headers, first):
    path = written(tmp_path, "a;b\n1,5;x\n2;y\n")
    sheet = sheet_of(path, **chosen)
    assert sheet.headers[: len(headers)] == headers
    assert sheet.rows[0] == first
    found = sheet.found
    assert found.writing.decimal == chosen.get("decimal", "" if "delimiter" in chosen else ",")
    assert found.writing.day_first is chosen.get("day_first")
    assert found.encoding == chosen.get("encoding", "utf-8")


@pytest.mark.parametrize(("most", "count", "whole"), [(0, 0, False), (1, 1, False), (2, 2, True)])
def test_a_look_at_the_beginning(tmp_path, most, count, whole):
    sheet = sheet_of(written(tmp_path, "a;b\n1;x\n2;y\n"), most_rows=most)
    assert (len(sheet.rows), sheet.found.whole) == (count, whole)


def test_quotes_can_be_told_to_mean_nothing(tmp_path):
    path = written(tmp_path, 'a;b\n"x;1\ny";2\n')
    assert list(sheet_of(path, quote="").rows) == [('"x', "1"), ('y"', "2")]


def test_characters_that_a_chosen_encoding_lacks_are_counted(tmp_path):
    sheet = sheet_of(written(tmp_path, "a;b\nx;\xfc\xfc\n".encode("cp1252")), encoding="utf-8")
    (remark,) = sheet.remarks
    assert (remark.row, remark.column, remark.count) == (2, 2, 2)


def test_remarks_say_where_and_how_often(tmp_path):
    sheet = sheet_of(written(tmp_path, "Titel\na;;A;d\n1;2;3;4;5\n1;2;3;4;5\n"))
    told = {(each.sentence, each.row, each.column, each.count) for each in sheet.remarks}
    assert told == {
        ("Rows above the headers are left out.", 1, 0, 1),
        ("Columns without a name.", 2, 2, 1),
        ("Columns with the same name as another.", 2, 3, 1),
        ("Rows with more cells than there are headers.", 3, 5, 2),
    }


def test_a_swallowed_table_is_remarked_on(tmp_path):
    content = 'a;b\n"x;1\n' + "y;2\n" * 60 + '";3\n'
    (remark,) = sheet_of(written(tmp_path, content)).remarks
    assert remark.sentence == "A cell holds many lines: a quote may be missing."
    assert (remark.row, remark.column) == (2, 1)


@pytest.mark.parametrize(
    ("rows", "decimal", "day_first"),
    [
        ("1.50;3/14/2026\n", ".", False),
        ("1,50;14/3/2026\n", ",", True),
        ("1.234;3/4/2026\n", ",", None),
        ("1,234.5;14.3.2026\n", ".", None),
        ("1'234.50;14/03/2026\n", ".", True),
        ("1.234.567;14-03-2026\n", ",", True),
        ("3,14159;12/12/2026\n", ",", None),
        ("14/3/2026;3/14/2026\n", ",", None),
    ],
)
def test_how_numbers_and_days_are_written(tmp_path, rows, decimal, day_first):
    found = sheet_of(written(tmp_path, "a;b\n" + rows)).found
    assert (found.writing.decimal, found.writing.day_first) == (decimal, day_first)


def test_the_fingerprint_is_the_layouts(tmp_path):
    one = sheet_of(written(tmp_path, "Name;Preis\nx;1\n")).fingerprint
    again = sheet_of(written(tmp_path, " name\tPREIS\ny\t2\n")).fingerprint
    turned = sheet_of(written(tmp_path, "Preis;Name\n1;x\n")).fingerprint
    assert one == again != turned
