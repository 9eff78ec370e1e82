"""Variants and markings as the service sends them, for the tests of the calculation."""

from __future__ import annotations

from typing import Any

from workbench.sources.europeansourcing.marking import calculate
from workbench.sources.europeansourcing.marking_documents import read_marking, read_variant
from workbench.sources.europeansourcing.marking_order import read_order
from workbench.sources.europeansourcing.marking_outcome import Calculation, OnQuote

PROFILE = 419
OTHER = 420
Document = dict[str, Any]


def of(profile: int = PROFILE) -> Document:
    return {"id": profile, "country_code": "FR"}


def variant(*steps: tuple[int, str], **members: Any) -> Document:
    rows = [
        {"from_quantity": start, "calculation_value": amount, "supplier_profile": of()}
        for start, amount in steps or [(1, "2.5")]
    ]
    return {"id": 1, "name": "Raja", "variant_prices": rows} | members


def marking(**members: Any) -> Document:
    technique = {"id": "40", "name": "gravure laser", "slug": "gravure-laser"}
    place = {"id": "161", "name": "corps", "slug": "corps"}
    base = {"id": "supplier_720", "key": "abcd", "type": "supplier", "full_color": False}
    return base | {"marking": technique, "marking_position": place} | members


def fixed(amount: object, condition: str | None = None, **members: Any) -> Document:
    base = {"calculation_value": amount, "condition": condition, "supplier_profile": of()}
    return base | {"total_price": False} | members


def holder(
    kind: str, *steps: tuple[int, object], condition: str | None = None, **members: Any
) -> Document:
    rows = [{"from_quantity": start, "calculation_value": amount} for start, amount in steps]
    base = {"condition": condition, "total_price": False, "supplier_profile": of()}
    return base | {f"{kind}_variable_prices": rows} | members


def option(
    count: int | None, *steps: tuple[int, object], kind: str = "static", profile: int = PROFILE
) -> Document:
    rows = [{"from_quantity": start, "calculation_value": amount} for start, amount in steps]
    return {
        "code": "HANDLING",
        "count": count,
        "translations": [{"lang": "en", "name": "handling"}, {"lang": "fr", "name": "manutention"}],
        f"supplier_option_{kind}_variable_price_holders": [
            {"supplier_profile_id": profile, "option_prices": rows}
        ],
    }


def priced(
    variant: Document, marking: Document | None, profile: int = PROFILE, **request: Any
) -> Calculation | OnQuote:
    return calculate(
        read_variant(variant),
        None if marking is None else read_marking(marking),
        str(profile),
        read_order(request),
    )


def reason(variant: Document, marking: Document | None, **request: Any) -> str:
    outcome = priced(variant, marking, **request)
    assert isinstance(outcome, OnQuote), outcome
    return outcome.reason
