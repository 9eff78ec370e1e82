"""Purchase orders: what a line is made of, what the document forbids, and how it goes out.

One item a call. An address is whole or left out; then the one of the Loupe settings is used.
Limits of length are those of the vendor's page on validation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from workbench.core.edits import Call, Entry, Finding, Values
from workbench.core.fields import Field, Kind
from workbench.core.orders import Letter, Ordering, SentOrder
from workbench.core.texts import mark, tr
from workbench.core.values import Money
from workbench.sources.loupe.records.costs import total_of
from workbench.sources.loupe.records.sample import KEYS, read_sample

LONGEST: Final = 40
"""Characters of a customer reference."""
OWN: Final = LONGEST - len(" WB-") - 8
"""Characters of it that the user has: behind them stands the mark that the program makes."""
MOST: Final = 999_999
NOTED: Final = 500
"""Characters of the user's own note; it stays on this machine."""

_CODE: Final = re.compile(r"[A-Za-z0-9]{1,15}")
_SHORT: Final = re.compile(r"[A-Z]{2,3}")
_NOON: Final = "T12:00:00.000Z"
"""A day goes out as its noon in UTC, which is the same day nearly everywhere."""

_ITEM: Final = mark("Item")
_WHEN: Final = mark("Delivery dates")

ADDRESSES: Final = {
    "delivery": ("deliveryLocation", "locationName", mark("Deliver to")),
    "invoice": ("invoiceAddress", "addressName", mark("Invoice to")),
}
"""By the first word of a field's id: member of the body, member of the name, title of the group."""

_LINES: Final = (
    ("name", "", mark("Name"), 255),
    ("line1", "addressLine1", mark("Address line 1"), 128),
    ("line2", "addressLine2", mark("Address line 2"), 128),
    ("city", "city", mark("City"), 128),
    ("province", "province", mark("State or province"), 128),
    ("zip", "zipCode", mark("Postcode"), 15),
    ("country", "countryTitle", mark("Country"), 128),
)
"""Of an address: end of the field's id, member, title, characters."""


def _shown(identity: str) -> Callable[[Values], object]:
    return lambda values: values.get(identity)


def _address_fields() -> tuple[Field, ...]:
    return tuple(
        Field(f"{kind}_{end}", title, Kind.TEXT, _shown(f"{kind}_{end}"),
              f"{member}.{name or first}", group=group)
        for kind, (member, first, group) in ADDRESSES.items()
        for end, name, title, _most in _LINES
    )  # fmt: skip


FIELDS: Final = (
    Field("code", mark("Atelier code"), Kind.ID, _shown("code"), "atelierCode", shown=True,
          width=110, group=_ITEM, help=mark("Letters and digits, at most 15.")),
    Field("name", mark("Style name"), Kind.TEXT, _shown("name"), shown=True, width=200,
          group=_ITEM),
    Field("cost", mark("Vendor cost"), Kind.MONEY, _shown("cost"), shown=True, width=110,
          group=_ITEM, help=mark("Of one piece, as the export says; it is not sent.")),
    Field("home_cost", mark("Home cost"), Kind.MONEY, _shown("home_cost"), width=110,
          group=_ITEM, help=mark("Of one piece, as the export says; it is not sent.")),
    Field("quantity", mark("Quantity"), Kind.INTEGER, _shown("quantity"), "quantity", shown=True,
          width=80, group=_ITEM),
    Field("reference", mark("Your reference"), Kind.TEXT, _shown("reference"),
          "customerReference", shown=True, width=160, group=_ITEM,
          help=mark("A mark that no other order has is added behind it.")),
    Field("remark", mark("Your note"), Kind.TEXT, _shown("remark"), shown=True, width=180,
          group=_ITEM, help=mark("For yourself: kept with the order and not sent.")),
    Field("from_date", mark("Deliver from"), Kind.DATE, _shown("from_date"),
          "deliveryDates.fromDate", shown=True, width=110, group=_WHEN),
    Field("to_date", mark("Deliver by"), Kind.DATE, _shown("to_date"), "deliveryDates.toDate",
          shown=True, width=110, group=_WHEN),
    *_address_fields(),
)  # fmt: skip
"""Of a line, in the order of the form; name and costs are shown and never sent."""


def _code(value: str) -> Finding | None:
    if _CODE.fullmatch(value):
        return None
    return Finding("code", tr("An Atelier code has letters and digits alone, at most 15."))


def _country(value: str) -> Finding | None:
    if _SHORT.fullmatch(value):
        return Finding("delivery_country", tr("Write the country's name, not its letters."))
    return None


