"""Reading of products: identifiers, details in every form, one language, as supplier, LCA."""

from __future__ import annotations

import pytest

from tests.sandbox.etim.company import Company

IDS = "products"


async def test_changed_since(company: Company) -> None:
    days = sorted({row.changed.date[:10] for row in company.products})
    since = days[len(days) // 2]
    answer = await company.done("GET", IDS, query={"date-from": since})
    wanted = [row.id for row in company.products if row.changed.date[:10] >= since]
    assert answer == {
        "productIds": wanted, "total": str(len(wanted)), "parameters": {"date-from": since},
    }  # fmt: skip
    assert 0 < len(wanted) < len(company.products)
    assert await company.errors("GET", IDS, query={"date-from": "15.06.2025"}) == [
        'incorrect value of "date-from"'
    ]


async def test_pages_and_the_sentences_of_the_document(company: Company) -> None:
    whole = (await company.done("GET", IDS))["productIds"]
    page = await company.done("GET", IDS, query={"limit": "50", "page": "3"})
    assert page["productIds"] == whole[100:150]
    assert page["total"] == str(len(whole)) == "260"
    assert await company.errors("GET", IDS, query={"limit": "0", "page": "x"}) == [
        "Limit parameter should be set to integer from the range [1, 100000]",
        "Page parameter should be set to positive integer",
    ]


async def test_details_hold_what_the_document_shows(company: Company) -> None:
    row = company.some()
    answer = await company.one(row.id, completeness="true", **{"dates-by-type": "true"})
    assert set(answer) == {
        "productId", "overallInformation", "etimDescription", "orderInformation",
        "packingInformation", "priceInformation", "attachments", "mime", "attributes", "lca",
        "additionalTechnicalDescription", "seo", "www", "relatedProducts", "relationsByAttribute",
        "categories", "labels", "descriptionCompleteness", "lastModifiedDateByType",
        "lastModifiedDate", "modifiedBy", "creationDate", "createdBy",
    }  # fmt: skip
    assert set(answer["lastModifiedDateByType"]["general"]) == {"date", "modifiedBy"}
    plain = await company.one(row.id)
    assert not {"descriptionCompleteness", "lastModifiedDateByType"} & set(plain)


async def test_a_hundred_at_most(company: Company) -> None:
    keys = [row.id for row in company.products]
    answer = await company.done("GET", IDS, keys[:100])
    assert [row["productId"] for row in answer["products"]] == keys[:100]
    assert await company.errors("GET", IDS, keys[:101])
    answer = await company.done("GET", IDS, [keys[5], "none", keys[5]])
    assert [row["productId"] for row in answer["products"]] == [keys[5]]


async def test_forms_depend_on_parameters(company: Company) -> None:
    row = next(row for row in company.products if row.document.get("www"))
    short = await company.one(row.id, **{
        "country-of-origin-multiple": "true", "categories-format-short": "true",
        "www-image-url-lang": "true",
    })  # fmt: skip
    long = await company.one(row.id)
    country = short["overallInformation"]["countryOfOrigin"]
    assert long["overallInformation"]["countryOfOrigin"] == country[0]
    assert [named["identifier"] for named in long["categories"]["TC1"]] == short["categories"][
        "TC1"
    ]
    pictures = short["www"][0]["imageUrl"]
    assert long["www"][0]["imageUrl"] in pictures.values()


async def test_values_that_say_nothing_come_when_asked_for(company: Company) -> None:
    silent = {"NA", "UN"}
    row = next(
        row for row in company.products
        if silent <= {v for v in _features(row).values() if isinstance(v, str)}
    )  # fmt: skip
    all_of = (await company.one(row.id, **{"na-values": "true"}))["etimDescription"]["features"]
    said = (await company.one(row.id))["etimDescription"]["features"]
    assert all_of == _features(row)
    assert said == {k: v for k, v in all_of.items() if v not in ("NA", "UN")}


async def test_another_release(company: Company) -> None:
    old = next(row for row in company.products if "EF001782" in _features(row))
    assert "EF001782" in (await company.one(old.id))["etimDescription"]["features"]
    now = (await company.one(old.id, **{"etim-version": "10"}))["etimDescription"]
    assert now["version"] == "10"
    assert "EF001782" not in now["features"]
    assert await company.errors("GET", IDS, [old.id], {"etim-version": "99"})


async def test_in_one_language(company: Company) -> None:
    (row,) = (r for r in company.products if r.overall("manufacturerName") == "FLEXA")
    answer = await company.done("GET", IDS, [row.id], {"lang": "en"})
    described = answer["products"][0]["etimDescription"]
    assert described["classId"] == "Protective metal hose (EC001179)"
    assert described["groupId"] == "Protective hose systems (EG000003)"
    features = [tuple(pair) for pair in described["features"]]
    assert ("Outer diameter", "3.1 mm") in features
    assert ("Operating temperature", "-200..600 °C") in features
    assert ("Material", "Stainless steel") in features
    assert ("With approval according to UL", "No") in features
    marked = next(r for r in company.products if r.overall("altPid") == "-")
    answer = await company.done("GET", IDS, [marked.id], {"lang": "de"})
    overall = answer["products"][0]["overallInformation"]
    assert overall["altPid"] == "Nicht zutreffend"
    assert overall["productName"] == row_name(marked, "de")
    assert await company.errors("GET", IDS, [row.id], {"lang": "xx"})


def row_name(row, language: str) -> str:
    name = row.overall("productName")
    return name.get(language, "") if isinstance(name, dict) else ""


async def test_as_supplier(company: Company) -> None:
    row = company.some()
    supplier, number = str(row.overall("supplier")), str(row.overall("supplierPid"))
    query = {"as-supplier": supplier}
    answer = await company.done("GET", IDS, [number, row.id], query)
    (one,) = answer["products"]
    assert one["productId"] == number
    assert one["overallInformation"]["productName"] == row.overall("supplierProductName")
    assert not {"supplier", "supplierPid"} & set(one["overallInformation"])
    listed = await company.done("GET", IDS, query=query)
    assert number in listed["productIds"]
    assert int(listed["total"]) == sum(r.overall("supplier") == supplier for r in company.products)
    assert await company.errors("GET", IDS, query={"as-supplier": "nobody"})


async def test_life_cycle_figures(company: Company) -> None:
    with_lca = [row.id for row in company.products if row.document.get("lca")][:5]
    without = next(row.id for row in company.products if not row.document.get("lca"))
    answer = await company.done("GET", "products/lca", [*with_lca, without])
    assert [row["productId"] for row in answer["products"]] == with_lca
    assert set(answer["products"][0]) == {
        "productId", "database", "uuid", "link", "epdLink", "category", "name", "location",
        "validTo", "referenceFlowName", "referenceFlowUnit", "referenceFlowLink", "type", "owner",
        "compliance", "reviewType", "values",
    }  # fmt: skip
    values = answer["products"][0]["values"]["ADPE"]
    assert set(values) == {"A1", "A1-A3", "A2", "A3", "A5", "C2", "C3", "D", "unit"}
    whole = sum(float(values[name]) for name in ("A1", "A2", "A3"))
    assert float(values["A1-A3"]) == pytest.approx(whole)
    row = company.row(with_lca[-1])
    query = {"as-supplier": str(row.overall("supplier"))}
    answer = await company.done("GET", "products/lca", [row.overall("supplierPid")], query)
    assert answer["products"][0]["productId"] == row.overall("supplierPid")


def _features(row) -> dict:
    held = row.part("etimDescription").get("features")
    return held if isinstance(held, dict) else {}
