"""Purchase orders: one item a call, checked as the document says, kept for whoever counts them.

Nothing recognises a repeated order: each one that comes whole is placed. Errors are worded as the
service's page on validation words them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

_CODE = re.compile(r"[A-Za-z0-9]+")
_SHORT = re.compile(r"[A-Z]{2,3}")
_MOST = 999_999

_ADDRESS = (
    ("addressLine1", "Address Line 1", 128),
    ("countryTitle", "Country", 128),
    ("city", "City", 128),
    ("province", "State/Province", 128),
    ("zipCode", "Postcode/Zip", 15),
)

Errors = dict[str, list[str]]


class Wrong(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """An order that is refused: sentences by the member they are about."""

    def __init__(self, errors: Errors) -> None:
        super().__init__("; ".join(text for texts in errors.values() for text in texts))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Order:
    """An order that was placed: its number, when, and the body it came in."""

    number: str
    at: str
    body: Mapping[str, object]


@dataclass(slots=True)
class Orders:
    """All orders, and how many calls came.

    Attributes:
        codes: Atelier codes that can be ordered.
        clock: seconds since 1970.
        received: calls that reached the service, also those that were refused.
    """

    codes: Collection[str]
    clock: Callable[[], float]
    received: int = 0
    placed: list[Order] = field(default_factory=list)

    def submit(self, body: Mapping[str, object]) -> Order:
        """Places an order. Raises Wrong."""
        self.received += 1
        errors: Errors = {}
        _reference(body.get("customerReference"), errors)
        _quantity(body.get("quantity"), errors)
        self._item(body.get("atelierCode"), errors)
        _address(body, "deliveryLocation", ("locationName", "Delivery"), errors)
        _address(body, "invoiceAddress", ("addressName", "Invoice"), errors)
        _dates(body.get("deliveryDates"), errors)
        if errors:
            raise Wrong(errors)
        now = datetime.fromtimestamp(self.clock(), UTC).isoformat()
        order = Order(f"LP{50_001 + len(self.placed)}", now, body)
        self.placed.append(order)
        return order

    def _item(self, value: object, errors: Errors) -> None:
        # One document types it as a number, two as text: both are taken.
        whole = isinstance(value, int) and not isinstance(value, bool)
        code = str(value) if whole else value
        if code is None or code == "":
            _add(errors, "atelierCode", "Atelier Code is required")
        elif not isinstance(code, str) or not _CODE.fullmatch(code):
            _add(errors, "atelierCode", "Atelier Code can only contain letters and numbers")
        elif len(code) > 15:
            _add(errors, "atelierCode", "Atelier Code cannot exceed 15 characters")
        elif code not in self.codes:
            _add(errors, "atelierCode", "Atelier Code was not found")


def _add(errors: Errors, member: str, text: str) -> None:
    errors.setdefault(member, []).append(text)


def _reference(value: object, errors: Errors) -> None:
    name = "customerReference"
    if value is None or value == "":
        _add(errors, name, "Customer Reference is required")
    elif not isinstance(value, str):
        _add(errors, name, "Customer Reference must be a text")
    elif len(value) > 40:
        _add(errors, name, "Customer Reference cannot exceed 40 characters")


def _quantity(value: object, errors: Errors) -> None:
    if value is None:
        _add(errors, "quantity", "Quantity is required")
    elif isinstance(value, bool) or not isinstance(value, int):
        text = "Quantity must be a integer and cannot contain any special characters"
        _add(errors, "quantity", text)
    elif not 1 <= value <= _MOST:
        _add(errors, "quantity", "Quantity must be between 1 and 999,999")


def _address(
    body: Mapping[str, object], member: str, names: tuple[str, str], errors: Errors
) -> None:
    """An address is left to the settings, or whole; its second line alone also begins one."""
    value = body.get(member)
    if value is None:
        return
    if not isinstance(value, dict):
        _add(errors, member, f"{names[1]} must be an object")
        return
    rows = ((names[0], "Name", 255), *_ADDRESS, ("addressLine2", "Address Line 2", 128))
    if not any(value.get(name) for name, _title, _limit in rows):
        return
    for name, title, limit in rows:
        text = _member_error(value.get(name), f"{names[1]} {title}", limit, name)
        if text:
            _add(errors, f"{member}.{name}", text)
    country = value.get("countryTitle")
    if member == "deliveryLocation" and isinstance(country, str) and _SHORT.fullmatch(country):
        _add(errors, f"{member}.countryTitle", "Delivery Country must be the name of a country")


def _member_error(value: object, title: str, limit: int, name: str) -> str:
    if value is None or value == "":
        return "" if name == "addressLine2" else f"{title} is required"
    if not isinstance(value, str):
        return f"{title} must be a text"
    if not value.strip():
        return f"{title} is required"
    return f"{title} cannot exceed {limit} characters" if len(value) > limit else ""


def _dates(value: object, errors: Errors) -> None:
    if not isinstance(value, dict):
        _add(errors, "deliveryDates", "Delivery Dates are required")
        return
    start = _date(value.get("fromDate"), "fromDate", "From Date", errors)
    end = _date(value.get("toDate"), "toDate", "To Date", errors)
    if start and end and start > end:
        _add(errors, "deliveryDates.toDate", "To Date must not be before From Date")


def _date(value: object, name: str, title: str, errors: Errors) -> datetime | None:
    if value is None or value == "":
        _add(errors, f"deliveryDates.{name}", f"{title} is required")
        return None
    try:
        if not isinstance(value, str) or "T" not in value:
            raise ValueError(name)  # noqa: TRY301 -- every unreadable date is answered alike
        moment = datetime.fromisoformat(value)
    except ValueError:
        _add(errors, f"deliveryDates.{name}", f"{title} must be a date and time")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
