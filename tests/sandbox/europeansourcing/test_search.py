"""Pages, order, members, aggregations and refusals of the search."""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx
import pytest

from tests.sandbox.europeansourcing import oracle as truth
from tests.sandbox.europeansourcing.oracle import Oracle


async def _search(client: httpx.AsyncClient, path: str = "search", **body: Any) -> dict[str, Any]:
    answer = await client.post(path, json={"lang": "en", **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_pages_hold_everything_once(client: httpx.AsyncClient) -> None:
    seen: list[int] = []
    page: int | None = 1
    while page is not None:
        answer = await _search(client, page=page, include_fields=["id"])
        pagination = answer["pagination"]
        assert pagination["limit"] == 52
        assert pagination["current"] == page
        assert pagination["previous"] == (page - 1 or None)
        seen += [row["id"] for row in answer["products"]]
        page = pagination["next"]
    assert len(seen) == len(set(seen)) == pagination["total_items"] == 400
    part = await _search(client, offset=60, limit=7, include_fields=["id"])
    assert [row["id"] for row in part["products"]] == seen[60:67]


async def test_total_variants_are_told_when_asked(
    client: httpx.AsyncClient, oracle: Oracle
) -> None:
    rows = oracle.products
    answer = await _search(client, limit=1, include_total_variants=True)
    assert answer["pagination"]["total_variant"] == sum(len(row["variants"]) for row in rows)
    assert "total_variant" not in (await _search(client, limit=1))["pagination"]


@pytest.mark.parametrize("direction", ["asc", "desc"])
async def test_sorted_by_price_and_dates(client: httpx.AsyncClient, direction: str) -> None:
    async def rows(field: str) -> list[dict[str, Any]]:
        answer = await _search(client, sort_field=field, sort_direction=direction, limit=400)
        return answer["products"]

    down = direction == "desc"
    prices = [min(truth.prices(row, None), default=None) for row in await rows("price")]
    known = [price for price in prices if price is not None]
    assert known == sorted(known, reverse=down)
    assert None not in prices[: len(known)]
    for field, name in (("last_indexed_at", "last_indexed_at"), ("updated_at", "updated_at")):
        moments = [truth.moment(row[name]) for row in await rows(field)]
        assert moments == sorted(moments, reverse=down)


async def test_cycle_takes_one_of_each_supplier_in_turn(client: httpx.AsyncClient) -> None:
    answer = await _search(client, sort_field="cycle", limit=400)
    suppliers = [row["supplier"]["id"] for row in answer["products"]]
    every = len(set(suppliers))
    assert len(set(suppliers[:every])) == every
    turns = Counter()
    turn_of = []
    for supplier in suppliers:
        turns[supplier] += 1
        turn_of.append(turns[supplier])
    assert turn_of == sorted(turn_of)


async def test_a_colour_in_the_query_names_the_best_variant(client: httpx.AsyncClient) -> None:
    answer = await _search(client, search_handlers=[{"query": "red mug"}], limit=5)
    for product in answer["products"]:
        best = next(v for v in product["variants"] if v["id"] == product["best_variant_id"])
        steps = [row["full_hierarchy_value"].split(" > ") for row in best["attributes"]]
        assert any("red" in values for values in steps)
        assert "mug" in best["name"].lower()
    light = await _search(client, "search/light", search_handlers=[{"query": "red mug"}], limit=5)
    for product, full in zip(light["products"], answer["products"], strict=True):
        assert product["best_variant"]["id"] == full["best_variant_id"]


async def test_members_are_chosen_by_dotted_names(client: httpx.AsyncClient) -> None:
    answer = await _search(client, include_fields=["id", "variants.name"], limit=3)
    for product in answer["products"]:
        assert set(product) == {"id", "variants"}
        assert all(set(variant) == {"name"} for variant in product["variants"])
    answer = await _search(client, exclude_fields=["variants.variant_prices", "supplier"], limit=3)
    for product in answer["products"]:
        assert "supplier" not in product
        assert all("variant_prices" not in variant for variant in product["variants"])
        assert all("name" in variant for variant in product["variants"])


async def test_one_variant(client: httpx.AsyncClient) -> None:
    answer = await _search(client, one_variant=True, limit=400)
    products = answer["products"]
    assert all(len(row["variants"]) == 1 for row in products)
    mains = [row["variants"][0]["id"] == row["main_variant_id"] for row in products]
    assert any(mains)
    assert not all(mains)


async def test_aggregations_count_the_filtered_products(
    client: httpx.AsyncClient, oracle: Oracle
) -> None:
    handlers = [{"has_marking": True, "stock_greater_than": 9000}]
    body = {"search_handlers": handlers, "limit": 400}
    answer = await _search(client, **body)
    kept = {row["id"] for row in answer["products"]}
    rows = [row for row in oracle.products if row["id"] in kept]
    counted = {
        part["name"]: {str(row.get("id", row.get("code"))): row["count"] for row in part["rows"]}
        for part in answer["aggregations"]
    }
    assert counted == {
        "brands": Counter(str(p["brand"]["id"]) for p in rows if p["brand"]),
        "suppliers": Counter(str(p["supplier"]["id"]) for p in rows),
        "attributes": Counter(n for p in rows for n in truth.attribute_ids(p)),
        "categories": Counter(n for p in rows for n in oracle.category_ids(p)),
        "marking": Counter(n for p in rows for n in truth.technique_ids(p)),
        "supplier_profiles": Counter(
            n for p in rows for n in {str(r["id"]) for r in truth.profiles(p)}
        ),
        "country": Counter(n for p in rows for n in {r["country_code"] for r in truth.profiles(p)}),
        "country_of_origin": Counter(
            p["country_of_origin"] for p in rows if p["country_of_origin"]
        ),
    }


async def test_aggregations_are_sent_as_asked(client: httpx.AsyncClient) -> None:
    answer = await _search(client, limit=1, enable_aggregations=False)
    assert "aggregations" not in answer
    named = ["country", "colour of the sky"]
    answer = await _search(client, limit=1, enable_aggregations=False, include_aggregations=named)
    assert [row["name"] for row in answer["aggregations"]] == ["country"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"lang": "xx"},
        {"lang": "fr", "page": 1, "offset": 0},
        {"lang": "fr", "page": 0},
        {"lang": "fr", "limit": "10"},
        {"lang": "fr", "sort_field": "name"},
        {"lang": "fr", "sort_direction": "up"},
        {"lang": "fr", "handlers": []},
        {"lang": "fr", "search_handlers": {}},
        {"lang": "fr", "search_handlers": [{"color": "red"}]},
        {"lang": "fr", "search_handlers": [{"price": {"min": 1.234}}]},
        {"lang": "fr", "search_handlers": [{"price": {"least": 1}}]},
        {"lang": "fr", "search_handlers": [{"has_marking": "yes"}]},
        {"lang": "fr", "search_handlers": [{"category_id": {"include": ["1"]}}]},
        {"lang": "fr", "search_handlers": [{"supplier_id": ["1"]}]},
        {"lang": "fr", "search_handlers": [{"last_indexed": {"since": "yesterday"}}]},
        {"lang": "fr", "search_handlers": [{"attribute_id": {"include": {"ids": 1}}}]},
    ],
)  # fmt: skip
async def test_bad_requests_are_refused_with_a_sentence(
    client: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    answer = await client.post("search", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_what_is_no_json_is_refused(client: httpx.AsyncClient) -> None:
    for content in (b"", b"{", b"[]", b'"fr"', b"\xff"):
        answer = await client.post("search", content=content)
        assert answer.status_code == 400
        assert answer.json()["error"]
