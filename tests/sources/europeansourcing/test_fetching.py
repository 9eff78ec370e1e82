"""Pages and batches: where they end, what they cost, and what a broken scroll says."""

from __future__ import annotations

import json

import pytest

from tests.sources import kit
from workbench.core.conditions import parse_where
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.net.requests import Request
from workbench.sources.europeansourcing import SOURCE
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.filters import FILTERS
from workbench.sources.europeansourcing.products import (
    scan_products,
    scan_variants,
    search_products,
    search_variants,
)

QUERY = Query(language="en")


def canned(*answers: object) -> tuple[EuropeanSourcingClient, kit.CannedSender]:
    waiting = list(answers)

    def answer(_request: Request) -> bytes:
        found = waiting.pop(0)
        return found if isinstance(found, bytes) else json.dumps(found).encode()

    sender = kit.CannedSender(answer)
    return EuropeanSourcingClient(sender), sender


def bodies(sender: kit.CannedSender | kit.AppSender) -> list[dict]:
    return [json.loads(request.body or b"{}") for request in sender.seen]


async def test_documents_stay_as_they_were_sent():
    document = b'{"id":  827, "variants": [ {"id":1},{"id":"2"} ], "x": 1.10}'
    client, _sender = canned(
        b'{"pagination": {"next": null, "total_items": 1, "total_variant": 2}, "products": ['
        + document
        + b"]}"
    )
    page = await search_variants(client, QUERY, "")
    assert page.documents == [document]
    assert page.document_keys == ["827"]
    assert (page.keys, page.document_of, page.total) == (["1", "2"], [0, 0], 2)


async def test_the_next_page_is_the_one_the_service_names():
    client, sender = canned(
        {"pagination": {"next": "2"}, "products": [{"id": 1}]},
        {"pagination": {"current": 2}, "products": [{"id": 2}]},
    )
    first = await search_products(client, QUERY, "")
    assert first.cursor == "2"
    assert (await search_products(client, QUERY, first.cursor)).cursor == ""
    assert [body["page"] for body in bodies(sender)] == [1, 2]


@pytest.mark.parametrize(
    "answer",
    [
        {"pagination": {"next": 1}, "products": [{"id": 1}]},
        {"pagination": {"next": 2}, "products": []},
        {"pagination": {"next": 2}, "products": None},
        {"products": [{"id": 1}]},
        {"pagination": "odd", "products": [{"id": 1}]},
        {},
    ],
)
async def test_odd_pages_end_the_search(answer: object):
    client, _sender = canned(answer)
    assert (await search_products(client, QUERY, "")).cursor == ""


async def test_a_scroll_asks_by_the_newest_id_alone_until_a_batch_is_empty():
    client, sender = canned(
        {"scroll_id": "a b", "products": [{"id": 1}]},
        {"scroll_id": "c", "products": [{"id": 2}]},
        {"products": [{"id": 3}]},
        {"scroll_id": "d", "products": []},
    )
    keys, cursor = [], ""
    while True:
        page = await scan_products(client, QUERY, cursor)
        keys += page.keys
        cursor = page.cursor
        if not cursor:
            break
    assert keys == ["1", "2", "3"]
    first, *later = bodies(sender)
    assert first == {"lang": "en", "limit": 50, "search_handlers": []}
    assert later == [{"scroll_id": "a b"}, {"scroll_id": "c"}, {"scroll_id": "c"}]


async def test_a_batch_without_rows_of_its_own_does_not_end_a_scroll():
    client, _sender = canned({"scroll_id": "a", "products": [{"id": 1, "variants": None}]})
    page = await scan_variants(client, QUERY, "")
    assert (page.keys, bool(page.cursor)) == ([], True)


async def test_a_repeated_batch_is_an_error_and_no_endless_loop():
    same = {"scroll_id": "a", "products": [{"id": 1}]}
    client, _sender = canned(same, same)
    cursor = (await scan_products(client, QUERY, "")).cursor
    with pytest.raises(WbError) as caught:
        await scan_products(client, QUERY, cursor)
    assert caught.value.code is ErrorCode.SCROLL


async def test_an_expired_scroll_says_what_to_do():
    service, sender = kit.europeansourcing()
    client = SOURCE.connect(sender)
    cursor = (await scan_products(client, QUERY, "")).cursor  # type: ignore[arg-type]
    service.faults.expire()
    with pytest.raises(WbError) as caught:
        await scan_products(client, QUERY, cursor)  # type: ignore[arg-type]
    assert caught.value.code is ErrorCode.SCROLL
    assert "again" in caught.value.hint


async def test_a_refused_first_batch_keeps_its_own_name():
    _service, sender = kit.europeansourcing()
    sender.headers = {"x-auth-token": "wrong"}
    with pytest.raises(WbError) as caught:
        await scan_products(SOURCE.connect(sender), QUERY, "")  # type: ignore[arg-type]
    assert caught.value.code is ErrorCode.AUTH


async def test_one_odd_product_costs_no_page():
    client, _sender = canned(
        b'{"products": [{"id": 1, "variants": [{"id": 5, "stock": "many"}]}, 7, {"name": "x"},'
        b' {"id": "2"}]}'
    )
    page = await search_products(client, QUERY, "")
    assert page.keys == ["1", "2"]
    assert len(page.documents) == 2
    assert [warning.split()[0] for warning in page.warnings] == ["1", "1"]


async def test_filters_reach_the_service():
    _service, sender = kit.europeansourcing()
    client = SOURCE.connect(sender)
    everything = await search_products(client, QUERY, "")  # type: ignore[arg-type]
    code = everything.facets["supplier_id"][0]
    narrowed = Query(conditions=parse_where(FILTERS, [f"supplier_id={code.code}"]), language="en")
    page = await search_products(client, narrowed, "")  # type: ignore[arg-type]
    assert page.total == code.count
