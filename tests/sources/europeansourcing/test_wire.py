"""Queries travel as the document writes them."""

from __future__ import annotations

import json

import msgspec
import pytest

from workbench.core.conditions import parse_where
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.sources.europeansourcing import wire
from workbench.sources.europeansourcing.filters import FILTERS


def query(*words: str, **values: object) -> Query:
    return Query(conditions=parse_where(FILTERS, words), **values)  # type: ignore[arg-type]


def handler(*words: str, **values: object) -> object:
    return json.loads(msgspec.json.encode(wire.search_handlers(query(*words, **values))))


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ([], []),
        (["query=bag"], [{"query": "bag"}]),
        (["id=1234"], [{"id": {"include": ["1234"]}}]),
        (["supplier_id.exclude=338"], [{"supplier_id": {"exclude": ["338"]}}]),
        (["supplier_id=12,15"], [{"supplier_id": {"include": ["12", "15"]}}]),
        (
            ["supplier_base_reference=REF1", "supplier_base_reference.exclude=REF2"],
            [{"supplier_base_reference": {"include": ["REF1"], "exclude": ["REF2"]}}],
        ),
        (
            ["variant_reference=AJ", "variant_reference.type=like"],
            [{"variant_reference": {"include": ["AJ"], "type": "like"}}],
        ),
        (["category_id=2499,2421"], [{"category_id": {"include": {"ids": ["2499", "2421"]}}}]),
        (
            ["attribute_id=964,1463", "attribute_id.operator=and"],
            [{"attribute_id": {"include": {"ids": ["964", "1463"], "operator": "and"}}}],
        ),
        (["attribute_id.exclude=964"], [{"attribute_id": {"exclude": {"ids": ["964"]}}}]),
        (["price.min=5.01", "price.max=8.19"], [{"price": {"min": 5.01, "max": 8.19}}]),
        (
            ["price.max=12", "price.quantity=500"],
            [{"price": {"max": 12, "quantity": 500}}],
        ),
        (
            ["price.max=12", "price.quantity=500", "price.onlyOnEstimation=true"],
            [{"price": {"onlyOnEstimation": True}}],
        ),
        (
            ["last_indexed.since=2020-01-08T00:00:00.000+0000"],
            [{"last_indexed": {"since": "2020-01-08T00:00:00+00:00"}}],
        ),
        (
            ["last_indexed.before=2020-01-08"],
            [{"last_indexed": {"before": "2020-01-08T00:00:00+00:00"}}],
        ),
        (["has_marking=true", "has_dpp=no"], [{"has_marking": True, "has_dpp": False}]),
        (["stock_greater_than=3"], [{"stock_greater_than": 3}]),
        (["country_supplier_profile=FR"], [{"country_supplier_profile": "FR"}]),
    ],
)
def test_filters(words: list[str], sent: object):
    assert handler(*words) == sent


def test_the_quantity_wanted_goes_with_a_price_limit():
    assert handler("price.max=12", quantity=250) == [{"price": {"max": 12, "quantity": 250}}]
    assert handler("price.max=12", "price.quantity=100", quantity=250) == [
        {"price": {"max": 12, "quantity": 100}}
    ]


def test_price_limits_travel_as_typed():
    assert b'"min":0.10,' in msgspec.json.encode(
        wire.search_body(query("price.min=0.10", "price.max=+1."), 1)
    )


@pytest.mark.parametrize(
    "word", ["price.quantity=5", "attribute_id.operator=or", "variant_reference.type=like"]
)
def test_a_part_without_what_it_belongs_to_is_refused_before_sending(word: str):
    with pytest.raises(WbError) as caught:
        handler(word)
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.field == word.partition(".")[0]


def test_the_search_box_joins_the_text_filter():
    assert handler(text="  yellow pen ") == [{"query": "yellow pen"}]
    assert handler("query=bag", text="blue") == [{"query": "bag blue"}]


def test_facets_are_counted_with_the_first_page_only():
    first, second = (wire.search_body(query(), page) for page in (1, 2))
    assert first["include_aggregations"] == list(wire.AGGREGATIONS)
    assert second["enable_aggregations"] is False
    assert "include_aggregations" not in second
    assert (second["page"], second["limit"], "offset" in second) == (2, 52, False)
    assert first["include_total_variants"] is True


@pytest.mark.parametrize(
    ("sort", "descending", "sent"),
    [
        ("", False, (None, None)),
        ("price", False, ("price", "asc")),
        ("relevance", True, ("relevance", "desc")),
        ("cycle", True, ("cycle", None)),
    ],
)
def test_orders(sort: str, descending: bool, sent: tuple):
    body = wire.search_body(query(sort=sort, descending=descending), 1)
    assert (body.get("sort_field"), body.get("sort_direction")) == sent


def test_a_language_is_always_named():
    assert wire.search_body(query(), 1)["lang"] == "en"
    assert wire.search_body(query(language="sv"), 1)["lang"] == "sv"
    assert wire.scroll_body(query(language="xx")) == {
        "lang": "en", "limit": 50, "search_handlers": []
    }  # fmt: skip
