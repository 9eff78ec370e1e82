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


def test_bodies_have_their_documented_members():
    said = {held.name: {each.name for each in held.members} for held in SOURCE.operations()}
    searched = {
        "lang", "page", "offset", "limit", "sort_field", "sort_direction", "include_fields",
        "exclude_fields", "include_aggregations", "enable_aggregations", "search_handlers",
        "one_variant", "include_total_variants",
    }  # fmt: skip
    assert said.pop("search") == said.pop("search_light") == searched
    assert said.pop("scroll") == {"lang", "limit", "search_handlers", "scroll_id"}
    prices = {
        "variant_price", "static_variable_price", "dynamic_variable_price", "static_fixed_price",
        "dynamic_fixed_price", "option_static_variable_price", "option_dynamic_variable_price",
    }  # fmt: skip
    assert said.pop("calculate_price") == {
        "quantityM", "variant_id", "marking_id", "nbColor", "nbLogo", "nbPosition", "length",
        "width", "diameter", "squared_size", "default_marking_margin", "default_margin",
        "supplierPrices", *(f"supplierPrices.{name}" for name in prices),
    }  # fmt: skip
    assert not any(said.values())


def test_every_documented_search_handler_is_a_filter_of_products():
    resource = SOURCE.resource("products")
    assert resource is not None
    found = {held.name: {part.name for part in held.parts} for held in resource.filters}
    lists = {"include", "exclude"}
    assert found == {
        "query": {""}, "last_indexed": {"since", "before"}, "id": lists, "supplier_id": lists,
        "supplier_profile_id": lists, "supplier_base_reference": {*lists, "type"},
        "supplier_reference": {*lists, "type"}, "country_code": {""}, "country_of_origin": lists,
        "country_supplier_profile": {""}, "brand_id": lists, "stock_greater_than": {""},
        "variant_id": lists, "has_marking": {""}, "marking_include_in_variant_price": {""},
        "has_supplier_option": {""}, "variant_reference": {*lists, "type"},
        "internal_reference": {*lists, "type"}, "marking_id": lists,
        "attribute_id": {*lists, "operator"}, "all_reference": {*lists, "type"},
        "price": {"min", "max", "quantity", "onlyOnEstimation"}, "has_carbon_footprint": {""},
        "has_carbon_footprint_textile": {""}, "has_dpp": {""}, "label_id": lists,
        "category_id": {"include"}, "variant_minimum_quantity": {""},
    }  # fmt: skip


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
