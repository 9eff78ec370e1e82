"""Articles written to the sandbox by the documented calls, and the bodies that do it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.sources import kit
from tests.sources.lagerkoll.documents import article, client, page, sent
from workbench.core.edits import Batch, Patch, Values, Write
from workbench.core.errors import WbError
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.articles import ARTICLE_TABLE
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.directories import TAGS
from workbench.sources.lagerkoll.saving.articles import SAVING, key_in, named
from workbench.sources.lagerkoll.saving.batches import joined, parted
from workbench.sources.lagerkoll.saving.entries import ENTRIES
from workbench.sources.lagerkoll.tables import BATCHES, SERIALS

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}


def warehouse() -> LagerkollClient:
    _service, sender = kit.lagerkoll()
    return LagerkollClient(sender)


async def write(asked: LagerkollClient, how: Write | None, patch: Patch) -> Any:
    assert how is not None
    call = how.call(patch)
    return await OPERATIONS[how.operation].call(asked, call.arguments, call.body)


async def write_many(asked: LagerkollClient, how: Batch | None, *patches: Patch) -> Any:
    assert how is not None
    call = how.call(patches)
    return await OPERATIONS[how.operation].call(asked, call.arguments, call.body)


async def row(asked: LagerkollClient, number: str) -> dict[str, object]:
    document = await SAVING.read(asked, number)
    assert document is not None
    record = dict(ARTICLE_TABLE.rows_of(document))[number]
    return {field.id: field.read(record) for field in ARTICLE_TABLE.fields}


def body(values: Values) -> Any:
    assert SAVING.update is not None
    return SAVING.update.call(Patch("192005-6", values)).body


def test_every_entry_is_a_column_and_every_list_a_table():
    fields = {field.id: field for field in ARTICLE_TABLE.fields}
    tables = {table.id: table for table in ARTICLE_TABLE.subtables}
    for entry in ENTRIES:
        assert entry.field in fields
        assert fields[entry.field].editable or entry.only_new
        if entry.rows:
            assert {field.id for field in entry.rows} <= {
                field.id for field in tables[entry.field].fields
            }
            assert {each.field for each in entry.entries} <= {field.id for field in entry.rows}
        assert not entry.lookup or SOURCE.resource(entry.lookup)
    typed = {field.id for field in ARTICLE_TABLE.fields if field.editable}
    assert typed == {entry.field for entry in ENTRIES} - {"number", "bundled"}


def test_what_the_document_makes_mandatory_is_needed():
    assert {entry.field for entry in ENTRIES if entry.required} == {"number", "name", "vat", "type"}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"price": Money(Decimal("52.00"), "SEK")}, {"price": Decimal("52.00")}),
        ({"stock_place": None}, {"stockPlace": ""}),
        ({"supplier": Coded("701", "Kuksa")}, {"supplier": 701}),
        ({"type": Coded("Service", "Service")}, {"type": "Service"}),
        ({"ean": "0012"}, {"barcode": "0012"}),
        ({"stock_item": False}, {"stock": False}),
        ({"tags": (Coded("4", "Ny"),)}, {"tags": [{"id": 4, "name": "Ny"}]}),
        ({"tags": ()}, {"tags": []}),
        ({"links": ()}, {"links": []}),
        (
            {"parts": ({"part": "7", "part_name": "x", "part_amount": Decimal(2),
                        "part_type": Coded("Stock", "Stock")},)},
            {"parts": [{"articleId": "7", "amount": Decimal(2), "type": "Stock"}]},
        ),
        (
            {"custom_fields": ({"custom_name": "A", "custom_type": Coded("Int", "Int"),
                                "custom_value": None},)},
            {"customFields": [{"name": "A", "type": "Int", "value": ""}]},
        ),
        (
            {"supplier_articles": ({"offer_supplier": Coded("701", "K"), "offer_number": "8",
                                    "offer_cost": Money(Decimal("1.5"), "EUR")},)},
            {"supplierArticles": [{"supplier": 701, "supplierArticleId": "8",
                                   "supplierBuyPrice": Decimal("1.5"),
                                   "supplierBuyCurrency": ""}]},
        ),
    ],
)  # fmt: skip
def test_only_what_changed_is_sent_and_lists_are_whole(values: Values, wanted: object):
    assert body(values) == wanted


def test_a_list_of_articles_names_each():
    patch = Patch("a/1", {"name": "Ny"})
    assert named(patch) == {"articleId": "a/1", "name": "Ny"}
    assert SAVING.update_many is not None
    assert SAVING.update_many.most == 100
    assert SAVING.update_many.call([patch]).body == {"articles": [named(patch)]}
    assert SAVING.delete_many is not None
    assert SAVING.delete_many.call([patch]).body == {"articles": ["a/1"]}


async def test_numbers_go_out_with_the_digits_they_were_typed_with():
    asked, sender = client(json.dumps(article()).encode())
    await write(asked, SAVING.update, Patch("1", {"price": Money(Decimal("52.10"), "SEK")}))
    assert sender.seen[0].body == b'{"price":52.10}'


async def test_an_article_is_made_changed_and_taken_away():
    asked = warehouse()
    assert SAVING.next_key is not None
    number = await SAVING.next_key(asked)
    values = {**SAVING.defaults, "number": number, "name": "Mugg", "vat": Decimal(25)}
    assert SAVING.create is not None
    answer = await write(asked, SAVING.create, Patch("", values))
    assert key_in(answer) == number
    assert SAVING.create.key is key_in
    made = await row(asked, number)
    assert (made["name"], made["category"], made["active"]) == ("Mugg", "övrigt", True)
    await write(asked, SAVING.update, Patch(number, {"amount": Decimal("2.5")}))
    changed = await row(asked, number)
    assert (changed["amount"], changed["name"]) == (Decimal("2.5"), "Mugg")
    await write(asked, SAVING.delete, Patch(number, {}))
    assert await SAVING.read(asked, number) is None


async def test_members_that_were_not_typed_stay():
    asked = warehouse()
    before = await row(asked, "10-0412")
    await write(asked, SAVING.update, Patch("10-0412", {"stock_place": "Z-99"}))
    after = await row(asked, "10-0412")
    assert after.pop("stock_place") == "Z-99"
    before.pop("stock_place")
    assert after == before


async def test_many_are_changed_and_taken_away_in_one_call():
    asked = warehouse()
    chosen = ("10-0412", "M/12 röd")
    await write_many(
        asked, SAVING.update_many, *(Patch(key, {"name": f"Ny {key}"}) for key in chosen)
    )
    assert [(await row(asked, key))["name"] for key in chosen] == [f"Ny {key}" for key in chosen]
    await write_many(asked, SAVING.delete_many, *(Patch(key, {}) for key in chosen))
    assert [await SAVING.read(asked, key) for key in chosen] == [None, None]


async def test_what_changed_of_many_is_read_at_once():
    asked = warehouse()
    since = datetime.now(UTC) - timedelta(minutes=5)
    await write(asked, SAVING.update, Patch("10-0413", {"name": "Ny"}))
    assert SAVING.read_many is not None
    found = await SAVING.read_many(asked, ["10-0412", "10-0413"], since)
    assert "10-0413" in found
    assert set(found) <= {"10-0412", "10-0413"}


async def test_reading_many_asks_since_then():
    asked, sender = client(page())
    assert SAVING.read_many is not None
    await SAVING.read_many(asked, ["1"], datetime(2024, 3, 28, tzinfo=UTC))
    assert sent(sender.seen[0])["since"] == "1711584000000"


async def test_another_article_is_not_taken_for_the_one_that_was_asked_for():
    asked, _sender = client(page(article(articleId="other")))
    assert await SAVING.read(asked, "192005-6") is None


async def test_no_free_number_is_named():
    asked, _sender = client(b"{}")
    assert SAVING.next_key is not None
    with pytest.raises(WbError):
        await SAVING.next_key(asked)


async def test_a_tag_is_added():
    asked, saving = warehouse(), TAGS.saving
    assert saving is not None
    values = {"name": "Vår", "description": "Säljs om våren"}
    answer = await write(asked, saving.create, Patch("", values))
    assert saving.create is not None
    assert saving.create.key is not None
    assert await saving.read(asked, saving.create.key(answer)) is not None
    assert (saving.update, saving.delete) == (None, None)


@pytest.mark.parametrize("resource", [BATCHES, SERIALS], ids=lambda each: each.id)
async def test_the_amount_of_a_batch_changes_and_the_batch_can_go(resource):
    asked, saving = warehouse(), resource.saving
    listed = await resource.search(asked, Query(), "")
    key = next(
        key
        for key, held in zip(listed.keys, listed.rows, strict=True)
        if (not held.reserved and (held.amount or 0) > 1) or (resource is SERIALS and held.amount)
    )
    document = await saving.read(asked, key)
    assert dict(resource.rows_of(document)).keys() == {key}
    await write(asked, saving.update, Patch(key, {"amount": Decimal(1)}, document))
    changed = dict(resource.rows_of(await saving.read(asked, key)))[key]
    assert changed.amount == Decimal(1)
    assert {entry.field for entry in saving.entries} == {"amount"}


@pytest.mark.parametrize("parts", [("M/12 röd", "B/1", ""), ("1", "", "S 1/2"), ("%", "b", "s")])
def test_keys_of_batches_part_again(parts: tuple[str, str, str]):
    assert parted(joined(*parts)) == parts


def test_rows_without_a_batch_have_no_key():
    assert joined("1", None, "") == ""


def test_what_cannot_be_sent_empty_is_no_text():
    fields = {field.id: field for field in ARTICLE_TABLE.fields}
    for entry in ENTRIES:
        numeric = fields[entry.field].kind in {Kind.MONEY, Kind.DECIMAL, Kind.FLAG, Kind.INTEGER}
        if numeric and not entry.rows and not entry.required:
            assert not entry.clearable, entry.field
