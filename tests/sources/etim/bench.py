"""What the tests of saving stand on: a signed-in client, its operations, typed values and rows."""

from __future__ import annotations

import json
from typing import Any

from tests.sources import kit
from workbench.core.edits import Call, Patch, Values
from workbench.core.queries import Query
from workbench.core.sources import Resource
from workbench.sources.etim import SOURCE
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.products import PRODUCTS

OPERATIONS = {operation.name: operation for operation in SOURCE.operations()}


class Bench:
    """A fresh account of the sandbox."""

    def __init__(self) -> None:
        self.service, self.sender = kit.etim()
        self.client = EtimClient(self.sender)

    async def call(self, name: str, call: Call) -> Any:
        return await OPERATIONS[name].call(self.client, call.arguments, call.body)

    async def documents(self, resource: Resource = PRODUCTS) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        cursor = ""
        while True:
            page = await resource.search(self.client, Query(), cursor)
            found |= dict(zip(page.keys, page.documents, strict=True))
            cursor = page.cursor
            if not cursor:
                return found

    async def update(self, resource: Resource, key: str, values: Values) -> dict[str, Any]:
        """Write one record as the engine does, and return its document then."""
        saving = resource.saving
        assert saving is not None
        assert saving.update is not None
        theirs = await saving.read(self.client, key)
        assert theirs is not None
        await self.call(saving.update.operation, saving.update.call(Patch(key, values, theirs)))
        after = await saving.read(self.client, key)
        assert after is not None
        return json.loads(after)


def rows_of(resource: Resource, entry_id: str, document: bytes) -> list[dict[str, object]]:
    """The rows of a list as they are typed."""
    assert resource.saving is not None
    entry = resource.saving.entry(entry_id)
    table = next(each for each in resource.subtables if each.id == entry_id)
    assert entry is not None
    return [
        {field.id: field.read(row) for field in entry.rows} for row in table.rows(document, Query())
    ]


def typed_again(resource: Resource, document: bytes) -> dict[str, object]:
    """Every value of a record, as if each had been typed anew."""
    assert resource.saving is not None
    record = resource.rows_of(document)[0][1]
    values: dict[str, object] = {}
    for entry in resource.saving.entries:
        field = resource.field(entry.field)
        assert field is not None
        if entry.rows:
            values[entry.field] = tuple(rows_of(resource, entry.field, document))
        elif not entry.only_new and field.read(record) is not None:
            values[entry.field] = field.read(record)
    return values


CHANGING = {"lastModifiedDate", "lastModifiedDateByType", "modifiedBy"}


def lasting(document: bytes) -> dict[str, Any]:
    """A document without what a write always changes; empty objects are nothing."""
    held = json.loads(document)
    return {name: _filled(value) for name, value in held.items() if name not in CHANGING}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in ("", [], {}, None)}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value
