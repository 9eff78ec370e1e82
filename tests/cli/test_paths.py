"""Columns and filters of the command line that a resource makes for whoever names them."""

from __future__ import annotations

import argparse

import pytest

from workbench.cli.export import chosen_fields, query_of
from workbench.core.conditions import parse_where
from workbench.core.errors import WbError
from workbench.sources.etim import SOURCE
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.wire import filter_body, given
from workbench.workspace.widening import widened


def test_columns_take_features_attributes_and_texts():
    named = "product_id,EF005474,attributes.colour,overallInformation.keyword.de"
    fields = chosen_fields(PRODUCTS, f"{named},Colour temperature")
    assert [field.id for field in fields] == [*named.split(","), "EF000103"]
    wide = widened(PRODUCTS, fields)
    assert wide.field("EF005474") is not None
    assert widened(wide, fields) is wide


def test_a_column_that_nothing_makes_is_refused_with_the_nearest():
    with pytest.raises(WbError, match="no column"):
        chosen_fields(PRODUCTS, "product_id,EF1")


def test_a_name_in_another_language_is_asked_in_that_language():
    conditions = parse_where(PRODUCTS.filters, ["productName.pl=lampa", "productName=lamp"])
    query = query_of(SOURCE, PRODUCTS, conditions, "", argparse.Namespace(quantity=1))
    assert query.text == "lamp"
    assert filter_body(given(query)) == {"productName": {"pl": "lampa", "en": "lamp"}}
