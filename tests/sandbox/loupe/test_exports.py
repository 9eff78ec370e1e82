"""Exports: asked for, waited for, failed, labelled and listed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.sandbox.loupe.kit import Loupe, body, loupe
from workbench.sandbox.loupe.filters import DEFAULTS


async def test_an_export_is_made_in_its_own_time(account: Loupe) -> None:
    answer = (await account.client.post("api/exports", json=body())).json()
    value = answer["value"]
    link = f"api/exports/{value['id']}"
    expected = {"href": link, "method": "GET", "title": "", "templated": False}
    assert answer["_links"] == {"self": expected, "update": expected}
    assert answer["next"] is None
    assert value == {
        "id": value["id"],
        "dataTransferType": "Export",
        "status": "Pending",
        "fileUrl": None,
        "createdAt": "2026-11-18T11:06:40.250000",
        "labels": None,
        "archived": False,
    }
    account.clock.now += 2.9
    assert (await account.client.get(link)).json()["value"]["status"] == "Pending"
    account.clock.now += 0.2
    value = (await account.client.get(link)).json()["value"]
    assert value["status"] == "ReadyForDownload"
    assert value["fileUrl"].startswith("http://files.sandbox.test/loupe/files/")


async def test_an_id_may_come_by_the_link_alone() -> None:
    account = loupe(bare_create=True)
    answer = (await account.client.post("api/exports", json=body())).json()
    assert answer["value"] == {}
    found = (await account.client.get(answer["_links"]["self"]["href"])).json()
    assert found["value"]["status"] == "Pending"


_WRONG: list[tuple[str, Any]] = [
    ("Query", 1), ("SellerCompanies", ["Kiran Jewels"]), ("MinNetWeight", "heavy"),
    ("MaxNetWeight", -1), ("MinCaratWeight", "NaN"), ("MaxCaratWeight", True),
    ("ConvertedByCustomerId", "buyer"), ("ItemStatus", "confirmed"), ("CentreStone", "false"),
    ("CentreStone", None), ("SkuCategoryId", "1"), ("OnlySkuCategoryIdSet", 0),
    ("MerchandisingHierarchyId", 1.5), ("MerchandisingHierarchyId4", ""),
    ("OnlyMerchandisingHierarchyIdSet", "true"), ("PurchaseMethod", "Consignment"),
    ("PurchaseMethodStatus", "Active"), ("LastModified", "2026-10-01T00:00:00.000000"),
    ("LastModified", "2026-10-01 00:00:00"), ("LastModified", "2026-13-01 00:00:00.000000"),
    ("UserLastModified", "2026-10-01 00:00:00.000000Z"), ("BuyingApprovalStatus", 9),
    ("SourcingApprovalDate", "yesterday"), ("SourcingApprovalStatus", "Approved"),
    ("SourcingApprovalStatus", 5), ("GetEnterpriseCostingCCY", "USD"),
    ("GetEnterpriseCostingCCY", []), ("StoneOptions", {}), ("sourcingApprovalStatus", 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), _WRONG)
async def test_a_wrong_value_fails_with_a_good_status(
    account: Loupe, name: str, value: Any
) -> None:
    export = await account.made(**{name: value})
    assert (export["status"], export["fileUrl"]) == ("Failed", None)
    assert name in (await account.control("_exports"))[0]["reason"]


@pytest.mark.parametrize(
    "changes", [{"Type": "Samples"}, {"ExportType": "Csv"}, {"ParameterValues": []}, {"type": "x"}]
)
async def test_a_wrong_kind_of_export_fails_later(account: Loupe, changes: dict[str, Any]) -> None:
    answer = await account.client.post("api/exports", json={**body(), **changes})
    assert answer.json()["value"]["status"] == "Pending"
    account.clock.now += 5
    seen = await account.client.get(answer.json()["_links"]["self"]["href"])
    assert (seen.status_code, seen.json()["value"]["status"]) == (200, "Failed")


@pytest.mark.parametrize("content", [b"", b"[]", b"{"])
async def test_a_body_that_is_no_object_is_refused(account: Loupe, content: bytes) -> None:
    kind = {"Content-Type": "application/json"}
    answer = await account.client.post("api/exports", content=content, headers=kind)
    assert answer.status_code == 400
    assert (await account.client.post("api/exports", data={"a": "b"})).status_code == 415
    assert await account.control("_exports") == []


async def test_labels_and_archived_are_kept(account: Loupe) -> None:
    export = await account.made()
    path = f"api/exports/{export['id']}"
    change = {"Labels": "custom_label, another label", "Archived": True}
    answer = await account.client.post(path, json=change)
    assert (answer.status_code, answer.json()["value"]) == (202, {})
    assert answer.json()["_links"]["self"]["href"] == path
    for found in (await account.client.get(path), await account.client.get("api/exports")):
        document = found.json()[0] if isinstance(found.json(), list) else found.json()
        assert document["value"]["labels"] == "custom_label, another label"
        assert document["value"]["archived"] is True
    await account.client.post(path, json={"Labels": ""})
    value = (await account.client.get(path)).json()["value"]
    assert (value["labels"], value["archived"]) == (None, True)


@pytest.mark.parametrize("change", [{"labels": "x"}, {"Labels": 3}, {"Archived": "true"}])
async def test_an_update_that_cannot_be_meant_changes_nothing(
    account: Loupe, change: dict[str, Any]
) -> None:
    export = await account.made()
    answer = await account.client.post(f"api/exports/{export['id']}", json=change)
    assert answer.status_code == 400
    assert (await account.client.get(f"api/exports/{export['id']}")).json()["value"] == export


async def test_an_unknown_export_is_not_found(account: Loupe) -> None:
    assert (await account.client.get("api/exports/nothing")).status_code == 404
    assert (await account.client.post("api/exports/nothing", json={})).status_code == 404


async def test_the_past_is_in_the_list() -> None:
    account = loupe(past=57)
    rows = [row["value"] for row in (await account.client.get("api/exports")).json()]
    assert len({row["id"] for row in rows}) == 57
    assert Counter(row["status"] for row in rows) == {"ReadyForDownload": 54, "Failed": 3}
    assert rows == sorted(rows, key=lambda row: row["createdAt"])
    assert {"Spring line, confirmed", "Gold necklaces"} <= {row["labels"] for row in rows}
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}"
    assert all(re.fullmatch(pattern, row["createdAt"]) for row in rows)
    account.settings.packing = "retail"
    links = [row["fileUrl"] for row in rows if row["fileUrl"]]
    answers = [await account.files.head(link) for link in links]
    assert Counter(answer.status_code for answer in answers) == {200: 43, 403: 11}


async def test_two_services_are_the_same() -> None:
    first, second = loupe(past=5), loupe(past=5)
    assert (await first.control("api/exports")) == (await second.control("api/exports"))
    export, other = await first.made(), await second.made()
    files = [await one.files.get(export["fileUrl"]) for one in (first, second)]
    assert export == other
    assert files[0].content == files[1].content


async def test_switches_are_set_over_http(account: Loupe) -> None:
    answer = await account.client.post("_settings", json={"pending_seconds": 60, "packing": "zip"})
    assert answer.json()["pending_seconds"] == account.settings.pending_seconds == 60
    for wrong in ({"pending": 1}, {"packing": "rar"}, {"hops": "two"}):
        assert (await account.client.post("_settings", json=wrong)).status_code == 400
    assert (await account.control("_settings"))["pending_seconds"] == 60


@pytest.mark.parametrize("path", ["_settings", "_seen", "_exports", "_orders", "_grants"])
async def test_control_paths_answer_this_machine_only(account: Loupe, path: str) -> None:
    from workbench.sandbox.server import build_app

    transport = httpx.ASGITransport(build_app([account.service]), client=("192.0.2.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test") as other:
        assert (await other.get(f"/loupe/{path}")).status_code == 403
    assert (await account.client.get(path)).status_code == 200


async def test_values_that_are_left_out_filter_nothing(account: Loupe) -> None:
    whole = await account.tables()
    request = {**body(), "ParameterValues": {}}
    answer = await account.client.post("api/exports", json=request)
    account.clock.now += 5
    link = (await account.client.get(answer.json()["_links"]["self"]["href"])).json()
    assert link["value"]["status"] == "ReadyForDownload"
    assert (await account.control("_exports"))[1]["samples"] == len(whole["Product.csv"])
    assert len(DEFAULTS) == 28
