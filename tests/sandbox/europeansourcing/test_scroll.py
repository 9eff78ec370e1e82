"""The scroll: complete, in batches, with an id for one call each that is forgotten in time."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.sandbox.europeansourcing.conftest import connected
from tests.sandbox.europeansourcing.oracle import scrolled
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.faults import Faults


async def _begin(client: httpx.AsyncClient, **body: Any) -> str:
    answer = await client.post("search/scroll", json={"lang": "fr", "limit": 50, **body})
    return answer.json()["scroll_id"]


async def test_a_scroll_brings_every_product_once(client: httpx.AsyncClient) -> None:
    rows = await scrolled(client, {"lang": "fr", "search_handlers": [{"has_marking": True}]})
    ids = [row["id"] for row in rows]
    answer = await client.post(
        "search",
        json={"lang": "fr", "limit": 400, "search_handlers": [{"has_marking": True}]},
    )
    assert len(ids) == len(set(ids)) > 200
    assert set(ids) == {row["id"] for row in answer.json()["products"]}


async def test_batches_are_of_fifty_and_ids_change(client: httpx.AsyncClient) -> None:
    number = await _begin(client)
    seen = {number}
    sizes = []
    for _ in range(9):
        answer = await client.post("search/scroll", json={"scroll_id": number})
        number = answer.json()["scroll_id"]
        assert number not in seen
        seen.add(number)
        sizes.append(len(answer.json()["products"]))
    assert sizes == [50] * 7 + [0, 0]


async def test_scrolls_do_not_disturb_each_other(client: httpx.AsyncClient) -> None:
    handlers = [{"has_marking": True}, {"has_marking": False}, {"has_dpp": True}]
    bodies = [{"lang": "fr", "search_handlers": [handler]} for handler in handlers] * 2
    found = await asyncio.gather(*(scrolled(client, body) for body in bodies))
    sizes = [len(rows) for rows in found]
    assert sizes[:3] == sizes[3:]
    assert sizes[0] + sizes[1] == 400


async def test_a_used_or_unknown_id_is_refused(client: httpx.AsyncClient) -> None:
    number = await _begin(client)
    assert (await client.post("search/scroll", json={"scroll_id": number})).status_code == 200
    for old in (number, "made-up"):
        answer = await client.post("search/scroll", json={"scroll_id": old})
        assert answer.status_code == 404
        assert answer.json()["error"]


async def test_an_idle_scroll_expires(catalogue: Catalogue) -> None:
    now = [0.0]
    client = connected(catalogue, clock=lambda: now[0], idle_seconds=300)
    number = await _begin(client)
    now[0] = 299
    answer = await client.post("search/scroll", json={"scroll_id": number})
    assert answer.status_code == 200
    now[0] = 299 + 300
    answer = await client.post("search/scroll", json={"scroll_id": answer.json()["scroll_id"]})
    assert answer.status_code == 404


async def test_all_scrolls_can_be_made_to_expire(catalogue: Catalogue) -> None:
    faults = Faults()
    client = connected(catalogue, faults)
    number = await _begin(client)
    faults.expire()
    answer = await client.post("search/scroll", json={"scroll_id": number})
    assert answer.status_code == 404
    number = await _begin(client)
    assert (await client.post("search/scroll", json={"scroll_id": number})).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"lang": "fr", "limit": 51},
        {"lang": "fr", "page": 1},
        {"lang": "fr", "offset": 50},
        {"limit": 50},
        {"scroll_id": "x", "lang": "fr"},
        {"scroll_id": 7},
    ],
)
async def test_bad_scrolls_are_refused(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    assert (await client.post("search/scroll", json=body)).status_code == 400
