"""CSV as the vendor writes it: quotes, inch marks, line breaks, and files that break off."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.loupe.bench import put
from workbench.core.errors import ErrorCode, WbError
from workbench.sources.loupe.csvfile import read_tables


def rows(tmp_path: Path, data: bytes) -> list[dict[str, str]]:
    (table,) = read_tables(put(tmp_path / "x.csv", data))
    return table.rows


def test_quotes_inches_commas_and_line_breaks(tmp_path: Path):
    data = (
        b"Supplier Code,Description,Size\r\n"
        b'"b""bb","16"" chain, adjustable","7"""\r\n'
        b'NK,"line one\r\nline two",NA\r\n'
    )
    assert rows(tmp_path, data) == [
        {"Supplier Code": 'b"bb', "Description": '16" chain, adjustable', "Size": '7"'},
        {"Supplier Code": "NK", "Description": "line one\r\nline two", "Size": "NA"},
    ]


def test_codes_stay_text_and_empty_values_are_missing(tmp_path: Path):
    data = "\ufeffAtelier Code,Barcode,Note\n0012345,0012345678905,\n".encode()
    assert rows(tmp_path, data) == [{"Atelier Code": "0012345", "Barcode": "0012345678905"}]


def test_older_encodings_are_read(tmp_path: Path):
    assert rows(tmp_path, "A\nBaum\u00e9 \u20ac5\n".encode("cp1252")) == [
        {"A": "Baum\u00e9 \u20ac5"}
    ]


@pytest.mark.parametrize(
    "data", [b'A,B\r\n1,2\r\n3,"unfinished', b"A,B,C\r\n1,2,3\r\n4,5", b'A,B\r\n1,2\r\n3,"four\r\n']
)
def test_a_file_that_breaks_off_is_told(tmp_path: Path, data: bytes):
    with pytest.raises(WbError) as caught:
        rows(tmp_path, data)
    assert caught.value.code is ErrorCode.BODY_CUT


def test_a_last_row_without_a_line_end_is_whole(tmp_path: Path):
    assert rows(tmp_path, b"A,B\n1,2") == [{"A": "1", "B": "2"}]


def test_headings_alone_are_an_empty_table(tmp_path: Path):
    assert rows(tmp_path, b"A,B\r\n") == []


@pytest.mark.parametrize("data", [b"", b"\r\n", b",,\r\n1,2,3\r\n"])
def test_a_file_without_headings(tmp_path: Path, data: bytes):
    if data.startswith(b",,"):
        assert rows(tmp_path, data) == [{"Column 1": "1", "Column 2": "2", "Column 3": "3"}]
        return
    with pytest.raises(WbError) as caught:
        rows(tmp_path, data)
    assert caught.value.code is ErrorCode.DATA


def test_uneven_rows_are_kept_and_counted(tmp_path: Path):
    (table,) = read_tables(put(tmp_path / "x.csv", b"A,B,A\n1,2,3,4\n5\n6,7,8\n"))
    assert table.header == ("A", "B", "A 3")
    assert table.rows[0] == {"A": "1", "B": "2", "A 3": "3", "Column 4": "4"}
    assert (table.rows[1], table.uneven) == ({"A": "5"}, 2)


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            pack.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_the_files_of_an_archive(tmp_path: Path):
    data = packed(Product_csv=b"A\n1\n", Costing_CSV=b"B\n2\n", readme_txt=b"no,table")
    tables = read_tables(put(tmp_path / "x.csv", data))
    assert [table.header for table in tables] == [("A",), ("B",)]


def test_an_archive_that_is_cut_is_no_table(tmp_path: Path):
    data = packed(Product_csv=b"A,B\n" + b"1,2\n" * 500)
    with pytest.raises(WbError) as caught:
        read_tables(put(tmp_path / "x.zip", data[: len(data) - 30]))
    assert caught.value.code in {ErrorCode.DATA, ErrorCode.BODY_CUT}


def test_a_file_that_is_gone(tmp_path: Path):
    with pytest.raises(WbError) as caught:
        read_tables(tmp_path / "gone.csv")
    assert caught.value.code is ErrorCode.DISK


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_named_failure(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
):
    path = put(tmp_path_factory.getbasetemp() / "any.csv", data)
    assert outcome(path) in {"rows", ErrorCode.BODY_CUT, ErrorCode.DATA, ErrorCode.BODY_BIG}


def outcome(path: Path) -> str:
    try:
        read_tables(path)
    except WbError as error:
        return error.code
    return "rows"
