"""What every source keeps: run over all of them against their service of the sandbox."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import msgspec
import pytest

from tests.sources import kit
from workbench.core.conditions import parse_where, part_names
from workbench.core.fields import Kind
from workbench.core.formats import Formats
from workbench.core.operations import Operation
from workbench.core.pages import Page
from workbench.core.queries import Condition, Filter, Input, Part, PartKind, Query
from workbench.core.resources import resource_path
from workbench.core.sources import Fetch, Resource, Source
from workbench.core.times import read_time
from workbench.sources import ALL
from workbench.sources.etim.filters_overall import FORMS as OVERALL_FORMS
from workbench.sources.lagerkoll.exported import TABLE as EXPORT_ROWS

SERVICES: dict[str, Callable[[], tuple[object, kit.AppSender]]] = {
    "europeansourcing": kit.europeansourcing,
    "loupe": kit.loupe,
    "lagerkoll": kit.lagerkoll,
    "etim": kit.etim,
}

PAIRS = [(source, resource) for source in ALL for resource in source.resources]
RESOURCES = [
    pytest.param(*pair, id=f"{pair[0].id}/{pair[1].id}") for pair in PAIRS if not pair[1].kept
]
"""Those whose rows a service has; what this machine keeps is tried with its source."""
OPERATIONS = [
    pytest.param(source, operation, id=f"{source.id}/{operation.name}")
    for source in ALL
    for operation in source.operations()
]
SOURCES = [pytest.param(source, id=source.id) for source in ALL]
MOST_PAGES = 60


def connected(source: Source) -> tuple[object, kit.AppSender]:
    _service, sender = SERVICES[source.id]()
    return kit.client_of(source, sender), sender


async def pages(fetch: Fetch, client: object, query: Query) -> AsyncIterator[Page]:
    cursor = ""
    for _ in range(MOST_PAGES):
        page = await fetch(client, query, cursor)
        yield page
        cursor = page.cursor
        if not cursor:
            return
    raise AssertionError("the pages never end")


def query_of(source: Source) -> Query:
    return Query(language=source.languages[0] if source.languages else "", quantity=250)


ASKED = {"fifo": Condition("id", "", "10-0412")}
"""What must be asked of a resource before there can be rows."""


def question_of(source: Source, resource: Resource) -> Query:
    """The plain question of a resource, with what it must be asked."""
    held, query = ASKED.get(resource.id), query_of(source)
    return query if held is None else query.with_condition(held)


def all_fields(resource: Resource) -> list:
    inner = [field for table in resource.subtables for field in table.fields]
    return [*resource.fields, *inner]


@pytest.mark.parametrize("source", SOURCES)
def test_ids_are_unique(source: Source):
    assert len({resource.id for resource in source.resources}) == len(source.resources)
    names = [operation.name for operation in source.operations()]
    assert len(set(names)) == len(names)
    for resource in source.resources:
        for group in (resource.fields, resource.sorts, resource.subtables):
            ids = [each.id for each in group]
            assert len(set(ids)) == len(ids), resource.id
        assert len({held.name for held in resource.filters}) == len(resource.filters)
        for table in resource.subtables:
            ids = [field.id for field in table.fields]
            assert len(set(ids)) == len(ids), table.id


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
def test_what_people_read_is_said(source: Source, resource: Resource):
    for field in all_fields(resource):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.id), field.id
        assert field.title[:1].isupper(), field.id
    for held in resource.filters:
        assert held.title, held.name
        assert held.group, held.name
        assert held.part(held.default) is not None, held.name
    assert resource.title
    assert resource.one


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
def test_names_that_point_somewhere_point_at_something(source: Source, resource: Resource):
    ids = {field.id for field in resource.fields}
    filters = {held.name for held in resource.filters}
    face = resource.face
    pointed = [face.name, face.picture, face.price, face.swatches, face.stock, *face.subtitle]
    pointed += resource.facets.values()
    assert set(filter(None, pointed)) <= ids
    named = {field.filter for field in resource.fields} | {resource.text_filter}
    named |= set(resource.list_filter) | set(resource.facets)
    assert set(filter(None, named)) <= filters
    sorts = {sort.id for sort in resource.sorts}
    assert {field.sort for field in resource.fields if field.sort} <= sorts
    lookups = {other.id for other in source.resources} | set(resource.facets)
    assert {held.lookup for held in resource.filters if held.lookup} <= lookups
    complete = {other.id for other in source.resources if other.complete is not None}
    assert {held.completes for held in resource.filters if held.completes} <= complete
    assert resource_path("icons", f"{resource.icon}.svg").exists()
    if resource.changes is not None:
        name, part = resource.changes.since
        assert next(held for held in resource.filters if held.name == name).part(part)
        assert resource.changes.time in {*ids, ""}


def typed(held: Filter, part: Part) -> str:
    """Something a person could type for a part of a filter."""
    if held.input is Input.COUNTRIES:
        return "FR"
    match part.kind:
        case PartKind.INTEGER:
            return "3"
        case PartKind.DECIMAL:
            return "5.01"
        case PartKind.FLAG:
            return "true"
        case PartKind.TIME:
            return "2026-01-08T00:00:00.000+0000"
        case PartKind.CHOICE:
            return part.choices[0]
        case PartKind.LIST:
            return "12,15"
        case _:
            return "901" if held.name.endswith("Id") else "mug"


OF_THE_ACCOUNT = {
    "etim": {
        *("attributes", "categories", "productId", "date-from", "progress-id"),
        *("lastModifiedDate", "creationDate"),
        *OVERALL_FORMS,
    }
}
"""Filters whose values are made of the account's own names, that ask otherwise, whose parts cannot
stand together, or that are too many for one test each; they are tried with their source."""

FILTERS = [
    pytest.param(source, resource, held, part, id=f"{resource.id}/{held.name}.{part.name}")
    for source, resource in PAIRS
    for held in resource.filters
    if held.name not in OF_THE_ACCOUNT.get(source.id, ())
    for part in held.parts
]


@pytest.mark.parametrize(("source", "resource", "held", "part"), FILTERS)
async def test_every_part_of_a_filter_makes_a_request(
    source: Source, resource: Resource, held: Filter, part: Part
):
    client, sender = connected(source)
    name = f"{held.name}.{part.name}" if part.name else held.name
    asked = typed(held, part)
    if held.lookup == "exports" and source.id == "loupe":
        asked = await kit.past_export()
    elif part.kind is PartKind.TEXT and held.input is Input.PICKER:
        asked = await first_of(source, held.lookup)
    words = [f"{name}={asked}"]
    if part.name not in {held.default, "exclude", "min", "before", "onlyOnEstimation"}:
        main = held.part(held.default)
        assert main is not None
        words.append(f"{held.name}={typed(held, main)}")
    assert name in part_names(resource.filters)
    query = msgspec.structs.replace(
        query_of(source), conditions=parse_where(resource.filters, words)
    )
    await resource.search(client, query, "")
    # A question may take several requests; it is asked with the first.
    request = sender.seen[0]
    parts = (dict(request.values), dict(request.query))
    sent = (request.body or b"").decode() + "".join(map(json.dumps, parts))
    value = asked.partition(",")[0]
    assert held.name in sent
    assert not request.body or (part.name or held.name) in sent
    assert value[:10] in sent or (part.kind is PartKind.TIME and milliseconds(asked) in sent)


async def first_of(source: Source, identity: str) -> str:
    """The first value that a lookup offers."""
    resource = source.resource(identity)
    assert resource is not None
    client, _sender = connected(source)
    return (await resource.search(client, query_of(source), "")).keys[0]


def milliseconds(text: str) -> str:
    moment = read_time(text)
    assert isinstance(moment, datetime)
    return str(int(moment.timestamp() * 1000))


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
async def test_pages_come_to_the_total_and_read_alike(source: Source, resource: Resource):
    client, _sender = connected(source)
    keys: list[str] = []
    totals = set()
    async for page in pages(resource.search, client, question_of(source, resource)):
        keys += page.keys
        totals.add(page.total)
        assert len(page.rows) == len(page.keys) == len(page.document_of)
        assert len(page.documents) == len(page.document_keys)
        again = [row for document in page.documents for row in resource.rows_of(document)]
        assert [key for key, _record in again] == list(page.keys)
        assert [record for _key, record in again] == list(page.rows)
    assert keys
    assert len(set(keys)) == len(keys)
    assert totals == {len(keys)}


@pytest.mark.parametrize(
    ("source", "resource"), [param for param in RESOURCES if param.values[1].scan]
)
async def test_a_scan_reads_what_the_pages_do(source: Source, resource: Resource):
    client, _sender = connected(source)
    query = query_of(source)
    assert resource.scan is not None
    paged = {key async for page in pages(resource.search, client, query) for key in page.keys}
    scanned = [key async for page in pages(resource.scan, client, query) for key in page.keys]
    assert len(set(scanned)) == len(scanned)
    assert set(scanned) == paged


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
async def test_every_field_reads_every_row(source: Source, resource: Resource):
    client, _sender = connected(source)
    signs = Formats()
    filled: set[str] = set()
    async for page in pages(resource.search, client, question_of(source, resource)):
        for row in page.rows:
            for field in resource.fields:
                value = field.read(row)
                assert signs.value(value, field.kind, 250)
                if value is not None:
                    filled.add(field.id)
    empty = {field.id for field in resource.fields if not field.late} - filled
    held = EMPTY_OF.get(f"{source.id}/{resource.id}", EMPTY_OF.get(resource.id, set()))
    assert empty <= EMPTY_IN_SEARCH | held, resource.id


EMPTY_IN_SEARCH = {"techniques", "carbon_textile", "category_id", "locality"}
"""Fields that the sandbox's pages leave empty: they are filled by other documents."""

