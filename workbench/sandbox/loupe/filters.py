"""The documented values of a request for an export: what each may be, and which samples it leaves.

A request with a value that cannot be meant fails: the document answers it with an export that ends
as `Failed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from workbench.sandbox.loupe.samples import MOMENT, Sample

DEFAULTS: Mapping[str, object] = {
    "Query": "",
    "SellerCompanies": "",
    "MinNetWeight": 0,
    "MaxNetWeight": "",
    "ConvertedByCustomerId": "",
    "MinCaratWeight": 0,
    "MaxCaratWeight": "",
    "Options": "",
    "StoneOptions": "",
    "ProductFilters": "",
    "ItemStatus": "",
    "CentreStone": False,
    "SkuCategoryId": 0,
    "OnlySkuCategoryIdSet": False,
    "MerchandisingHierarchyId": 0,
    "MerchandisingHierarchyId1": None,
    "MerchandisingHierarchyId2": None,
    "MerchandisingHierarchyId3": None,
    "MerchandisingHierarchyId4": None,
    "OnlyMerchandisingHierarchyIdSet": False,
    "PurchaseMethod": "",
    "PurchaseMethodStatus": None,
    "LastModified": "",
    "UserLastModified": "",
    "BuyingApprovalStatus": None,
    "SourcingApprovalDate": None,
    "SourcingApprovalStatus": None,
    "GetEnterpriseCostingCCY": None,
}
"""Every documented value with what it is when nothing is filtered by it (document: create)."""

TYPE, EXPORT_TYPE = "LinesheetSamplesExport", "BomExport"
"""The only documented kinds."""

STATUSES = range(5)
"""Numbers of the approval statuses; the document names 3, Approved."""

_CURRENCIES = ("supplier", "home")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")

Test = Callable[[Sample], bool]


class Invalid(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """A value that no export can be made with; says which."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for: tests that all hold, and whether costs are in home currency."""

    tests: tuple[Test, ...]
    home: bool

    def takes(self, sample: Sample) -> bool:
        """Whether a sample belongs to the export."""
        return all(test(sample) for test in self.tests)


def read(body: Mapping[str, object]) -> Wanted:
    """What a body asks for. Raises Invalid where the document says that the export fails."""
    if body.get("Type") != TYPE:
        raise Invalid(f"Type must be {TYPE}")
    if body.get("ExportType") != EXPORT_TYPE:
        raise Invalid(f"ExportType must be {EXPORT_TYPE}")
    given = body.get("ParameterValues", {})
    if not isinstance(given, dict):
        raise Invalid("ParameterValues must be an object")
    unknown = [name for name in (*body, *given) if name not in _KNOWN]
    if unknown:
        raise Invalid(f"unknown: {', '.join(sorted(unknown))}")
    values = {**DEFAULTS, **given}
    tests = [read_one(values[name], name) for name, read_one in _READERS.items()]
    currency = values["GetEnterpriseCostingCCY"]
    if currency is not None and _text(currency, "GetEnterpriseCostingCCY") not in _CURRENCIES:
        raise Invalid("GetEnterpriseCostingCCY must be null, supplier or home")
    return Wanted(tuple(test for test in tests if test is not None), currency == "home")


Reader = Callable[[object, str], Test | None]


