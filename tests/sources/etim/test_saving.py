"""Products go whole: nothing left out is erased, what was cleared goes, counters are read."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.sources.etim.bench import Bench, lasting, rows_of, typed_again
from workbench.core.edits import Patch, Weight
from workbench.core.errors import ErrorCode, WbError
from workbench.core.values import Coded
from workbench.sources.etim.naming import class_of_code
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.records.product import GET_ONLY
from workbench.sources.etim.saving.bodies import create_call, stripped, update_call, whole
from workbench.sources.etim.saving.checks import check_product, warn_gtin
from workbench.sources.etim.saving.products import MOST_BYTES, SAVING, refused


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


@pytest.mark.parametrize("omitted", ["erased", "kept"])
async def test_a_product_that_is_put_whole_comes_back_as_it_was(omitted: str):
    bench = Bench()
    bench.service.app.world.omitted = omitted  # type: ignore[attr-defined]
    before = await bench.documents()
    report = await bench.call(
        "put_products", update_call([Patch(key, {}, held) for key, held in before.items()])
    )
    assert report["unique"] == str(len(before))
    assert report["deletedClassifications"] == "0"
    after = await bench.documents()
    assert {key: lasting(held) for key, held in after.items()} == {
        key: lasting(held) for key, held in before.items()
    }


@pytest.mark.parametrize("omitted", ["erased", "kept"])
async def test_every_value_typed_anew_is_the_same_value(omitted: str):
    bench = Bench()
    bench.service.app.world.omitted = omitted  # type: ignore[attr-defined]
    before = await bench.documents()
    patches = [Patch(key, typed_again(PRODUCTS, held), held) for key, held in before.items()]
    await bench.call("put_products", update_call(patches))
    after = await bench.documents()
    changed = [key for key in before if lasting(after[key]) != lasting(before[key])]
    assert changed == []


async def test_what_goes_out_is_text_without_what_only_answers_have():
    bench = Bench()
    for key, held in (await bench.documents()).items():
        body = whole(Patch(key, {"warranty_consumer": 36, "net_weight": Decimal("1.50")}, held))
        assert not set(body) & set(GET_ONLY)
        assert "link" not in body.get("lca", {})
        assert all(isinstance(leaf, str) and leaf == leaf.strip() for leaf in leaves(body))


def test_numbers_flags_days_and_codes_become_texts():
    values = {
        "gtin": " 5900200002000 ",
        "ce": True,
        "valid_from": date(2026, 3, 14),
        "net_weight": Decimal("1E+2"),
        "status": Coded("ACTIVE", "Active"),
        "country_of_origin": (Coded("PL", "Poland"), Coded("DE", "Germany")),
        "name_pl": "Nazwa",
        "order_unit": Coded("MTR", "m"),
    }
    body = whole(Patch("A", values, b'{"productId":"A","overallInformation":{"nos274":false}}'))
    assert body == {
        "productId": "A",
        "overallInformation": {
            "nos274": "false",
            "gtin": "5900200002000",
            "ceMarking": "true",
            "validFrom": "2026-03-14",
            "netWeight": "100",
            "productStatus": "ACTIVE",
            "countryOfOrigin": ["PL", "DE"],
            "productName": {"pl": "Nazwa"},
        },
        "orderInformation": {"orderUnit": "MTR"},
    }


@pytest.mark.parametrize("omitted", ["erased", "kept"])
async def test_a_value_that_is_cleared_goes_and_nothing_else(omitted: str):
    bench = Bench()
    bench.service.app.world.omitted = omitted  # type: ignore[attr-defined]
    key, held = next(iter((await bench.documents()).items()))
    after = await bench.update(PRODUCTS, key, {"manufacturer_short": None, "name_de": ""})
    before = lasting(held)
    before["overallInformation"].pop("manufacturerShortName", None)
    before["overallInformation"]["productName"].pop("de", None)
    before.pop("descriptionCompleteness")
    told = lasting(json.dumps(after).encode())
    told.pop("descriptionCompleteness")
    assert told == before


def test_empty_values_clear_only_where_something_was_cleared():
    kept = update_call([Patch("A", {"brand": "X"}, b'{"productId":"A"}')])
    assert kept.arguments == {"new": "skip", "existing": "replace", "empty": False}
    cleared = update_call([Patch("A", {"brand": ""}, b'{"productId":"A"}')])
    assert cleared.arguments["empty"] is True


async def classified(bench: Bench) -> tuple[str, bytes]:
    for key, held in (await bench.documents()).items():
        code = json.loads(held)["etimDescription"]
        if isinstance(code, dict) and class_of_code(code["classId"]).known:
            return key, held
    raise AssertionError("no product has a class")


@pytest.mark.parametrize("omitted", ["erased", "kept"])
async def test_one_feature_is_changed_and_one_taken_away(omitted: str):
    bench = Bench()
    bench.service.app.world.omitted = omitted  # type: ignore[attr-defined]
    key, held = await classified(bench)
    before = json.loads(held)["etimDescription"]
    rows = [row for row in rows_of(PRODUCTS, "features", held) if row["feature_value"]]
    first, second, *rest = rows
    typed = ({**first, "feature_value": Coded("UN", "Unknown")}, *rest)
    after = (await bench.update(PRODUCTS, key, {"features": typed}))["etimDescription"]
    wanted = {code: value for code, value in before["features"].items()
              if code != second["feature"]}  # fmt: skip
    assert after["features"] == wanted | {first["feature"]: "UN"}
    assert after["classId"] == before["classId"]


async def test_another_class_takes_along_what_it_has():
    bench = Bench()
    key, held = await classified(bench)
    before = json.loads(held)["etimDescription"]
    others = {json.loads(each)["etimDescription"]["classId"]
              for each in (await bench.documents()).values()
              if json.loads(each)["etimDescription"]}  # fmt: skip
    new = next(code for code in sorted(others)
               if code != before["classId"] and class_of_code(code).known)  # fmt: skip
    body = whole(Patch(key, {"etim_class": Coded(new, "")}, held))
    described = body["etimDescription"]
    assert described["classId"] == new
    assert described["groupId"] == class_of_code(new).group.code
    assert all(class_of_code(new).feature(code).known for code in described["features"])
    after = await bench.update(PRODUCTS, key, {"etim_class": Coded(new, "")})
    assert after["etimDescription"]["classId"] == new


async def test_lists_inside_a_product_are_written_whole_and_keep_what_has_no_column():
    document = {
        "productId": "A",
        "attachments": [
            {"type": "ATX015", "uri": "https://x/1", "description": {"da": "Billede", "en": "P"}}
        ],
        "priceInformation": [{"priceUnit": "C62", "priceQuantity": "1", "listPrice": "7.22"}],
    }
    held = json.dumps(document).encode()
    attachments = rows_of(PRODUCTS, "attachments", held)
    attachments[0]["attachment_text_en"] = "Picture"
    attachments.append({"attachment_type": Coded("ATX003", ""), "attachment_uri": "https://x/2"})
    prices = rows_of(PRODUCTS, "prices", held)
    prices[0]["list_price"] = Decimal("8.10")
    body = whole(Patch("A", {"attachments": tuple(attachments), "prices": tuple(prices)}, held))
    assert body["attachments"] == [
        {
            "type": "ATX015",
            "uri": "https://x/1",
            "description": {"da": "Billede", "en": "Picture"},
        },
        {"type": "ATX003", "uri": "https://x/2"},
    ]
    assert body["priceInformation"] == [
        {"priceUnit": "C62", "priceQuantity": "1", "listPrice": "8.10"}
    ]


def test_texts_attributes_and_categories_by_name():
    document = {
        "productId": "A",
        "overallInformation": {
            "keyword": {"pl": ["raz", "dwa"], "en": ["one"]},
            "productName": {"da": "Navn", "en": "Name"},
        },
        "attributes": {"M1": {"pl": "a"}, "R5": ["2", "5"], "L2": "false"},
        "categories": {"TC1": ["C1"], "TC2": ["D1"]},
    }
    held = json.dumps(document).encode()
    texts = rows_of(PRODUCTS, "texts", held)
    assert {row["text_key"] for row in texts} == {"keyword.pl", "keyword.en", "productName.da"}
    texts = [row for row in texts if row["text_key"] != "keyword.en"]
    texts.append({"text_key": "seo.title.pl", "text_value": "Strona"})
    attributes = [row for row in rows_of(PRODUCTS, "attributes", held)
                  if row["attribute_key"] != "L2"]  # fmt: skip
    attributes.append({"attribute_key": "MS6", "attribute_value": "v1 | v2"})
    values = {
        "texts": tuple(texts),
        "attributes": tuple(attributes),
        "categories": (Coded("TC1/C1", ""), Coded("TC1/C2", "")),
    }
    body = whole(Patch("A", values, held))
    assert body["overallInformation"]["keyword"] == {"pl": ["raz", "dwa"], "en": ""}
    assert body["overallInformation"]["productName"] == {"da": "Navn", "en": "Name"}
    assert body["seo"] == {"title": {"pl": "Strona"}}
    assert body["attributes"] == {
        "M1": {"pl": "a"},
        "R5": ["2", "5"],
        "L2": "",
        "MS6": ["v1", "v2"],
    }
    assert body["categories"] == {"TC1": ["C1", "C2"], "TC2": []}


async def test_a_new_product_is_made_and_one_that_is_there_is_left_alone():
    bench = Bench()
    values = {"product_id": "NEW-1", "name_en": "New", "gtin": "", "status": Coded("ACTIVE", "")}
    report = await bench.call("put_products", create_call(Patch("NEW-1", values)))
    assert report["new"] == "1"
    made = await SAVING.read(bench.client, "NEW-1")
    assert json.loads(made)["overallInformation"]["productName"] == {"en": "New"}
    again = await bench.call("put_products", create_call(Patch("NEW-1", values | {"brand": "B"})))
    assert (again["new"], again["modified"]) == ("0", "0")
    assert SAVING.delete is not None
    deleted = await bench.call("delete_products", SAVING.delete.call(Patch("NEW-1", {})))
    assert deleted["deletedProducts"] == "1"
    assert await SAVING.read(bench.client, "NEW-1") is None


async def test_an_id_that_is_too_long_is_told_by_the_counter_of_the_answer():
    bench = Bench()
    long = "X" * 33
    with pytest.raises(WbError) as told:
        await bench.client.products.put_products(
            [{"productId": long}], new="add", existing="skip", empty=False
        )
    assert told.value.code is ErrorCode.REFUSED
    assert "32 characters" in told.value.sentence
    rows = [{"productId": long}, {"productId": "SHORT-1"}]
    report = await bench.client.products.put_products(rows, new="add", existing="skip")
    patches = [Patch(long, {}), Patch("SHORT-1", {})]
    assert set(refused(report, patches)) == {long}


CLASSED = b'{"productId":"A","etimDescription":{"classId":"EC000042","features":{}}}'


def test_counters_are_read_as_results():
    patches = [Patch("A", {"brand": "x"}, CLASSED), Patch("B", {"brand": "x"})]
    named = {"rejected (product ID longer than 32 characters)": "1 (B)"}
    assert set(refused(named, patches)) == {"B"}
    assert refused({"rejected": "0", "unique": "2"}, patches) == {}
    assert set(refused({"rejected": "2"}, patches)) == {"A", "B"}
    lost = refused({"deletedClassifications": "1"}, patches)
    assert set(lost) == {"A"}
    assert "DANGER" in lost["A"]
    wanted = [Patch("A", {"etim_class": None}, CLASSED)]
    assert refused({"deletedClassifications": "1"}, wanted) == {}
    told = {"deletedClassifications (class not found in ETIM 10)": "1 (A)"}
    assert set(refused(told, patches)) == {"A"}


def test_a_class_that_is_named_as_deleted_does_not_hide_behind_one_that_was_taken_away():
    asked = Patch("C", {"etim_class": None}, CLASSED)
    patches = [Patch("A", {"brand": "x"}, CLASSED), Patch("B", {"brand": "x"}, CLASSED), asked]
    odd = {"deletedClassifications": "0", "deletedClassifications (not found)": "1 (A)"}
    told = refused(odd, patches)
    assert set(told) == {"A"}
    assert "the classification of this product" in told["A"]
    assert set(refused({"deletedClassifications (not found)": "1 (C)"}, patches)) == set()
    spread = {"deletedClassifications": "2", "deletedClassifications (not found)": "1 (A)"}
    assert set(refused(spread, patches)) == {"A", "B"}


@pytest.mark.parametrize(
    "report",
    [
        {"rejected (bad)": "1 (A,B)"},
        {"rejected (bad)": "1 (A,…)"},
        {"rejected - bad": "1"},
        {"rejected: bad": 1},
    ],
)
def test_a_refusal_that_names_no_row_sent_is_told_at_each(report: dict[str, object]):
    patches = [Patch("A,B", {}, b"{}"), Patch("C", {}, b"{}")]
    found = refused(report, patches)
    assert set(found) == {"A,B", "C"}
    assert all("bad" in sentence for sentence in found.values())


@pytest.mark.parametrize("none", [[], {}, "", None, "0", 0])
def test_a_counter_of_nothing_refuses_nothing(none: object):
    assert refused({"rejected": none}, [Patch("A", {}, b"{}")]) == {}


def test_ids_in_a_list_are_counted():
    patches = [Patch("A", {}, b"{}"), Patch("C", {}, b"{}")]
    assert set(refused({"rejected (bad)": ["C"]}, patches)) == {"C"}


async def test_a_class_that_the_service_deletes_is_told_as_a_danger():
    bench = Bench()
    key, held = await classified(bench)
    body = stripped(held)
    body["etimDescription"] |= {"classId": "EC999999", "version": "10"}
    with pytest.raises(WbError) as told:
        await bench.client.products.put_products(
            [body], new="skip", existing="replace", empty=False
        )
    assert "DANGER" in told.value.sentence
    assert key


def test_a_call_stays_below_what_the_service_takes():
    assert SAVING.update_many is not None
    assert SAVING.update_many.most_bytes == MOST_BYTES < 16_000_000
    assert SAVING.update_many.most == 100


def test_checks_warn_where_the_document_says_nothing():
    features = ({"feature": "EF000000", "feature_value": Coded("1", "1")},)
    values = {
        "etim_class": Coded("EC001179", ""),
        "features": features,
        "valid_from": date(2026, 1, 2),
        "expiration_date": date(2026, 1, 1),
        "net_weight": Decimal(1),
        "prices": ({"vat": Decimal(23)},),
    }
    found = check_product(values, new=False)
    assert {finding.field for finding in found} == {
        *("etim_class", "expiration_date", "weight_unit", "prices"),
    }
    assert all(finding.weight is Weight.WARNING for finding in found)
    vat = next(finding for finding in found if finding.field == "prices")
    assert (vat.fix, vat.row, vat.member) == (Decimal("0.23"), 1, "vat")
    wrong = warn_gtin("5900200002001")
    assert wrong is not None
    assert wrong.fix == "5900200002000"
    assert warn_gtin("5900200002000") is None
