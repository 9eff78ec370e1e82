"""Batches, bundles, deliveries, moves and the value of stock: they agree after every write."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse, path_of

FIRST = 186008
SECOND = 186009
DAY = 86_400


def _tracked(house: Warehouse, *, serial: bool) -> str:
    for row in house.app.world.shelves[FIRST].articles.values():
        if row.batches and not row.bundled and (row.batches[0].serial_nr is not None) is serial:
            return row.article_id
    raise AssertionError


def _agree(house: Warehouse) -> None:
    """Batches and deliveries add up to the stock, and history ends at it."""
    for shelf in house.app.world.shelves.values():
        for row in shelf.articles.values():
            if row.tracked:
                assert sum(each.amount for each in row.batches) == row.count, row.article_id
            if row.fifos:
                assert sum(each.amount_in_stock for each in row.fifos) == row.count, row.article_id
            counts = [each.new_count for each in row.history if each.new_count is not None]
            if counts:
                assert counts[-1] == row.count, row.article_id


def test_the_seed_agrees(house: Warehouse) -> None:
    _agree(house)
    assert house.app.world.effects == []


async def test_a_batch_is_part_of_the_stock(house: Warehouse) -> None:
    key = _tracked(house, serial=False)
    path = path_of(key)
    before = (await house.one(key))["amount"]
    body = {"batchId": "lot/1 å", "amount": "12", "bestBefore": 1_900_000_000_000, "barcode": "b"}
    await house.done("POST", f"{path}/batch", body)
    assert (await house.one(key))["amount"] == before + 12
    changed = {"amount": 5, "barcode": "other", "bestBefore": 1, "batchId": "other"}
    await house.done("PUT", f"{path}/batch/{path_of('lot/1 å')}", changed)
    row = (await house.get(f"{path}/batch", query="lot/1"))["batches"][0]
    assert row | {"articleName": None} == {
        "articleId": key, "articleName": None, "batchId": "lot/1 å", "serialNr": None,
        "amount": 5, "reserved": 0, "barcode": "b", "bestBefore": 1_900_000_000_000,
    }  # fmt: skip
    assert (await house.one(key))["amount"] == before + 5
    _agree(house)
    await house.done("DELETE", f"{path}/batch/{path_of('lot/1 å')}")
    assert (await house.one(key))["amount"] == before
    _agree(house)


@pytest.mark.parametrize(
    ("path", "body", "code", "field"),
    [
        ("10-0412/batch", {}, 900212, "batchId"),
        ("10-0412/serialnumber", {"amount": 1}, 900222, "serialNr"),
        ("10-0412/serialnumber", {"batchId": "B"}, 900222, "serialNr"),
        ("10-0412/batch", {"batchId": "B", "amount": -1}, 900212, "amount"),
        ("no/batch", {"batchId": "B"}, 900212, None),
    ],
)
async def test_a_batch_needs_a_name(
    house: Warehouse, path: str, body: dict, code: int, field: str | None
) -> None:
    told = await house.refused("POST", path, body)
    assert (told["errorCode"], told["errorField"]) == (code, field)


async def test_stock_kept_by_batch_is_not_set_as_a_whole(house: Warehouse) -> None:
    key = _tracked(house, serial=False)
    amount = (await house.one(key))["amount"]
    await house.done("PUT", path_of(key), {"amount": amount})
    told = await house.refused("PUT", path_of(key), {"amount": amount + 1})
    assert (told["errorCode"], told["errorField"]) == (900203, "amount")


async def test_serial_numbers_count_up(house: Warehouse) -> None:
    key = _tracked(house, serial=True)
    path = path_of(key)
    before = (await house.one(key))["amount"]
    query = {"prefix": "Z-", "start": 98, "length": 4, "amount": 3, "suffix": "/e",
             "set_barcode_from_serialnumber": "true"}  # fmt: skip
    await house.done("POST", f"{path}/serialnumber/list", None, **query)
    rows = (await house.get(f"{path}/serialnumber", query="z-"))["serialNumbers"]
    assert [row["serialNr"] for row in rows] == ["Z-0098/e", "Z-0099/e", "Z-0100/e"]
    assert {row["barcode"] == row["serialNr"] for row in rows} == {True}
    assert (await house.one(key))["amount"] == before + 3
    told = await house.refused("POST", f"{path}/serialnumber/list", None, **query)
    assert (told["errorCode"], told["errorData"]) == (900222, "Z-0098/e")
    await house.done("PUT", f"{path}/serialnumber/{path_of('Z-0099/e')}", {"amount": 0})
    left = await house.get(f"{path}/serialnumber", query="z-", include_all_serial_numbers="false")
    assert left["totalSerialNumbers"] == left["totalSerialNumbersInStock"] == 2
    every = await house.get("serialnumber", query="z-")
    assert (every["totalSerialNumbers"], every["batches"]) == (3, [])
    await house.done("DELETE", f"{path}/serialnumber/{path_of('Z-0099/e')}")
    _agree(house)


async def test_the_lists_of_batches_leave_out_what_is_not_asked_for(house: Warehouse) -> None:
    both = await house.get("batch/serialnumber", limit=500)
    assert both["batches"]
    assert both["serialNumbers"]
    lots = await house.get("batch/serialnumber", serial="false", limit=500)
    assert (lots["batches"], lots["serialNumbers"]) == (both["batches"], [])
    assert (await house.get("batch", limit=500))["batches"] == both["batches"]
    page = await house.get("batch", limit=2, page=1)
    assert page["batches"] == both["batches"][2:4]
    assert page["totalBatches"] == both["totalBatches"]


async def test_bundles_are_made_and_split(house: Warehouse) -> None:
    bundle = await house.one("P-001")
    parts = {row["articleId"]: row for row in bundle["parts"]}
    for key in parts:
        await house.done("PUT", path_of(key), {"amount": 1000})
    made = await house.done("PUT", "P-001/bundles", {"articleId": "P-001", "amount": 3})
    assert made["articles"][0]["amount"] == bundle["amount"] + 3
    for key, part in parts.items():
        assert (await house.one(key))["amount"] == 1000 - 3 * part["amount"]
    _agree(house)
    batch = house.row("P-001").batches[-1].batch_id
    traced = await house.get(f"P-001/batch/{batch}/traceability")
    assert traced["modifiedStructure"] is False
    assert {row["articleId"]: row["producedAmount"] for row in traced["traceability"]} == {
        key: 3 * part["amount"] for key, part in parts.items()
    }
    await house.done("PUT", "P-001/split", {"articleId": "P-001", "amount": 3})
    assert {(await house.one(key))["amount"] for key in parts} == {1000}
    assert (await house.one("P-001"))["amount"] == bundle["amount"]
    _agree(house)
    await house.done("PUT", "P-001", {"parts": []})
    assert (await house.get(f"P-001/batch/{batch}/traceability"))["modifiedStructure"] is True


async def test_too_few_parts_make_no_bundle(house: Warehouse) -> None:
    told = await house.refused("PUT", "P-001/bundles", {"articleId": "P-001", "amount": 1e6})
    assert (told["errorCode"], told["errorField"]) == (900203, "amount")
    assert told["errorData"]
    told = await house.refused("PUT", "P-001/split", {"articleId": "P-001", "amount": 1e6})
    assert told["errorField"] == "amount"
    assert not house.app.ledger.of("PUT", effective=True)


async def test_an_article_becomes_a_bundle_and_back(house: Warehouse) -> None:
    await house.done("PUT", "10-0412/bundle", None, bundle="true")
    assert (await house.one("10-0412"))["bundled"] is True
    await house.done("PUT", "10-0412/bundle", None, bundle="false")
    assert (await house.one("10-0412"))["bundled"] is False
    assert (await house.refused("PUT", "10-0412/bundle"))["errorField"] == "bundle"


async def test_deliveries_are_priced_and_forgotten(house: Warehouse) -> None:
    rows = (await house.get("10-0412/fifo"))["fifos"]
    assert sum(row["amountInStock"] for row in rows) == 1240
    moment = rows[0]["date"]
    await house.done("PUT", "10-0412/fifo/rate", {"date": moment, "rate": 1.25})
    await house.done("PUT", "10-0412/fifo/purchase_price", {"date": moment, "price": "20.5"})
    first = (await house.get("10-0412/fifo"))["fifos"][0]
    assert (first["purchaseRate"], first["purchasePrice"]) == (1.25, 20.5)
    told = await house.refused("PUT", "10-0412/fifo/rate", {"date": 5, "rate": 1})
    assert (told["errorCode"], told["status"]) == (900203, 404)
    await house.done("DELETE", f"fifo/{first['id']}")
    assert (await house.get("10-0412/fifo"))["fifoCount"] == len(rows) - 1
    assert (await house.refused("DELETE", f"fifo/{first['id']}"))["status"] == 404
    await house.done("DELETE", "10-0412/fifo")
    assert (await house.get("10-0412/fifo"))["fifos"] == []
    assert (await house.one("10-0412"))["amount"] == 1240


async def test_stock_moves_to_another_store(house: Warehouse) -> None:
    key = _tracked(house, serial=False)
    article = await house.one(key)
    assert key not in house.app.world.shelves[SECOND].articles
    batch = max(article["batches"]["batches"], key=lambda row: row["amount"])
    moved = batch["amount"]
    wanted = {"batches": [{"batchId": batch["batchId"], "amount": moved}]}
    body = {"articleId": key, "amount": moved, "toStoreId": SECOND, "batches": wanted}
    assert await house.done("PUT", f"{path_of(key)}/move", body) is None
    assert (await house.one(key))["amount"] == article["amount"] - moved
    assert house.row(key, SECOND).count == Decimal(str(moved))
    group = (await house.get("group", query=key, limit=500))["articles"]
    there = [row["availableAmount"] for row in group if row["storeId"] == SECOND]
    assert moved in there
    _agree(house)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"batches": None}, "batches"), ({"amount": 1e6}, "amount"), ({"amount": 0}, "amount"),
        ({"toStoreId": FIRST}, "toStoreId"), ({"toStoreId": 1}, "toStoreId"),
        ({"articleId": "10-0413"}, "articleId"),
        ({"batches": {"batches": [{"batchId": "no"}]}}, "batches.batches[0]"),
    ],
)  # fmt: skip
async def test_a_move_that_cannot_be_is_refused(house: Warehouse, change: dict, field: str) -> None:
    body = {"articleId": "10-0412", "amount": 5, "toStoreId": SECOND, "batches": {}} | change
    told = await house.refused("PUT", "10-0412/move", body)
    assert (told["errorCode"], told["errorField"]) == (900203, field)
    assert (await house.one("10-0412"))["amount"] == 1240


async def test_a_day_is_as_it_was(house: Warehouse) -> None:
    today = await house.get("stockvalue")
    listed = await house.get("history", limit=500)
    assert (await house.get("history/info", limit=7))["articlesCount"] == listed["articlesCount"]
    house.clock.now += 2 * DAY
    await house.done("PUT", "10-0412", {"amount": 1})
    then = "2025-06-15"
    past = await house.get("history", date=then, limit=500)
    assert [(row["articleId"], row["amount"]) for row in past["articles"]] == [
        (row["articleId"], row["amount"]) for row in listed["articles"]
    ]
    assert await house.get("stockvalue", date=then) == today
    assert (await house.get("stockvalue"))["stockValue"] < today["stockValue"]
    row = next(row for row in past["articles"] if row["articleId"] == "10-0412")
    assert row["amount"] == 1240
    assert (await house.get("history", include_paging_info="false"))["pages"] is None
    assert (await house.refused("GET", "history", date="15/6"))["errorField"] == "date"


async def test_the_stock_value_is_that_of_the_articles(house: Warehouse) -> None:
    query = {"since": 0, "limit": 500, "include_purchase_prices": "true"}
    rows = (await house.get("", **query))["articles"]
    worth = sum(
        (row["amount"] + row["reserved"]) * row["supplierBuyPrice"] * row["supplierBuyRate"]
        for row in rows
        if row["amount"] is not None and row["supplierBuyPrice"] is not None
    )
    assert (await house.get("stockvalue"))["stockValue"] == pytest.approx(worth)


async def test_units_of_an_article(house: Warehouse) -> None:
    await house.done("POST", "10-0412/article_units", {"unit": {"id": 42}, "convert": "6"})
    rows = (await house.get("10-0412/article_units"))["units"]
    assert rows == [{
        "unit": {"name": "förp", "externalId": "PK", "id": 42}, "articleId": "10-0412",
        "storegroupId": 192005, "convert": 6, "barcode": None,
    }]  # fmt: skip
    told = await house.refused("POST", "10-0412/article_units", {"unit": {"id": 42}, "convert": 1})
    assert (told["errorCode"], told["errorField"]) == (900252, "unit.id")
    for body in ({"convert": 1}, {"unit": {"id": 9}, "convert": 1}, {"unit": {"id": 43}}):
        assert (await house.refused("POST", "10-0412/article_units", body))["errorCode"] == 900252
    await house.done("PUT", "10-0412/article_units/42", {"convert": 8, "barcode": "1"})
    assert (await house.get("10-0412/article_units"))["units"][0]["convert"] == 8
    assert (await house.refused("DELETE", "10-0412/article_units/43"))["errorCode"] == 900254
    await house.done("DELETE", "10-0412/article_units/42")
    assert (await house.get("10-0412/article_units"))["units"] == []


async def test_the_template_of_custom_fields_reaches_articles(house: Warehouse) -> None:
    fields = (await house.get("customfields_template"))["fields"]
    more = [*fields, {"name": "Kulör", "type": "String", "value": "blå"}]
    await house.done("PUT", "customfields_template", {"fields": more})
    assert len((await house.one("10-0412"))["customFields"]) == len(fields)
    await house.done("PUT", "customfields_template", {"fields": more}, update_articles="true")
    assert (await house.one("10-0412"))["customFields"][-1]["value"] == "blå"
    bad = [{"name": "A", "type": "Whole", "value": ""}]
    told = await house.refused("PUT", "customfields_template", {"fields": bad})
    assert (told["errorCode"], told["errorField"]) == (900803, "fields[0].type")


async def test_a_tag_has_its_own_id(house: Warehouse) -> None:
    made = await house.done("POST", "tag", {"name": "Ny", "desc": "d"})
    assert made in (await house.get("tags"))["tags"]
    told = await house.refused("POST", "tag", {"id": 501, "name": "n", "desc": "d"})
    assert (told["errorCode"], told["errorField"]) == (900101, "id")
