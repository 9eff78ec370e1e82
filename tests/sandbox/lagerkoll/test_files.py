"""Exports, imports and prints: real files in and out."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.sandbox.lagerkoll.warehouse import Warehouse, path_of
from workbench.sandbox.lagerkoll.prints import ean_bars

CONTROL = "http://sandbox.test/lagerkoll/_exports"


async def _upload(house: Warehouse, path: str, data: bytes | str, **query: Any) -> Any:
    content = data.encode() if isinstance(data, str) else data
    files = {"note": (None, "x"), "file": ("in.bin", content, "application/octet-stream")}
    return await house.client.post(f"articles/{path}", files=files, params=query)


def _workbook(rows: list[list[object]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


async def _rows(house: Warehouse, path: str) -> list[tuple]:
    answer = await house.client.get(f"articles/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


async def _export(house: Warehouse, path: str, **query: Any) -> list[tuple]:
    """Starts an export, waits for it by the test's clock, and reads it."""
    before = {row["id"] for row in (await house.get("export"))["dates"]}
    assert await house.done("POST", path, None, **query) is None
    state = (await house.client.get(CONTROL)).json()["exports"][-1]
    assert (state["state"], state["id"] in before) == ("pending", False)
    assert {row["id"] for row in (await house.get("export"))["dates"]} == before
    told = await house.refused("GET", f"export/file/{state['id']}")
    assert (told["errorCode"], told["status"]) == (900241, 404)
    house.clock.now += 2
    listed = {row["id"]: row for row in (await house.get("export"))["dates"]}
    assert set(listed) == before | {state["id"]}
    assert listed[state["id"]]["stockValue"] > 0
    return await _rows(house, f"export/file/{state['id']}")


async def test_an_export_is_a_workbook_when_it_is_done(house: Warehouse) -> None:
    rows = await _export(house, "export/2122")
    assert rows[0][:2] == ("articleId", "articleName")
    assert rows[1][:4] == ("10-0412", "Enamel mug Dalarna white", "Muggar", 1240)
    assert len(rows) == 121
    assert (await _rows(house, "export/2025-06-15"))[0] == rows[0]


async def test_an_export_of_a_day_has_the_stock_of_then(house: Warehouse) -> None:
    house.clock.now += 86_400
    await house.done("PUT", "10-0412", {"amount": 7})
    assert (await _export(house, "export/2122/date/2025-06-15"))[1][3] == 1240
    assert (await _export(house, "export/2122"))[1][3] == 7
    assert (await _rows(house, "export/2025-06-01"))[1][0]
    for date in ("2031-01-01", "soon"):
        told = await house.refused("POST", f"export/2122/date/{date}")
        assert told["errorCode"] == 900241
    assert (await house.refused("POST", "export/9"))["status"] == 404


async def test_stock_changes_are_those_of_the_period(house: Warehouse) -> None:
    await house.done("PUT", "10-0412", {"amount": 7}, reason="Svinn")
    day = {"start_date": "2025-06-15", "end_date": "2025-06-15"}
    rows = await _export(house, "export/2122/stock_changes", **day)
    assert rows[1:] == [
        ("10-0412", "Enamel mug Dalarna white", "2025-06-15", 1240, 7, -1233, "Svinn")
    ]
    assert len(await _export(house, "export/2122/stock_changes")) > 2
    told = await house.refused(
        "POST", "export/2122/stock_changes", start_date="2025-06-15", end_date="2025-06-01"
    )
    assert told["errorField"] == "start_date"


async def test_bundles_come_back_as_they_went(house: Warehouse) -> None:
    rows = await _export(house, "export/bundle")
    parts = (await house.one("P-002"))["parts"]
    await house.done("PUT", "P-002", {"parts": []})
    book = _workbook([list(row) for row in rows])
    answer = await _upload(house, "import/bundle", book, file_type="excel")
    assert (answer.status_code, answer.content) == (200, b"")
    after = (await house.one("P-002"))["parts"]
    assert [(row["articleId"], row["amount"]) for row in after] == [
        (row["articleId"], row["amount"]) for row in parts
    ]
    assert (await _upload(house, "import/bundle", book)).json()["errorCode"] == 900232


