"""The documented calls, each once, on their documented paths."""

from __future__ import annotations

import json

from tests.sources import kit
from workbench.core.operations import Effect, Repeat
from workbench.sources.europeansourcing import SOURCE
from workbench.sources.europeansourcing.client import EuropeanSourcingClient

DOCUMENTED = {
    ("POST", "/api/v1.1/search"),
    ("POST", "/api/v1.1/search/light"),
    ("POST", "/api/v1.1/search/scroll"),
    ("GET", "/api/v1.2/products/details/byVariantId/{variantId}"),
    ("GET", "/api/v1.1/products/deletedAfter/{date}"),
    ("GET", "/api/v1.1/brands"),
    ("GET", "/api/v1.1/brands/supplier/{supplier_id}"),
    ("GET", "/api/v1.1/brands/supplier_profile/{supplier_profile_id}"),
    ("GET", "/api/v1.1/categories/{lang}[/{lvl}]"),
    ("GET", "/api/v1.1/markings/{lang}/{variant_id}"),
    ("GET", "/api/v1.1/markings/{lang}/export"),
    ("GET", "/api/v1.1/markings/{lang}/types"),
    ("POST", "/api/v1.1/marking/fr/calculatePrice"),
    ("GET", "/api/v1.1/suppliers"),
    ("GET", "/api/v1.1/suppliers/supplier_profile/{supplier_profile_id}"),
    ("GET", "/api/v1.1/supplier_profiles"),
    ("GET", "/api/v1.1/supplier_profiles/supplier/{supplier_id}"),
    ("GET", "/api/v1.1/tokenInfos"),
}


def test_every_documented_call_once():
    found = [(operation.method, operation.path) for operation in SOURCE.operations()]
    assert len(found) == len(DOCUMENTED)
    assert set(found) == DOCUMENTED


def test_everything_reads_and_may_be_asked_again():
    kinds = {(operation.effect, operation.repeat) for operation in SOURCE.operations()}
    assert kinds == {(Effect.READ, Repeat.SAFE)}


async def test_a_price_is_asked_as_given_empty_quantity_included():
    sender = kit.CannedSender(lambda _request: b'{"price": 432.50}')
    asked = {"variant_id": 3328195, "marking_id": 2908203, "quantityM": None,
             "supplierPrices": {"variant_price": "2.5"}}  # fmt: skip
    answer = await EuropeanSourcingClient(sender).markings.calculate_price(asked)
    assert json.loads(sender.seen[0].body or b"") == asked
    assert str(answer["price"]) == "432.50"  # type: ignore[index,call-overload]


async def test_all_calls_answer_in_the_sandbox():
    _service, sender = kit.europeansourcing()
    client = EuropeanSourcingClient(sender)
    answer = await client.search.search({"lang": "en", "limit": 1, "search_handlers": []})
    product = json.loads(bytes((answer.products or [])[0]))
    variant = str(product["variants"][0]["id"])
    supplier = str(product["supplier"]["id"])
    profile = str(product["supplier"]["supplier_profiles"][0]["id"])
    details = await client.products.product_of_variant(variant, language="sv", country_code="SE")
    assert details["id"] == product["id"]  # type: ignore[index,call-overload]
    assert await client.brands.brands_of_supplier(supplier) is not None
    assert await client.brands.brands_of_profile(profile) is not None
    assert len(await client.categories.categories("sv", 1)) < len(
        await client.categories.categories("sv")
    )
    assert await client.markings.export_markings("en", page=1, limit=5)
    assert await client.suppliers.supplier_of_profile(profile)
    assert await client.profiles.profiles_of_supplier(supplier)
    light = await client.search.search_light({"lang": "en", "limit": 2, "search_handlers": []})
    assert len(light.products or []) == 2
