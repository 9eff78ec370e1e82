"""Products of the service's own reference, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.sources.europeansourcing import documents
from workbench.core.fields import by_id
from workbench.core.values import Coded, Money, Odd
from workbench.sources.europeansourcing.products import PRODUCTS

FIELDS = by_id(PRODUCTS.fields)


def read(field: str, document: bytes) -> object:
    ((_key, record),) = PRODUCTS.rows_of(document)
    return FIELDS[field].read(record)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "827"),
        ("name", "Raja stylo"),
        ("picture", "https://uploads.europeansourcing.com/b.jpeg"),
        ("supplier", Coded("475", "CLIPPER BV")),
        ("brand", Coded("151", "Fruit of the Loom")),
        ("category", Coded("930", "stylo bille")),
        ("colours", (Coded("1029", "bleu ciel", "77B5FE"),)),
        ("sizes", (Coded("simple_12", "XL"),)),
        ("stock", 12),
        ("minimum", 100),
        ("delivery", 5),
        ("tiers", "1 / 12"),
        ("variants", 1),
        ("origin", Coded("IT", "Italy")),
        ("customs", "62 06 30 00"),
        ("reference", "2436"),
        ("internal_reference", "QVJ8NV"),
        ("ean", "0350042910045"),
        ("labels", None),
        ("lowest_price", Money(Decimal("1.7"), "EUR")),
        ("highest_price", Money(Decimal("2.1"), "EUR")),
        ("list_price", Money(Decimal("3.5"), "EUR")),
        ("sample_price", Money(Decimal("0.35"), "EUR")),
        ("profiles", (Coded("25", "CLIPPER BV (NL)"),)),
        ("countries", (Coded("NL", "Netherlands"),)),
        ("net_weight", Decimal(11)),
        ("gross_weight", None),
        ("measures", "width 125.6, 9"),
        ("packaging", "plastic bag 80"),
        ("link", "https://vimeo.com/207773686"),
        ("marking", True),
        ("mandatory_marking", False),
        ("marking_included", None),
        ("description", "Stylo"),
        ("indexed", datetime(2017, 11, 8, 15, 0, 44, tzinfo=UTC)),
        ("created", None),
    ],
)
def test_the_reference_product(field: str, value: object):
    assert read(field, documents.product()) == value


def test_every_member_may_be_missing():
    for document in (b'{"id": 1}', b'{"id": 1, "variants": [{}]}', b'{"id": 1, "variants": null}'):
        for field in PRODUCTS.fields:
            assert read(field.id, document) in {None, "1", 0, 1}, field.id


def test_numbers_and_ids_may_come_as_text():
    document = documents.product_with(stock="1200", id="2504", net_weight=11.5)
    assert read("stock", document) == 1200
    assert read("net_weight", document) == Decimal("11.5")


def test_an_odd_stock_is_shown_as_sent():
    assert read("stock", documents.product_with(stock="plenty")) == Odd("plenty")
    assert read("stock", documents.product_with(stock=None)) is None


def test_the_best_variant_stands_for_the_product_then_the_main_then_the_first():
    variants = [{"id": 1, "name": "first"}, {"id": "2", "name": "main"}, {"id": 3, "name": "best"}]
    held = {"variants": variants, "main_variant_id": 2}
    assert read("name", documents.product(**held, best_variant_id="3")) == "best"
    assert read("name", documents.product(**held)) == "main"
    # With one_variant the one that comes may be neither.
    assert read("name", documents.product(**{**held, "variants": variants[:1]})) == "first"


def test_the_description_is_the_one_without_tags():
    assert "<b>" not in str(read("description", documents.product()))


def test_a_logo_may_be_empty_text_and_a_packaging_an_empty_list():
    document = documents.product_with(variant_packaging=[])
    assert read("packaging", document) is None
    assert read("brand", document) == Coded("151", "Fruit of the Loom")