EXPORTED = {field.id for field in EXPORT_ROWS.fields}

EMPTY_OF = {
    "etim/attributes": {"description_de", "description_sv", "description_fr"},
    "etim/products": {"expiration_date", "net_diameter"},
    "stockwarning": {"parts"},
    "export_rows": EXPORTED
    - {
        "row",
        "article_id",
        "unit",
        "type",
        "vat",
        "supplier",
        "category",
        "amount",
        "buy_price",
        "article_name",
        "stock_place",
        "barcode",
    },
    "fifo": {"order", "reference"},
    "batches": {"serial", "barcode"},
    "serial_numbers": {"batch", "best_before", "barcode"},
    "suppliers": {"shipment"},
    "etim/suppliers": set(),
    "stores": {"suffix"},
    "tags": {"external_id"},
    "customfields": {"value", "valid_values"},
}
"""Fields of one resource that its service of the sandbox leaves empty."""


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
async def test_tables_inside_a_record_read(source: Source, resource: Resource):
    client, _sender = connected(source)
    query = query_of(source)
    read = [page.documents async for page in pages(resource.search, client, query)]
    documents = [document for held in read for document in held]
    for table in resource.subtables:
        found = 0
        for place, document in enumerate(documents):
            if found and place >= 20:
                break
            held = await table.load(client, document, query) if table.load else document
            for row in table.rows(held, query):
                found += 1
                for field in table.fields:
                    assert Formats().value(field.read(row), field.kind, 250)
        assert found or table.id in EMPTY_TABLES.get(resource.id, ()), table.id