@pytest.mark.parametrize("excel", [True, False])
async def test_articles_are_imported_by_a_template(house: Warehouse, excel: bool) -> None:
    columns = {"isActive": 3, "amount": 4, "vat": 5, "tags": 7, "category": 0}
    data: dict[str, Any] = {name: {"column": column} for name, column in columns.items()}
    data |= {
        "rowTitle": 1, "rowFirst": 3, "articleId": 1, "articleName": 2,
        "type": {"column": 0, "defaultValue": "Stock"},
        "customFields": {"Kulör": {"column": 6}},
        "priceLists": {"11": {"column": 8}, "12": {"column": 9}},
    }  # fmt: skip
    template = await house.done("POST", "import/template", {"name": "Mine", "data": data})
    rows: list[list[object]] = [
        ["id", "name", "on", "amount", "vat", "colour", "tags", "A", "B"],
        ["", "a second title row"],
        ["10-0412", "Renamed", "nej", 12, "", "blå", "Fragile, Helt ny", "50.5", ""],
        ["Å/1", "New one", "ja", 3.5, 25, "", "", "", 7],
    ]
    text = "\n".join("\t".join(str(value) for value in row) for row in rows)
    path = f"import/{template['id']}"
    answer = await _upload(house, path, _workbook(rows) if excel else text)
    assert (answer.status_code, answer.content) == (200, b"")
    first, second = await house.one("10-0412"), await house.one("Å/1")
    assert (first["name"], first["active"], first["amount"], first["price"]) == (
        "Renamed", False, 12, 50.5,
    )  # fmt: skip
    assert [row["name"] for row in first["tags"]] == ["Fragile", "Helt ny"]
    fields = {row["name"]: row["value"] for row in first["customFields"]}
    assert (fields["Kulör"], fields["Ursprungsland"]) == ("blå", "SE")
    assert (second["amount"], second["type"], second["prices"][0]["price"]) == (3.5, "Stock", 7)


async def test_an_import_is_taken_whole_or_not(house: Warehouse) -> None:
    sheet = "id\tname\tEAN\tprice\n10-0412\tA\t\t20\n10-0413\tB\t\tdear"
    answer = await _upload(house, "import/2121", sheet)
    told = answer.json()
    assert (answer.status_code, told["errorCode"]) == (400, 900232)
    assert told["errorField"] == "row[3].supplierBuyPrice"
    assert (await house.one("10-0412"))["supplierBuyPrice"] == 21.4
    sheet = "id\tname\tEAN\tprice\nnew\tA\t\t20\n10-0413\tB\t\t30"
    assert (await _upload(house, "import/2121", sheet)).status_code == 400
    assert (await _upload(house, "import/2121", sheet, update_only="true")).status_code == 200
    assert (await house.one("10-0413"))["supplierBuyPrice"] == 30
    assert (await house.refused("GET", "new"))["status"] == 404


async def test_a_delivery_adds_to_the_stock(house: Warehouse) -> None:
    sheet = "id\tname\tamount\tplace\n10-0412\t\t10\t"
    await _upload(house, "import/2123", sheet, register_delivery="true")
    assert (await house.one("10-0412"))["amount"] == 1250
    await _upload(house, "import/2123", sheet)
    assert (await house.one("10-0412"))["amount"] == 10


async def test_a_test_import_saves_nothing(house: Warehouse) -> None:
    before = await house.one("10-0412")
    answer = await _upload(house, "import/test/2123", "id\tname\tamount\n10-0412\tX\t5")
    assert answer.json() == {"articleId": "10-0412", "name": "X", "amount": "5"}
    answer = await _upload(house, "import/bundle/test", "b\tp\ta\nP-001\t10-0412\t2")
    assert answer.json()["parts"] == [{"articleId": "10-0412", "amount": 2, "type": "Stock"}]
    answer = await _upload(house, "import/batch_serial/test", "a\tb\ts\tn\n10-0412\t\tS9\t")
    assert answer.json()["serialNumbers"][0]["serialNr"] == "S9"
    assert await house.one("10-0412") == before
    assert not house.app.ledger.of(effective=True)


async def test_batches_are_imported(house: Warehouse) -> None:
    sheet = "a\tb\ts\tn\tbar\tbest\n10-0412\tB1\t\t5\tx\t2026-01-02\n10-0412\t\tS1\t"
    answer = await _upload(house, "import/batch_serial", sheet)
    assert (answer.status_code, answer.content) == (200, b"")
    kept = (await house.one("10-0412"))["batches"]
    assert (kept["totalBatches"], kept["totalSerialNumbers"]) == (1, 1)
    assert kept["batches"][0]["bestBefore"] == 1_767_312_000_000
    again = (await _upload(house, "import/batch_serial", sheet)).json()
    assert (again["errorCode"], again["errorField"]) == (900232, "row[2].batchId")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04not a zip", b"\xff\xfe\x00", b"id\tname"])
