"""Odd forms of answers that are read all the same, and what never goes to the service."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from tests.sources import kit
from tests.sources.etim.bench import Bench
from workbench.core.edits import Finding, Patch, Weight
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import by_id
from workbench.core.queries import Query
from workbench.core.values import Coded, Odd
from workbench.net.requests import Reply, Request
from workbench.sources.etim import SOURCE
from workbench.sources.etim.access import probe
from workbench.sources.etim.asking import read_product
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.records.list_rows import dates
from workbench.sources.etim.records.product import categories_of, features_of, product_in
from workbench.sources.etim.saving.bodies import whole
from workbench.sources.etim.saving.products import SAVING

FIELDS = by_id(PRODUCTS.fields)


def product(**members: Any):
    """A product with these sections, read."""
    found = product_in(json.dumps({"productId": "A", **members}).encode())
    assert found is not None
    return found


class Refusing:
    """Answers every request with one refusal, as the gateway names it."""

    def __init__(self, code: ErrorCode, sentence: str = "refused") -> None:
        self.error = WbError(code, sentence)

    async def send(self, _request: Request) -> Reply:
        raise self.error


@pytest.mark.parametrize("parameters", [[], {}, ["www-image-url-lang"], {"lang": "en"}, None])
async def test_the_echo_of_parameters_is_read_in_any_form(parameters: object):
    def answer(request: Request) -> bytes:
        held: dict[str, object] = {"parameters": parameters}
        if request.method == "DELETE":
            return json.dumps(held | {"deletedProducts": "1"}).encode()
        if request.operation == "filter_products":
            return json.dumps(held | {"productIds": ["A"], "total": "1"}).encode()
        return json.dumps(held | {"products": [{"productId": "A"}]}).encode()

    client = EtimClient(kit.CannedSender(answer))
    page = await PRODUCTS.search(client, Query(), "")
    assert list(page.keys) == ["A"]
    assert (await client.products.delete_products(["A"]))["deletedProducts"] == "1"


@pytest.mark.parametrize("general", [
    {"date": "2018-01-02 10:17:23", "modifiedBy": "user2"},
    [{"date": "2018-01-02 10:17:23", "modifiedBy": "user2"}],
    [{"date": "2018-01-02 10:17:23"}, {"modifiedBy": "user2"}],
])  # fmt: skip
def test_times_by_section_are_read_printed_as_an_object_or_as_a_list(general: object):
    found = dates(product(lastModifiedDateByType={"general": general}))
    assert [(each.section, each.date, each.by) for each in found] == [
        ("general", "2018-01-02 10:17:23", "user2")
    ]
    assert dates(product(lastModifiedDateByType=[])) == ()


@pytest.mark.parametrize(("country", "shown"), [
    (["PL", "DE"], ["PL", "DE"]), ("PL", ["PL"]), ([], None), ({}, None), ("", None),
])  # fmt: skip
def test_countries_come_as_a_list_or_as_one(country: object, shown: list[str] | None):
    value = FIELDS["country_of_origin"].read(product(overallInformation={
        "countryOfOrigin": country,
    }))  # fmt: skip
    assert (None if value is None else [each.code for each in value]) == shown


@pytest.mark.parametrize("trees", [
    {"TC1": ["C1", "SC5"]},
    {"TC1": [{"identifier": "C1", "name": {"en": "One"}}, {"identifier": "SC5"}]},
])  # fmt: skip
def test_categories_come_short_or_long(trees: object):
    assert categories_of(product(categories=trees)) == {"TC1": ("C1", "SC5")}
    assert categories_of(product(categories=[])) == {}


def test_a_picture_by_language_and_features_as_pairs_cost_no_product():
    read = product(
        www=[{"imageUrl": {"pl": "https://example.test/pl.jpg"}}],
        etimDescription={"classId": "EC000042", "features": [["Colour", "Red"], ["Width", "4 mm"]]},
    )
    assert features_of(read) == {}
    assert not [field.id for field in PRODUCTS.fields if isinstance(field.read(read), Exception)]
    rows = {table.id: table.rows(json.dumps({"productId": "A", "www": [
        {"imageUrl": {"pl": "https://example.test/pl.jpg"}}]}).encode(), Query())
        for table in PRODUCTS.subtables if table.id == "www"}  # fmt: skip
    assert len(rows["www"]) == 1


async def test_every_reading_fixes_the_form_of_its_answer_and_none_asks_for_one_language():
    bench = Bench()
    key = next(iter(await bench.documents()))
    await bench.update(PRODUCTS, key, {"gtin": "4006381333931"})
    details = [
        dict(request.query) for request in bench.sender.seen
        if request.method == "GET" and request.body and request.path.endswith("/products")
    ]  # fmt: skip
    assert details
    for query in details:
        assert "lang" not in query
        fixed = {"completeness", "dates-by-type", "na-values", "country-of-origin-multiple",
                 "categories-format-short", "www-image-url-lang"}  # fmt: skip
        assert fixed <= query.keys()
        assert query["www-image-url-lang"] == "false"


async def test_every_put_says_what_becomes_of_new_existing_and_empty():
    bench = Bench()
    key = next(iter(await bench.documents()))
    await bench.update(PRODUCTS, key, {"gtin": "4006381333931"})
    puts = [dict(each.query) for each in bench.sender.seen if each.method == "PUT"]
    assert [{name: each[name] for name in ("new", "existing", "empty")} for each in puts] == [
        {"new": "skip", "existing": "replace", "empty": "false"}
    ]


async def test_what_came_with_its_spaces_goes_back_trimmed_and_only_as_texts():
    theirs = {
        "productId": "A", "lastModifiedDate": "2018-01-02 10:17:23",
        "overallInformation": {"brandName": "  XYZ ", "netWeight": 1.50, "rohsIndicator": True},
    }  # fmt: skip
    body = whole(Patch("A", {"valid_from": date(2026, 1, 2)}, json.dumps(theirs).encode()))
    assert body == {
        "productId": "A",
        "overallInformation": {"brandName": "XYZ", "netWeight": "1.5", "rohsIndicator": "true",
                               "validFrom": "2026-01-02"},
    }  # fmt: skip


SAMPLES = {
    "special_provision": (Coded("2.1", "2.1"), Coded("2.2", "2.2")),
    "precautionary": (Coded("P667", "P667"), Coded("P754", "P754")),
    "hazard_statement": (Coded("H241", "H241"),),
    "scip": "e991v422-239c-4b49-8a42-3f4730aa51a0",
    "ufi": "N1QV-R02N-J00M-WQD5",
    "gtin": "1111111111111",
    "un_number": "2902",
}
"""Values of the document's own example, which the trade's lists would not take."""


def test_values_of_the_documents_own_example_can_be_sent():
    known = {entry.field: entry for entry in SAVING.entries}
    found: list[Finding] = []
    for name in SAMPLES.keys() & known.keys():
        check = known[name].check
        finding = check(SAMPLES[name]) if check is not None else None
        found += [finding] if finding is not None else []
        assert known[name].free or not known[name].choices
    assert len(SAMPLES.keys() & known.keys()) >= 4
    assert found, "an unusual value is told"
    assert all(finding.weight is Weight.WARNING for finding in found)


def test_a_value_of_an_unknown_form_is_shown_as_it_is():
    value = FIELDS["gtin"].read(product(overallInformation={"gtin": {"odd": "form"}}))
    assert isinstance(value, Odd)


async def test_a_product_that_is_gone_answers_an_empty_404_and_is_none():
    assert await read_product(EtimClient(Refusing(ErrorCode.NOT_FOUND)), "GONE") is None
    with pytest.raises(WbError):
        await read_product(EtimClient(Refusing(ErrorCode.AUTH)), "A")


async def test_an_unknown_identifier_answers_404_and_is_named():
    with pytest.raises(WbError, match="identifier"):
        await probe(EtimClient(Refusing(ErrorCode.NOT_FOUND)))
    assert "address" in (SOURCE.forbidden_hint or "")


async def test_a_product_beyond_what_one_call_takes_is_refused_with_a_reason_and_alone():
    bench = Bench()
    key = next(iter(await bench.documents()))
    theirs = await read_product(bench.client, key)
    assert theirs is not None
    assert SAVING.update is not None
    text = "x" * 16_500_000
    call = SAVING.update.call(Patch(key, {"long_en": text}, theirs))
    assert len(msgspec.json.encode(call.body)) > 16_000_000
    with pytest.raises(WbError) as told:
        await bench.call(SAVING.update.operation, call)
    assert "errors" in told.value.sentence
    assert await read_product(bench.client, key) == theirs
