"""What the document forbids or ignores, said before it is sent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.edits import Values, Weight
from workbench.core.values import Coded, Money
from workbench.sources.currency import NamedMoney
from workbench.sources.lagerkoll.saving.checks import check_article

SEK = "SEK"


def found(values: Values, *, new: bool = False) -> dict[str, Weight]:
    return {each.field: each.weight for each in check_article(values, new)}


def test_a_wrong_check_digit_offers_the_right_number():
    (finding,) = check_article({"ean": "7350042910067"}, False)
    assert (finding.field, finding.fix) == ("ean", "7350042910069")
    assert finding.weight is Weight.REFUSED
    assert finding.sentence == (
        "Check digit is 7; the first 12 digits call for 9. Did you mean 7350042910069?"
    )


@pytest.mark.parametrize("code", ["7350042910069", "73513537", "036000291452", "", None])
def test_right_codes_pass(code: object):
    assert found({"ean": code}) == {}


@pytest.mark.parametrize("code", ["73500429100", "735004291006a", "٧٣٥١٣٥٣٧"])
def test_what_is_no_code_at_all_is_refused(code: str):
    assert found({"ean": code}) == {"ean": Weight.REFUSED}


def test_other_types_of_barcodes_hold_anything():
    assert found({"ean": "MUGG-1", "barcode_type": Coded("CODE128", "CODE128")}) == {}


def test_only_bundles_have_parts():
    parts = ({"part": "2", "part_amount": Decimal(1)},)
    assert found({"parts": parts, "bundled": False}) == {"parts": Weight.REFUSED}
    assert found({"parts": parts, "bundled": True}) == {}
    assert found({"parts": parts, "bundled": True, "number": "2"}) == {"parts": Weight.REFUSED}


def test_a_bundle_s_supplier_is_ignored_and_said_so():
    values = {"bundled": True, "parts": ({"part": "2"},), "supplier": Coded("7", "K"), "misc": None}
    assert found(values) == {"supplier": Weight.WARNING}


def test_a_service_has_no_stock():
    values = {"type": Coded("Service", "Service"), "amount": Decimal(3)}
    assert found(values) == {"amount": Weight.WARNING}


def test_automatic_orders_need_levels():
    assert found({"automatic_order": True}) == {
        "order_level": Weight.WARNING,
        "critical_level": Weight.WARNING,
    }
    levels = {"order_level": Decimal(10), "critical_level": Decimal(0)}
    assert found({"automatic_order": True, **levels}) == {}


def test_a_vat_account_takes_precedence_in_a_new_article():
    values = {"vat": Decimal(25), "vat_account": 3001}
    assert found(values, new=True) == {"vat": Weight.WARNING}
    assert found(values) == {}


def test_a_price_below_the_cost_is_looked_at():
    price, cost = Money(Decimal(10), SEK), Money(Decimal("10.01"), SEK)
    assert found({"price": price, "cost": cost}) == {"price": Weight.WARNING}
    assert found({"price": price, "cost": NamedMoney(Decimal(20), "EUR")}) == {}
    assert found({"price": cost, "cost": price}) == {}


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("Int", "12", True), ("Int", "1.5", False), ("Long", "x", False),
        ("Double", "1.5", True), ("Number", "1,5", False), ("Boolean", "true", True),
        ("Boolean", "1", False), ("Date", "2026-03-14", True), ("Date", "1711659580611", True),
        ("Date", "soon", False), ("Email", "a@b.se", True), ("Email", "a b.se", False),
        ("Json", '{"a": 1}', True), ("Json", "{", False), ("JsonArray", "[1]", True),
        ("JsonArray", "{}", False), ("String", "anything", True), ("Int", "", True),
    ],
)  # fmt: skip
def test_custom_values_are_of_their_type(kind: str, value: str, right: bool):
    row = {"custom_name": "A", "custom_type": Coded(kind, kind), "custom_value": value}
    assert found({"custom_fields": (row,)}) == ({} if right else {"custom_fields": Weight.REFUSED})
