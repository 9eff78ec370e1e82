"""The full account: as large, as various and as true to ETIM 10.0 as it is said to be."""

from __future__ import annotations

from collections import Counter

import pytest

from workbench.sandbox.etim import catalogue, completeness, fields
from workbench.sandbox.etim.release import VERSION
from workbench.sandbox.etim.service import operations
from workbench.sandbox.etim.world import LANGUAGES, PARTS, Product, World


@pytest.fixture(scope="module")
def world() -> World:
    return catalogue.build(wall=lambda: 1_750_000_000.0)


def _features(row: Product) -> dict:
    held = row.part("etimDescription").get("features")
    return held if isinstance(held, dict) else {}


def test_three_thousand_products_over_two_hundred_classes(world: World) -> None:
    classes = Counter(row.part("etimDescription").get("classId") for row in world.products.values())
    unclassified = classes.pop(None)
    assert len(world.products) == 3000
    assert len(classes) == 200
    assert set(classes) == set(world.release.classes)
    assert 0 < unclassified < 150


def test_the_sixty_real_products_are_among_them(world: World) -> None:
    real = [row for key, row in world.products.items() if key.startswith("REAL-")]
    assert len(real) == 60
    assert {row.overall("manufacturerName") for row in real} >= {"FLEXA", "OSRAM"}


def test_it_is_the_same_each_time(world: World) -> None:
    again = catalogue.build(wall=lambda: 1_750_000_000.0)
    assert again.products == world.products
    assert (again.lists, again.trees) == (world.lists, world.trees)


def test_features_belong_to_their_class_and_have_its_values(world: World) -> None:
    kinds: Counter[str] = Counter()
    for key, row in world.products.items():
        described = row.part("etimDescription")
        if key.startswith("REAL-") or described.get("version") != VERSION:
            continue
        slots = world.release.slots(str(described["classId"])) or {}
        assert described["groupId"] == world.release.group(str(described["classId"]))
        for code, value in _features(row).items():
            assert slots[code].holds(value), (key, code, value)
            kinds[value if value in ("NA", "UN") else slots[code].kind] += 1
    assert set(kinds) == {"A", "N", "R", "L", "NA", "UN"}
    assert min(kinds.values()) > 500


def test_every_field_and_part_occurs(world: World) -> None:
    seen = {name for row in world.products.values() for name in row.part("overallInformation")}
    parts = {name for row in world.products.values() for name in row.document}
    assert fields.OVERALL - seen == {"expirationDate", "netDiameter"}
    assert set(PARTS) - parts == {"relationsByAttribute"}
    assert len(fields.OVERALL) == 77


def test_languages_and_attributes_of_every_type(world: World) -> None:
    names = [row.overall("productName") for row in world.products.values()]
    spoken = Counter(lang for name in names if isinstance(name, dict) for lang in name)
    assert set(spoken) == set(LANGUAGES)
    assert 0 < spoken["sv"] < len(names)
    types = {row["type"] for row in world.lists["attributes"].values()}
    assert types == {"M", "L", "S", "N", "R", "MS", "T", "REF"}
    used = {name for row in world.products.values() for name in row.part("attributes")}
    assert used >= {"M1", "L2", "S3", "N4", "R5", "MS6", "T7", "REF8", "STAT"}


def test_the_faults_that_real_records_have(world: World) -> None:
    numbers = Counter(str(row.overall("gtin") or "") for row in world.products.values())
    missing = numbers.pop("")
    wrong = [text for text in numbers if sum(
        int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(text))
    ) % 10]  # fmt: skip
    assert missing > 20
    assert len(wrong) > 3
    assert max(numbers.values()) == 2


def test_completeness_is_the_share_of_what_is_asked_for(world: World) -> None:
    row = world.products["REAL-001"]
    told = completeness.figures(world, row)
    held, slots = _features(row), world.release.slots("EC001179") or {}
    filled = sum(held.get(code, "UN") != "UN" for code in slots)
    assert told["etimDescriptionCompleteness"] == str(filled * 100 // len(slots))
    assert told["priceDescriptionCompleteness"] == "0"
    sections = ("general", "etim", "order", "packing", "price", "attachments", "attributes")
    figures = [int(str(told[f"{name}DescriptionCompleteness"])) for name in sections]
    assert told["totalDescriptionCompleteness"] == str(sum(figures) // len(figures))
    totals = [completeness.total(world, row) for row in world.products.values()]
    assert min(totals) < 40
    assert max(totals) > 95


def test_no_operation_is_missing() -> None:
    table = operations()
    reading = {"products/filter", "products/lca", "synchronizations/check/"}
    assert len(table) == 12
    assert {path for path, row in table.items() if set(row) == {"GET"}} == reading
    assert all(
        set(row) == {"GET", "PUT", "DELETE"}
        for path, row in table.items()
        if path not in reading | {"synchronizations/run/"}
    )
