"""Every kind of filter against a plain search through the documents that details give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.sandbox.etim.company import Company, opened

Record = dict[str, Any]


class Case(NamedTuple):
    name: str
    body: Any
    test: Callable[[Record], bool]


def overall(row: Record, name: str) -> Any:
    return row["overallInformation"].get(name)


def attribute(row: Record, name: str) -> Any:
    return (row["attributes"] or {}).get(name)


def said(row: Record, name: str, lang: str) -> str:
    return ((overall(row, name) or {}).get(lang) or "").lower()


def figure(row: Record, name: str) -> int:
    return int(row["descriptionCompleteness"][name])


def placed(row: Record) -> set[str]:
    return set((row["categories"] or {}).get("TC1", []))


def span(row: Record, low: float, high: float) -> bool:
    value = attribute(row, "R5")
    return bool(value) and low <= float(value[0]) and float(value[1]) <= high


CASES = (
    Case("nothing", {}, lambda _r: True),
    Case("text", {"productName": {"pl": "PRAW"}}, lambda r: "praw" in said(r, "productName", "pl")),
    Case("texts", {"productName": {"pl": "a", "fr": "l"}},
         lambda r: "a" in said(r, "productName", "pl") and "l" in said(r, "productName", "fr")),
    Case("no gtin", {"gtin": 0}, lambda r: not overall(r, "gtin")),
    Case("any gtin", {"gtin": 1}, lambda r: bool(overall(r, "gtin"))),
    Case("part of gtin", {"gtin": "0012"}, lambda r: "0012" in (overall(r, "gtin") or "")),
    Case("keywords", {"keyword": {"en": "lamp"}},
         lambda r: any("lamp" in w for w in (overall(r, "keyword") or {}).get("en", []))),
    Case("choice", {"productStatus": ["OBSOLETE", "ON HOLD"]},
         lambda r: overall(r, "productStatus") in {"OBSOLETE", "ON HOLD"}),
    Case("flag", {"batteryContained": ["true"]},
         lambda r: overall(r, "batteryContained") == "true"),
    Case("number", {"netWeight": {"from": "10", "to": "30"}},
         lambda r: bool(overall(r, "netWeight")) and 10 <= float(overall(r, "netWeight")) <= 30),
    Case("day", {"validFrom": {"from": "2019-01-01", "to": "2021-12-31"}},
         lambda r: "2019-01-01" <= (overall(r, "validFrom") or "") <= "2021-12-31"),
    Case("identifier", {"productId": "lum"}, lambda r: "lum" in r["productId"].lower()),
    Case("M", {"attributes": {"M1": {"pl": "montaż"}}},
         lambda r: "montaż" in (attribute(r, "M1") or {}).get("pl", "")),
    Case("L", {"attributes": {"L2": ["false"]}}, lambda r: attribute(r, "L2") == "false"),
    Case("S", {"attributes": {"S3": ["v1", "v2"]}}, lambda r: attribute(r, "S3") in {"v1", "v2"}),
    Case("N", {"attributes": {"N4": "4"}}, lambda r: attribute(r, "N4") == "4"),
    Case("N span", {"attributes": {"N4": {"from": "4", "to": "9"}}},
         lambda r: attribute(r, "N4") is not None and 4 <= int(attribute(r, "N4")) <= 9),
    Case("R", {"attributes": {"R5": {"from": "-10", "to": "30"}}}, lambda r: span(r, -10, 30)),
    Case("R from", {"attributes": {"R5": {"from": "-5"}}}, lambda r: span(r, -5, 10**6)),
    Case("MS", {"attributes": {"MS6": {"withType": "at_least_one", "with": ["ms_v1", "ms_v2"],
                                       "without": ["ms_v3"]}}},
         lambda r: bool({"ms_v1", "ms_v2"} & set(attribute(r, "MS6") or ()))
         and "ms_v3" not in (attribute(r, "MS6") or ())),
    Case("MS all", {"attributes": {"MS6": {"withType": "all", "with": ["ms_v1", "ms_v2"]}}},
         lambda r: {"ms_v1", "ms_v2"} <= set(attribute(r, "MS6") or ())),
    Case("T", {"attributes": {"T7": "int001"}}, lambda r: "INT001" in (attribute(r, "T7") or "")),
    Case("REF", {"attributes": {"REF8": {"with": ["9"]}}},
         lambda r: "9" in (attribute(r, "REF8") or ())),
    Case("no attribute", {"attributes": {"N4": 0}}, lambda r: attribute(r, "N4") is None),
    Case("labels", {"labels": {"withType": "at_least_one", "with": ["Sold", "Gold"],
                               "without": ["Public"]}},
         lambda r: bool({"Sold", "Gold"} & set(r["labels"])) and "Public" not in r["labels"]),
    Case("without", {"labels": {"without": ["Public", "Old"]}},
         lambda r: not {"Public", "Old"} & set(r["labels"])),
    Case("lca", {"lca": {"database": ["OEKOBAU.DAT"], "uuid": "5488D"}},
         lambda r: bool(r["lca"]) and "5488d" in r["lca"]["uuid"]),
    Case("hazard", {"hazardClass": {"withType": "all", "with": ["9"], "without": ["2.1"]}},
         lambda r: overall(r, "hazardClass") == ["9"]),
    Case("categories", {"categories": {"TC1": {"withType": "at_least_one", "with": ["C1", "C5"],
                                               "without": ["SC1-1"]}}},
         lambda r: bool({"C1", "C5"} & placed(r)) and "SC1-1" not in placed(r)),
    Case("total", {"totalDescriptionCompleteness": {"from": "20", "to": "80"}},
         lambda r: 20 <= figure(r, "totalDescriptionCompleteness") <= 80),
    Case("section", {"etimDescriptionCompleteness": {"to": "50"}},
         lambda r: figure(r, "etimDescriptionCompleteness") <= 50),
    Case("modified", {"lastModifiedDate": {"type": "last", "number": "10", "unit": "day",
                                           "includingCurrent": "true"}},
         lambda r: r["lastModifiedDate"] >= "2025-06-06 00:00:00"),
    Case("created", {"creationDate": {"type": "range", "to": "2024-06-01 00:00:00"}},
         lambda r: r["creationDate"] <= "2024-06-01 00:00:00"),
    Case("several", {"labels": {"with": ["Old"]}, "productStatus": ["ACTIVE"],
                     "attributes": {"L2": ["true"]}},
         lambda r: "Old" in r["labels"] and overall(r, "productStatus") == "ACTIVE"
         and attribute(r, "L2") == "true"),
)  # fmt: skip


@pytest.fixture(scope="module")
def company() -> Company:
    return opened(700)


async def _all(company: Company) -> list[Record]:
    keys = [row.id for row in company.products]
    query = {
        "completeness": "true", "na-values": "true", "country-of-origin-multiple": "true",
        "categories-format-short": "true",
    }  # fmt: skip
    rows: list[Record] = []
    for start in range(0, len(keys), 100):
        answer = await company.done("GET", "products", keys[start : start + 100], query)
        rows += answer["products"]
    return rows


async def test_every_kind(company: Company) -> None:
    rows = await _all(company)
    found: dict[str, list[str]] = {}
    wanted: dict[str, list[str]] = {}
    for case in CASES:
        answer = await company.done("GET", "products/filter", case.body)
        found[case.name] = answer["productIds"]
        wanted[case.name] = [row["productId"] for row in rows if case.test(row)]
        assert answer["total"] == str(len(found[case.name]))
        assert answer["parameters"] == []
    assert found == wanted
    trivial = [name for name, keys in wanted.items() if len(keys) in {0, len(rows)}]
    assert trivial == ["nothing"]


@pytest.mark.parametrize(
    ("unit", "number", "current", "low", "high"),
    [
        ("hour", 3, "true", "2025-06-15 15:00:00", "9999"),
        ("day", 2, "true", "2025-06-14 00:00:00", "9999"),
        ("day", 2, "false", "2025-06-13 00:00:00", "2025-06-14 23:59:59"),
        ("week", 1, "true", "2025-06-09 00:00:00", "9999"),
        ("month", 2, "false", "2025-04-01 00:00:00", "2025-05-31 23:59:59"),
        ("year", 1, "false", "2024-01-01 00:00:00", "2024-12-31 23:59:59"),
    ],
)
async def test_the_last_units(
    company: Company, unit: str, number: int, current: str, low: str, high: str
) -> None:
    given = {"type": "last", "number": str(number), "unit": unit, "includingCurrent": current}
    answer = await company.done("GET", "products/filter", {"lastModifiedDate": given})
    wanted = [row.id for row in company.products if low <= row.changed.date <= high]
    assert answer["productIds"] == wanted


async def test_pages_of_a_filter(company: Company) -> None:
    body = {"labels": {"with": ["Public"]}}
    whole = (await company.done("GET", "products/filter", body))["productIds"]
    page = await company.done("GET", "products/filter", body, {"limit": "20", "page": "2"})
    assert page["productIds"] == whole[20:40]
    assert page["total"] == str(len(whole))


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"labels": {"withType": "x"}, "totalDescriptionCompleteness": {"from": "a"}},
         ['incorrect value of "withType" in "labels"',
          'incorrect value of "totalDescriptionCompleteness"']),
        ({"attributes": {"N4": "x"}}, ['incorrect value of "N4" in "attributes"']),
        ({"attributes": {"none": "1"}}, ['incorrect value of "none" in "attributes"']),
        ({"categories": {"TC9": {"with": []}}}, ['incorrect value of "TC9" in "categories"']),
        ({"lca": {"uuid": 4}}, ['incorrect value of "uuid" in "lca"']),
        ({"creationDate": {"type": "range", "to": "soon"}}, ['incorrect value of "creationDate"']),
        ({"lastModifiedDate": {"type": "last", "number": "0", "unit": "day"}},
         ['incorrect value of "lastModifiedDate"']),
        ({"productName": "kana"}, ['incorrect value of "productName"']),
        ({"nothing": "x"}, ['incorrect value of "nothing"']),
        ({"nothingCompleteness": {"to": "4"}}, ['incorrect value of "nothingCompleteness"']),
        ({"gtin": 7}, ['incorrect value of "gtin"']),
    ],
)  # fmt: skip
async def test_wrong_members_are_named(company: Company, body: Any, errors: list[str]) -> None:
    assert await company.errors("GET", "products/filter", body) == errors


async def test_as_supplier(company: Company) -> None:
    body = {"productStatus": ["ACTIVE"]}
    answer = await company.done("GET", "products/filter", body, {"as-supplier": "LUMIKO"})
    wanted = [
        row.overall("supplierPid") for row in company.products
        if row.overall("supplier") == "LUMIKO" and row.overall("productStatus") == "ACTIVE"
    ]  # fmt: skip
    assert answer["productIds"] == wanted


async def test_times_are_those_of_warsaw(company: Company) -> None:
    assert company.app.world.at(1_750_000_000) == "2025-06-15 17:06:40"
    assert company.app.world.at(1_735_689_600) == "2025-01-01 01:00:00"
