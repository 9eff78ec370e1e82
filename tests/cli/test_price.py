"""`workbench price`: one order in, its price with every row out, without a service."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from workbench.cli.main import main

PROFILE = {"id": 123, "country_code": "FR"}
ORDER: dict[str, Any] = {
    "variant": {
        "id": 3328195,
        "name": "Raja stylo",
        "variant_minimum_quantities": [{"value": 25, "supplier_profile": PROFILE}],
        "variant_prices": [
            {"from_quantity": 1, "calculation_value": 2.5, "supplier_profile": PROFILE}
        ],
    },
    "marking": {
        "id": "supplier_2908203",
        "marking": {"id": "40", "name": "gravure laser"},
        "maximum_length": "60.000",
        "static_fixed_prices": [{"calculation_value": "40.000", "supplier_profile": PROFILE}],
        "dynamic_variable_price_holders": [
            {
                "condition": None,
                "supplier_profile": PROFILE,
                "dynamic_variable_prices": [
                    {"from_quantity": 1, "calculation_value": "40 * nb_couleurs"}
                ],
            }
        ],
        "supplier_options": [
            {
                "code": "M",
                "count": 2,
                "translations": [{"lang": "fr", "name": "manutention"}],
                "supplier_option_static_variable_price_holders": [
                    {
                        "supplier_profile_id": 123,
                        "option_prices": [{"from_quantity": 1, "calculation_value": "5.0"}],
                    }
                ],
            }
        ],
    },
    "supplier_profile_id": 123,
    "request": {"variant_id": 3328195, "marking_id": 2908203, "quantityM": None, "nbColor": 2},
}


def ended(
    document: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    file = tmp_path / "order.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    status = main(["price", str(file), *words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_documents_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ended(ORDER, tmp_path, capsys)
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "outcome": "priced",
        "defaultPrice": "2.5",
        "costSupplierOption": "250",
        "nameVariant": "gravure laser",
        "costByQuantity": "17.3",
        "nameOptions": ["manutention"],
        "optionTarif": True,
        "quantity": 25,
        "price": "432.5",
        "markingPrice": "120",
        "priceWithoutMarking": "62.5",
        "included_in_variant_prices": False,
        "total_price": False,
        "calculationDetails": [
            {"label": "basicPrice", "quantity": 25, "price": "2.5", "total": "62.5"},
            {"label": "staticFixedPrice", "total": "40"},
            {"label": "dynamicVariablePrice", "formula": "40 * nb_couleurs", "total": "80"},
            {
                "label": "optionStaticVariablePrice",
                "quantity": 25,
                "optionCount": 2,
                "price": "5",
                "total": "250",
            },
        ],
    }


def test_amounts_are_exact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(ORDER | {"marking": None, "request": {"quantityM": 100003}})
    _, out, _ = ended(text.replace("2.5", "0.1234567890123456789"), tmp_path, capsys)
    assert json.loads(out)["price"] == "12346.0492716016049270367"


def test_on_quote_is_an_answer_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = {"quantityM": 50, "nbColor": 1, "length": 61}
    status, out, err = ended(ORDER | {"request": request}, tmp_path, capsys, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert set(answer) == {"outcome", "reason"}
    assert answer["outcome"] == "on_quote"
    assert "length 61" in answer["reason"]


def test_the_order_comes_on_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = io.BytesIO(json.dumps(ORDER).encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=data))
    assert main(["price", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["price"] == "432.5"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "not JSON"),
        ("", "one object"),
        ("[]", "one object"),
        (ORDER | {"variant": None}, "variant"),
        (ORDER | {"marking": "supplier_720"}, "marking"),
        (ORDER | {"supplier_profile_id": None}, "supplier_profile_id"),
        (ORDER | {"request": None}, "request"),
        (ORDER | {"request": {"nbColour": 2}}, "nbColor"),
        (ORDER | {"request": {"quantityM": "many"}}, "quantityM"),
        (ORDER | {"request": {"quantityM": 2.5}}, "quantityM"),
        (ORDER | {"request": {"length": [3]}}, "length"),
        (ORDER | {"request": {"supplierPrices": [3]}}, "supplierPrices"),
        (ORDER | {"request": {"supplierPrices": {"fixed": 3}}}, "static_fixed_price"),
    ],
)
def test_what_is_no_order_is_wrong_usage(
    document: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ended(document, tmp_path, capsys, "--json")
    assert (status, out) == (2, "")
    error = json.loads(err)
    assert error["error"] == "WB-INPUT"
    assert said in error["message"] + error["hint"]
    assert error["hint"]


def test_a_missing_file_and_no_file_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["price", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err
    assert main(["price"]) == 2
