"""Signing in, reading pages with the fewest requests, and the odd forms of answers."""

from __future__ import annotations

import asyncio
import base64
import json

import httpx
import pytest

from tests.sources import kit
from workbench.core.conditions import parse_where
from workbench.core.queries import PartKind, Query
from workbench.core.secret import Secret
from workbench.net.auth import addressed
from workbench.net.requests import Request
from workbench.sources.etim import SOURCE
from workbench.sources.etim.access import authenticate
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.filters import FILTERS
from workbench.sources.etim.filters_overall import OVERALL
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.records.product import (
    class_of,
    features_of,
    product_in,
    texts_of,
    version_of,
)

GIVEN = {
    "identifier": Secret("abc/1"),
    "username": Secret("user"),
    "password": Secret("pass:word"),
}


def test_user_and_password_go_with_every_request_and_the_identifier_into_the_path():
    auth = authenticate(GIVEN)
    headers = asyncio.run(auth.headers("etim-mapper.com"))
    kind, _blank, word = headers["Authorization"].partition(" ")
    assert kind == "Basic"
    assert base64.b64decode(word) == b"user:pass:word"
    request = Request("labels", "GET", "/api/{identifier}/labels")
    assert addressed(request, auth).values == {"identifier": "abc/1"}
    own = Request("labels", "GET", "/api/{identifier}/labels", {"identifier": "other"})
    assert addressed(own, auth).values == {"identifier": "other"}


def test_every_path_begins_with_the_identifier_and_no_call_needs_it():
    for operation in SOURCE.operations():
        assert operation.path.startswith("/api/{identifier}/")
        (own,) = [held for held in operation.parameters if held.name == "identifier"]
        assert not own.required


async def test_lists_and_details_come_by_bodies_of_get():
    _service, sender = kit.etim()
    page = await PRODUCTS.search(EtimClient(sender), Query(), "")
    listed, details = sender.seen
    assert (listed.method, details.method) == ("GET", "GET")
    assert json.loads(listed.body or b"") == {}
    assert json.loads(details.body or b"") == list(page.keys)
    fixed = dict(details.query)
    assert fixed["na-values"] == fixed["country-of-origin-multiple"] == "true"
    assert fixed["www-image-url-lang"] == "false"


async def test_every_product_is_read_with_one_list_and_a_request_for_each_hundred():
    _service, sender = kit.etim()
    client = EtimClient(sender)
    cursor, keys = "", []
    while True:
        page = await PRODUCTS.search(client, Query(), cursor)
        keys += page.keys
        cursor = page.cursor
        if not cursor:
            break
    assert len(set(keys)) == kit.PRODUCT_RECORDS
    assert len(sender.seen) == 1 + 3


async def test_a_page_after_a_new_start_asks_for_the_list_again():
    _service, sender = kit.etim()
    first = await PRODUCTS.search(EtimClient(sender), Query(), "")
    fresh = EtimClient(sender)
    second = await PRODUCTS.search(fresh, Query(), first.cursor)
    assert not set(first.keys) & set(second.keys)


@pytest.mark.parametrize("gone", [["P000"], ["P000", "P099"], ["P149"], []])
async def test_a_page_goes_on_behind_the_last_product_though_the_list_moved(gone: list[str]):
    every = [f"P{at:03d}" for at in range(150)]
    held = list(every)

    def answer(request: Request) -> bytes:
        if request.operation == "filter_products":
            return json.dumps({"productIds": held, "total": str(len(held))}).encode()
        wanted = [key for key in json.loads(request.body or b"[]") if key in held]
        return json.dumps({"products": [{"productId": key} for key in wanted]}).encode()

    client = EtimClient(kit.CannedSender(answer))
    first = await PRODUCTS.search(client, Query(), "")
    held[:] = [key for key in every if key not in gone]
    await PRODUCTS.search(client, Query(), "")
    second = await PRODUCTS.search(client, Query(), first.cursor)
    assert set(held) <= {*first.keys, *second.keys}, "a product was left out"
    assert second.cursor == ""


