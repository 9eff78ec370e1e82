"""Checks of quality: each finds its fault, and a clean product has none."""

from __future__ import annotations

import pytest

from tests.sources.etim.model.kit import shipped
from workbench.core.etim_reports import Check, EtimProduct, EtimText, Finding
from workbench.sources.etim.completeness_checks import check_products
from workbench.sources.etim.model import Model

CLASS = "EC001744"


@pytest.fixture(scope="module")
def model() -> Model:
    return shipped()


def test_a_clean_product(model: Model) -> None:
    product = EtimProduct(
        "1",
        CLASS,
        {"EF000136": "EV000202", "EF007793": "true", "EF000008": "80", "EF009346": "NA"},
        "4025113305282",
        {"productName": {"en": "Lamp", "de": "Lampe"}, "marketingText": {"en": "", "de": " "}},
    )
    assert check_products([product, EtimProduct("2")], model) == ()


def test_a_wrong_check_digit(model: Model) -> None:
    found = check_products([EtimProduct("1", gtin="4025113305283")], model)
    assert found == (Finding(Check.GTIN_DIGIT, "1", "gtin", "4025113305283"),)


def test_the_same_number_twice_with_leading_zeros_too(model: Model) -> None:
    products = [
        EtimProduct("1", gtin="4025113305282"),
        EtimProduct("2", gtin="04025113305282"),
        EtimProduct("3", gtin=""),
        EtimProduct("4", gtin=""),
    ]
    found = check_products(products, model)
    assert found == (Finding(Check.GTIN_TWICE, "2", "gtin", "04025113305282", "1"),)


def test_a_text_that_lacks_a_language(model: Model) -> None:
    products = [
        EtimProduct("1", texts={"productName": {"en": "Lamp", "pl": "Lampa"}}),
        EtimProduct("2", texts={"productName": {"pl": "Lampa"}, "keyword": {}}),
    ]
    missing = Finding(Check.LANGUAGE, "2", "productName", "en")
    assert check_products(products, model) == (missing,)
    told = check_products(products, model, ("de", "pl"))
    assert [(own.product, own.found) for own in told] == [("1", "de"), ("2", "de")]


@pytest.mark.parametrize(
    ("code", "value", "check", "expected"),
    [
        ("EF000008", "80 mm", Check.UNIT, "mm"),
        ("EF000008", "8cm", Check.UNIT, "mm"),
        ("EF000008", "8,5", Check.NUMBER, "mm"),
        ("EF000008", "1 000", Check.NUMBER, "mm"),
        ("EF000008", "wide", Check.NUMBER, "mm"),
        ("EF000008", ("1", "2"), Check.NUMBER, "mm"),
        ("EF009346", "3000", Check.NUMBER, "K"),
        ("EF009346", ("2700", "4000 K"), Check.UNIT, "K"),
        ("EF000136", "White", Check.VALUE, ""),
        ("EF007793", "yes", Check.VALUE, "true / false"),
    ],
)
def test_values_that_the_class_does_not_take(
    model: Model, code: str, value: EtimText, check: Check, expected: str
) -> None:
    found = check_products([EtimProduct("1", CLASS, {code: value})], model)
    assert found
    assert {(own.check, own.place, own.expected) for own in found} == {(check, code, expected)}


def test_codes_that_are_gone_are_no_fault(model: Model) -> None:
    products = [
        EtimProduct("1", "EC999999", {"EF000008": "80 mm"}),
        EtimProduct("2", CLASS, {"EF999999": "80 mm", "EF000008": "UN"}),
    ]
    assert check_products(products, model) == ()
