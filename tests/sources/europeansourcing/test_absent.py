"""Members that are null or empty may be left out (version 1.2): everything reads the same then."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from tests.sources import kit
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.sources import Resource
from workbench.net.requests import Reply, Request
from workbench.sources.europeansourcing import SOURCE

QUERY = Query(language="fr", quantity=100)
PAGES = 3


def left_out(value: object) -> object:
    if isinstance(value, dict):
        inner = {name: left_out(held) for name, held in value.items()}
        return {name: held for name, held in inner.items() if held not in (None, "", [], {})}
    return [left_out(held) for held in value] if isinstance(value, list) else value


@dataclass
class Terse:
    """The service as it is in version 1.2."""

    sender: kit.AppSender

    async def send(self, request: Request) -> Reply:
        reply = await self.sender.send(request)
        body = json.dumps(
            left_out(json.loads(reply.body, parse_float=Decimal)), default=str
        ).encode()
        return Reply(reply.status, body, reply.content_type, reply.received_at)


def values(fields: Sequence[Field], rows: Sequence[object]) -> list[list[object]]:
    return [[field.read(row) for field in fields] for row in rows]


async def told(resource: Resource, wrap: Callable[[kit.AppSender], object]) -> list[object]:
    """Everything that is read of the first pages: columns, tables inside, facets, totals."""
    _service, sender = kit.europeansourcing()
    client = SOURCE.connect(wrap(sender))
    said: list[object] = []
    cursor = ""
    for _ in range(PAGES):
        page: Page = await resource.search(client, QUERY, cursor)
        said += [page.keys, page.total, page.cursor, dict(page.facets), page.warnings]
        said += values(resource.fields, page.rows)
        for table in resource.subtables:
            for document in page.documents[:10]:
                held = await table.load(client, document, QUERY) if table.load else document
                said.append(values(table.fields, table.rows(held, QUERY)))
        cursor = page.cursor
        if not cursor:
            break
    return said


@pytest.mark.parametrize("resource", SOURCE.resources, ids=lambda held: held.id)
async def test_what_is_left_out_reads_like_what_is_empty(resource: Resource):
    assert await told(resource, Terse) == await told(resource, lambda sender: sender)


async def test_an_answer_without_anything_ends_a_search():
    resource = SOURCE.resource("products")
    assert resource is not None
    assert resource.scan is not None
    client = SOURCE.connect(kit.CannedSender(lambda _request: b"{}"))
    for fetch in (resource.search, resource.scan):
        page = await fetch(client, QUERY, "")
        assert (list(page.keys), page.cursor, page.warnings) == ([], "", ())
