"""Lists of articles: since, pages, order, filters, and which members they show."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse


async def test_without_since_nothing_has_changed_yet(house: Warehouse) -> None:
    house.clock.now += 1
    assert (await house.get(""))["articles"] == []
    everything = await house.get("", since=0)
    assert everything["articlesCount"] == 120
    assert everything["since"] == round(house.clock.now * 1000)


async def test_since_finds_what_changed_after_it(house: Warehouse) -> None:
    since = (await house.get("", since=0))["since"]
    await house.done("PUT", "10-0502", {"name": "Changed"})
    changed = await house.get("", since=since)
    assert [row["articleId"] for row in changed["articles"]] == ["10-0502"]
    await house.done("PUT", "10-0502", {"name": "Changed"})
    assert (await house.get("", since=changed["since"]))["articles"][0]["name"] == "Changed"


async def test_the_pages_are_the_whole_list_once(house: Warehouse) -> None:
    first = await house.get("", since=0, limit=7, sort_column="name", order="asc")
    assert (first["page"], first["pages"], first["pageSize"]) == (0, 18, 7)
    keys: list[str] = []
    for page in range(first["pages"]):
        rows = await house.get("", since=0, limit=7, page=page, sort_column="name", order="asc")
        keys += [row["articleId"] for row in rows["articles"]]
    assert len(keys) == len(set(keys)) == 120
    assert (await house.get("", since=0, limit=7, page=18))["articles"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "-1"), ("limit", "0"), ("limit", "x"), ("since", "a"), ("order", "up"),
     ("sort_column", "size"), ("tags", "maybe")],
)  # fmt: skip
async def test_a_wrong_parameter_is_named(house: Warehouse, name: str, value: str) -> None:
    told = await house.refused("GET", "", **{name: value})
    assert (told["errorCode"], told["errorField"], told["status"]) == (900101, name, 400)


async def test_a_query_finds_every_word(house: Warehouse) -> None:
    rows = (await house.get("", since=0, query="mug DALARNA"))["articles"]
    assert {row["articleId"] for row in rows} >= {"10-0412", "10-0413", "10-0414"}
    assert all("mug" in row["name"].casefold() for row in rows)
    by_code = (await house.get("", since=0, query="7350042910069"))["articles"]
    assert [row["articleId"] for row in by_code] == ["10-0414"]
    assert (await house.get("", since=0, query="10-0412"))["articles"][0]["articleId"] == "10-0412"


@pytest.mark.parametrize(
    ("column", "member"),
    [("price", "price"), ("available", "amount"), ("reserved", "reserved"), ("art", "articleId")],
)
async def test_a_column_orders_the_list(house: Warehouse, column: str, member: str) -> None:
    query = {"since": 0, "limit": 500, "sort_column": column}

    def values(listed: dict) -> list:
        rows = [row[member] for row in listed["articles"] if row["type"] == "Stock"]
        return [row.casefold() if isinstance(row, str) else row for row in rows if row is not None]

    up = values(await house.get("", **query, order="asc"))
    assert up == sorted(up)
    assert len(set(up)) > 20
    down = values(await house.get("", **query, order="desc"))
    assert down == sorted(up, reverse=True)


async def test_filters_leave_what_they_name(house: Warehouse) -> None:
    async def rows(**query: str) -> list[dict]:
        return (await house.get("", since=0, limit=500, **query))["articles"]

    every = await rows()
    assert {row["articleId"] for row in await rows(filter_outof_stock="true")} == {
        row["articleId"] for row in every if row["type"] == "Stock" and row["amount"] <= 0
    }
    assert all(not row["stock"] for row in await rows(filter_non_stock="true"))
    assert all(not row["active"] for row in await rows(filter_non_active="true"))
    assert all(not row["bundled"] for row in await rows(filter_regardless_bundled="false"))
    of_one = await rows(supplier_id="701")
    assert of_one == [row for row in every if row["supplier"] == 701]
    warned = {row["articleId"] for row in await rows(filter_stock_warning="true")}
    low = await house.get("stockwarning")
    assert warned == {row["articleId"] for row in low["articles"]}
    assert (await house.get("stockwarning/count"))["count"] == low["articlesCount"] == len(warned)


async def test_members_come_when_they_are_asked_for(house: Warehouse) -> None:
    plain = (await house.get("", since=0))["articles"][0]
    for member in ("prices", "parts", "batches", "supplierBuyPrice", "nextDeliveryDate"):
        assert plain[member] is None
    assert plain["tags"][0]["name"] == "Fragile"
    brief = (await house.get("", since=0, details="false", tags="false"))["articles"][0]
    assert brief["tags"] is None
    assert "description" not in brief
    full = await house.one("10-0412")
    assert full["supplierBuyPrice"] == 21.4
    assert {row["listId"] for row in full["prices"]} == {11, 12, 13}
    assert (await house.one("P-001"))["parts"]


async def test_list_and_detail_agree(house: Warehouse) -> None:
    query = dict.fromkeys(
        ("prices", "include_bundle", "include_next_delivery", "include_purchase_prices",
         "include_image_last_updated", "include_batches"), "true",
    )  # fmt: skip
    rows = (await house.get("", since=0, limit=500, **query))["articles"]
    for row in rows[::9]:
        assert await house.one(row["articleId"]) == row


async def test_category_counts_are_those_of_the_lists(house: Warehouse) -> None:
    categories = (await house.client.get("categories")).json()["categories"]
    assert sum(row["articles"] for row in categories) == 120
    for row in categories:
        listed = await house.get(f"category/{row['id']}")
        assert listed["articlesCount"] == row["articles"]
    places = (await house.get("stockplaces"))["stockplaces"]
    placed = (await house.get("", since=0, limit=500))["articles"]
    assert sum(row["articles"] for row in places) == sum(bool(row["stockPlace"]) for row in placed)


async def test_the_storegroup_list_holds_all_stores(house: Warehouse) -> None:
    rows = (await house.get("group", query="10-0502", limit=500))["articles"]
    assert {row["storeName"] for row in rows} >= {"Malmö", "Göteborg"}
    by_store = (await house.get("group", sort_column="store", order="desc", limit=500))["articles"]
    stores = [row["storeName"] for row in by_store]
    assert stores == sorted(stores, reverse=True)


async def test_warned_articles_can_be_left_out(house: Warehouse) -> None:
    before = (await house.get("stockwarning"))["articlesCount"]
    assert before > 0
    assert (await house.get("stockwarning", set_articles_warned="true"))["articlesCount"] == before
    assert (await house.get("stockwarning", filter_warning_flag="true"))["articlesCount"] == 0
    assert (await house.get("stockwarning"))["articlesCount"] == before
    assert house.app.ledger.of("GET", "stockwarning", effective=True)
