"""The price of a marking, by the document's own numbers and by the rules for each kind of price."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.sandbox.europeansourcing.oracle import Oracle
from workbench.sandbox.europeansourcing.calculation import Order, calculated
from workbench.sandbox.europeansourcing.formulas import FormulaError, amount, compute, holds

_PROFILE = {"id": 7, "country_code": "FR"}


async def test_the_example_of_the_document(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "marking/fr/calculatePrice",
        json={
            "variant_id": 2_000_000,
            "marking_id": 8_000_000,
            "quantityM": None,
            "nbColor": 2,
            "supplierPrices": {
                "static_fixed_price": 40.0,
                "dynamic_variable_price": "40 * nb_couleurs",
                "variant_price": "2.5",
                "option_static_variable_price": "5.0",
            },
        },
    )
    assert answer.status_code == 200, answer.text
    given = answer.json()
    more = {"included_in_variant_prices", "total_price"}
    assert more <= set(given)
    assert {name: value for name, value in given.items() if name not in more} == {
        "defaultPrice": 2.5,
        "costSupplierOption": 250.0,
        "nameVariant": "gravure laser",
        "costByQuantity": 17.3,
        "nameOptions": ["manutention"],
        "optionTarif": True,
        "quantity": 25,
        "price": 432.5,
        "markingPrice": 120.0,
        "priceWithoutMarking": 62.5,
        "calculationDetails": [
            {"label": "basicPrice", "quantity": 25, "price": 2.5, "total": 62.5},
            {"label": "staticFixedPrice", "total": 40.0},
            {"label": "dynamicVariablePrice", "formula": "40 * nb_couleurs", "total": 80.0},
            {
                "label": "optionStaticVariablePrice",
                "quantity": 25,
                "optionCount": 2,
                "price": 5.0,
                "total": 250.0,
            },
        ],
    }  # fmt: skip


async def test_every_marking_is_priced_or_on_quote(
    client: httpx.AsyncClient, oracle: Oracle
) -> None:
    products = oracle.products[:60]
    seen: set[str] = set()
    for product in products:
        variant = product["variants"][0]["id"]
        for marking in (await client.get(f"markings/fr/{variant}")).json():
            answer = await client.post(
                "marking/fr/calculatePrice",
                json={
                    "variant_id": variant,
                    "marking_id": int(marking["id"].rsplit("_")[-1]),
                    "quantityM": 500,
                    "nbColor": 3,
                    "length": 40,
                    "width": 80,
                },
            )
            given = answer.json()
            if "error" in given:
                seen.add(given["error"])
                continue
            seen |= {row["label"] for row in given["calculationDetails"]}
            total = sum(Decimal(str(row["total"])) for row in given["calculationDetails"])
            assert abs(total - Decimal(str(given["price"]))) < Decimal("0.01")
    assert seen == {
        "basicPrice",
        "staticFixedPrice",
        "staticVariablePrice",
        "dynamicFixedPrice",
        "dynamicVariablePrice",
        "optionStaticVariablePrice",
        "sur devis",
    }


def _marking(**members: Any) -> dict[str, Any]:
    return {"marking": {"name": "gravure"}, **members}


def _order(quantity: int = 100, **changes: Any) -> Order:
    settings: dict[str, Any] = {
        "unit": Decimal(2),
        "names": {"nb_couleurs": Decimal(3), "superficie": Decimal(3000)},
        "overrides": {},
        "margin": Decimal(),
        "marking_margin": Decimal(),
    }
    return Order(quantity=quantity, profile=7, **(settings | changes))


def _fixed(value: str, **members: Any) -> dict[str, Any]:
    return {"calculation_value": value, "supplier_profile": _PROFILE, "condition": None, **members}


def _holder(name: str, rows: list[tuple[int, str]], **members: Any) -> dict[str, Any]:
    tiers = [{"from_quantity": start, "calculation_value": value} for start, value in rows]
    return {name: tiers, "supplier_profile": _PROFILE, "condition": None, **members}


def test_a_static_variable_price_counts_for_every_piece_a_dynamic_one_once() -> None:
    static = _holder("static_variable_prices", [(1, "0.500"), (100, "0.180"), (500, "0.1")])
    marking = _marking(static_variable_price_holders=[static])
    assert calculated(marking, _order())["price"] == 218.0
    dynamic = _holder("dynamic_variable_prices", [(1, "10*nb_couleurs")])
    marking = _marking(dynamic_variable_price_holders=[dynamic])
    assert calculated(marking, _order())["price"] == 230.0
    marking = _marking(dynamic_fixed_prices=[_fixed("29.95*nb_couleurs")])
    assert calculated(marking, _order())["markingPrice"] == 89.85


def test_a_total_price_stands_for_the_variant_too() -> None:
    holder = _holder("static_variable_prices", [(1, "3.5")], total_price=True)
    given = calculated(_marking(static_variable_price_holders=[holder]), _order())
    assert given["price"] == 350.0
    assert given["total_price"] is True
    both = _marking(static_variable_price_holders=[holder], static_fixed_prices=[_fixed("5")])
    assert calculated(both, _order())["error"] == "sur devis"


def test_prices_of_other_profiles_and_failing_conditions_do_not_count() -> None:
    marking = _marking(
        static_fixed_prices=[
            _fixed("10", supplier_profile={"id": 8}),
            _fixed("20", condition="superficie <= 2500"),
            _fixed("40", condition="superficie > 2500"),
        ]
    )
    assert calculated(marking, _order())["markingPrice"] == 40.0


def test_margins_are_added_to_price_and_marking() -> None:
    marking = _marking(static_fixed_prices=[_fixed("50")])
    order = _order(margin=Decimal(10), marking_margin=Decimal(20))
    given = calculated(marking, order)
    assert (given["priceWithoutMarking"], given["markingPrice"]) == (220.0, 60.0)


@pytest.mark.parametrize(
    ("marking", "quantity"),
    [
        (_marking(), 100),
        (_marking(static_fixed_prices=[_fixed("0")]), 100),
        (_marking(static_fixed_prices=[_fixed("5")], minimum_quantity=101), 100),
        (_marking(static_fixed_prices=[_fixed("5")], maximum_quantity=99), 100),
        (_marking(static_fixed_prices=[_fixed("5")]), 0),
        (_marking(dynamic_fixed_prices=[_fixed("5 *")]), 100),
        (_marking(dynamic_fixed_prices=[_fixed("__import__('os')")]), 100),
        (_marking(static_fixed_prices=[_fixed("5", condition="unknown > 1")]), 100),
        (_marking(static_variable_price_holders=[
            _holder("static_variable_prices", [(1, "1"), (1, "2")])]), 100),
    ],
)  # fmt: skip
def test_what_has_no_price_is_on_quote(marking: dict[str, Any], quantity: int) -> None:
    assert calculated(marking, _order(quantity)) == {"quantity": quantity, "error": "sur devis"}


def test_a_marking_included_in_the_variants_price_costs_nothing_more() -> None:
    given = calculated(_marking(included_in_variant_prices=True), _order())
    assert (given["price"], given["markingPrice"]) == (200.0, 0.0)


async def test_unknown_ids_and_bad_numbers_are_refused(client: httpx.AsyncClient) -> None:
    for body, status in (
        ({"variant_id": 2_000_000, "marking_id": 5}, 404),
        ({"variant_id": 5, "marking_id": 8_000_000}, 404),
        ({"variant_id": 2_000_000, "marking_id": None}, 404),
        ({"variant_id": "x", "marking_id": 8_000_000}, 400),
        ({"variant_id": 2_000_000, "marking_id": 8_000_000, "nbColor": "many"}, 400),
    ):
        answer = await client.post("marking/fr/calculatePrice", json=body)
        assert answer.status_code == status, body
        assert answer.json()["error"]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("40 * nb", Decimal(120)),
        ("0.180*nb", Decimal("0.540")),
        ("(1 + nb) / 2 - 1", Decimal(1)),
        ("nb > 2 ? 10 : 20", Decimal(10)),
        ("nb % 2", Decimal(1)),
        ("-nb", Decimal(-3)),
    ],
)
def test_formulas(formula: str, value: Decimal) -> None:
    assert amount(formula, {"nb": Decimal(3)}) == value


def test_conditions() -> None:
    names = {"nb": Decimal(3), "full": True}
    assert holds(None, names)
    assert holds("nb == 3 && (full || nb > 9)", names)
    assert holds("nb >= 3 and not (nb != 3)", names)
    assert not holds("!full", names)


@pytest.mark.parametrize(
    "text",
    ["", "nb.real", "f(1)", "[1]", "'a'", "1 if", "nb > 1 > 0", "1/0", "9**9**9", "lambda: 1",
     "x" * 600, "(" * 300, "None", "1 << 9"],
)  # fmt: skip
def test_anything_else_is_no_formula(text: str) -> None:
    with pytest.raises(FormulaError):
        compute(text, {"nb": Decimal(3)})


def test_a_price_formula_must_give_a_number() -> None:
    with pytest.raises(FormulaError):
        amount("1 > 0", {})
