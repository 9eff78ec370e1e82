"""Labels and archived of an export, and the form of a purchase order."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from tests.sources.loupe.bench import ID, envelope
from workbench.core.edits import Chosen, Patch, Values
from workbench.core.formats import Formats
from workbench.core.orders import OrderState, SentOrder
from workbench.core.queries import Query
from workbench.core.resources import resource_path
from workbench.core.values import Coded, Money
from workbench.edits.checks import check_value
from workbench.sources.loupe import SOURCE
from workbench.sources.loupe.exports import EXPORTS
from workbench.sources.loupe.ordering import ENTRIES, FIELDS, ORDERING
from workbench.sources.loupe.orders import ORDERS
from workbench.sources.loupe.saving import ACTIONS, SAVING

THERE = envelope("ReadyForDownload", labels="a, b", archived=True)
DATES: Values = {"from_date": date(2026, 5, 1), "to_date": date(2026, 5, 1)}


def codes(*labels: str) -> tuple[Coded, ...]:
    return tuple(Coded(label, label) for label in labels)


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({"labels": codes("x", "y")}, {"Labels": "x, y", "Archived": True}),
        ({"labels": None}, {"Labels": "", "Archived": True}),
        ({"archived": False}, {"Labels": "a, b", "Archived": False}),
    ],
)
def test_an_update_sends_both_members(values: Values, body: dict[str, object]):
    assert SAVING.update is not None
    call = SAVING.update.call(Patch(ID, values, THERE))
    assert (dict(call.arguments), call.body) == ({"id": ID}, body)


def test_an_update_without_the_document_sends_what_was_typed():
    assert SAVING.update is not None
    assert SAVING.update.call(Patch(ID, {"archived": True})).body == {"Archived": True}


def test_a_label_with_a_comma_is_two_labels():
    entry = SAVING.entry("labels")
    field = EXPORTS.field("labels")
    assert entry is not None
    assert field is not None
    (found,) = check_value(entry, field, codes("a", "b,c"), new=False)
    assert found.fix == codes("a", "b", "c")
    assert check_value(entry, field, codes("a"), new=False) == ()


def test_archiving_keeps_the_labels():
    archive, back = ACTIONS
    chosen = Chosen((ID, "2"), (THERE, b""), {})
    assert [call.body for call in archive.calls(chosen)] == [
        {"Labels": "a, b", "Archived": True},
        {"Archived": True},
    ]
    assert back.calls(chosen)[0].body == {"Labels": "a, b", "Archived": False}
    assert all(resource_path("icons", f"{each.icon}.svg").exists() for each in ACTIONS)


# ---- orders ----------------------------------------------------------------------------------


def test_a_line_is_filled_from_a_sample_with_both_costs_apart():
    rows = [
        {"Atelier Code": "0012", "Style Name": "Ring", "Supplier Cost": "10.50",
         "Supplier Currency": "USD"},
        {"Atelier Code": "0012", "Costing Currency": "EUR", "Supplier Currency": "USD",
         "Home Currency": "EUR", "Total Cost": "9.80"},
    ]  # fmt: skip
    values = ORDERING.prefill(json.dumps(rows).encode())
    assert values["code"] == "0012"
    assert (values["cost"], values["home_cost"]) == (
        Money(Decimal("10.50"), "USD"),
        Money(Decimal("9.80"), "EUR"),
    )
    assert ORDERING.prefill(b"") == {"quantity": 1}


def test_the_call_is_as_documented():
    call = ORDERING.call({"code": "0012", "quantity": 3, "name": "Ring", **DATES}, "PO WB-1")
    assert call.body == {
        "customerReference": "PO WB-1",
        "quantity": 3,
        "atelierCode": "0012",
        "deliveryDates": {
            "fromDate": "2026-05-01T12:00:00.000Z",
            "toDate": "2026-05-01T12:00:00.000Z",
        },
    }
    members = {member.name for each in SOURCE.operations() for member in each.members}
    filled = {entry.field: "x" for entry in ENTRIES if "_" in entry.field} | dict(DATES)
    body = ORDERING.call({"code": "A", "quantity": 1, **filled}, "R").body
    assert isinstance(body, dict)
    sent = {
        f"{name}.{inner}" if inner else name
        for name, value in body.items()
        for inner in (value if isinstance(value, dict) else ("",))
    }
    assert sent <= members
    assert "deliveryLocation.locationName" in sent
    assert "invoiceAddress.addressName" in sent


@pytest.mark.parametrize("kind", ["delivery", "invoice"])
def test_an_address_is_whole_or_empty(kind: str):
    whole = {f"{kind}_{end}": "x" for end in
             ("name", "line1", "city", "province", "zip", "country")}  # fmt: skip
    assert ORDERING.check({**DATES, **whole}) == []
    for missing in whole:
        part = {name: text for name, text in whole.items() if name != missing}
        assert [found.field for found in ORDERING.check({**DATES, **part})] == [missing]
    assert len(ORDERING.check({**DATES, f"{kind}_line2": "x"})) == 6
    assert ORDERING.check({**DATES, **whole, f"{kind}_line2": ""}) == []


def test_the_last_day_is_not_before_the_first():
    wrong = {"from_date": date(2026, 5, 2), "to_date": date(2026, 5, 1)}
    assert [found.field for found in ORDERING.check(wrong)] == ["to_date"]


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        (None, ""),
        ({}, ""),
        ([1], ""),
        ({"value": {"id": "LP1"}}, "LP1"),
        ({"id": 7}, "7"),
        ({"value": {"id": True}}, ""),
        ({"value": None}, ""),
    ],
)
def test_a_number_is_read_where_there_is_one(answer: object, number: str):
    assert ORDERING.number(answer) == number


ORDER = SentOrder(
    "01", OrderState.UNKNOWN, datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC),
    "PO WB-1", "Ring", {"atelierCode": "0012", "quantity": 3, "deliveryDates": {}},
    costs=(None, None), number="", note="n", attempts=1,
)  # fmt: skip


async def test_orders_are_rows_that_read_alike():
    cost = Money(Decimal("1.10"), "USD")
    full = msgspec.structs.replace(
        ORDER,
        id="02",
        costs=(cost, cost),
        number="LP1",
        body=ORDERING.call({"code": "A", "quantity": 2, **DATES}, "R").body,
    )
    page = await ORDERS.search([ORDER, full], Query(), "")
    assert page.keys == ["02", "01"]
    again = [row for document in page.documents for row in ORDERS.rows_of(document)]
    assert [row for _key, row in again] == list(page.rows)
    for row in page.rows:
        for field in ORDERS.fields:
            value = field.read(row)
            assert value is None or Formats().value(value, field.kind, 1)
    assert ORDERS.rows_of(b"{}") == ()
    total = ORDERS.field("total")
    assert total is not None
    assert total.read(full) == cost._replace(amount=cost.amount * 2)


def test_fields_of_the_form_and_the_list_are_named_once():
    for fields in (FIELDS, ORDERS.fields):
        ids = [field.id for field in fields]
        assert len(set(ids)) == len(ids)
    assert {entry.field for entry in ENTRIES} <= {field.id for field in FIELDS}
    assert {ORDERING.reference, ORDERING.quantity, ORDERING.name, *ORDERING.costs} <= {
        field.id for field in FIELDS
    }
    assert resource_path("icons", f"{ORDERS.icon}.svg").exists()
    letter = ORDERING.letter(ORDER)
    assert "PO WB-1" in letter.subject
    assert "0012" in letter.text
