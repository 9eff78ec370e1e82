"""Purchase orders: every rule of a call, and orders counted whatever became of the answer."""

from __future__ import annotations

import copy
from typing import Any, Literal

import pytest

from tests.sandbox.loupe.kit import Loupe, loupe
from workbench.sandbox.faults import Cut, Fault
from workbench.sandbox.loupe.catalogue import samples

_PATH = "api/external/purchaseorders/submit"
_PLACE = {
    "addressLine1": "1 Wharf Road", "addressLine2": "", "countryTitle": "United Kingdom",
    "city": "London", "province": "Greater London", "zipCode": "N1 7GR",
}  # fmt: skip
_ORDER: dict[str, Any] = {
    "customerReference": "PO-20461",
    "quantity": 2,
    "atelierCode": "AZ123456",
    "deliveryLocation": {"locationName": "Hatton Garden", **_PLACE},
    "invoiceAddress": {"addressName": "Head office", **_PLACE},
    "deliveryDates": {
        "fromDate": "2027-01-10T00:00:00.000Z",
        "toDate": "2027-01-20T00:00:00.000Z",
    },
}
_NONE = object()


def _changed(path: str, value: Any) -> dict[str, Any]:
    order = copy.deepcopy(_ORDER)
    *parents, name = path.split(".")
    held = order
    for parent in parents:
        held = held[parent]
    if value is _NONE:
        del held[name]
    else:
        held[name] = value
    return order


async def test_an_order_is_placed_and_kept(account: Loupe) -> None:
    answer = await account.client.post(_PATH, json=_ORDER)
    assert (answer.status_code, answer.content) == (200, b"")
    kept = await account.control("_orders")
    assert kept["received"] == 1
    assert [row["body"] for row in kept["orders"]] == [_ORDER]


async def test_an_order_may_be_answered_with_its_number() -> None:
    account = loupe(order_reply=True)
    answer = (await account.client.post(_PATH, json=_ORDER)).json()
    kept = await account.control("_orders")
    assert answer["value"] == {"id": kept["orders"][0]["number"], "customerReference": "PO-20461"}


_WRONG: list[tuple[str, Any, str, str]] = [
    ("customerReference", _NONE, "customerReference", "Customer Reference is required"),
    ("customerReference", "", "customerReference", "Customer Reference is required"),
    ("customerReference", 20461, "customerReference", "Customer Reference must be a text"),
    ("customerReference", "x" * 41, "customerReference",
     "Customer Reference cannot exceed 40 characters"),
    ("quantity", _NONE, "quantity", "Quantity is required"),
    ("quantity", 0, "quantity", "Quantity must be between 1 and 999,999"),
    ("quantity", 1_000_000, "quantity", "Quantity must be between 1 and 999,999"),
    ("quantity", "2", "quantity",
     "Quantity must be a integer and cannot contain any special characters"),
    ("quantity", 1.5, "quantity",
     "Quantity must be a integer and cannot contain any special characters"),
    ("quantity", True, "quantity",
     "Quantity must be a integer and cannot contain any special characters"),
    ("atelierCode", _NONE, "atelierCode", "Atelier Code is required"),
    ("atelierCode", "A" * 16, "atelierCode", "Atelier Code cannot exceed 15 characters"),
    ("atelierCode", "AZ 12", "atelierCode", "Atelier Code can only contain letters and numbers"),
    ("atelierCode", {}, "atelierCode", "Atelier Code can only contain letters and numbers"),
    ("atelierCode", "AZ1", "atelierCode", "Atelier Code was not found"),
    ("deliveryLocation", "London", "deliveryLocation", "Delivery must be an object"),
    ("deliveryLocation.countryTitle", "GB", "deliveryLocation.countryTitle",
     "Delivery Country must be the name of a country"),
    ("deliveryLocation.city", "   ", "deliveryLocation.city", "Delivery City is required"),
    ("deliveryLocation.zipCode", "1" * 16, "deliveryLocation.zipCode",
     "Delivery Postcode/Zip cannot exceed 15 characters"),
    ("deliveryLocation.locationName", "x" * 256, "deliveryLocation.locationName",
     "Delivery Name cannot exceed 255 characters"),
    ("invoiceAddress", {"locationName": "Wrong name", **_PLACE}, "invoiceAddress.addressName",
     "Invoice Name is required"),
    ("invoiceAddress.addressLine2", 7, "invoiceAddress.addressLine2",
     "Invoice Address Line 2 must be a text"),
    ("deliveryDates", _NONE, "deliveryDates", "Delivery Dates are required"),
    ("deliveryDates.fromDate", _NONE, "deliveryDates.fromDate", "From Date is required"),
    ("deliveryDates.toDate", "tomorrow", "deliveryDates.toDate", "To Date must be a date and time"),
    ("deliveryDates.toDate", "2027-01-20", "deliveryDates.toDate",
     "To Date must be a date and time"),
    ("deliveryDates.toDate", "2027-01-09T23:59:59Z", "deliveryDates.toDate",
     "To Date must not be before From Date"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "member", "text"), _WRONG)
