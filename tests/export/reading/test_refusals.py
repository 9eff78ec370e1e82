"""Files that cannot be read are refused by name, with the place where there is one."""

from __future__ import annotations

import zipfile

import pytest
import xlsxwriter

from tests.export.reading.making import book, ods, part_of, repacked, sheet_of, written, xls
from workbench.core.errors import ErrorCode, WbError
from workbench.export.reading.limits import Limits

PART = "xl/worksheets/sheet1.xml"


def refused(path, limits=None, **chosen):
    with pytest.raises(WbError) as caught:
        sheet_of(path, limits, **chosen)
    assert caught.value.code is ErrorCode.FILE
    assert caught.value.hint
    return caught.value


@pytest.mark.fault(74)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing in it"),
        (b"\n\n;;\n", "nothing in it"),
        (b"\xef\xbb\xbf", "nothing in it"),
        (b"\xff\xfe", "nothing in it"),
        (bytes(range(1, 256)) * 20, "neither a table nor a text"),
        (b"\x01\x02\x03\x04" * 400, "neither a table nor a text"),
        (b"a;b\n1;\x00\n", "Row 2: there is a NUL byte"),
        (b"a;b\n" + "ü;ü\n".encode() + b"\xfc;x\n", "Row 3: the text is in two encodings"),
        (b"a;b\n\xfc;x\n" + "ü;ü\n".encode(), "Row 2: the text is in two encodings"),
        (b'a;b\nx;1\n"y;2\nz;3\n', "Row 3: a quote opens a cell and is never closed"),
        (b'a;b\n"x" y;1\n', "Row 2: text follows the quote"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a packed file"),
        (b"Rar!\x1a", "a packed file"),
        (b"PAR1", "a Parquet file"),
        (b"{\\rtf1", "a text document"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML document"),
        (b"PK\x05\x06" + b"\0" * 18, "without a workbook"),
        (b"PK\x03\x04" + b"x" * 500, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xff\xfe" + b"a\x00\xd8" * 100, "cannot be read as utf-16"),
    ],
)
def test_a_text_that_is_none(tmp_path, content, said):
    assert said in refused(written(tmp_path, content)).sentence


@pytest.mark.fault(74)
def test_limits_of_texts(tmp_path):
    few = Limits(rows=5, columns=4, characters=10, size=1000)
    error = refused(written(tmp_path, "a;b\n" + "1;2\n" * 6), few)
    assert error.sentence == "Row 6: the file has more than 5 rows."
    error = refused(written(tmp_path, "a;b\n1;2;3;4;5\n"), few)
    assert error.field == "E2"
    assert error.sentence == "Row 2, column E: the row has more than 4 columns."
    error = refused(written(tmp_path, "a;b\n1;" + "x" * 11 + "\n"), few)
    assert "Row 2, column B" in error.sentence
    assert "Row 2" in refused(written(tmp_path, "a;b\n1;" + "x" * 20 + "\n"), few).sentence
    assert "larger than" in refused(written(tmp_path, "x;" * 501), few).sentence


def test_a_million_columns(tmp_path):
    error = refused(written(tmp_path, "a;b\n" + ";".join("x" * 1_000_000) + "\n"))
    assert error.field == "XFE2"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"encoding": "no-such"}, "no encoding “no-such”"),
        ({"delimiter": ""}, "cannot part cells"),
        ({"delimiter": "\n"}, "cannot part cells"),
        ({"encoding": "utf-16"}, "cannot be read as utf-16"),
    ],
)
def test_choices_that_cannot_be(tmp_path, chosen, said):
    assert said in refused(written(tmp_path, "a;b\n1;2"), **chosen).sentence


def test_a_sheet_that_is_not_there(tmp_path):
    error = refused(book(tmp_path, [["a"]]), sheet="Liste")
    assert error.sentence == "There is no sheet “Liste”."
    assert "Sheet" in error.hint


@pytest.mark.fault(74)
@pytest.mark.parametrize("rows", [[], [[""]], [[None, "  "]]])
def test_a_workbook_with_nothing_in_it(tmp_path, rows):
    assert "nothing in it" in refused(book(tmp_path, rows)).sentence


def outcome(path):
    try:
        return len(sheet_of(path).rows)
    except WbError as error:
        return error.sentence if error.code is ErrorCode.FILE else error.code


