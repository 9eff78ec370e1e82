"""Counted facets, in every form that the service writes them."""

from __future__ import annotations

import json

import msgspec

from tests.sources.europeansourcing import documents
from workbench.core.pages import FacetValue
from workbench.sources.europeansourcing.facets import facets_of
from workbench.sources.europeansourcing.fetching import product_of


def facets(aggregations: object) -> dict:
    product = product_of(documents.product())
    assert product is not None
    raw = msgspec.Raw(json.dumps(aggregations).encode())
    return facets_of(raw, [product])


def test_rows_of_each_kind():
    found = facets(
        [
            {"name": "brands", "rows": [{"id": "298", "count": 83, "name": "PI Design"}]},
            {"name": "attributes", "rows": [
                {"id": 1029, "count": 1, "group_id": "4", "value": "bleu ciel", "contacts": []},
                {"id": "995", "count": "2", "group_id": "4", "value": "bleu"},
                {"id": 7, "count": 3, "group_id": 9, "group_name": "Matière", "value": "bois"}]},
            {"name": "categories", "rows": [
                {"id": "1027", "count": 1, "parent": "1037", "slug": "accessoire",
                 "full_hierarchy_name": "FÊTE > déguisement > accessoire"}]},
            {"name": "country", "rows": [{"code": "FR", "count": 1}]},
        ]
    )  # fmt: skip
    assert found == {
        "brand_id": (FacetValue("298", "PI Design", 83),),
        "attribute_id": (
            FacetValue("1029", "bleu ciel", 1, colour="77B5FE", group="Couleurs"),
            FacetValue("995", "bleu", 2, colour="0000FF", group="Couleurs"),
            FacetValue("7", "bois", 3, group="Matière"),
        ),
        "category_id": (FacetValue("1027", "accessoire", 1, parent="1037"),),
        "country_supplier_profile": (FacetValue("FR", "France", 1),),
    }


def test_unknown_names_and_missing_rows_are_passed_over():
    assert facets([{"name": "moods", "rows": [{"id": 1}]}, {"name": "brands"}, {}]) == {}
    assert facets([{"name": "suppliers", "rows": [{"count": 3}, {"id": 4, "name": "X"}]}]) == {
        "supplier_id": (FacetValue("4", "X", 0),)
    }


def test_no_aggregations_are_no_facets():
    assert facets(None) == {}
    assert facets([]) == {}
    assert facets({"name": "brands"}) == {}
