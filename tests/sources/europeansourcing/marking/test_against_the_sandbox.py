"""Two calculations written apart from each other give the same answer, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.sources.europeansourcing.marking.cases import (
    EACH,
    ON_QUOTE,
    OVERSIZE,
    PRICED,
    Case,
    cases,
)
from tests.sources.europeansourcing.marking.orders import PROFILE, priced, variant
from workbench.sandbox.europeansourcing.calculation import Order, calculated, variables
from workbench.sources.europeansourcing.marking_answer import answer_of
from workbench.sources.europeansourcing.marking_outcome import OnQuote

CUT = Decimal("0.001")
"""The sandbox cuts amounts to thousandths, as the service does."""

AMOUNTS = (
    *("price", "markingPrice", "priceWithoutMarking", "costSupplierOption", "costByQuantity"),
    "defaultPrice",
)


def ours(case: Case) -> dict[str, Any]:
    return answer_of(priced(variant((1, case.unit)), case.marking, **case.request))


def theirs(case: Case) -> Mapping[str, Any]:
    quantity = int(case.request["quantityM"])
    order = Order(
        quantity=quantity,
        unit=Decimal(case.unit),
        profile=PROFILE,
        names=variables(case.request, quantity, full_color=False),
        overrides={},
        margin=Decimal(0),
        marking_margin=Decimal(0),
    )
    return calculated(case.marking, order)


def same(exact: str, cut: object) -> bool:
    return Decimal(0) <= Decimal(exact) - Decimal(str(cut)) < CUT


def test_there_are_enough_cases() -> None:
    assert EACH >= 10
    assert EACH * (len(PRICED) + len(ON_QUOTE)) >= 200


@pytest.mark.parametrize("kind", PRICED)
def test_both_name_the_same_price(kind: str) -> None:
    for case in cases(PRICED[kind]):
        mine, other = ours(case), theirs(case)
        assert mine["outcome"] == "priced", (mine, case)
        assert "error" not in other
        for name in AMOUNTS:
            assert same(mine[name], other[name]), (name, mine, other)
        for name in ("quantity", "nameVariant", "optionTarif", "total_price", "nameOptions"):
            assert mine[name] == other[name], name


@pytest.mark.parametrize("kind", PRICED)
def test_both_unfold_it_into_the_same_rows(kind: str) -> None:
    for case in cases(PRICED[kind]):
        mine, other = ours(case)["calculationDetails"], theirs(case)["calculationDetails"]
        rows = sorted(other, key=lambda row: [held["label"] for held in mine].index(row["label"]))
        assert [row["label"] for row in mine] == [row["label"] for row in rows]
        for one, two in zip(mine, rows, strict=True):
            assert same(one["total"], two["total"])
            for name in ("quantity", "optionCount", "formula"):
                assert one.get(name) == two.get(name)


@pytest.mark.parametrize("kind", ON_QUOTE)
def test_both_leave_the_same_orders_on_quote(kind: str) -> None:
    for case in cases(ON_QUOTE[kind]):
        assert "error" in theirs(case)
        outcome = priced(variant((1, case.unit)), case.marking, **case.request)
        assert isinstance(outcome, OnQuote)
        assert outcome.reason


@pytest.mark.parametrize("kind", OVERSIZE)
def test_what_is_too_large_is_on_quote_though_the_service_names_a_price(kind: str) -> None:
    for case in cases(OVERSIZE[kind]):
        assert "error" not in theirs(case)
        outcome = priced(variant((1, case.unit)), case.marking, **case.request)
        assert isinstance(outcome, OnQuote)
        side = next(name for name in case.marking if name.startswith("maximum_")
                    and case.marking[name]).removeprefix("maximum_")  # fmt: skip
        assert side in outcome.reason