async def test_a_file_that_is_none_is_refused(house: Warehouse, data: bytes) -> None:
    answer = await _upload(house, "import/2121", data)
    assert (answer.status_code, answer.json()["errorField"]) == (400, "file")


async def test_a_body_that_is_no_upload_is_refused(house: Warehouse) -> None:
    assert (await house.refused("POST", "import/2121", {}))["errorField"] == "file"
    assert (await _upload(house, "import/9", "a")).json()["errorCode"] == 900233 - 1


async def test_templates_are_kept(house: Warehouse) -> None:
    listed = await house.get("import/templates", query="lev")
    assert (listed["importTemplateCount"], listed["importTemplates"][0]["id"]) == (1, 2121)
    told = await house.refused("POST", "import/template", {"name": "x", "data": {}})
    assert (told["errorCode"], told["errorField"]) == (900234, "articleId")
    body = {"name": "Other", "type": "article", "data": {"articleId": 1, "price": 4}}
    changed = await house.done("PUT", "import/template/2121", body)
    assert await house.get("import/template/2121") == changed
    assert changed["data"]["barcode"] is None
    await house.done("DELETE", "import/template/2121")
    for method, code in (("GET", 900233), ("PUT", 900235), ("DELETE", 900236)):
        told = await house.refused(method, "import/template/2121", body)
        assert (told["errorCode"], told["status"]) == (code, 404)


def _table_fits(data: bytes) -> bool:
    """Whether the file ends with a table that names the place of every object."""
    place = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", data)[0])
    places = re.findall(rb"^(\d{10}) 00000 n $", data[place:], re.MULTILINE)
    return bool(places) and all(
        data[int(each) :].startswith(f"{number} 0 obj".encode())
        for number, each in enumerate(places, 1)
    )


async def test_labels_fill_the_pages_they_need(house: Warehouse) -> None:
    async def pages(path: str, **query: object) -> int:
        answer = await house.client.get(f"articles/{path}", params=query)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert _table_fits(answer.content)
        return answer.content.count(b"/Type /Page ")

    # 9 labels of 28 mm fit a page of 297 mm: the paper has no margin and the gaps are 2 mm.
    assert await pages("10-0412/labels/print", count=9) == 1
    assert await pages("10-0412/labels/print", count=10) == 2
    assert await pages("labels/print", articles="10-0412,T-001,40% extra", count=4) == 2
    assert await pages("labels/print", articles="1;2,3") == 1
    small = {"label_width": 50, "paper_width": 210, "count": 36}
    assert await pages("10-0412/labels/print", **small) == 1
    assert await pages("P-001/bundle/print", amount=2) == 1
    assert await pages("supplier/701/print") == 1
    for query in ({"label_width": 300}, {"count": 0}, {"count": 5000}):
        told = await house.refused("GET", "10-0412/labels/print", **query)
        assert told["errorCode"] == 900101
    assert (await house.refused("GET", "labels/print"))["errorField"] == "articles"
    assert (await house.refused("GET", "10-0412/bundle/print"))["errorCode"] == 900201
    assert (await house.get(path_of("1;2,3")))["articlesCount"] == 1


async def test_prints_hold_their_words(house: Warehouse) -> None:
    await house.done("PUT", "10-0412", {"name": "Mugg (röd) \\ 5 €"})
    label = await house.client.get("articles/10-0412/labels/print")
    assert r"(Mugg \(röd\) \\ 5 €) Tj".encode("cp1252") in label.content
    assert b"(10-0412  7350042910045) Tj" in label.content
    assert label.content.count(b" re f") == ean_bars("7350042910045").count("1")
    listed = await house.client.get("articles/supplier/701/print")
    assert b"10-0413" in listed.content
    part = (await house.one("P-001"))["parts"][0]
    bundle = await house.client.get("articles/P-001/bundle/print", params={"amount": 3})
    assert f"{3 * part['amount']}  {part['articleId']}".encode() in bundle.content


def test_the_bars_of_an_ean() -> None:
    left = ("0001101", "0100111", "0111101", "0001011", "0010111", "0011101")
    right = ("1100110", "1001110", "1001110", "1011100", "1001000", "1010000")
    assert ean_bars("4003994155486") == f"101{''.join(left)}01010{''.join(right)}101"
    assert ean_bars("4003994155487") == ean_bars("123") == ""
