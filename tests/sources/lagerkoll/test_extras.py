"""Templates, purchases, units, exports and traces, against the sandbox: what is sent and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from tests.sources import kit
from workbench.core.edits import Action, Call, Chosen, Patch, Saving, Write
from workbench.core.queries import Condition, Query
from workbench.core.sources import Resource
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.exported import read_file
from workbench.sources.lagerkoll.saving.import_templates import check
from workbench.sources.lagerkoll.saving.trying import told

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}
ARTICLE = "10-0412"


def asked() -> LagerkollClient:
    _service, sender = kit.lagerkoll()
    return LagerkollClient(sender)


def resource(name: str) -> Resource:
    found = SOURCE.resource(name)
    assert found is not None
    return found


def saving(name: str) -> Saving:
    found = resource(name).saving
    assert found is not None
    return found


def action(name: str, identity: str) -> Action:
    return next(each for each in resource(name).actions if each.id == identity)


async def send(client: LagerkollClient, operation: str, call: Call) -> Any:
    # As it goes over the wire: decimals as numbers.
    body = call.body
    if body is not None and not isinstance(body, bytes):
        body = json.loads(msgspec.json.Encoder(decimal_format="number").encode(body))
    return await OPERATIONS[operation].call(client, call.arguments, body)


async def write(client: LagerkollClient, how: Write | None, patch: Patch) -> Any:
    assert how is not None
    return await send(client, how.operation, how.call(patch))


async def run(client: LagerkollClient, about: Action, chosen: Chosen) -> list[Any]:
    return [await send(client, about.operation, call) for call in about.calls(chosen)]


def row(member: str, column: int | None, default: str | None = None) -> dict[str, object]:
    return {"member": Coded(member, member), "column": column, "default": default}


def template_rows(document: bytes) -> set[tuple[str, int | None, str | None]]:
    table = resource("import_templates").subtables[0]
    return {
        (held.member.code, held.column, held.default)  # type: ignore[attr-defined]
        for held in table.rows(document, Query())
    }


NEW = (
    row("articleId", 2),
    row("barcode", 3),
    row("unit", None, "st"),
    row("customFields.Ursprung", 5),
)


async def test_an_import_template_is_made_changed_and_deleted():
    client, how = asked(), saving("import_templates")
    values = {"name": "Prislista", "row_title": 1, "row_first": 2, "columns": NEW}
    answer = await write(client, how.create, Patch("", values))
    assert how.create is not None
    assert how.create.key is not None
    key = how.create.key(answer)
    made = await how.read(client, key)
    assert made is not None
    assert template_rows(made) == {
        ("articleId", 2, None), ("barcode", 3, None), ("unit", None, "st"),
        ("customFields.Ursprung", 5, None),
    }  # fmt: skip
    changed = {"columns": (row("articleId", 1), row("buyPrice", 4))}
    await write(client, how.update, Patch(key, changed, made))
    now = await how.read(client, key)
    assert now is not None
    assert template_rows(now) == {("articleId", 1, None), ("buyPrice", 4, None)}
    assert json.loads(now)["name"] == "Prislista"
    assert json.loads(now)["data"]["rowFirst"] == 2
    await write(client, how.delete, Patch(key, {}))
    assert await how.read(client, key) is None


async def test_a_new_name_leaves_the_columns_of_a_template():
    client, how = asked(), saving("import_templates")
    before = await how.read(client, "2122")
    assert before is not None
    await write(client, how.update, Patch("2122", {"name": "Allt"}, before))
    after = await how.read(client, "2122")
    assert after is not None
    assert json.loads(after)["name"] == "Allt"
    assert template_rows(after) == template_rows(before)


def test_a_template_that_maps_nothing_is_refused():
    def said(*rows: dict[str, object], **more: object) -> list[tuple[str, int]]:
        return [(held.field, held.row) for held in check({"columns": rows} | more, True)]

    assert said(row("barcode", 2)) == [("columns", 0)]
    assert said(row("articleId", 1), row("barcode", None)) == [("columns", 2)]
    assert said(row("articleId", None, "1")) == [("columns", 1)]
    assert said(row("articleId", 1), row_title=3, row_first=3) == [("row_first", 0)]
    assert said(*NEW, row_title=1, row_first=2) == []


async def test_the_fields_of_new_articles_are_saved_whole_and_given_to_articles():
    client, how = asked(), saving("field_template")
    before = await how.read(client, "template")
    assert before is not None
    names = [field["name"] for field in json.loads(before)["fields"]]
    assert names
    fields = tuple(
        {"custom_name": name, "custom_type": Coded("String", "String"), "custom_value": None}
        for name in (names[0], "Garanti")
    )
    await write(client, how.update, Patch("template", {"fields": fields}, before))
    after = await how.read(client, "template")
    assert after is not None
    assert [each["name"] for each in json.loads(after)["fields"]] == [names[0], "Garanti"]
    await run(client, action("field_template", "give_fields"), Chosen(("template",), (after,), {}))
    page = await resource("articles").search(client, Query(), "")
    own = json.loads(page.documents[0])["customFields"]
    assert "Garanti" in {each["name"] for each in own}


async def test_a_custom_field_is_deleted_everywhere():
    client = asked()
    page = await resource("customfields_template").search(client, Query(), "")
    how, key = saving("customfields_template"), page.keys[0]
    assert await how.read(client, key) is not None
    await write(client, how.delete, Patch(key, {}))
    assert await how.read(client, key) is None


def of_article(number: str) -> Query:
    return Query(conditions=(Condition("id", "", number),))


async def test_purchases_are_those_of_the_article_asked_for():
    client = asked()
    assert (await resource("fifo").search(client, Query(), "")).warnings
    assert not (await resource("fifo").search(client, of_article("none such"), "")).keys
    page = await resource("fifo").search(client, of_article(ARTICLE), "")
    assert len(page.keys) == 2
    assert all(key.startswith(f"{ARTICLE}/") for key in page.keys)


async def test_rate_and_price_of_a_purchase_change_it_alone():
    client = asked()
    page = await resource("fifo").search(client, of_article(ARTICLE), "")
    values = {"new_price": Decimal("12.5"), "new_rate": Decimal("1.1")}
    about = Chosen((page.keys[0],), (page.documents[0],), values)
    price = action("fifo", "fifo_price")
    assert price.preview is not None
    (effect,) = price.preview(about)
    assert effect.new == Money(Decimal("12.5"), "SEK")
    assert effect.old != effect.new
    await run(client, price, about)
    await run(client, action("fifo", "fifo_rate"), about)
    again = await resource("fifo").search(client, of_article(ARTICLE), "")
    changed, other = (json.loads(document) for document in again.documents)
    assert (changed["purchasePrice"], changed["purchaseRate"]) == (12.5, 1.1)
    assert other == json.loads(page.documents[1])
    how = saving("fifo")
    await write(client, how.delete, Patch(page.keys[0], {}))
    assert await how.read(client, page.keys[0]) is None
    assert await how.read(client, page.keys[1]) is not None


async def units(client: LagerkollClient) -> list[tuple[int, float, object]]:
    answer = await client.article_units.article_units(ARTICLE)
    rows = [json.loads(bytes(raw)) for raw in answer.units or ()]
    return [(each["unit"]["id"], each["convert"], each["barcode"]) for each in rows]


async def test_a_unit_of_an_article_is_added_changed_and_taken_away():
    client = asked()
    had = await units(client)
    page = await resource("units").search(client, Query(), "")
    key = next(key for key in page.keys if int(key) not in {unit for unit, *_ in had})
    values = {"unit": Coded(key, key), "convert": Decimal(12), "barcode": "735"}
    about = Chosen((ARTICLE,), (b"",), values)
    await run(client, action("articles", "add_unit"), about)
    assert (int(key), 12, "735") in await units(client)
    more = Chosen((ARTICLE,), (b"",), values | {"convert": Decimal(24)})
    await run(client, action("articles", "change_unit"), more)
    assert (int(key), 24, "735") in await units(client)
    await run(client, action("articles", "remove_unit"), about)
    assert await units(client) == had


async def test_an_export_opens_as_a_table():
    client = asked()
    exports = await resource("exports").search(client, Query(), "")
    opened = action("exports", "open_export")
    assert opened.opens is not None
    question = opened.opens(Chosen((exports.keys[0],), (b"",), {}))
    page = await resource(opened.table).search(client, question, "")
    assert len(page.keys) == kit.ARTICLES
    assert all(key.startswith(f"{exports.keys[0]}/") for key in page.keys)
    latest = await resource(opened.table).search(client, Query(), "")
    assert latest.keys


def test_separated_exports_are_read_and_no_column_is_lost():
    (line,) = read_file("\ufeffarticleId;Färg\r\n001;Blå\r\n".encode(), "7")
    assert (line.row, line.cells) == (2, {"articleId": "001", "Färg": "Blå"})
    values = {field.id: field.read(line) for field in resource("export_rows").fields}
    assert values["article_id"] == "001"
    assert values["others"] == "Färg: Blå"
    assert read_file(b"", "7") == []


async def test_exports_are_made_by_a_template_for_a_day_and_a_time():
    client = asked()
    template = {"template": Coded("2122", "x")}
    for name in ("make_export", "make_stock_changes", "export_bundles"):
        about = action("exports", name)
        (answer,) = await run(client, about, Chosen((), (), template))
        assert about.told is not None
        assert "Exports" in about.told(answer)
    days = template | {"start": "2026-02-02", "end": "2026-02-01"}
    backwards = action("exports", "make_stock_changes")
    assert backwards.check is not None
    assert backwards.check(Chosen((), (), days))


async def test_trying_an_import_says_what_would_happen_and_changes_nothing():
    client = asked()
    content = b"Nr\tNamn\tGrupp\tAntal\tEnhet\tEAN\n10-0412\tNytt namn\tMuggar\t7\tst\t\n"
    about = action("import_templates", "test_import_articles")
    files = {"file": content}
    (answer,) = await run(client, about, Chosen(("2122",), (b"",), {}, files))
    assert about.told is not None
    lines = about.told(answer).splitlines()
    assert "Nothing was changed" in lines[0]
    assert lines[1:3] == ["Article 10-0412", "Name: Nytt namn"]
    assert "Stock: 7" in lines
    parts = told({"articleId": "S", "parts": [{"articleId": "1", "amount": 2}]})
    assert parts.splitlines()[-1] == "Part: 2 of 1"
    assert "without a complaint" in told(None)


async def test_a_batch_of_bundles_is_traced_to_what_it_was_made_of():
    client = asked()
    batches = resource("batches")
    page = await batches.search(client, Query(), "")
    (table,) = batches.subtables
    assert table.load is not None
    found: list[Sequence[Any]] = []
    for document in page.documents:
        held = await table.load(client, document, Query())
        found.append(table.rows(held, Query()))
    made = next(rows for rows in found if rows)
    name = table.fields[0].read
    assert [line.level for line in made[:2]] == [0, 1]
    assert made[1].parent == made[0].article_id
    assert str(name(made[1])) in {made[1].batch_id, made[1].serial_nr}
    level = next(field for field in table.fields if field.id == table.level)
    assert (table.chart, level.read(made[1])) == ("tree", 1)
    assert table.rows(b"{}", Query()) == ()


async def test_values_over_time_come_with_each_day():
    client = asked()
    table = resource("stockvalue").subtables[0]
    page = await resource("stockvalue").search(client, Query(), "")
    rows = table.rows(page.documents[0], Query())
    assert len(rows) == len(page.keys) == 13
    assert table.chart == "times"
    plotted = {name for panel in table.plotted for name in panel}
    assert plotted <= {field.id for field in table.fields}


async def test_articles_are_completed_by_number_and_name():
    client = asked()
    articles = resource("articles")
    assert articles.complete is not None
    every = await articles.complete(client, "")
    assert len(every) == 20
    number, name, _colour = every[3]
    assert (number, name) in {found[:2] for found in await articles.complete(client, number)}
    assert all(each.code for each in await articles.complete(client, name.split()[0]))
    parts = articles.saving.entry("parts")  # type: ignore[union-attr]
    assert parts is not None
    assert {entry.field: entry.completes for entry in parts.entries}["part"] == "articles"
    assert {held.name: held.completes for held in resource("fifo").filters}["id"] == "articles"
