"""The ledger proves what a write did, also when its answer is lost on the way."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse
from workbench.sandbox.faults import Cut, Fault

LEDGER = "http://sandbox.test/lagerkoll/_ledger"
BODY = {"articles": ["10-0412"], "field": "price", "value": "10", "type": "PERCENTAGE"}


@pytest.mark.parametrize(("lost", "price", "applied"), [("before", 49, 0), ("after", 53.9, 1)])
async def test_a_lost_answer(house: Warehouse, lost: str, price: float, applied: int) -> None:
    house.faults.add(Fault(method="PUT", path="/bulk", lost=lost))
    with pytest.raises(Cut):
        await house.send("PUT", "bulk", BODY)
    assert (await house.one("10-0412"))["price"] == price
    entries = house.app.ledger.of("PUT", "/bulk", effective=True)
    assert len(entries) == applied


async def test_entries_tell_what_was_asked_and_done(house: Warehouse) -> None:
    await house.done("PUT", "bulk", BODY)
    await house.refused("PUT", "bulk", BODY | {"value": "x"})
    await house.get("tags")
    told = (await house.client.get(LEDGER)).json()
    assert told["count"] == 2
    first, second = told["entries"]
    assert (first["number"], first["method"], first["path"]) == (1, "PUT", "/v1/articles/bulk")
    assert first["effects"] == [{
        "kind": "article.changed", "subject": "10-0412", "store": 186008, "member": "price",
        "old": 49, "new": 53.9,
    }]  # fmt: skip
    assert (second["status"], second["effects"]) == (400, [])
    assert first["bodyHash"] != second["bodyHash"]
    assert (await house.client.delete(LEDGER)).json()["entries"] == []


async def test_the_same_write_again_has_no_effect(house: Warehouse) -> None:
    for _ in range(2):
        await house.done("PUT", "10-0412", {"price": 52})
    first, second = house.app.ledger.of("PUT")
    assert first.body_hash == second.body_hash
    assert (len(first.effects), second.effects) == (1, [])
    assert len(house.row("10-0412").list_prices) == 3


async def test_what_does_not_exist_is_said(house: Warehouse) -> None:
    for method, path, status in (
        ("GET", "http://sandbox.test/lagerkoll/v2/articles", 404),
        ("GET", "nothing", 404),
        ("GET", "suppliers/" + "9" * 5000, 404),
        ("PATCH", "articles/10-0412", 405),
        ("DELETE", "articles/list", 405),
    ):
        answer = await house.client.request(method, path)
        assert answer.status_code == status
        assert answer.json()["errorCode"] in {900101, 900601}
    answer = await house.client.get("units", headers={"Accept": "application/xml"})
    assert answer.status_code == 406
    answer = await house.client.get("http://sandbox.test/lagerkoll/_nothing")
    assert answer.status_code == 404
