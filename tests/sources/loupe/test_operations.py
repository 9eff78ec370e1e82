"""Each call at its host and path, sent as often as it may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.loupe.bench import ID, bench, envelope
from workbench.core.accounts import Account
from workbench.core.operations import Effect, Operation, Repeat
from workbench.net.addresses import url_of
from workbench.net.requests import Request
from workbench.sources.loupe import SOURCE

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("create_export", "https://enterprise.atelier.technology/api/exports"),
        ("list_exports", "https://atelier.technology/api/exports"),
        ("get_export", f"https://atelier.technology/api/exports/{ID}"),
        ("update_export", f"https://atelier.technology/api/exports/{ID}"),
        (
            "submit_purchase_order",
            "https://enterprise.atelier.technology/api/external/purchaseorders/submit",
        ),
    ],
)
async def test_hosts_and_the_address_of_an_account(name: str, url: str, tmp_path: Path):
    made = bench(tmp_path, b"[]" if name == "list_exports" else envelope())
    operation = OPERATIONS[name]
    arguments = {"id": ID} if operation.parameters else {}
    await operation.call(made.client, arguments, {} if operation.body else None)
    (request,) = made.sender.seen
    assert url_of(SOURCE, Account("loupe", "main"), request) == url
    own = Account("loupe", "main", url="http://127.0.0.1:9001/x")
    path = url.partition(".technology")[2]
    assert url_of(SOURCE, own, request) == f"http://127.0.0.1:9001/x{path}"


def test_writes_are_sent_once():
    def kept(operation: Operation) -> tuple[Effect, Repeat]:
        return operation.effect, operation.repeat

    assert kept(OPERATIONS["submit_purchase_order"]) == (Effect.WRITE, Repeat.NEVER)
    assert kept(OPERATIONS["create_export"]) == (Effect.WRITE, Repeat.NEVER)
    assert kept(OPERATIONS["update_export"]) == (Effect.WRITE, Repeat.SAME)
    assert kept(OPERATIONS["list_exports"]) == (Effect.READ, Repeat.SAFE)
    assert len(OPERATIONS) == 5


async def test_labels_and_archived_go_out_in_pascal_case(tmp_path: Path):
    made = bench(tmp_path, envelope(None))
    body = {"Labels": "custom_label, another label", "Archived": True}
    answer = await OPERATIONS["update_export"].call(made.client, {"id": ID}, body)
    assert json.loads(made.sender.seen[0].body or b"") == body
    assert isinstance(answer, dict)
    assert answer["value"] == {}


async def test_a_code_of_digits_stays_the_text_it_is(tmp_path: Path):
    made = bench(tmp_path, b"")
    body = {"customerReference": "PO-1", "atelierCode": "0012345", "quantity": 1}
    assert await OPERATIONS["submit_purchase_order"].call(made.client, {}, body) is None
    assert json.loads(made.sender.seen[0].body or b"")["atelierCode"] == "0012345"


def test_the_members_are_the_documented_ones():
    names = {member.name for member in OPERATIONS["create_export"].members}
    assert {"Type", "ExportType", "ParameterValues.GetEnterpriseCostingCCY"} <= names
    order = {member.name for member in OPERATIONS["submit_purchase_order"].members}
    assert {"deliveryLocation.locationName", "invoiceAddress.addressName"} <= order
    assert "deliveryLocation.addressName" not in order


async def test_an_id_cannot_become_another_path(tmp_path: Path):
    made = bench(tmp_path, envelope())
    await OPERATIONS["get_export"].call(made.client, {"id": "a/../b"}, None)
    request: Request = made.sender.seen[0]
    assert url_of(SOURCE, Account("loupe", "main"), request).endswith("/api/exports/a%2F..%2Fb")
