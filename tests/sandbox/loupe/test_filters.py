"""Every filter against a brute-force reading of the unfiltered file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.sandbox.loupe.kit import Loupe, loupe

Row = dict[str, str]
Test = Callable[[Row], bool]

_WHEN = "2026-08-15 06:30:00.000000"


def _is(column: str, value: str) -> Test:
    return lambda row: row[column] == value


def _parts(row: Row, name: str, member: str) -> set[str]:
    return {row[f"{name}_{n}_{member}"] for n in (1, 2, 3) if f"{name}_{n}_{member}" in row}


def _says(row: Row, word: str) -> bool:
    columns = (
        "Atelier Code", "Supplier Code", "Style Name", "Description", "Collection",
        "Seller Company", "Product Type",
    )  # fmt: skip
    return any(word in row[column].lower() for column in columns)


_CASES: list[tuple[dict[str, Any], Test]] = [
    ({"Query": "Spring"}, lambda row: _says(row, "spring")),
    ({"Query": "gold necklace"}, lambda row: _says(row, "gold") and _says(row, "necklace")),
    ({"Query": '7"'}, lambda row: _says(row, '7"')),
    ({"SellerCompanies": "Kiran Jewels"}, _is("Seller Company", "Kiran Jewels")),
    ({"SellerCompanies": "kiran jewels, Maison \"Étoile\""},
     lambda row: row["Seller Company"] in {"Kiran Jewels", 'Maison "Étoile"'}),
    ({"SellerCompanies": "4103"}, _is("Seller Company ID", "4103")),
    ({"MinNetWeight": 5.5}, lambda row: Decimal(row["Net Weight"]) >= Decimal("5.5")),
    ({"MaxNetWeight": "3.20"}, lambda row: Decimal(row["Net Weight"]) <= Decimal("3.2")),
    ({"MinCaratWeight": 0.5, "MaxCaratWeight": 1.2},
     lambda row: Decimal("0.5") <= Decimal(row["Total Carat Weight"]) <= Decimal("1.2")),
    ({"ConvertedByCustomerId": "903"}, _is("Converted By Customer ID", "903")),
    ({"Options": "18K White Gold,Platinum 950"},
     lambda row: bool(_parts(row, "Metal", "Option") & {"18K White Gold", "Platinum 950"})),
    ({"StoneOptions": "Diamond,Sapphire"},
     lambda row: bool(_parts(row, "Stone", "Type") & {"Diamond", "Sapphire"})),
    ({"ProductFilters": "Ring,Bracelet"}, lambda row: row["Product Type"] in {"Ring", "Bracelet"}),
    ({"ItemStatus": "Selected"}, _is("Item Status", "Selected")),
    ({"ItemStatus": "Confirmed"}, _is("Item Status", "Confirmed")),
    ({"CentreStone": True}, lambda row: "Yes" in _parts(row, "Stone", "Is_Centre")),
    ({"SkuCategoryId": 12}, _is("SKU Category ID", "12")),
    ({"OnlySkuCategoryIdSet": True}, lambda row: row["SKU Category ID"] != ""),
    ({"MerchandisingHierarchyId": 1111}, _is("Merchandising Hierarchy ID", "1111")),
    ({"MerchandisingHierarchyId1": 2}, _is("Merchandising Hierarchy ID 1", "2")),
    ({"MerchandisingHierarchyId2": 21}, _is("Merchandising Hierarchy ID 2", "21")),
    ({"MerchandisingHierarchyId3": 213}, _is("Merchandising Hierarchy ID 3", "213")),
    ({"MerchandisingHierarchyId4": 1002}, _is("Merchandising Hierarchy ID 4", "1002")),
    ({"OnlyMerchandisingHierarchyIdSet": True},
     lambda row: row["Merchandising Hierarchy ID"] != ""),
    ({"PurchaseMethod": "Memo"}, _is("Purchase Method", "Memo")),
    ({"PurchaseMethod": "Asset"}, _is("Purchase Method", "Asset")),
    ({"PurchaseMethodStatus": True}, _is("Purchase Method Status", "Active")),
    ({"PurchaseMethodStatus": False}, _is("Purchase Method Status", "Inactive")),
    ({"LastModified": _WHEN}, lambda row: row["Last Modified"] >= _WHEN),
    ({"UserLastModified": _WHEN}, lambda row: row["User Last Modified"] >= _WHEN),
    ({"BuyingApprovalStatus": 2}, _is("Buying Approval Status", "2")),
    ({"SourcingApprovalStatus": 3}, _is("Sourcing Approval Status", "3")),
    ({"SourcingApprovalDate": _WHEN}, lambda row: row["Sourcing Approval Date"] >= _WHEN),
    ({"LastModified": _WHEN, "SourcingApprovalStatus": 3, "PurchaseMethodStatus": True},
     lambda row: row["Last Modified"] >= _WHEN and row["Sourcing Approval Status"] == "3"
     and row["Purchase Method Status"] == "Active"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "test"), _CASES, ids=[str(values) for values, _ in _CASES])
async def test_a_filter_leaves_what_brute_force_leaves(values: dict[str, Any], test: Test) -> None:
    account = loupe(count=700)
    whole = (await account.tables())["Product.csv"]
    left = await account.tables(**values)
    expected = [row["Atelier Code"] for row in whole if test(row)]
    assert 0 < len(expected) < len(whole)
    for name, rows in left.items():
        assert [row["Atelier Code"] for row in rows] == expected, name


async def test_a_moment_itself_is_included(account: Loupe) -> None:
    rows = (await account.tables())["Product.csv"]
    latest = max(row["Last Modified"] for row in rows)
    left = (await account.tables(LastModified=latest))["Product.csv"]
    assert [row["Last Modified"] for row in left] == [latest]


@pytest.mark.parametrize("values", [{}, {"PurchaseMethodStatus": None, "MinNetWeight": ""}])
async def test_the_documented_blanks_filter_nothing(account: Loupe, values: dict[str, Any]) -> None:
    assert len((await account.tables(**values))["Product.csv"]) == 300


async def test_nothing_found_is_headings_alone(account: Loupe) -> None:
    tables = await account.tables(Query="no such thing")
    assert all(rows == [] for rows in tables.values())
