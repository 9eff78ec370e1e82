"""Attributes as the filter offers them, and what is asked of each type by the service."""

from __future__ import annotations

import json

import pytest

from tests.sources import kit
from workbench.core.attributes import AttributeType
from workbench.core.conditions import parse_where
from workbench.core.queries import Query
from workbench.core.values import Coded
from workbench.sources.etim.attributes import attribute_of
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.directories import ATTRIBUTES, CATEGORIES
from workbench.sources.etim.filters import FILTERS
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.wire import filter_body
from workbench.sources.etim.wire import given as given_by


def read(**members):
    return attribute_of(json.dumps(members).encode())


def body(*words):
    return filter_body(given_by(Query(conditions=parse_where(FILTERS, words))))


def test_values_stand_by_name():
    held = read(
        identifier="S3", type="S", name={"pl": "Kolor", "en": "Colour"},
        description={"en": "Of the box"}, values=[{"identifier": "v1", "value": {"en": "White"}}],
    )  # fmt: skip
    assert held is not None
    assert (held.name, held.type, held.help) == ("Colour", AttributeType.CHOICE, "Of the box")
    assert held.choices == (Coded("v1", "White"),)


@pytest.mark.parametrize(("field", "code"), [
    ("HAZARD_CLASS", "2.1"),
    ("HAZARD_LABEL", "7A"),
    ("GHS_LABEL_CODE", "GHS05"),
    ("COUNTRY_OF_ORIGIN", "PL"),
])  # fmt: skip
def test_a_reference_offers_the_values_of_its_field(field, code):
    held = read(identifier="REF8", type="REF", indicatedField=field)
    assert held is not None
    assert code in {choice.code for choice in held.choices}


def test_a_reference_to_another_field_takes_any_value():
    held = read(identifier="REF8", type="REF", indicatedField="SOMETHING_ELSE")
    assert held is not None
    assert held.choices == ()
    assert held.name == "REF8"


@pytest.mark.parametrize("members", [
    {}, {"identifier": "Q"}, {"identifier": "Q", "type": "NEW"}, {"type": "S"},
])  # fmt: skip
def test_what_is_no_attribute_is_not_offered(members):
    assert read(**members) is None


@pytest.mark.parametrize(("words", "wanted"), [
    (["attributes.MS=MS6=a|b", "attributes.withType=MS6=all"],
     {"MS6": {"withType": "all", "with": ["a", "b"]}}),
    (["attributes.MS_without=MS6=a"], {"MS6": {"withType": "at_least_one", "without": ["a"]}}),
    (["attributes.REF=REF8=1|2.1", "attributes.REF_without=REF8=9"],
     {"REF8": {"withType": "at_least_one", "with": ["1", "2.1"], "without": ["9"]}}),
    (["attributes.T=T7=RE2"], {"T7": "RE2"}),
    (["attributes.M=M1.pl=wart,M1.en=val"], {"M1": {"pl": "wart", "en": "val"}}),
    (["attributes.R=R5=..3"], {"R5": {"to": "3"}}),
    (["attributes.S=S3=v1,S10=wall"], {"S3": ["v1"], "S10": ["wall"]}),
])  # fmt: skip
def test_the_form_of_each_type(words, wanted):
    assert body(*words) == {"attributes": wanted}


def _attributes(document):
    return json.loads(document).get("attributes") or {}


@pytest.mark.parametrize(("words", "test"), [
    (["attributes.M=M1.en=a"], lambda held: "a" in (held.get("M1") or {}).get("en", "").lower()),
    (["attributes.L=L2=true"], lambda held: held.get("L2") == "true"),
    (["attributes.S=S3=v1|v2"], lambda held: held.get("S3") in {"v1", "v2"}),
    (["attributes.N=N4=4"], lambda held: held.get("N4") == "4"),
    (["attributes.R=R5=-20..30"],
     lambda held: bool(held.get("R5")) and int(held["R5"][0]) >= -20 and int(held["R5"][1]) <= 30),
    (["attributes.MS=MS6=ms_v1|ms_v2", "attributes.withType=MS6=all"],
     lambda held: {"ms_v1", "ms_v2"} <= set(held.get("MS6") or ())),
    (["attributes.MS=MS6=ms_v1", "attributes.MS_without=MS6=ms_v3"],
     lambda held: "ms_v1" in (held.get("MS6") or ()) and "ms_v3" not in held["MS6"]),
    (["attributes.T=T7=INT000"], lambda held: "INT000" in held.get("T7", "")),
    (["attributes.REF=REF8=9"], lambda held: "9" in (held.get("REF8") or ())),
])  # fmt: skip
async def test_the_service_understands_each_type(words, test):
    _service, sender = kit.etim()
    client = EtimClient(sender)
    documents: dict[str, bytes] = {}
    cursor = ""
    while True:
        page = await PRODUCTS.search(client, Query(), cursor)
        documents |= dict(zip(page.keys, page.documents, strict=True))
        cursor = page.cursor
        if not cursor:
            break
    wanted = {key for key, document in documents.items() if test(_attributes(document))}
    asked = Query(conditions=parse_where(FILTERS, words))
    found = await PRODUCTS.search(client, asked, "")
    assert wanted
    assert found.total == len(wanted)
    assert set(found.keys) <= wanted


async def test_every_attribute_of_the_service_is_offered():
    _service, sender = kit.etim()
    page = await ATTRIBUTES.search(EtimClient(sender), Query(), "")
    read = [attribute_of(document) for document in page.documents]
    assert {held.code for held in read if held} == set(page.keys)
    assert {held.type for held in read if held} == set(AttributeType)


async def test_categories_say_what_stands_above_them_and_in_which_tree():
    _service, sender = kit.etim()
    page = await CATEGORIES.search(EtimClient(sender), Query(), "")
    fields = {field.id: field for field in CATEGORIES.fields}
    told = {
        key: (fields["above"].read(row), fields["tree_name"].read(row))
        for key, row in zip(page.keys, page.rows, strict=True)
    }
    assert told["TC1/SC2-1"] == ("TC1/C2", "Shop")
    assert told["TC1/C2"] == (None, "Shop")
    assert {tree for _above, tree in told.values()} == {"Shop", "Catalogue"}
    assert all(above in told for above, _tree in told.values() if above)
