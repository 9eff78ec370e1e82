"""The exports that were made before: what a person who looks around finds in the list."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.sandbox.loupe.exports import Exports
from workbench.sandbox.loupe.filters import DEFAULTS, EXPORT_TYPE, TYPE

EXPORTS = 57
"""How many exports the account has at the start."""

_HOUR, _DAY = 3600.0, 86_400.0
_NAMED: tuple[tuple[str, float, dict[str, object]], ...] = (
    ("Spring line, confirmed", 2 * _HOUR, {"Query": "spring", "ItemStatus": "Confirmed"}),
    ("Spring line, selected", 2.2 * _HOUR, {"Query": "spring", "ItemStatus": "Selected"}),
    ("Diamond rings 0.5 to 1.2 ct", 2.6 * _HOUR, {
        "StoneOptions": "Diamond", "ProductFilters": "Ring", "MinCaratWeight": 0.5,
        "MaxCaratWeight": 1.2}),
    ("Gold necklaces", 3 * _HOUR, {"Query": "gold", "ItemStatus": "Signed off"}),
    ("All active linesheets", _DAY, {}),
    ("Memo stock, Paris", 17 * _DAY, {"PurchaseMethod": "Memo"}),
    ("Spring line, changed since October", 3 * _DAY, {
        "Query": "spring", "LastModified": "2026-10-01 00:00:00.000000"}),
    ("Vendor Kiran, sapphires", 4 * _DAY, {
        "SellerCompanies": "Kiran Jewels", "StoneOptions": "Sapphire"}),
    ("Gold chains, home currency", 24 * _DAY, {
        "Query": "chain", "GetEnterpriseCostingCCY": "home"}),
    ("Retail data, all stores", 25 * _DAY, {}),
)  # fmt: skip
_ROUTINE = ("Monthly costing", "Sourcing approved", "Confirmed, active", "Retail refresh")
_OLD = 8
"""Of the routine exports, how many are older than their links work."""

_FAILING = frozenset({9, 21})


def remember(exports: Exports, count: int = EXPORTS) -> None:
    """Puts the exports of the last weeks into the list, the oldest first."""
    past = [*_NAMED, *(_routine(number) for number in range(EXPORTS - len(_NAMED)))][:count]
    for labels, age, values in sorted(past, key=lambda row: -row[1]):
        export = exports.create(_body(values), exports.clock() - age, labels)
        export.archived = age > 20 * _DAY
        # What is in the past is made, however long making takes from now on.
        export.ready = export.created + 3


def _routine(number: int) -> tuple[str, float, dict[str, object]]:
    label = f"{_ROUTINE[number % len(_ROUTINE)]}, run {number + 1}"
    values: dict[str, object] = {"SourcingApprovalStatus": 3, "PurchaseMethodStatus": True}
    if number in _FAILING:
        values["SourcingApprovalStatus"] = "Approved"
    age = (10 + number) * _DAY if number < _OLD else 1.5 * _DAY + number * 0.1 * _DAY
    return label, age, values


def _body(values: Mapping[str, object]) -> dict[str, object]:
    given = {**DEFAULTS, **values}
    return {"Type": TYPE, "ExportType": EXPORT_TYPE, "ParameterValues": given}
