"""Actions on articles: their documented calls, tried in the sandbox."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.sources import kit
from tests.sources.lagerkoll.documents import article
from workbench.core.edits import Action, Chosen, Scope
from workbench.core.operations import Answer, Effect
from workbench.core.queries import Query
from workbench.core.resources import resource_path
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.saving.actions import ACTIONS
from workbench.sources.lagerkoll.saving.articles import SAVING

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}
BY_ID = {action.id: action for action in ACTIONS}
EVERY = [
    *ACTIONS,
    *(action for resource in SOURCE.resources[1:] for action in resource.actions),
]


def chosen(*keys: str, **values: object) -> Chosen:
    documents = tuple(json.dumps(article(articleId=key)).encode() for key in keys)
    return Chosen(keys, documents, values)


async def run(asked: LagerkollClient, action: Action, about: Chosen) -> Any:
    answer = None
    for call in action.calls(about):
        answer = await OPERATIONS[action.operation].call(asked, call.arguments, call.body)
    return answer


async def stock(asked: LagerkollClient, number: str) -> dict[str, Any]:
    document = await SAVING.read(asked, number)
    assert document is not None
    return json.loads(document)


@pytest.mark.parametrize("action", EVERY, ids=lambda each: each.id)
def test_actions_point_at_what_is_there(action: Action):
    operation = OPERATIONS[action.operation]
    assert {entry.field for entry in action.entries} == {field.id for field in action.fields}
    assert all(not entry.lookup or SOURCE.resource(entry.lookup) for entry in action.entries)
    assert resource_path("icons", f"{action.icon}.svg").exists()
    assert bool(action.file or action.opens) == (operation.answer is Answer.BYTES)
    assert not action.table or SOURCE.resource(action.table)
    # An export may be answered by nothing: then it stands in the list, which is read again.
    makes = operation.path.startswith("/v1/articles/export")
    changes = operation.effect is Effect.WRITE and (makes or not action.file)
    assert action.rereads == changes
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", EVERY, ids=lambda each: each.id)
def test_calls_have_documented_arguments(action: Action):
    values = {field.id: Coded("1", "1") for field in action.fields if field.kind == "choice"}
    for call in action.calls(chosen("10-0412", **values)):
        known = {parameter.name for parameter in OPERATIONS[action.operation].parameters}
        assert set(call.arguments) <= known
        members = {member.name for member in OPERATIONS[action.operation].members}
        if OPERATIONS[action.operation].body_type != "file":
            assert set(call.body or ()) <= members  # type: ignore[arg-type]


def test_prices_go_in_hundreds_and_say_how():
    keys = tuple(str(number) for number in range(250))
    about = chosen(*keys, how=Coded("PERCENTAGE", ""), value=Decimal("7.50"),
                   price_list=Coded("301", "A"))  # fmt: skip
    bodies: list[Any] = [call.body for call in BY_ID["change_prices"].calls(about)]
    assert [len(body["articles"]) for body in bodies] == [100, 100, 50]
    assert [key for body in bodies for key in body["articles"]] == list(keys)
    assert {(body["type"], body["value"], body["pricelistId"]) for body in bodies} == {
        ("PERCENTAGE", "7.50", 301)
    }


@pytest.mark.parametrize(
    ("how", "value", "new"),
    [
        ("SET", "52", Decimal(52)),
        ("PERCENTAGE", "10", Decimal("54.89")),
        ("PERCENTAGE", "-10", Decimal("44.91")),
        ("PROFIT", "50", Decimal("32.10")),
    ],
)
def test_prices_are_shown_before_they_change(how: str, value: str, new: Decimal | None):
    about = chosen("192005-6", how=Coded(how, ""), value=Decimal(value))
    action = BY_ID["change_prices"]
    assert action.preview is not None
    (effect,) = action.preview(about)
    assert effect.old == Money(Decimal("49.90"), "SEK")
    assert effect.new == (None if new is None else Money(new, "SEK"))
    assert "Mugg" in effect.what


@pytest.mark.parametrize(
    ("how", "value", "right"),
    [("SET", "-1", False), ("SET", "0", True), ("PERCENTAGE", "-100", False),
     ("PERCENTAGE", "-99", True), ("PROFIT", "-5", True)],
)  # fmt: skip
def test_impossible_prices_are_found(how: str, value: str, right: bool):
    action = BY_ID["change_prices"]
    assert action.check is not None
    found = action.check(chosen("1", how=Coded(how, ""), value=Decimal(value)))
    assert (not found) is right


async def test_prices_change_in_the_sandbox():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    about = chosen("10-0412", "M/12 röd", how=Coded("SET", ""), value=Decimal("52.50"))
    await run(asked, BY_ID["change_prices"], about)
    assert (await stock(asked, "M/12 röd"))["price"] == 52.5


async def test_batches_and_serial_numbers_are_added_in_the_sandbox():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    best = datetime(2027, 1, 1, tzinfo=UTC)
    about = chosen("10-0412", batch="B/1", amount=Decimal(3), best_before=best)
    await run(asked, BY_ID["add_batch"], about)
    listed = await asked.batches.batches_of_article("10-0412")
    batches = [json.loads(bytes(raw)) for raw in listed.batches or ()]
    assert [(each["batchId"], each["amount"], each["bestBefore"]) for each in batches] == [
        ("B/1", 3, 1798761600000)
    ]
    await run(asked, BY_ID["add_serials"], chosen("10-0413", prefix="S-", how_many=3, length=4))
    listed = await asked.batches.serial_numbers_of_article("10-0413")
    serials = [json.loads(bytes(raw))["serialNr"] for raw in listed.serial_numbers or ()]
    assert sorted(serials) == ["S-0001", "S-0002", "S-0003"]


def test_a_batch_needs_a_name():
    check = BY_ID["add_batch"].check
    assert check is not None
    assert check(chosen("1", amount=Decimal(1)))
    assert not check(chosen("1", serial="S"))


async def test_labels_come_as_a_file():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    answer = await run(asked, BY_ID["print_labels"], chosen("10-0412", "M/12 röd", count=2))
    assert answer.startswith(b"%PDF")
    assert BY_ID["print_labels"].scope is Scope.MANY


async def test_stock_moves_to_another_store():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    stores = [json.loads(bytes(raw)) for raw in (await asked.directories.stores()).stores or ()]
    before = (await stock(asked, "10-0412"))["amount"]
    about = chosen("10-0412", amount=Decimal(5), to_store=Coded(str(stores[1]["storeId"]), ""))
    says = BY_ID["move"].says
    assert says is not None
    assert "5" in says(about)
    await run(asked, BY_ID["move"], about)
    assert (await stock(asked, "10-0412"))["amount"] == before - 5


async def test_a_file_of_articles_is_tried_and_imported_by_a_template():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    templates = SOURCE.resource("import_templates")
    assert templates is not None
    key = (await templates.search(asked, Query(), "")).keys[0]
    by_id = {action.id: action for action in templates.actions}
    assert by_id["import_articles"].check is not None
    assert by_id["import_articles"].check(Chosen((key,), (b"",), {}))
    files = {"file": "Nr\tNamn\tEAN\tInköp\r\n10-0412\tNy mugg\t\t\r\n".encode()}
    about = Chosen((key,), (b"",), {"update_only": True}, files)
    await run(asked, by_id["test_import_articles"], about)
    assert (await stock(asked, "10-0412"))["name"] != "Ny mugg"
    await run(asked, by_id["import_articles"], about)
    assert (await stock(asked, "10-0412"))["name"] == "Ny mugg"
    sent = [request for request in sender.seen if request.values.get("template_id") == key]
    assert [request.effect for request in sent] == [Effect.READ, Effect.WRITE]


async def test_an_export_file_is_saved():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    exports = SOURCE.resource("exports")
    assert exports is not None
    keys = (await exports.search(asked, Query(), "")).keys
    save = next(each for each in exports.actions if each.id == "save_export")
    assert (await run(asked, save, Chosen((keys[0],), (b"",), {}))).startswith(b"PK")


async def test_a_profit_comes_out_as_it_was_shown():
    _service, sender = kit.lagerkoll()
    asked = LagerkollClient(sender)
    keys = ("10-0412", "10-0413", "10-0502")
    documents = [await SAVING.read(asked, key) for key in keys]
    values = {"how": Coded("PROFIT", ""), "value": Decimal("37.5")}
    about = Chosen(keys, tuple(each or b"" for each in documents), values)
    action = BY_ID["change_prices"]
    assert action.preview is not None
    shown = {effect.key: effect.new for effect in action.preview(about)}
    await run(asked, action, about)
    for key in keys:
        price = Decimal(str((await stock(asked, key))["price"]))
        assert shown[key] == Money(price, "SEK")
