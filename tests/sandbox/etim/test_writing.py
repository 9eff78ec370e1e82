"""PUT and DELETE of products: the three parameters, the report, and what is dropped or refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.etim.company import Company

FULL = {"new": "add", "existing": "replace", "empty": "false"}


async def test_a_record_put_back_changes_nothing(company: Company) -> None:
    keys = [row.id for row in company.products]
    rows = [await company.whole(key) for key in keys[::3]]
    report = await company.put(*rows, **FULL)
    assert report["unique"] == str(len(rows))
    assert {report[name] for name in (
        "new", "modified", "classified", "reclassified", "deletedClassifications",
        "deletedRelatedProducts", "createdRelatedProducts", "limitExceeded",
    )} == {"0"}  # fmt: skip
    assert report["parameters"] == FULL
    assert not any(key.startswith("rejected") for key in report)
    assert company.app.ledger.of("PUT", effective=True) == []


async def test_counters(company: Company) -> None:
    row, other, bare = company.some(0), company.some(1), company.some(2)
    first = await company.whole(row.id)
    first["etimDescription"] = {"version": "10", "classId": "EC000042", "features": {}}
    second = await company.whole(other.id)
    del second["etimDescription"]
    third = await company.whole(bare.id)
    third["relatedProducts"] = [
        {"relatedProductId": row.id, "relationType": "ACCESSORY", "quantity": "1"}
    ]
    had = len(company.row(bare.id).document.get("relatedProducts", []))  # type: ignore[arg-type]
    fresh = {"productId": "FRESH-1", "etimDescription": {"version": "10", "classId": "EC001959"}}
    plain = {"productId": "FRESH-2", "overallInformation": {"productName": {"en": "New"}}}
    longest = {"productId": "X" * 33}
    report = await company.put(first, second, third, fresh, plain, plain, longest, **FULL)
    assert report == {
        "all": "7", "rejected (product ID longer than 32 characters)": f"1 ({'X' * 33})",
        "unique": "5", "new": "2", "modified": "3", "classified": "1", "reclassified": "1",
        "deletedClassifications": "1", "deletedRelatedProducts": str(had),
        "createdRelatedProducts": "1", "limitExceeded": "0", "parameters": FULL,
    }  # fmt: skip
    assert (await company.one("FRESH-1"))["etimDescription"]["groupId"] == "EG000028"
    assert (await company.one(other.id))["etimDescription"] == []


async def test_replace_erases_what_is_left_out(company: Company) -> None:
    row = company.some()
    await company.put({"productId": row.id, "labels": ["Gold"]}, **FULL)
    answer = await company.one(row.id)
    assert answer["labels"] == ["Gold"]
    assert not answer["overallInformation"]
    assert not answer["etimDescription"]
    assert not answer["attributes"]


async def test_replace_that_keeps(company: Company) -> None:
    row = company.some()
    before = await company.whole(row.id)
    company.app.world.omitted = "kept"
    given = {"productId": row.id, "overallInformation": {"altPid": "NEW", "brandName": ""}}
    await company.put(given, **FULL)
    overall = before["overallInformation"] | {"altPid": "NEW"}
    assert await company.whole(row.id) == before | {"overallInformation": overall}
    await company.put(given, **FULL | {"empty": "true"})
    del overall["brandName"]
    assert (await company.whole(row.id))["overallInformation"] == overall


@pytest.mark.parametrize(("empty", "left"), [("false", True), ("true", False)])
async def test_empty_values(company: Company, empty: str, left: bool) -> None:
    row = company.some()
    given = await company.whole(row.id)
    brand = given["overallInformation"]["brandName"]
    given["overallInformation"]["brandName"] = ""
    given["etimDescription"] = {"version": "10", "classId": "", "features": {}}
    report = await company.put(given, **FULL | {"empty": empty})
    answer = await company.one(row.id)
    assert answer["overallInformation"].get("brandName") == (brand if left else None)
    assert bool(answer["etimDescription"]) is left
    assert report["deletedClassifications"] == ("0" if left else "1")


async def test_complete_fills_gaps_only(company: Company) -> None:
    row = next(r for r in company.products if not r.overall("gtin") and r.overall("brandName"))
    before = await company.whole(row.id)
    given = {
        "productId": row.id,
        "overallInformation": {"gtin": "5901234123457", "brandName": "Other"},
        "labels": before["labels"] or ["Old"],
    }
    report = await company.put(given, new="add", existing="complete", empty="false")
    assert report["modified"] == "1"
    after = await company.whole(row.id)
    assert after["overallInformation"] == before["overallInformation"] | {"gtin": "5901234123457"}
    assert after["etimDescription"] == before["etimDescription"]


async def test_skipping(company: Company) -> None:
    row = company.some()
    before = await company.whole(row.id)
    rows = [{"productId": row.id, "labels": ["Old"]}, {"productId": "FRESH"}]
    report = await company.put(*rows, new="skip", existing="skip", empty="true")
    assert (report["unique"], report["new"], report["modified"]) == ("2", "0", "0")
    assert await company.whole(row.id) == before
    assert (await company.ask("GET", "products", ["FRESH"])).json()["products"] == []


async def test_texts_are_trimmed(company: Company) -> None:
    given = {"productId": " FRESH ", "overallInformation": {"brandName": "  A  ", "productName":
             {"en": " b "}}}  # fmt: skip
    await company.put(given, **FULL)
    overall = (await company.one("FRESH"))["overallInformation"]
    assert overall == {"brandName": "A", "productName": {"en": "b"}}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"productId": "A", "overallInformation": {"gtin": 1}}, "value that is not a string"),
        ({"productId": "A", "labels": [True]}, "value that is not a string"),
        ({"productId": "A", "mime": []}, "field mime can only be read"),
        ({"productId": "A", "lastModifiedDate": "x"}, "field lastModifiedDate can only be read"),
        ({"productId": "A", "lca": {"uuid": "x", "link": "y"}}, "field lca.link can only be read"),
        ({"productId": "A", "other": "x"}, "unknown field other"),
        ({"labels": []}, "no product ID"),
    ],
)
async def test_rejected_with_the_reason_in_the_key(company: Company, row: Any, reason: str) -> None:
    report = await company.put(row, {"productId": "GOOD"}, **FULL)
    assert report[f"rejected ({reason})"] == f"1 ({row.get('productId', '-')})"
    assert (report["all"], report["unique"], report["new"]) == ("2", "1", "1")


async def test_a_class_that_the_release_has_not(company: Company) -> None:
    row = company.some()
    given = await company.whole(row.id)
    given["etimDescription"] = {"version": "10", "classId": "EC999999", "features": {}}
    report = await company.put(given, **FULL)
    assert report["deletedClassifications"] == "0"
    assert report["deletedClassifications (class not found in ETIM 10)"] == f"1 ({row.id})"
    older = {"version": "9", "classId": "EC000722", "groupId": "EG000006", "features": {"EF1": "x"}}
    given["etimDescription"] = older
    assert (await company.put(given, **FULL))["classified"] == "1"
    assert (await company.one(row.id))["etimDescription"] == older
    # A class that the sandbox knows by its code only is as good as any.
    given["etimDescription"] = {"version": "10", "classId": "EC000001", "features": {"EF1": "x"}}
    assert (await company.put(given, **FULL))["reclassified"] == "1"
    answer = (await company.one(row.id))["etimDescription"]
    assert (answer["groupId"], answer["features"]) == ("EG000012", {"EF1": "x"})


async def test_values_that_do_not_fit_are_dropped_without_a_word(company: Company) -> None:
    given = {
        "productId": "FRESH", "labels": ["Gold", "None"], "categories": {"TC1": ["C1", "X"]},
        "attributes": {"N4": "four", "L2": "true", "S3": "v99", "R5": ["1", "2"], "NONE": "x"},
        "etimDescription": {"version": "10", "classId": "EC001179", "features": {
            "EF000015": "3.1 mm", "EF000065": "2.5", "EF001742": ["1"], "EF000004": "EV000001",
            "EF000167": "NA", "EF000049": "1",
        }},
    }  # fmt: skip
    report = await company.put(given, **FULL)
    assert (report["new"], report["classified"]) == ("1", "1")
    answer = await company.one("FRESH", **{"na-values": "true", "categories-format-short": "true"})
    assert answer["etimDescription"]["features"] == {"EF000065": "2.5", "EF000167": "NA"}
    assert answer["attributes"] == {"L2": "true", "R5": ["1", "2"]}
    assert (answer["labels"], answer["categories"]) == (["Gold"], {"TC1": ["C1"]})


async def test_as_supplier(company: Company) -> None:
    row = company.some()
    query = FULL | {"as-supplier": str(row.overall("supplier"))}
    number = str(row.overall("supplierPid"))
    name = row.overall("productName")
    old = {"productId": number, "overallInformation": {"productName": {"en": "Theirs"}}}
    new = {"productId": "N-1", "overallInformation": {"productName": {"en": "New"}}}
    report = await company.put(old, new, new, **query)
    assert (report["all"], report["unique"], report["new"]) == ("3", "2", "1")
    overall = (await company.one(row.id))["overallInformation"]
    assert (overall["supplierProductName"], overall["productName"]) == ({"en": "Theirs"}, name)
    made = await company.one(f"{row.overall('supplier')}_N-1")
    assert made["overallInformation"]["supplierPid"] == "N-1"
    assert await company.errors("PUT", "products", [], {"as-supplier": "nobody"})


async def test_the_limit_of_products(company: Company) -> None:
    company.app.world.product_limit = len(company.products) + 1
    report = await company.put({"productId": "A"}, {"productId": "B"}, **FULL)
    assert (report["new"], report["limitExceeded"]) == ("1", "1")


async def test_times_and_figures_follow(company: Company) -> None:
    row = company.some()
    given = await company.whole(row.id)
    before = await company.one(row.id, completeness="true", **{"dates-by-type": "true"})
    given["priceInformation"] = []
    given["labels"] = ["Gold"]
    await company.put(given, **FULL | {"empty": "true"})
    after = await company.one(row.id, completeness="true", **{"dates-by-type": "true"})
    assert after["lastModifiedDate"] > before["lastModifiedDate"]
    moved = {
        name for name, stamp in after["lastModifiedDateByType"].items()
        if stamp != before["lastModifiedDateByType"].get(name)
    }  # fmt: skip
    assert moved == {"price", "labels"}
    figure = after["descriptionCompleteness"]
    assert figure["priceDescriptionCompleteness"] == "0"
    assert int(figure["totalDescriptionCompleteness"]) < int(
        before["descriptionCompleteness"]["totalDescriptionCompleteness"]
    )
    today = company.app.world.now()[:10]
    listed = await company.done("GET", "products", query={"date-from": today})
    assert row.id in listed["productIds"]


async def test_deleting(company: Company) -> None:
    row = next(r for r in company.products if r.document.get("relatedProducts"))
    target = row.document["relatedProducts"][0]["relatedProductId"]  # type: ignore[index]
    answer = await company.done("DELETE", "products", [target, "none"])
    assert answer == {"deletedProducts": "1", "parameters": []}
    related = (await company.one(row.id))["relatedProducts"]
    assert target not in {other["relatedProductId"] for other in related}
    assert (await company.done("DELETE", "products", [target]))["deletedProducts"] == "0"


async def test_more_than_sixteen_megabytes(company: Company) -> None:
    body = [{"productId": "A", "overallInformation": {"longDescription": {"en": "ä" * 8_000_000}}}]
    assert await company.errors("PUT", "products", body) == ["The size of the data exceeds 16 MB"]
    assert "A" not in company.app.world.products


@pytest.mark.parametrize("query", [{"new": "x"}, {"existing": "merge"}, {"empty": "1"}])
async def test_wrong_parameters(company: Company, query: dict[str, str]) -> None:
    (name,) = query
    assert await company.errors("PUT", "products", [], query) == [f'incorrect value of "{name}"']
