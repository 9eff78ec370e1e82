"""`export`: exactly the rows the service has, in all four kinds of file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import PRODUCTS, Line


def total(line: Line, text: str) -> int:
    body = line.credentials.parent / "body.json"
    handlers = [{"query": text}] if text else []
    body.write_text(json.dumps({"lang": "en", "limit": 1, "search_handlers": handlers}))
    ended = line.run("call", "europeansourcing", "search", "--body", str(body), *line.reach())
    assert isinstance(ended.json, dict)
    return ended.json["pagination"]["total_items"]


def test_the_workbook_holds_exactly_the_rows_of_the_service(line: Line, tmp_path: Path) -> None:
    expected = total(line, "mug")
    assert 0 < expected < PRODUCTS
    out = tmp_path / "mugs.xlsx"
    ended = line.run(
        "export",
        "europeansourcing/products",
        "--where",
        "query=mug",
        "--out",
        str(out),
        *line.reach(),
    )
    assert ended.status == 0
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert len(rows) == expected + 1


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_other_files_hold_the_same_rows(line: Line, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"rows.{ending}"
    ended = line.run(
        "export",
        "europeansourcing",
        "--columns",
        "id,name,price,ean",
        "--out",
        str(out),
        "--json",
        *line.reach(),
    )
    assert ended.status == 0
    assert isinstance(ended.json, dict)
    assert ended.json["rows"] == PRODUCTS
    if ending == "csv":
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == ["id", "name", "price", "ean"]
    elif ending == "json":
        rows = json.loads(out.read_text(encoding="utf-8"))
    else:
        from pyarrow import parquet

        rows = parquet.read_table(out).to_pylist()
    assert len({row["id"] for row in rows}) == PRODUCTS


def test_a_limit_is_kept(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "few.csv"
    assert (
        line.run(
            "export", "europeansourcing", "--limit", "7", "--out", str(out), *line.reach()
        ).status
        == 0
    )
    assert len(out.read_text(encoding="utf-8").splitlines()) >= 8


def test_a_folder_that_is_not_there_is_named(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "none" / "rows.csv"
    ended = line.run("export", "europeansourcing", "--limit", "3", "--out", str(out), *line.reach())
    assert ended.status == 2
    assert "none" in ended.err


def test_a_place_that_cannot_be_written_is_named_before_anything_is_read(
    line: Line, tmp_path: Path
) -> None:
    out = tmp_path / "none" / "rows.csv"
    words = ("export", "europeansourcing", "--out", str(out), *line.reach())
    ended = line.run(*words)
    assert ended.status == 2
    assert "read" not in ended.err.split("workbench:")[0]


def test_a_column_that_is_named_twice_is_written_once(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    words = ("export", "europeansourcing/brands", "--columns", "id, name,id", "--out", str(out))
    assert line.run(*words, *line.reach()).status == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == "id,name"


@pytest.mark.parametrize(
    "words", [("--columns", ","), ("--quantity", "0"), ("--limit", "0"), ("--language", "xx")]
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(
    line: Line, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = ("--out", str(tmp_path / "rows.csv"))
    ended = line.run("export", "europeansourcing", *out, *words, "--json", *line.reach())
    assert ended.status == 2
    assert ended.err.count("\n") == 1
    assert not list(tmp_path.glob("rows*"))
