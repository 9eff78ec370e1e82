"""Tables inside a product, and that they speak of the variant that is chosen."""

from __future__ import annotations

from decimal import Decimal

from tests.sources.europeansourcing import documents
from workbench.core.queries import Condition, Query
from workbench.core.sources import SubTable
from workbench.core.values import Coded, Money
from workbench.sources.europeansourcing import subtables

CLIPPER = Coded("25", "CLIPPER BV (NL)")


def read(table: SubTable, document: bytes, query: Query | None = None) -> list[tuple]:
    rows = table.rows(document, query or Query(quantity=250))
    return [tuple(field.read(row) for field in table.fields) for row in rows]


def test_price_steps_per_profile():
    first, second, other = read(subtables.PRICE_STEPS, documents.product())
    euro = "EUR"
    assert first == (
        Coded("1418", "France"), 1, Money(Decimal("1.9"), euro), Money(Decimal("1.9"), euro), None,
        100, "FR",
    )  # fmt: skip
    assert second[1:5] == (12, Money(Decimal("1.7"), euro), Money(Decimal("20.4"), euro),
                           Decimal("10.5"))  # fmt: skip
    assert other[0] == CLIPPER


def test_other_prices():
    kinds = read(subtables.OTHER_PRICES, documents.product())
    assert kinds == [
        ("List price", Coded("728", "France"), Money(Decimal("3.5"), "EUR")),
        ("Sample price", Coded("357", "France"), Money(Decimal("0.35"), "EUR")),
    ]


def test_delivery_takes_both_forms_of_the_profile():
    assert read(subtables.DELIVERY, documents.product()) == [
        (Coded("1418", "France"), 7, 100),
        (CLIPPER, 5, None),
    ]


def test_a_minimum_without_a_delivery_time_has_its_row():
    assert read(subtables.DELIVERY, documents.product_with(variant_delivery_times=[])) == [
        (Coded("1418", "1418"), None, 100)
    ]


def test_variants_of_a_product():
    document = documents.product(variants=[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}, {}])
    fields = {field.id: field for field in subtables.VARIANTS.fields}
    rows = subtables.VARIANTS.rows(document, Query())
    assert [fields["name"].read(row) for row in rows] == ["a", "b"]


def test_the_variant_asked_for_is_the_one_shown():
    second = documents.VARIANT | {"id": 9, "variant_list_prices": []}
    document = documents.product(variants=[documents.VARIANT, second])
    chosen = Query(conditions=(Condition("variant_id", "include", ("9",)),))
    assert len(read(subtables.OTHER_PRICES, document)) == 2
    assert len(read(subtables.OTHER_PRICES, document, chosen)) == 1


def test_a_document_that_is_none_has_no_rows():
    for table in (*subtables.OF_PRODUCT, *subtables.OF_VARIANT):
        assert list(table.rows(b"[]", Query())) == []
