"""Lists and bulk updates: the whole chunk or nothing, and the refusal says what is in the way."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse

KEYS = ["10-0412", "10-0413"]


async def test_a_value_is_set_on_all(house: Warehouse) -> None:
    body = {"field": "stockPlace", "articles": KEYS, "value": "Z-9"}
    answer = await house.done("PUT", "bulk", body)
    assert answer == {
        "field": "stockPlace",
        "pricelistId": None,
        "articles": [{"articleId": key, "value": "Z-9"} for key in KEYS],
    }
    assert {(await house.one(key))["stockPlace"] for key in KEYS} == {"Z-9"}


async def test_percentages_add_to_the_price_each_time(house: Warehouse) -> None:
    body = {"field": "price", "articles": KEYS, "value": "10", "type": "PERCENTAGE"}
    first = await house.done("PUT", "bulk", body)
    assert [row["value"] for row in first["articles"]] == ["53.90", "53.90"]
    second = await house.done("PUT", "bulk", body)
    assert [row["value"] for row in second["articles"]] == ["59.29", "59.29"]
    assert (await house.one("10-0412"))["price"] == 59.29


async def test_profit_starts_from_the_purchase_price(house: Warehouse) -> None:
    body = {"field": "price", "articles": KEYS, "value": "50", "type": "PROFIT", "pricelistId": 12}
    answer = await house.done("PUT", "bulk", body)
    assert [row["value"] for row in answer["articles"]] == ["32.10", "32.10"]
    article = await house.one("10-0412")
    listed = {(row["listId"], row["fromQuantity"]): row["price"] for row in article["prices"]}
    assert (article["price"], listed[12, 0]) == (49, 32.1)
    last = (await house.get("10-0412/history"))["history"][0]
    assert (last["pricelistId"], last["newSalesPrice"]) == (12, 32.1)


@pytest.mark.parametrize(
    ("change", "field", "status"),
    [
        ({"articles": [*KEYS, "no", "nor"]}, "articles", 404),
        ({"articles": []}, "articles", 400),
        ({"articles": KEYS * 51}, "articles", 400),
        ({"field": "reserved"}, "field", 400),
        ({"field": "name", "type": "PERCENTAGE"}, "type", 400),
        ({"type": "HALF"}, "type", 400),
        ({"value": "x"}, "value", 400),
        ({"value": 5}, "value", 400),
        ({"pricelistId": 99}, "pricelistId", 400),
        ({"articles": ["10-0412", "T-001"], "type": "PROFIT"}, "articles", 400),
    ],
)
async def test_a_refusal_changes_nothing(
    house: Warehouse, change: dict, field: str, status: int
) -> None:
    body = {"field": "price", "articles": KEYS, "value": "5", "type": "SET"} | change
    told = await house.refused("PUT", "bulk", body)
    assert (told["errorCode"], told["errorField"], told["status"]) == (900203, field, status)
    assert {(await house.one(key))["price"] for key in KEYS} == {49}
    assert not house.app.ledger.of("PUT", effective=True)


async def test_unknown_articles_are_all_named(house: Warehouse) -> None:
    body = {"field": "price", "articles": ["no", *KEYS, "nor"], "value": "5"}
    assert (await house.refused("PUT", "bulk", body))["errorData"] == ["no", "nor"]


async def test_a_list_is_changed_whole(house: Warehouse) -> None:
    rows = [{"articleId": key, "price": 60} for key in KEYS]
    for body in ({"articles": rows}, rows):
        assert await house.done("PUT", "list", body) is None
        assert {(await house.one(key))["price"] for key in KEYS} == {60}
    assert await house.done("PUT", "list", rows[0] | {"price": 61}) is None
    told = await house.refused("PUT", "list", [rows[0] | {"price": 1}, rows[1] | {"vat": "?"}])
    assert (told["errorField"], told["errorData"]) == ("articles[1].vat", "10-0413")
    assert (await house.one("10-0412"))["price"] == 61
    told = await house.refused("PUT", "list", [rows[0]] * 101)
    assert (told["errorCode"], told["errorData"]) == (900203, 101)


async def test_a_list_is_made_whole(house: Warehouse) -> None:
    new = {"name": "n", "vat": 25, "type": "Stock"}
    rows = [new | {"articleId": "A"}, new | {"articleId": "A"}]
    told = await house.refused("POST", "list", {"articles": rows})
    assert (told["errorCode"], told["errorField"]) == (900202, "articles[1].articleId")
    assert (await house.refused("GET", "A"))["errorCode"] == 900201
    await house.done("POST", "list", {"articles": [rows[0], rows[1] | {"articleId": "B"}]})
    assert (await house.one("B"))["name"] == "n"


async def test_a_list_is_removed_whole(house: Warehouse) -> None:
    told = await house.refused("PUT", "bulk/delete", {"articles": ["T-001", "no"]})
    assert (told["errorCode"], told["errorData"]) == (900204, ["no"])
    await house.done("PUT", "bulk/delete", {"articles": ["T-001", "T-002"]})
    assert (await house.get("", since=0))["articlesCount"] == 118
