"""`operations`, `call` and `fields`: the documented calls, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PRODUCTS, Line
from workbench.sandbox.faults import Fault


def test_every_documented_call_is_listed(line: Line) -> None:
    listed = line.run("operations", "europeansourcing", "--json").json
    assert isinstance(listed, list)
    paths = {(row["method"], row["path"]) for row in listed}
    assert ("POST", "/api/v1.1/search/scroll") in paths
    assert ("POST", "/api/v1.1/marking/fr/calculatePrice") in paths
    assert ("GET", "/api/v1.1/markings/{lang}/{variant_id}") in paths
    assert len(listed) == 18
    for row in listed:
        assert set(row) == {"source", "name", "title", "method", "path", "kind", "params", "body"}
        assert row["kind"] == "read"
        in_path = {param["name"] for param in row["params"] if param["in"] == "path"}
        assert in_path == {part[1:-1] for part in row["path"].split("/") if part[:1] == "{"}


def test_a_call_prints_the_answer(line: Line) -> None:
    body = line.credentials.parent / "body.json"
    body.write_text(json.dumps({"lang": "en", "limit": 3, "search_handlers": []}))
    ended = line.run("call", "europeansourcing", "search", "--body", str(body), *line.reach())
    assert ended.status == 0
    assert isinstance(ended.json, dict)
    assert len(ended.json["products"]) == 3
    assert ended.json["pagination"]["total_items"] == PRODUCTS


def test_parameters_have_their_documented_names(line: Line) -> None:
    ended = line.run(
        "call",
        "europeansourcing",
        "categories",
        "--set",
        "lang=fr",
        "--set",
        "lvl=1",
        *line.reach(),
    )
    assert ended.status == 0
    assert isinstance(ended.json, list)
    assert all(row["parent"] is None for row in ended.json)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("call", "europeansourcing", "serch"), "search"),
        (("call", "europeansourcing", "categories"), "lang"),
        (("call", "europeansourcing", "categories", "--set", "lang"), "lang"),
        (("call", "europeansourcing", "categories", "--set", "language=fr"), "language"),
        (("call", "europeansorcing", "brands"), "europeansourcing"),
        (("export", "europeansourcing/prodcts", "--out", "x.csv"), "products"),
        (("export", "europeansourcing", "--out", "x.doc"), ".xlsx"),
        (("export", "europeansourcing", "--where", "prise.max=1", "--out", "x.csv"), "price.max"),
        (("export", "europeansourcing", "--columns", "nam", "--out", "x.csv"), "name"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_the_nearest(
    line: Line, words: tuple[str, ...], said: str
) -> None:
    ended = line.run(*words, *line.reach())
    assert ended.status == 2
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_fields_lists_filters_and_columns(line: Line) -> None:
    listed = line.run("fields", "europeansourcing/products", "--json").json
    assert isinstance(listed, dict)
    names = [name for held in listed["filters"] for name in held["names"]]
    assert {"query", "price.max", "supplier_id", "supplier_id.exclude"} <= set(names)
    assert {"name", "price", "ean"} <= {column["id"] for column in listed["columns"]}


def test_a_refusal_ends_with_5(line: Line, tmp_path: Path) -> None:
    body = tmp_path / "body.json"
    body.write_text(json.dumps({"lang": "en", "page": 1, "offset": 3, "search_handlers": []}))
    ended = line.run(
        "call", "europeansourcing", "search", "--body", str(body), "--json", *line.reach()
    )
    assert ended.status == 5
    told = json.loads(ended.err)
    assert set(told) == {"error", "message", "service_code", "hint"}


@pytest.mark.fault(1)
def test_no_service_ends_with_4(line: Line) -> None:
    ended = line.run(
        "call",
        "europeansourcing",
        "brands",
        "--credentials",
        str(line.credentials),
        "--url",
        "http://127.0.0.1:9/europeansourcing",
    )
    assert ended.status == 4


@pytest.mark.fault(10)
def test_a_refused_token_ends_with_3(line: Line, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"token": "wrong"}))
    ended = line.run(
        "call", "europeansourcing", "brands", "--credentials", str(wrong), "--url", line.url
    )
    assert ended.status == 3
    assert "wrong" not in ended.err.replace("what is wrong", "")


@pytest.mark.fault(6)
def test_a_web_page_is_named_as_one(line: Line) -> None:
    line.faults.add(Fault(times=9, html=True))
    ended = line.run("call", "europeansourcing", "brands", *line.reach())
    assert ended.status == 5
    assert "web page" in ended.err


def test_standard_input_holds_one_thing(line: Line) -> None:
    words = ("call", "europeansourcing", "search", "--body", "-", "--credentials", "-")
    ended = line.run(*words, "--url", line.url)
    assert ended.status == 2
    assert "tandard input" in ended.err


def test_a_place_that_cannot_be_written_is_named_before_anything_is_sent(
    line: Line, tmp_path: Path
) -> None:
    line.faults.add(Fault(times=9, status=500))
    for out in (tmp_path / "none" / "brands.json", tmp_path):
        ended = line.run("call", "europeansourcing", "brands", "--out", str(out), *line.reach())
        assert ended.status == 2, ended.err


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("search", b"[1]"),
        ("search", b"{"),
        ("search", b'{"lang": NaN}'),
        ("search", b"\xff"),
        ("search", b"[" * 100_000),
        ("brands", b"{}"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused(
    line: Line, tmp_path: Path, operation: str, body: bytes
) -> None:
    file = tmp_path / "body.json"
    file.write_bytes(body)
    words = ("call", "europeansourcing", operation, "--body", str(file), "--json")
    ended = line.run(*words, *line.reach())
    assert ended.status == 2
    assert json.loads(ended.err)["error"] == "WB-INPUT"


def test_a_file_is_sent_as_it_is(tmp_path: Path) -> None:
    from workbench.cli.operations import read_body

    file = tmp_path / "articles.tsv"
    file.write_bytes(b"a\tb\xff")
    assert read_body(str(file), plain=True) == b"a\tb\xff"