DOCTYPES = [
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "http://a.test/x.dtd">',
    b"<!-- " + b"x" * 70_000 + b" --><!DOCTYPE x>",
]


@pytest.mark.fault(74)
@pytest.mark.parametrize("doctype", DOCTYPES, ids=["external", "laughs", "dtd", "hidden"])
@pytest.mark.parametrize(
    "part", [PART, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels",
             "docProps/core.xml"],
)  # fmt: skip
def test_no_entity_is_ever_declared(tmp_path, part, doctype):
    path = book(tmp_path, [["a"], ["x"]])
    old = part_of(path, part)
    head = b'<?xml version="1.0"?>'
    body = old.partition(b"?>")[2] if old.startswith(b"<?xml") else old
    error = refused(repacked(path, {part: head + doctype + body}))
    assert error.sentence == f"The workbook declares entities in “{part}”."


def test_no_entity_in_the_shared_texts(tmp_path):
    path, part = tmp_path / "x.xlsx", "xl/sharedStrings.xml"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write_row(0, 0, ["a", "b"])
    changed = part_of(path, part).replace(b"<sst", DOCTYPES[0] + b"<sst")
    assert part in refused(repacked(path, {part: changed})).sentence


def test_no_entity_in_open_documents_nor_in_wide_encodings(tmp_path):
    path = ods(tmp_path, [["a"], ["x"]])
    wide = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>').encode("utf-16")
    assert "content.xml" in refused(repacked(path, {"content.xml": wide})).sentence


@pytest.mark.fault(74)
@pytest.mark.parametrize("part", [PART, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("change", ["gone", "cut", "rubbish"])
def test_parts_that_are_damaged(tmp_path, part, change):
    path = book(tmp_path, [["a"], ["x"]])
    old = part_of(path, part)
    new = {"gone": None, "cut": old[: len(old) // 2], "rubbish": b"\x00\x01\x02" * 30}[change]
    assert refused(repacked(path, {part: new})).sentence


@pytest.mark.fault(74)
@pytest.mark.parametrize("make", [book, xls, ods])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_workbooks_that_are_cut(tmp_path, make, share):
    path = make(tmp_path, [["a"], ["x"]])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    if make is xls and share == 0.9:
        # What was cut is only what fills the last sector.
        assert len(sheet_of(path).rows) == 1
        return
    assert "damaged" in refused(path).sentence


@pytest.mark.fault(74)
def test_every_byte_of_a_workbook_changed_is_read_or_named(tmp_path):
    path = book(tmp_path, [["a", "b"], ["x", 5]])
    whole = path.read_bytes()
    outcomes = set()
    for place in range(0, len(whole), len(whole) // 150):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        outcomes.add(outcome(path))
    assert 1 in outcomes
    assert "The workbook is damaged and cannot be read." in outcomes
    assert not outcomes & set(ErrorCode)


@pytest.mark.fault(74)
def test_limits_of_archives(tmp_path):
    path = book(tmp_path, [["a"], ["x"]])
    assert "more than 3 files" in refused(path, Limits(entries=3)).sentence
    assert "Unpacked" in refused(path, Limits(size=path.stat().st_size)).sentence
    path = repacked(path, {"xl/media/zeros.bin": b"\0" * 2_000_000})
    assert "packed more than 100 times" in refused(path).sentence
    path = book(tmp_path, [["a"], *[["x"]] * 9])
    assert "more than 5 rows" in refused(path, Limits(rows=5)).sentence
    path = book(tmp_path, [["a"] * 9])
    assert "more than 5 columns" in refused(path, Limits(columns=5)).sentence


@pytest.mark.fault(74)
@pytest.mark.parametrize("name", ["xl/workbook.bin", "word/document.xml", "mimetype"])
def test_archives_that_are_no_workbooks_read_here(tmp_path, name):
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(name, "x")
    said = refused(path).sentence
    assert ("(.xlsb)" in said) is (name == "xl/workbook.bin")


def test_an_archive_with_a_password(tmp_path):
    path = book(tmp_path, [["a"], ["x"]])
    whole = bytearray(path.read_bytes())
    place = whole.index(b"PK\x01\x02")
    whole[place + 8] |= 1
    path.write_bytes(whole)
    assert "password" in refused(path).sentence
