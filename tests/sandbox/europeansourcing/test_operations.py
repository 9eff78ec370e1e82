"""Every documented operation answers, under both versions and with a token only."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
import pytest
from PIL import Image
from stdnum import ean

from tests.sandbox.europeansourcing.oracle import Oracle, moment

_GETS = [
    "products/details/byVariantId/2000000",
    "brands",
    "brands/supplier/328",
    "brands/supplier_profile/139",
    "products/deletedAfter/2026-09-01",
    "categories/fr",
    "categories/de/2",
    "markings/fr/2000000",
    "markings/sv/export?page=1&limit=10&fromDate=2026-01-07T01:30:00.000",
    "markings/nl/types",
    "suppliers",
    "suppliers/supplier_profile/139",
    "supplier_profiles",
    "supplier_profiles/supplier/328",
    "tokenInfos",
]
_POSTS = ["search", "search/light", "search/scroll"]


def _nulls(value: Any) -> int:
    if isinstance(value, dict):
        return sum(row in (None, "", [], {}) or _nulls(row) for row in value.values())
    return sum(map(_nulls, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("path", _GETS)
async def test_every_reading_operation_answers(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.json()
    newer = await client.get(f"../v1.2/{path}")
    assert newer.status_code == 200
    decoded = newer.json()
    inner = list(decoded.values()) if isinstance(decoded, dict) else decoded
    assert _nulls(inner) == 0


async def test_searches_answer_without_nulls_under_the_newer_version(
    client: httpx.AsyncClient,
) -> None:
    for path in _POSTS:
        older = (await client.post(path, json={"lang": "fr"})).json()
        newer = (await client.post(f"../v1.2/{path}", json={"lang": "fr"})).json()
        assert _nulls(older["products"]) > 0
        assert _nulls(newer["products"]) == 0
        assert len(newer["products"]) == len(older["products"])


@pytest.mark.parametrize("token", [None, "", "wrong"])
async def test_without_the_token_there_is_no_answer(
    client: httpx.AsyncClient, token: str | None
) -> None:
    client.headers.pop("x-auth-token")
    headers = {} if token is None else {"X-AUTH-TOKEN": token}
    for path in _GETS:
        answer = await client.get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("markings/fr/1", 404),
        ("markings/fr/abc", 404),
        ("markings/xx/2000000", 400),
        ("markings/fr/export?limit=51", 400),
        ("markings/fr/export?fromDate=never", 400),
        ("categories/fr/4", 400),
        ("products/deletedAfter/01-02-2026", 400),
        ("brands/supplier/1", 404),
        ("suppliers/supplier_profile/1", 404),
        ("supplier_profiles/supplier/1", 404),
        ("products/details/byVariantId/1", 404),
        ("products/details/byVariantId/2000000?country_code=ZZ", 404),
        ("no/such/thing", 404),
    ],
)
async def test_what_is_not_there_is_said_so(
    client: httpx.AsyncClient, path: str, status: int
) -> None:
    answer = await client.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]


async def test_listings_agree_with_the_products(client: httpx.AsyncClient, oracle: Oracle) -> None:
    products = oracle.products
    suppliers = (await client.get("suppliers")).json()
    assert sum(row["count"] for row in suppliers) == len(products)
    assert sum(row["nb_variant"] for row in suppliers) == sum(len(p["variants"]) for p in products)
    roots = (await client.get("categories/en/1")).json()
    assert sum(row["count"] for row in roots) == len(products)
    brands = (await client.get("brands")).json()
    assert sum(row["count"] for row in brands) == sum(p["brand"] is not None for p in products)


async def test_texts_follow_the_language_and_fall_back_to_english(
    client: httpx.AsyncClient,
) -> None:
    async def name(lang: str) -> str:
        answer = await client.post("search", json={"lang": lang, "limit": 1})
        return answer.json()["products"][0]["variants"][0]["name"]

    names = {lang: await name(lang) for lang in ("fr", "en", "de", "nl", "sv", "pl", "fi")}
    assert len({names[lang] for lang in ("fr", "en", "de", "sv")}) == 4
    assert names["pl"] == names["fi"] == names["en"]


async def test_deletions_begin_on_the_day_itself(client: httpx.AsyncClient) -> None:
    everything = (await client.get("products/deletedAfter/2026-01-01")).json()
    moments = sorted(moment(row["deleted_at"]) for row in everything)
    days = (moments[-1] - moments[0]).days
    assert 100 < days <= 120
    middle = moments[len(moments) // 2]
    some = (await client.get(f"products/deletedAfter/{middle.date()}")).json()
    start = middle.replace(hour=0, minute=0, second=0, microsecond=0)
    assert len(some) == sum(value >= start for value in moments)


async def test_the_export_of_markings_is_what_the_variants_have(
    client: httpx.AsyncClient, oracle: Oracle
) -> None:
    rows: list[dict[str, Any]] = []
    page = 1
    while batch := (await client.get(f"markings/fr/export?page={page}")).json():
        assert len(batch) <= 50
        rows += batch
        page += 1
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    own = [row for row in rows if row["variant_id"] == 2_000_000]
    single = (await client.get("markings/fr/2000000")).json()
    assert [{k: v for k, v in row.items() if k != "variant_id"} for row in own] == single
    products = oracle.products
    assert len(rows) == sum(len(p["markings"]) for p in products)


async def test_details_carry_the_best_variant_and_the_matrix(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        "products/details/byVariantId/2000003", headers={"Accept-Language": "fr"}
    )
    product = answer.json()
    assert product["best_variant"]["id"] == product["best_variant_id"] == 2_000_003
    matrix = product["attributeMatrix"]
    assert len(matrix["variantsAttributes"]) == len(product["variants"])
    assert {row["id"] for row in matrix["attributeGroups"]} >= {"multiple_4", "simple_7"}


async def test_numbers_dates_and_texts_have_the_oddities_of_the_document(
    client: httpx.AsyncClient,
    oracle: Oracle,
) -> None:
    products = oracle.products
    variants = [row for product in products for row in product["variants"]]
    forms = {product["last_indexed_at"][19:] for product in products}
    assert forms >= {"+0100", "+01:00", ".000+0000", ""}
    assert {type(row["net_weight"]) for row in variants} == {str, float}
    assert {type(row["stock"]) for row in variants} == {int, type(None)}
    assert any(row["stock"] == 0 for row in variants)
    codes = [row["european_article_numbering"] for row in variants]
    assert None in codes
    known = [code for code in codes if code is not None]
    sold = [
        (product["supplier"]["id"], row["european_article_numbering"])
        for product in products
        for row in product["variants"]
        if row["european_article_numbering"] is not None
    ]
    assert len(set(sold)) == len(sold), "a supplier has an article once"
    assert len(set(known)) < len(known), "some articles are sold by several suppliers"
    assert all(ean.is_valid(code) for code in known)
    names = {row["name"] for row in variants}
    assert any(len(name) > 300 for name in names)
    for hostile in ("file:///etc/hostname", "\u202e", "\u0007", "=HYPERLINK("):
        assert any(hostile in name for name in names), hostile
    last = [v["variant_prices"][-1]["to_quantity"] for v in variants if v["variant_prices"]]
    assert set(last) == {None}


async def test_the_same_seed_gives_the_same_documents(client: httpx.AsyncClient) -> None:
    first = (await client.post("search", json={"lang": "fr", "limit": 20})).json()
    again = (await client.post("search", json={"lang": "fr", "limit": 20})).json()
    assert json.dumps(first["products"]) == json.dumps(again["products"])


async def test_pictures_are_drawn_and_some_are_missing(
    client: httpx.AsyncClient, oracle: Oracle
) -> None:
    products = oracle.products
    shown = [
        v["variant_images"][0]["url"]
        for p in products
        for v in p["variants"][:1]
        if v["variant_images"]
    ]
    statuses = {}
    for url in shown[50:60]:
        answer = await client.get(url)
        statuses[url] = answer.status_code
        if answer.status_code == 200:
            picture = Image.open(io.BytesIO(answer.content))
            assert picture.size == (400, 400)
            assert answer.headers["cache-control"]
            tag = answer.headers["etag"]
            same = await client.get(url, headers={"if-none-match": tag})
            assert (same.status_code, same.content) == (304, b"")
    assert set(statuses.values()) == {200, 404}
    unknown = await client.get("../../uploads/..%2Fetc.png")
    assert unknown.status_code == 404
