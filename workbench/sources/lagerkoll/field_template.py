"""The custom fields that every new article gets, as one record: the service saves them as a list.

The same fields are a table of their own too, in which each can be looked up and deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from workbench.core.edits import Action, Call, Chosen, Entry, Patch, Saving, Scope, Write
from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark, tr, trn
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.records import part_fields
from workbench.sources.lagerkoll.records.article import CustomField
from workbench.sources.lagerkoll.saving.bodies import body_of
from workbench.sources.lagerkoll.saving.entries import CUSTOM
from workbench.sources.leaves import identity
from workbench.sources.lists import directory
from workbench.sources.reading import Reader

KEY: Final = "template"
"""Key of the one record."""
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_PLAIN: Final = ("name", "type", "value")


class FieldTemplate(msgspec.Struct, gc=False):
    """All fields of the template (class CustomFieldsTemplate)."""

    key: str = ""
    fields: list[CustomField] | None = None


READER: Final = Reader(FieldTemplate)


def document_of(fields: Sequence[msgspec.Raw]) -> bytes:
    """Return the fields as one record's document."""
    return _ENCODER.encode({"key": KEY, "fields": list(fields)})


def fields_in(document: bytes) -> list[CustomField]:
    """Return the fields in a document."""
    record, _odd = READER.read(document)
    return list(record.fields or ()) if record is not None else []


async def read(client: LagerkollClient, key: str) -> bytes | None:  # noqa: ARG001 - there is one
    """Return the template as it is now.

    Raises:
        WbError: as the gateway names it.
    """
    return document_of((await client.custom_fields.custom_fields_template()).fields or [])


async def _ask(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return [msgspec.Raw(await read(client, KEY) or b"{}")]


def _save(patch: Patch) -> Call:
    return Call({}, body_of(patch.values, FIELDS, ENTRIES))


def _give(chosen: Chosen) -> Sequence[Call]:
    fields = fields_in(chosen.documents[0]) if chosen.documents else []
    plain = [_plain(field) for field in fields]
    return [Call({"update_articles": True}, {"fields": plain})] if plain else []


def _plain(field: CustomField) -> Mapping[str, object]:
    return {name: getattr(field, name) for name in _PLAIN if getattr(field, name) is not None}


def _give_says(chosen: Chosen) -> str:
    fields = fields_in(chosen.documents[0]) if chosen.documents else []
    said = trn("{count} field of the template", "{count} fields of the template", len(fields))
    return tr("Every article gets what it lacks of {fields}.", fields=said)


FIELDS: Final = (
    Field("title", mark("Name"), Kind.TEXT, lambda _each: tr("Fields of new articles"), "",
          shown=True, width=240),
    Field("fields", mark("Fields"), Kind.INTEGER,
          lambda each: None if each.fields is None else len(each.fields), "fields", shown=True,
          width=90, editable=True, help=mark("Every new article gets these; sent whole.")),
)  # fmt: skip
ENTRIES: Final = (
    Entry("fields", "fields", rows=part_fields.CUSTOM, entries=(
        Entry("custom_name", "name", required=True), *CUSTOM.entries[1:],
    ), row_key="custom_name"),
)  # fmt: skip

TABLE: Final = directory(
    "field_template", (mark("Field template"), mark("Field template")), "columns-3", FIELDS,
    READER, lambda record: record.key, _ask,
    subtables=(
        SubTable("fields", mark("Fields"), part_fields.CUSTOM,
                 lambda document, _query: fields_in(document)),
    ),
    saving=Saving(
        entries=ENTRIES, read=read, update=Write("update_custom_fields_template", _save),
        copied=False, whole=True,
    ),
    actions=(
        Action("give_fields", mark("Give present articles these fields…"), "list-checks",
               mark("Custom fields"), Scope.ONE, "update_custom_fields_template", _give,
               says=_give_says, danger=mark("It changes every article that lacks one.")),
    ),
)  # fmt: skip
"""One record: the template."""


def _reader(template: bool) -> Any:  # noqa: ANN401 - a documented reader of `Saving`
    async def read_field(client: LagerkollClient, key: str) -> bytes | None:
        calls = client.custom_fields
        asked = calls.custom_fields_template if template else calls.custom_fields
        for raw in (await asked(query=key)).fields or ():
            record, _odd = _FIELD.read(bytes(raw))
            if record is not None and identity(record.name) == key:
                return bytes(raw)
        return None

    return read_field


_FIELD: Final = Reader(CustomField)


def deleting(*, template: bool) -> Saving:
    """Return how a custom field is deleted, of the template or of those outside it."""
    return Saving(
        entries=(),
        read=_reader(template),
        delete=Write("delete_custom_field", lambda patch: Call({"name": patch.key})),
        copied=False,
    )
