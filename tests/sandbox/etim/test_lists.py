"""Labels, attributes, groups, relations, partners and trees: ids, records, PUT, DELETE, locks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.etim.company import Company

NAME = {"pl": "Nowy", "en": "New"}
FRESH: dict[str, dict[str, Any]] = {
    "labels": {"identifier": "Fresh", "letter": "F", "color": "green"},
    "attributes": {"identifier": "N99", "type": "N", "name": NAME},
    "attribute-groups": {"identifier": "G9", "name": NAME, "attributes": ["M1", "R5"]},
    "relations-by-attribute": {"identifier": "R9", "attribute": "EF000008", "name": NAME,
                               "products": ["GHOST"]},
    "suppliers": {"identifier": "FRESH", "name": "Fresh"},
    "buyers": {"identifier": "fresh", "name": "Fresh", "gln": "7654321000008"},
}  # fmt: skip
ANSWERS = {
    "labels": ("labelIdentifiers", "labels", "deletedLabels"),
    "attributes": ("attributeIdentifiers", "attributes", "deletedAttributes"),
    "attribute-groups": ("attributeGroupIdentifiers", "attributeGroups", "deletedAttributeGroups"),
    "relations-by-attribute": ("relationByAttributeIdentifiers", "relationsByAttribute",
                               "deletedRelationsByAttribute"),
    "suppliers": ("supplierIdentifiers", "suppliers", "deletedSuppliers"),
    "buyers": ("buyerIdentifiers", "buyers", "deletedBuyers"),
}  # fmt: skip
QUERY = {"suppliers": {"delete-products": "false"}}


async def ids(company: Company, path: str) -> list[str]:
    return (await company.done("GET", path))[ANSWERS[path][0]]


async def record(company: Company, path: str, key: str) -> dict[str, Any]:
    answer = await company.done("GET", path, [key])
    (row,) = answer[ANSWERS[path][1]]
    return row


@pytest.mark.parametrize("path", FRESH)
async def test_the_life_of_a_record(company: Company, path: str) -> None:
    before = await ids(company, path)
    fresh = FRESH[path]
    key = fresh["identifier"]
    report = await company.done("PUT", path, [fresh, {"identifier": "bad", "x": 1}, fresh])
    assert report == {
        "all": "3", "rejected": "1", "unique": "1", "replaced": "0", "new": "1", "parameters": [],
    }  # fmt: skip
    assert await ids(company, path) == [*before, key]
    assert (await record(company, path, key)).items() >= fresh.items()
    report = await company.done("PUT", path, [fresh])
    assert (report["replaced"], report["new"]) == ("1", "0")
    answer = await company.done("DELETE", path, [key, "none"], QUERY.get(path))
    assert answer[ANSWERS[path][2]] == "1"
    assert await ids(company, path) == before


@pytest.mark.parametrize("path", FRESH)
async def test_every_record_can_be_put_back(company: Company, path: str) -> None:
    for key in await ids(company, path):
        row = await record(company, path, key)
        if row.get("permanent") == "true" and path == "labels":
            continue
        for name in ("permanent", "inCompletenessMask", "questionInAttributeGroup",
                     "productValues", "virtualProducts"):  # fmt: skip
            row.pop(name, None)
        report = await company.done("PUT", path, [row])
        assert report["replaced"] == "1", row
    assert company.app.ledger.of("PUT", effective=True) == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("labels", {"letter": "FF"}), ("labels", {"color": "mauve"}),
        ("labels", {"identifier": "Public"}), ("labels", {"permanent": "true"}),
        ("attributes", {"type": "X"}), ("attributes", {"type": "S"}),
        ("attributes", {"type": "REF"}), ("attributes", {"importance": "6"}),
        ("attributes", {"global": "yes"}), ("attributes", {"identifier": "N4", "type": "T"}),
        ("attributes", {"identifier": "L9", "type": "T"}), ("attributes", {"name": {}}),
        ("attribute-groups", {"attributes": ["NONE"]}),
        ("attribute-groups", {"question": "L9"}),
        ("relations-by-attribute", {"attribute": "NONE"}),
        ("suppliers", {"manufacturer": "maybe"}), ("suppliers", {"country": "Poland"}),
        ("suppliers", {"gln": "x"}), ("buyers", {"name": ""}), ("buyers", {"name": 4}),
    ],
)  # fmt: skip
async def test_incorrect_values_are_rejected(
    company: Company, path: str, change: dict[str, Any]
) -> None:
    report = await company.done("PUT", path, [FRESH[path] | change])
    assert (report["rejected"], report["unique"]) == ("1", "0")


async def test_locked_attributes_stay(company: Company) -> None:
    mask, question, permanent = "N4", "L9", "STAT"
    told = await record(company, "attributes", mask)
    assert (told["inCompletenessMask"], "questionInAttributeGroup" in told) == ("true", False)
    told = await record(company, "attributes", question)
    assert (told["inCompletenessMask"], told["questionInAttributeGroup"]) == ("false", "true")
    answer = await company.done("DELETE", "attributes", [mask, question, permanent, "T12"])
    assert answer["deletedAttributes"] == "1"
    group = await record(company, "attribute-groups", "Q1")
    assert (group["question"], group["answersNo"]) == ("L9", [])
    await company.done("DELETE", "attribute-groups", ["Q1"])
    assert (await company.done("DELETE", "attributes", [question]))["deletedAttributes"] == "1"
    assert not any("L9" in row.part("attributes") for row in company.products)


async def test_labels_leave_the_products(company: Company) -> None:
    row = next(row for row in company.products if "Gold" in row.document.get("labels", ()))  # type: ignore[operator]
    answer = await company.done("DELETE", "labels", ["Public", "Gold"])
    assert answer["deletedLabels"] == "1"
    after = await company.one(row.id)
    assert "Gold" not in after["labels"]
    assert after["lastModifiedDate"] == company.row(row.id).changed.date > "2025-06-15 17"


@pytest.mark.parametrize(("flag", "left"), [("false", True), ("true", False)])
async def test_suppliers_with_their_products(company: Company, flag: str, left: bool) -> None:
    theirs = [row.id for row in company.products if row.overall("supplier") == "LUMIKO"]
    await company.done("DELETE", "suppliers", ["LUMIKO"], {"delete-products": flag})
    assert all((key in company.app.world.products) is left for key in theirs)


async def test_relations(company: Company) -> None:
    (status,) = (await company.done("GET", "relations-by-attribute", ["ST"], {"lang": "en"}))[
        "relationsByAttribute"
    ]
    assert status["name"] == "Product status"
    assert status["virtualProducts"] == ["VIRTUAL-1"]
    product = status["products"][1]
    assert status["productValues"][product][0].startswith("Core product (")
    coded = await record(company, "relations-by-attribute", "EF1")
    (told,) = (await company.done("GET", "relations-by-attribute", ["EF1"], {"lang": "en"}))[
        "relationsByAttribute"
    ]
    key = next(k for k, value in coded["productValues"].items() if value.startswith("EV"))
    names = company.app.world.release.file.values
    assert told["productValues"][key] == names[coded["productValues"][key]]
    assert "EF1" in (await company.one(key))["relationsByAttribute"]
    given = await company.whole(key)
    given["relationsByAttribute"] = ["ST"]
    await company.put(given, existing="replace", new="add", empty="true")
    assert (await company.one(key))["relationsByAttribute"] == ["ST"]
    assert key not in (await record(company, "relations-by-attribute", "EF1"))["products"]


async def test_trees(company: Company) -> None:
    assert (await company.done("GET", "categories"))["categoryTreeIdentifiers"] == ["TC1", "TC2"]
    answer = await company.done("GET", "categories", ["TC1"], {"www-image-url-lang": "true"})
    (tree,) = answer["categoryTrees"]
    plain = (await company.done("GET", "categories", ["TC1"]))["categoryTrees"][0]
    assert plain["categories"][0]["www"][0]["imageUrl"] in (
        tree["categories"][0]["www"][0]["imageUrl"].values()
    )
    report = await company.done("PUT", "categories", [tree])
    assert (report["replaced"], report["rejected"]) == ("1", "0")
    assert company.app.ledger.of("PUT", effective=True) == []
    below = next(row for row in tree["categories"] if row.get("parent") == "C1")
    for change in ({"parent": "NONE"}, {"identifier": "C1"}, {"attributes": ["NONE"]}):
        broken = tree | {"categories": [*tree["categories"], below | {"identifier": "X"} | change]}
        assert (await company.done("PUT", "categories", [broken]))["rejected"] == "1"
    fresh = {"categoryTreeIdentifier": "TC3", "categoryTreeName": NAME, "categories": []}
    assert (await company.done("PUT", "categories", [fresh]))["new"] == "1"
    assert (await company.done("DELETE", "categories", ["TC3"]))["deletedCategoryTrees"] == "1"


async def test_categories_go_with_those_below(company: Company) -> None:
    row = next(r for r in company.products if "C1" in r.part("categories").get("TC1", ()))  # type: ignore[operator]
    query = {"category-tree-identifier": "TC1"}
    answer = await company.done("DELETE", "categories", ["C1", "NONE"], query)
    assert answer == {"deletedCategories": "3", "parameters": query}
    placed = (await company.one(row.id, **{"categories-format-short": "true"}))["categories"]
    assert "TC1" not in (placed or {})
    assert await company.errors("DELETE", "categories", [], {"category-tree-identifier": "X"})
    await company.done("DELETE", "categories", ["TC2"])
    assert not any("TC2" in r.part("categories") for r in company.products)
