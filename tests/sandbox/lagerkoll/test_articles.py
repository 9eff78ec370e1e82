"""Articles made, changed and removed, by the rules of the document's class."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse, opened, path_of

NEW = {"articleId": "X-1", "name": "Mugg", "vat": 25, "type": "Stock"}
ODD = ("M/12 röd", "40% extra", "C#-10", "Åre 3 åäö", "a b  c", "kit/å %2F#1", "mugg+lock?",
       "1;2,3")  # fmt: skip


@pytest.mark.parametrize("key", ODD)
async def test_odd_ids_are_reached(house: Warehouse, key: str) -> None:
    path = path_of(key)
    assert (await house.get(path))["articles"][0]["articleId"] == key
    assert (await house.done("PUT", path, {"price": 5}))["price"] == 5
    assert (await house.get(f"{path}/fifo"))["page"] == 0
    assert (await house.get(f"{path}/history"))["history"][0]["newSalesPrice"] == 5
    assert (await house.get(f"{path}/other_purchased"))["articles"]
    await house.done("DELETE", path)
    assert (await house.refused("GET", path))["status"] == 404


async def test_an_id_with_a_bare_slash_is_reached_too(house: Warehouse) -> None:
    assert (await house.get("M/12%20r%C3%B6d"))["articles"][0]["articleId"] == "M/12 röd"


async def test_an_id_that_is_a_fixed_word_cannot_be_reached(house: Warehouse) -> None:
    await house.done("POST", "", NEW | {"articleId": "tags"})
    assert "projectsCount" in await house.get("tags")
    assert (await house.refused("DELETE", "tags"))["status"] == 405


async def test_a_new_article_has_the_documented_defaults(house: Warehouse) -> None:
    made = await house.done("POST", "", NEW)
    assert made == await house.one("X-1")
    expected = {
        "active": True, "bundled": False, "category": "övrigt", "barcodeType": "EAN", "unit": "st",
        "stock": True, "webshopArticle": False, "amount": 0, "reserved": 0, "vatAccount": 3001,
    }  # fmt: skip
    assert {name: made[name] for name in expected} == expected
    template = (await house.get("customfields_template"))["fields"]
    assert made["customFields"] == template


@pytest.mark.parametrize("name", ["articleId", "name", "vat", "type"])
async def test_a_mandatory_member_is_named(house: Warehouse, name: str) -> None:
    body = {member: value for member, value in NEW.items() if member != name}
    told = await house.refused("POST", "", body)
    assert (told["errorCode"], told["errorField"]) == (900202, name)


async def test_an_id_is_taken_once(house: Warehouse) -> None:
    key = (await house.get("next_id"))["id"]
    assert key.startswith("192005-")
    await house.done("POST", "", NEW | {"articleId": key})
    told = await house.refused("POST", "", NEW | {"articleId": key})
    assert (told["errorCode"], told["errorField"], told["errorData"]) == (900202, "articleId", key)
    assert (await house.get("next_id"))["id"] != key


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("name", ""), ("name", None), ("vat", "x"), ("type", "Ware"), ("barcodeType", "ISBN"),
        ("supplier", 1), ("supplierName", "Nobody"), ("active", "yes"), ("width", -1),
        ("vatAccount", 9), ("amount", "lots"), ("amount", -10_000), ("price", -1),
        ("parts", [{"articleId": "10-0413", "amount": 1, "type": "Stock"}]),
        ("customFields", [{"name": "A", "type": "Whole", "value": "1"}]),
        ("customFields", [{"name": "A", "type": "Int", "value": "1.5"}]),
        ("customFields", [{"name": "Ursprungsland", "type": "String", "value": "XX"}]),
        ("customFields", "A"),
        ("links", [{"name": "n", "url": "u", "type": "film"}]),
        ("tags", [{"id": 99}]),
    ],
)  # fmt: skip
async def test_a_member_that_does_not_fit_is_named(
    house: Warehouse, member: str, value: object
) -> None:
    before = await house.one("10-0412")
    told = await house.refused("PUT", "10-0412", {"stockPlace": "Z-1", member: value})
    assert told["errorCode"] == 900203
    assert told["errorField"].startswith(member)
    assert await house.one("10-0412") == before


async def test_only_what_is_sent_changes(house: Warehouse) -> None:
    before = await house.one("10-0412")
    answer = await house.done("PUT", "10-0412", {"price": "52.50", "active": "false"})
    assert answer == before | {"price": 52.5, "active": False, "prices": answer["prices"]}
    assert answer == await house.one("10-0412")


async def test_what_is_left_out_may_be_cleared() -> None:
    house = opened(omitted="cleared")
    answer = await house.done("PUT", "10-0412", {"price": 52})
    assert (answer["price"], answer["name"]) == (52, "Enamel mug Dalarna white")
    for member in ("description", "stockPlace", "supplier", "supplierBuyPrice", "barcode"):
        assert answer[member] is None
    assert answer["customFields"] == answer["tags"] == []
    assert (answer["category"], answer["amount"]) == ("övrigt", 1240)
    bundle = await house.done("PUT", "P-001", {"price": 5})
    assert bundle["parts"]


async def test_read_only_members_are_passed_over(house: Warehouse) -> None:
    before = await house.one("10-0412")
    body = before | {
        "articleId": "other", "bundled": True, "reserved": 99, "supplierExternalId": "x",
        "supplierBuyRate": 7, "orderedAmount": 1, "prices": [], "imageLastUpdated": 1,
    }  # fmt: skip
    await house.done("PUT", "10-0412", body)
    assert await house.one("10-0412") == before


async def test_parts_are_replaced_kept_or_removed(house: Warehouse) -> None:
    parts = (await house.one("P-001"))["parts"]
    assert (await house.done("PUT", "P-001", {"parts": None}))["parts"] == parts
    new = [{"articleId": "10-0412", "amount": 2, "type": "Stock"}]
    changed = (await house.done("PUT", "P-001", {"parts": new}))["parts"]
    assert [(row["articleId"], row["amount"]) for row in changed] == [("10-0412", 2)]
    used = await house.get("10-0412/bundle")
    assert {"articleId": "P-001", "amount": 2}.items() <= used["batches"][-1].items() or any(
        row["articleId"] == "P-001" and row["amount"] == 2 for row in used["batches"]
    )
    assert (await house.done("PUT", "P-001", {"parts": []}))["parts"] == []
    told = await house.refused(
        "PUT", "P-001", {"parts": [{"articleId": "no", "amount": 1, "type": "Stock"}]}
    )
    assert told["errorField"] == "parts[0].articleId"


async def test_custom_fields_are_replaced_as_a_list(house: Warehouse) -> None:
    fields = [{"name": "Own", "type": "Number", "value": "1,5".replace(",", ".")}]
    answer = await house.done("PUT", "10-0412", {"customFields": fields})
    assert [row["name"] for row in answer["customFields"]] == ["Own"]
    others = (await house.get("customfields"))["fields"]
    assert "Own" in {row["name"] for row in others}
    await house.done("DELETE", "customfields/Own")
    assert (await house.one("10-0412"))["customFields"] == []
    assert (await house.refused("DELETE", "customfields/Own"))["status"] == 404


async def test_tags_without_an_id_are_new_ones(house: Warehouse) -> None:
    body = {"tags": [{"id": 501, "name": "Fragile", "desc": ""}, {"name": "Fragile", "desc": "2"}]}
    tags = (await house.done("PUT", "10-0412", body))["tags"]
    assert [row["name"] for row in tags] == ["Fragile", "Fragile"]
    assert tags[0]["id"] == 501 != tags[1]["id"]
    listed = (await house.get("tags", query="fragile"))["tags"]
    assert [row["id"] for row in listed] == [501, tags[1]["id"]]
    await house.done("PUT", "10-0412", body)
    assert len((await house.get("tags", query="fragile"))["tags"]) == 3


async def test_the_vat_account_wins(house: Warehouse) -> None:
    answer = await house.done("PUT", "10-0412", {"vat": 25, "vatAccount": 3003})
    assert (answer["vat"], answer["vatAccount"]) == (6, 3003)
    answer = await house.done("PUT", "10-0412", {"vat": 12})
    assert (answer["vat"], answer["vatAccount"]) == (12, 3002)


async def test_a_bundle_ignores_its_supplier(house: Warehouse) -> None:
    body = NEW | {"bundled": True, "supplier": 701, "supplierBuyPrice": 5}
    made = await house.done("POST", "", body)
    assert (made["bundled"], made["supplier"], made["supplierBuyPrice"]) == (True, None, None)
    await house.done("PUT", "X-1", {"supplierName": "Nobody"})


async def test_a_supplier_is_named_or_numbered(house: Warehouse) -> None:
    answer = await house.done("PUT", "10-0412", {"supplierName": "Nordic Promo AB"})
    assert (answer["supplier"], answer["supplierBuyCurrency"]) == (702, "SEK")
    answer = await house.done("PUT", "10-0412", {"supplier": 703})
    assert (answer["supplierName"], answer["supplierBuyCurrency"]) == ("Gaveland Europe", "EUR")


async def test_supplier_articles_default_to_the_suppliers_money(house: Warehouse) -> None:
    body = {"supplierArticles": [
        {"supplier": 701, "supplierBuyPrice": 20, "supplierArticleId": "K1"},
        {"supplier": 703, "supplierBuyPrice": 2},
        {"supplierBuyPrice": 3, "supplierBuyCurrency": "USD", "supplierBuyRate": "9.5"},
    ]}  # fmt: skip
    answer = await house.done("PUT", "10-0412", body)
    assert (answer["supplierBuyPrice"], answer["supplierArticleId"]) == (20, "K1")
    told = [
        (row["supplier"], row["supplierBuyCurrency"], row["supplierBuyRate"])
        for row in answer["supplierArticles"]
    ]
    assert told == [(701, "SEK", 1), (703, "EUR", 11.245), (None, "USD", 9.5)]


async def test_amount_is_what_is_available(house: Warehouse) -> None:
    await house.done("PUT", "10-0412/reserved", {"reserved": 40})
    assert (await house.one("10-0412"))["amount"] == 1200
    answer = await house.done("PUT", "10-0412", {"amount": 1300}, reason="Inventering")
    assert (answer["amount"], answer["reserved"]) == (1300, 40)
    assert house.row("10-0412").count == 1340
    last = (await house.get("10-0412/history"))["history"][0]
    assert (last["oldCount"], last["newCount"], last["reason"]) == (1240, 1340, "Inventering")
    rows = (await house.get("10-0412/fifo", limit=500))["fifos"]
    assert sum(row["amountInStock"] for row in rows) == 1340


async def test_history_tells_what_changed(house: Warehouse) -> None:
    await house.done("PUT", "10-0412", {"price": 51, "supplierBuyPrice": 22})
    await house.done("PUT", "10-0412/reserved", None, reserved="7")
    rows = (await house.get("10-0412/history"))["history"]
    assert (rows[0]["oldReserved"], rows[0]["newReserved"]) == (0, 7)
    told = {name: value for row in rows[1:3] for name, value in row.items() if value is not None}
    assert (told["oldSalesPrice"], told["newSalesPrice"], told["pricelistName"]) == (
        49, 51, "Standard",
    )  # fmt: skip
    assert (told["oldPurchasePrice"], told["newPurchasePrice"]) == (21.4, 22)


async def test_stock_at_its_critical_level_is_ordered_once(house: Warehouse) -> None:
    orders = len(house.app.world.orders)
    body = {"automaticOrder": True, "criticalLevel": 100, "orderLevel": 500}
    await house.done("PUT", "10-0413", body)
    assert len(house.app.world.orders) == orders
    answer = await house.done("PUT", "10-0413", {"amount": 100})
    assert (answer["orderedAmount"], answer["deliveredAmount"]) == (500, 0)
    assert answer["nextDeliveryDate"] > house.clock.now * 1000
    await house.done("PUT", "10-0413", {"amount": 90})
    listed = (await house.client.get("http://sandbox.test/lagerkoll/_orders")).json()["orders"]
    assert len(listed) == orders + 1
    assert (listed[-1]["articleId"], listed[-1]["amount"]) == ("10-0413", 500)


async def test_a_service_has_no_stock(house: Warehouse) -> None:
    answer = await house.done("PUT", "T-001", {"amount": 5})
    assert answer["amount"] is None
    assert (await house.refused("PUT", "T-001/reserved", {"reserved": 1}))["errorCode"] == 900203


async def test_the_parts_of_a_bundle_stay(house: Warehouse) -> None:
    part = (await house.one("P-001"))["parts"][0]["articleId"]
    told = await house.refused("DELETE", path_of(part))
    assert (told["errorCode"], told["errorData"]) == (900204, [part])


async def test_an_external_id_finds_its_article(house: Warehouse) -> None:
    await house.done("PUT", "10-0412", {"externalId": "a/b ö#1"})
    found = await house.get(f"external/{path_of('a/b ö#1')}")
    assert found["articles"][0]["articleId"] == "10-0412"


async def test_a_body_must_be_json(house: Warehouse) -> None:
    for content in (b"", b"{", b"[]", b'{"name": "\xff"}', b'{"price": 1e999999999}'):
        answer = await house.client.put("articles/10-0412", content=content)
        assert (answer.status_code, answer.json()["errorCode"]) == (400, 900203)
