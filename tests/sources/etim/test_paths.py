"""Columns of products that are made for whoever wants them: features, attributes, texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.fields import Kind
from workbench.core.values import Coded, Odd
from workbench.sources.etim.paths import PATHS
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.records.product import Product

LISTED = (Coded("colour", "Colour of housing"), Coded("ral", "RAL number"))


def product(**features):
    return Product(
        product_id="1",
        etim_description={"classId": "EC001744", "features": features},
        attributes={"colour": {"en": "red", "pl": "czerwony"}, "ral": "3000", "sizes": ["S", "M"]},
        overall_information={"keyword": {"pl": ["lampa", "sufit"]}},
    )


def ids(text, listed=()):
    return [field.id for field in PATHS.found(text, listed)]


@pytest.mark.parametrize("text", ["EF005474", "ef005474", "protection ip", "IP rating"])
def test_a_feature_is_found_by_code_and_by_words_of_its_name(text):
    assert "EF005474" in ids(text)[:8]


def test_a_text_is_found_by_name_and_language_and_an_attribute_by_its_name():
    assert ids("Product name (pl)")[0] == "name_pl", "the column that is there already"
    assert ids("keyword pl") == ["overallInformation.keyword.pl"]
    assert ids("housing colour", LISTED)[0] == "attributes.colour"
    assert ids("RAL num", LISTED)[0] == "attributes.ral"
    assert ids("") == []
    assert ids("§§§") == []


def test_a_feature_stands_in_its_column_by_the_type_that_the_release_gives_it():
    coded, number = PATHS.field("EF005474"), PATHS.field("EF000103")
    assert (coded.title, coded.kind, coded.facet) == (
        "Degree of protection (IP)",
        Kind.CHOICE,
        True,
    )
    assert (number.kind, number.unit) == (Kind.DECIMAL, "K")
    value = coded.read(product(EF005474="EV006406"))
    assert value.code == "EV006406"
    assert value.label not in {"", "EV006406"}
    assert coded.read(product(EF005474="NA")) == Coded("NA", "Not applicable")
    assert coded.read(product()) is None
    assert number.read(product(EF000103="2700")) == Decimal(2700)
    assert number.read(product(EF000103="UN")) == Odd("Unknown")


def test_attributes_and_texts_are_read_by_language():
    held = product()
    assert PATHS.field("attributes.colour").read(held) == "red"
    assert PATHS.field("attributes.colour.pl").read(held) == "czerwony"
    assert PATHS.field("attributes.ral").read(held) == "3000"
    assert PATHS.field("attributes.ral.pl").read(held) is None
    assert "S" in PATHS.field("attributes.sizes").read(held)
    assert PATHS.field("overallInformation.keyword.pl").read(held) == "lampa; sufit"


def test_what_is_listed_or_means_nothing_is_not_made():
    assert all(PATHS.field(field.id) is None for field in PRODUCTS.fields)
    assert [PATHS.field(path) for path in ("", "attributes.", "nonsense", "EF1")] == [None] * 4