ENTRIES: Final = (
    Entry("code", required=True, length=15, check=_code),
    Entry("quantity", required=True, least=Decimal(1), most=Decimal(MOST)),
    Entry("reference", length=OWN),
    Entry("remark", length=NOTED),
    Entry("from_date", required=True),
    Entry("to_date", required=True),
    *(
        Entry(
            f"{kind}_{end}",
            length=most,
            check=_country if (kind, end) == ("delivery", "country") else None,
        )
        for kind in ADDRESSES
        for end, _member, _title, most in _LINES
    ),
)
"""How a line is typed."""


def prefill(document: bytes) -> Values:
    """Return the values of a line that orders one piece of a sample."""
    sample = read_sample(document)
    if sample is None:
        return {"quantity": 1}
    vendor, home = total_of(sample)
    return {
        "code": sample.value(*KEYS),
        "name": sample.value("stylename", "name", "title"),
        "cost": vendor if isinstance(vendor, Money) else None,
        "home_cost": home if isinstance(home, Money) else None,
        "quantity": 1,
    }


def check(values: Values) -> Sequence[Finding]:
    """Return what is wrong across a line: the order of its dates, and halves of addresses."""
    found: list[Finding] = []
    start, end = values.get("from_date"), values.get("to_date")
    if isinstance(start, date) and isinstance(end, date) and start > end:
        found.append(Finding("to_date", tr("The last day lies before the first one.")))
    for kind, (_member, _first, group) in ADDRESSES.items():
        if not any(_text(values, f"{kind}_{end}") for end, *_ in _LINES):
            continue
        for end, _name, title, _most in _LINES:
            if end != "line2" and not _text(values, f"{kind}_{end}"):
                said = tr(
                    "“{group}” lacks: {field}. An address is whole or empty.",
                    group=tr(group),
                    field=tr(title),
                )
                found.append(Finding(f"{kind}_{end}", said))
    return found


def call(values: Values, reference: str) -> Call:
    """Return the call that orders a line under a reference."""
    body: dict[str, object] = {
        "customerReference": reference,
        "quantity": values.get("quantity"),
        # A text, as two of the vendor's three documents have it: it may have leading zeros.
        "atelierCode": _text(values, "code"),
    }
    for kind, (member, first, _group) in ADDRESSES.items():
        given = {
            name or first: text
            for end, name, _title, _most in _LINES
            if (text := _text(values, f"{kind}_{end}"))
        }
        if given:
            body[member] = given
    body["deliveryDates"] = {
        "fromDate": _day(values.get("from_date")),
        "toDate": _day(values.get("to_date")),
    }
    return Call({}, body)


def number(answer: object) -> str:
    """Return the order's number where an answer names one; the document promises no answer."""
    value = answer.get("value", answer) if isinstance(answer, Mapping) else None
    found = value.get("id") if isinstance(value, Mapping) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def letter(order: SentOrder) -> Letter:
    """Return a text that asks Loupe whether an order is there."""
    dates = order.body.get("deliveryDates")
    days = dates if isinstance(dates, Mapping) else {}
    text = tr(
        "Hello,\n\nwe sent you a purchase order over the API and got no answer:\n\n"
        "Customer reference: {reference}\nAtelier code: {code}\nQuantity: {quantity}\n"
        "Delivery: {start} to {end}\nSent: {sent} (UTC)\n\n"
        "Was it placed? If so, under which number? Please do not place it anew.\n\nThank you",
        reference=order.reference,
        code=order.body.get("atelierCode", ""),
        quantity=order.body.get("quantity", ""),
        start=str(days.get("fromDate", ""))[:10],
        end=str(days.get("toDate", ""))[:10],
        sent=f"{order.sent:%Y-%m-%d %H:%M:%S}",
    )
    subject = tr("Purchase order {reference}: was it placed?", reference=order.reference)
    return Letter(subject, text)


def _text(values: Values, identity: str) -> str:
    value = values.get(identity)
    return value.strip() if isinstance(value, str) else ""


def _day(value: object) -> str | None:
    return f"{value.isoformat()}{_NOON}" if isinstance(value, date) else None


ORDERING: Final = Ordering(
    resource="samples",
    orders="orders",
    operation="submit_purchase_order",
    fields=FIELDS,
    entries=ENTRIES,
    prefill=prefill,
    check=check,
    call=call,
    reference="reference",
    quantity="quantity",
    name="name",
    costs=("cost", "home_cost"),
    longest=LONGEST,
    number=number,
    letter=letter,
    remark="remark",
    carried="customerReference",
)
"""How samples are ordered."""
