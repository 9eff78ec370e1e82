"""What nobody typed in goes back as it came: odd values, hidden languages, digits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sources.etim.bench import rows_of
from workbench.core.edits import Patch
from workbench.core.values import Coded
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.saving.bodies import whole

FEATURES = {
    "EF001742": ["2", ""],
    "EF000001": ["EV000001", "EV000002"],
    "EF000025": "MV",
    "EF001438": "1e3",
    "EF000116": "080",
    "EF006007": "UN",
}


def document(**sections: object) -> bytes:
    return json.dumps({"productId": "P", **sections}).encode()


def put(entry: str, rows: list[dict[str, object]], held: bytes) -> dict[str, Any]:
    return whole(Patch("P", {entry: tuple(rows)}, held))


def test_features_that_nobody_typed_in_go_as_they_came():
    held = document(etimDescription={"classId": "EC002883", "features": FEATURES})
    rows = rows_of(PRODUCTS, "features", held)
    for row in rows:
        if row["feature"] == "EF006007":
            row["feature_value"] = Coded("NA", "Not applicable")
    sent = put("features", rows, held)["etimDescription"]["features"]
    assert {code: sent[code] for code in FEATURES} == FEATURES | {"EF006007": "NA"}


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_row_that_goes_takes_its_hidden_languages_along(gone: int):
    blocks = [{"header": {"en": word, "fi": word.upper()}} for word in ("one", "two", "three")]
    held = document(www=blocks)
    rows = rows_of(PRODUCTS, "www", held)
    del rows[gone]
    assert put("www", rows, held)["www"] == blocks[:gone] + blocks[gone + 1 :]


def test_rows_that_change_places_keep_what_no_column_shows():
    packings = [
        {"gtin": str(number), "packingUnitCode": code, "further": code}
        for number, code in enumerate(("CT", "PF", "BX"), 1)
    ]
    held = document(packingInformation=packings)
    rows = rows_of(PRODUCTS, "packing", held)[::-1]
    sent = put("packing", rows, held)["packingInformation"]
    assert [row["further"] for row in sent] == ["BX", "PF", "CT"]


def test_a_text_that_is_typed_anew_keeps_its_other_languages():
    held = document(www=[{"header": {"en": "one", "fi": "yksi"}}])
    rows = rows_of(PRODUCTS, "www", held)
    rows[0]["www_header_en"] = "uno"
    assert put("www", rows, held)["www"] == [{"header": {"en": "uno", "fi": "yksi"}}]


def test_two_attachments_of_one_address_stay_two():
    both = [
        {"type": type_, "uri": "https://files.example/a", "description": {"en": type_, "fi": type_}}
        for type_ in ("ATX015", "ATX018")
    ]
    held = document(attachments=both)
    assert put("attachments", rows_of(PRODUCTS, "attachments", held), held)["attachments"] == both


def test_a_bar_in_a_text_is_no_list():
    held = document(attributes={"T1": "in|out", "MS6": ["a", "b"]})
    rows = rows_of(PRODUCTS, "attributes", held)
    rows[0]["attribute_value"], rows[1]["attribute_value"] = "in|out|off", "a | c"
    assert put("attributes", rows, held)["attributes"] == {"T1": "in|out|off", "MS6": ["a", "c"]}


def test_a_number_that_came_without_quotes_keeps_its_digits():
    text = b'{"productId":"P","orderInformation":{"quantityMin":0.00001,"quantityInterval":7.10}}'
    sent = whole(Patch("P", {}, text))["orderInformation"]
    assert sent == {"quantityMin": "0.00001", "quantityInterval": "7.10"}


def test_a_class_goes_with_its_release():
    held = document(etimDescription={"version": "9", "classId": "EC001179", "features": {}})
    taken = whole(Patch("P", {"etim_class": None}, held))["etimDescription"]
    assert (taken["classId"], taken["version"]) == ("", "9")
    given = {"etim_class": Coded("EC001179", "")}
    assert whole(Patch("P", given, document()))["etimDescription"]["version"] == "10"
    both = given | {"etim_version": "9"}
    assert whole(Patch("P", both, document()))["etimDescription"]["version"] == "9"
    unknown = {"etim_class": Coded("EC999999", "")}
    assert "version" not in whole(Patch("P", unknown, document()))["etimDescription"]