async def test_chosen_products_are_read_without_a_list():
    _service, sender = kit.etim()
    client = EtimClient(sender)
    keys = (await PRODUCTS.search(client, Query(), "")).keys[3:5]
    sender.seen.clear()
    words = [f"productId={','.join([*keys, 'GONE-1'])}"]
    page = await PRODUCTS.search(client, Query(conditions=parse_where(FILTERS, words)), "")
    assert list(page.keys) == list(keys)
    assert len(sender.seen) == 1


async def test_products_changed_since_a_day_are_listed_by_the_day():
    _service, sender = kit.etim()
    words = ["date-from=2026-11-01T12:00:00Z"]
    await PRODUCTS.search(EtimClient(sender), Query(conditions=parse_where(FILTERS, words)), "")
    assert dict(sender.seen[0].query)["date-from"] == "2026-11-01"
    assert sender.seen[0].path.endswith("/products")


@pytest.mark.parametrize("total", ["2", 2, None])
async def test_totals_may_be_texts(total: object):
    def answer(request: Request) -> bytes:
        if request.operation == "filter_products":
            return json.dumps({"productIds": ["a", "b"], "total": total}).encode()
        products = [{"productId": key, "overallInformation": []} for key in ("a", "b")]
        return json.dumps({"products": products, "parameters": []}).encode()

    page = await PRODUCTS.search(EtimClient(kit.CannedSender(answer)), Query(), "")
    assert (list(page.keys), page.total, page.warnings) == (["a", "b"], 2, ())


async def test_an_empty_account_is_an_empty_page():
    empty = kit.CannedSender(lambda _request: b'{"productIds":{},"total":"0","parameters":{}}')
    page = await PRODUCTS.search(EtimClient(empty), Query(), "")
    assert (list(page.keys), page.total, page.cursor) == ([], 0, "")


async def test_a_product_answers_its_class_features_and_texts():
    _service, sender = kit.etim()
    page = await PRODUCTS.search(EtimClient(sender), Query(), "")
    product = product_in(page.documents[0])
    assert product is not None
    raw = json.loads(page.documents[0])
    assert class_of(product) == raw["etimDescription"]["classId"]
    assert version_of(product) == raw["etimDescription"]["version"]
    assert features_of(product) == raw["etimDescription"]["features"]
    assert texts_of(product)["productName"] == raw["overallInformation"]["productName"]


def test_the_address_of_a_call_is_the_documented_one():
    from workbench.core.accounts import Account
    from workbench.net.addresses import url_of

    request = addressed(
        Request("products_lca", "GET", "/api/{identifier}/products/lca"), authenticate(GIVEN)
    )
    url = url_of(SOURCE, Account("etim", "main"), request)
    assert url == "https://etim-mapper.com/api/abc%2F1/products/lca"
    assert httpx.URL(url).host == "etim-mapper.com"


TYPED = {
    PartKind.FLAG: "true",
    PartKind.LIST: "ACTIVE",
    PartKind.DECIMAL: "5.01",
    PartKind.TIME: "2026-01-08",
    PartKind.TEXT: "mug",
}


async def test_every_member_of_the_overall_information_can_be_asked_for():
    _service, sender = kit.etim()
    client = EtimClient(sender)
    for held in OVERALL:
        for part in held.parts:
            name = f"{held.name}.{part.name}" if part.name else held.name
            words = [f"{name}={TYPED[part.kind]}"]
            query = Query(conditions=parse_where(FILTERS, words))
            page = await PRODUCTS.search(client, query, "")
            assert page.total is not None
            asked = json.loads(
                next(each for each in reversed(sender.seen) if "filter" in each.path).body or b""
            )
            assert list(asked) == [held.name]


async def test_products_of_a_status_are_those_that_have_it():
    _service, sender = kit.etim()
    words = ["productStatus=OBSOLETE", "ceMarking=true"]
    page = await PRODUCTS.search(
        EtimClient(sender), Query(conditions=parse_where(FILTERS, words)), ""
    )
    assert page.documents
    for document in page.documents:
        overall = json.loads(document)["overallInformation"]
        assert (overall["productStatus"], overall["ceMarking"]) == ("OBSOLETE", "true")