async def test_a_wrong_order_is_refused(
    account: Loupe, path: str, value: Any, member: str, text: str
) -> None:
    answer = await account.client.post(_PATH, json=_changed(path, value))
    assert answer.status_code == 400
    assert answer.json()["errors"] == {member: [text]}
    assert (await account.control("_orders")) == {"received": 1, "orders": []}


@pytest.mark.parametrize("address", ["deliveryLocation", "invoiceAddress"])
async def test_an_address_is_whole_or_left_out(account: Loupe, address: str) -> None:
    members = _ORDER[address]
    blank = dict.fromkeys(members, "")
    for left_out in (None, {}, blank, _NONE):
        answer = await account.client.post(_PATH, json=_changed(address, left_out))
        assert answer.status_code == 200, left_out
    for name in members:
        answer = await account.client.post(_PATH, json=_changed(f"{address}.{name}", ""))
        assert answer.status_code == (200 if name == "addressLine2" else 400), name
    alone = {**blank, "addressLine2": "Unit 4"}
    answer = await account.client.post(_PATH, json=_changed(address, alone))
    assert len(answer.json()["errors"]) == 6


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("quantity", 999_999),
        ("customerReference", "Ø" * 40),
        ("invoiceAddress.countryTitle", "GB"),
        ("deliveryDates.toDate", "2027-01-10T00:00:00.000Z"),
    ],
)
async def test_bounds_are_allowed(account: Loupe, path: str, value: Any) -> None:
    assert (await account.client.post(_PATH, json=_changed(path, value))).status_code == 200


async def test_codes_are_texts_even_when_they_are_digits(account: Loupe) -> None:
    codes = [row.code for row in samples(300) if row.code.isdigit()]
    zeros = next(code for code in codes if code.startswith("0"))
    assert (await account.client.post(_PATH, json=_changed("atelierCode", zeros))).is_success
    # A code that became a number lost its zeros and names nothing, or something else.
    answer = await account.client.post(_PATH, json=_changed("atelierCode", int(zeros)))
    assert answer.json()["errors"] == {"atelierCode": ["Atelier Code was not found"]}


@pytest.mark.parametrize(("lost", "placed"), [("before", 0), ("after", 1)])
async def test_a_lost_answer_says_nothing_about_the_order(
    account: Loupe, lost: Literal["before", "after"], placed: int
) -> None:
    account.service.faults.add(Fault(path="purchaseorders", lost=lost))
    with pytest.raises(Cut):
        await account.client.post(_PATH, json=_ORDER)
    kept = await account.control("_orders")
    assert (kept["received"], len(kept["orders"])) == (placed, placed)
    await account.client.post(_PATH, json=_ORDER)
    assert len((await account.control("_orders"))["orders"]) == placed + 1
