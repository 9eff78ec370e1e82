"""What was loaded of markings holds for a newer reading, until that says otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workbench.sources.europeansourcing.offers import OFFERING

MARKING = {"id": "supplier_8", "marking": {"slug": "laser"}}
OTHER = {"id": "supplier_9", "marking": {"slug": "pad"}}


def variant(code: object, *markings: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"id": code, "variant_markings": list(markings), "mandatory_marking": False} | more


def product(*variants: dict[str, Any], **more: object) -> bytes:
    return json.dumps({"id": 5, "has_marking": True, "variants": list(variants)} | more).encode()


def carried(loaded: bytes, document: bytes) -> list[object]:
    assert OFFERING.carry is not None
    rows = json.loads(OFFERING.carry(loaded, document))["variants"]
    return [row["variant_markings"] for row in rows]


def test_markings_are_taken_over_by_the_variants_id_and_nothing_else_is():
    loaded = product(variant("1", MARKING, name="Old"), variant(2), name="Old")
    fresh = product(variant(2, name="Two"), variant(1, name="New"), name="New")
    assert OFFERING.carry is not None
    found = json.loads(OFFERING.carry(loaded, fresh))
    assert [row["variant_markings"] for row in found["variants"]] == [[], [MARKING]]
    for row in found["variants"]:
        row["variant_markings"] = []
    assert found == json.loads(fresh)


def test_what_the_newer_reading_has_itself_counts():
    assert carried(product(variant(1, MARKING)), product(variant(1, OTHER))) == [[OTHER]]


@pytest.mark.parametrize(
    "changed",
    [
        {"mandatory_marking": True},
        {"marking_additional_information": "unmarkable"},
        {"marking_included_in_variant_prices": True},
    ],
)
def test_a_variant_that_says_it_is_marked_otherwise_drops_them(changed: dict[str, object]):
    assert carried(product(variant(1, MARKING)), product(variant(1, **changed))) == [[]]
    same = product(variant(1, **changed))
    assert carried(product(variant(1, MARKING, **changed)), same) == [[MARKING]]


def test_a_product_that_has_no_marking_any_more_drops_them():
    assert carried(product(variant(1, MARKING)), product(variant(1), has_marking=False)) == [[]]


def test_absent_and_null_say_the_same():
    fresh = product(variant(1, marking_additional_information=None))
    assert carried(product(variant(1, MARKING)), fresh) == [[MARKING]]


@pytest.mark.parametrize("odd", [b"", b"[]", b"null", b'{"variants": 3}', b'{"variants": [1]}'])
def test_what_is_no_product_changes_nothing(odd: bytes):
    assert OFFERING.carry is not None
    fresh = product(variant(1))
    assert OFFERING.carry(odd, fresh) is fresh
    assert OFFERING.carry(product(variant(1, MARKING)), odd) is odd
