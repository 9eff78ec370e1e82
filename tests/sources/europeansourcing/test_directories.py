"""The short tables, with the service's spellings of parents, numbers and keys."""

from __future__ import annotations

import json

from tests.sources import kit
from workbench.core.queries import Condition, Query
from workbench.core.values import Coded
from workbench.sources.europeansourcing import directories
from workbench.sources.europeansourcing.client import EuropeanSourcingClient


def canned(answer: object) -> tuple[EuropeanSourcingClient, kit.CannedSender]:
    sender = kit.CannedSender(lambda _request: json.dumps(answer).encode())
    return EuropeanSourcingClient(sender), sender


async def read(resource, answer: object) -> list[dict[str, object]]:
    client, _sender = canned(answer)
    page = await resource.search(client, Query(), "")
    return [{field.id: field.read(row) for field in resource.fields} for row in page.rows]


async def test_a_supplier_with_its_first_contact():
    (row,) = await read(directories.SUPPLIERS, [{
        "id": 798, "name": "SupplierName", "count": 46, "nb_variant": "46",
        "contacts": [{
            "emails": ["supplier@gmail.com"], "last_name": "ContactName",
            "first_name": "ContactFirstName", "country_code": "PL",
            "phone_numbers": [{"prefix": "48", "number": "66666666"}],
            "address": {"address_line1": "street", "locality": "London"},
        }],
    }])  # fmt: skip
    assert row["contact"] == "ContactFirstName ContactName"
    assert row["phone"] == "+48 66666666"
    assert row["locality"] == "London"
    assert row["country"] == Coded("PL", "Poland")
    assert row["variants"] == 46


async def test_categories_name_their_parent():
    (row,) = await read(
        directories.CATEGORIES,
        [{"id": "930", "parent": 945, "full_hierarchy_name": "A > b > c", "children": None}],
    )
    assert (row["parent"], row["level"], row["children"]) == ("945", 3, 0)


async def test_marking_types_are_texts():
    rows = await read(directories.MARKING_TYPES, ["sérigraphie", "gravure laser", "sérigraphie"])
    assert [row["name"] for row in rows] == ["sérigraphie", "gravure laser"]


async def test_a_profile_may_be_seen_for_two_brands():
    rows = await read(directories.ACCESS, {"supplier_profile_infos": [
        {"supplier_profile_id": 139, "variant_count": 60045, "product_count": 2549,
         "brand_id": 192},
        {"supplier_profile_id": 139, "variant_count": 5, "product_count": 1, "brand_id": 7},
    ]})  # fmt: skip
    assert [row["brand_id"] for row in rows] == ["192", "7"]
    assert await read(directories.ACCESS, {"supplier_profile_infos": None}) == []


async def test_deletions_are_asked_from_the_day_given():
    client, sender = canned([])
    asked = Query(conditions=(Condition("date", "", "2026-03-01T10:00:00+01:00"),))
    await directories.DELETED.search(client, asked, "")
    await directories.DELETED.search(client, Query(), "")
    assert sender.seen[0].values["date"] == "2026-03-01"
    assert sender.seen[1].values["date"] > "2026-03-01"