def _text(value: object, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid(f"{name} must be a text")
    return value.strip()


def _query(value: object, name: str) -> Test | None:
    words = _text(value, name).casefold().split()
    return (lambda row: all(word in _searched(row) for word in words)) if words else None


def _searched(row: Sample) -> str:
    parts = (row.code, row.supplier_code, row.title, row.description, row.collection)
    return " ".join((*parts, row.seller.name, row.design.product)).casefold()


def _any_of(names: Callable[[Sample], tuple[str, ...]]) -> Reader:
    """A list with commas; one of its members must be one of the sample's."""

    def read_one(value: object, name: str) -> Test | None:
        wanted = {part.strip().casefold() for part in _text(value, name).split(",")} - {""}
        if not wanted:
            return None
        return lambda row: any(one.casefold() in wanted for one in names(row))

    return read_one


def _one_of(choices: tuple[str, ...], held: Callable[[Sample], str]) -> Reader:
    def read_one(value: object, name: str) -> Test | None:
        text = _text(value, name)
        if text not in {"", *choices}:
            raise Invalid(f"{name} must be one of {', '.join(choices)}")
        return (lambda row: held(row) == text) if text else None

    return read_one


def _weight(held: Callable[[Sample], int], *, least: bool) -> Reader:
    """A bound in grams or carats, both ends included; 0 is no lower bound, blank is none."""

    def read_one(value: object, name: str) -> Test | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise Invalid(f"{name} must be a number")
        try:
            bound = Decimal(str(value)) * 100
        except InvalidOperation:
            raise Invalid(f"{name} must be a number") from None
        if not bound.is_finite() or bound < 0:
            raise Invalid(f"{name} must be a number not under 0")
        if least:
            return (lambda row: held(row) >= bound) if bound else None
        return lambda row: held(row) <= bound

    return read_one


def _flag(held: Test) -> Reader:
    """True keeps the samples that have it, false filters nothing."""

    def read_one(value: object, name: str) -> Test | None:
        if not isinstance(value, bool):
            raise Invalid(f"{name} must be true or false")
        return held if value else None

    return read_one


def _method_status(value: object, name: str) -> Test | None:
    if value is not None and not isinstance(value, bool):
        raise Invalid(f"{name} must be true, false or null")
    return None if value is None else lambda row: row.approvals.method_active is value


def _id(held: Callable[[Sample], int]) -> Reader:
    """A whole number; 0 and null filter nothing."""

    def read_one(value: object, name: str) -> Test | None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Invalid(f"{name} must be a whole number")
        return (lambda row: held(row) == value) if value else None

    return read_one


def _customer(value: object, name: str) -> Test | None:
    text = str(value) if isinstance(value, int) else _text(value, name)
    if text and not (text.isascii() and text.isdigit()):
        raise Invalid(f"{name} must be a number")
    return (lambda row: row.places.customer_id == int(text)) if text else None


def _status(held: Callable[[Sample], int]) -> Reader:
    def read_one(value: object, name: str) -> Test | None:
        if value is None:
            return None
        if isinstance(value, bool) or value not in STATUSES:
            raise Invalid(f"{name} must be one of the statuses 0 to 4")
        return lambda row: held(row) == value

    return read_one


def _since(held: Callable[[Sample], datetime | None]) -> Reader:
    """A moment in UTC as the document writes it; that moment itself is included."""

    def read_one(value: object, name: str) -> Test | None:
        text = _text(value, name)
        if not text:
            return None
        if not _MOMENT.fullmatch(text):
            raise Invalid(f"{name} must be written yyyy-MM-dd HH:mm:ss.ffffff")
        try:
            bound = datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
        except ValueError:
            raise Invalid(f"{name} is no moment") from None

        def test(row: Sample) -> bool:
            moment = held(row)
            return moment is not None and moment >= bound

        return test

    return read_one


_READERS: Mapping[str, Reader] = {
    "Query": _query,
    "SellerCompanies": _any_of(lambda row: (row.seller.name, str(row.seller.id))),
    "MinNetWeight": _weight(lambda row: row.net, least=True),
    "MaxNetWeight": _weight(lambda row: row.net, least=False),
    "ConvertedByCustomerId": _customer,
    "MinCaratWeight": _weight(lambda row: row.carats, least=True),
    "MaxCaratWeight": _weight(lambda row: row.carats, least=False),
    "Options": _any_of(lambda row: row.options),
    "StoneOptions": _any_of(lambda row: tuple(part.gem.type for part in row.stones)),
    "ProductFilters": _any_of(lambda row: (row.design.product,)),
    "ItemStatus": _one_of(("Selected", "Confirmed"), lambda row: row.approvals.item_status),
    "CentreStone": _flag(lambda row: row.has_centre),
    "SkuCategoryId": _id(lambda row: row.places.sku_category),
    "OnlySkuCategoryIdSet": _flag(lambda row: row.places.sku_category > 0),
    "MerchandisingHierarchyId": _id(lambda row: row.places.hierarchy),
    "MerchandisingHierarchyId1": _id(lambda row: row.places.levels[0]),
    "MerchandisingHierarchyId2": _id(lambda row: row.places.levels[1]),
    "MerchandisingHierarchyId3": _id(lambda row: row.places.levels[2]),
    "MerchandisingHierarchyId4": _id(lambda row: row.places.levels[3]),
    "OnlyMerchandisingHierarchyIdSet": _flag(lambda row: row.places.hierarchy > 0),
    "PurchaseMethod": _one_of(("Asset", "Memo"), lambda row: row.approvals.method),
    "PurchaseMethodStatus": _method_status,
    "LastModified": _since(lambda row: row.modified),
    "UserLastModified": _since(lambda row: row.user_modified),
    "BuyingApprovalStatus": _status(lambda row: row.approvals.buying),
    "SourcingApprovalDate": _since(lambda row: row.approvals.sourcing_at),
    "SourcingApprovalStatus": _status(lambda row: row.approvals.sourcing),
}

_KNOWN = frozenset({"Type", "ExportType", "ParameterValues", *DEFAULTS})