EMPTY_TABLES = {
    "stockwarning": {"parts", "bundles", "batches", "serial_numbers"},
    "serial_numbers": {"traceability"},
}
"""Tables that no record of the sandbox's first page fills."""


@pytest.mark.parametrize(("source", "resource"), RESOURCES)
async def test_pictures_and_counts_are_there_where_promised(source: Source, resource: Resource):
    client, _sender = connected(source)
    page = await resource.search(client, query_of(source), "")
    assert set(page.facets) == set(resource.facets)
    assert all(value.label for values in page.facets.values() for value in values)
    if resource.face.pictures is not None:
        assert any(resource.face.pictures(document) for document in page.documents)
    if resource.face.price:
        field = resource.field(resource.face.price)
        assert field is not None
        assert field.kind is Kind.PRICE


def sample(operation: Operation) -> dict[str, object]:
    values = {"integer": "1", "boolean": "false", "array": "1,2"}
    return {
        parameter.name: parameter.choices[0]
        if parameter.choices
        else "2026-01-08"
        if parameter.name == "date"
        else values.get(parameter.type, "12")
        for parameter in operation.parameters
    }


@pytest.mark.parametrize(("source", "operation"), OPERATIONS)
async def test_every_operation_is_called_where_it_is_documented(
    source: Source, operation: Operation
):
    sender = kit.CannedSender(lambda _request: b"{}")
    body: object = None
    if operation.body:
        body = b"a\tb" if operation.body_type == "file" else {}
    await operation.call(kit.client_of(source, sender), sample(operation), body)
    (request,) = sender.seen
    assert request.method == operation.method
    assert request.path == re.sub(r"[\[\]]", "", operation.path)
    wanted = {
        parameter.name: parameter.place
        for parameter in operation.parameters
    }  # fmt: skip
    given = dict.fromkeys(request.values, "path")
    given |= dict.fromkeys(dict(request.query), "query")
    headers = [name for name, _value in request.headers if name != "Content-Type"]
    given |= dict.fromkeys(headers, "header")
    assert given == wanted
    assert set(re.findall(r"\{([^{}]+)\}", request.path)) == set(request.values)
    assert request.effect is operation.effect
    assert operation.title


@pytest.mark.parametrize("source", SOURCES)
def test_operations_can_be_told_as_json(source: Source):
    rows = [
        {
            "source": source.id,
            "name": operation.name,
            "title": operation.title,
            "method": operation.method,
            "path": operation.path,
            "kind": operation.effect,
            "params": [
                {
                    "name": parameter.name,
                    "in": parameter.place,
                    "type": parameter.type,
                    "required": parameter.required,
                    "default": parameter.default,
                    "choices": parameter.choices,
                }
                for parameter in operation.parameters
            ],
            "body": operation.body,
        }
        for operation in source.operations()
    ]
    told = json.loads(json.dumps(rows))
    assert {row["kind"] for row in told} <= {"read", "write"}


@pytest.mark.parametrize("source", SOURCES)
async def test_the_probe_says_what_the_account_sees(source: Source):
    client, _sender = connected(source)
    said = await source.probe(client)
    assert re.search(r"\d", said)
    assert "\n" not in said
