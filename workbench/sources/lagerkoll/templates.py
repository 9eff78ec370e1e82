"""The columns that an import template maps (class ImportTemplate)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from workbench.core.queries import Query
from workbench.sources.lagerkoll.records.list_fields import TemplateColumn
from workbench.sources.lagerkoll.records.rows import TEMPLATES
from workbench.sources.leaves import count, identity

_ROWS = frozenset({"rowFirst", "rowTitle"})
_MAPS = frozenset({"customFields", "priceLists"})


def template_columns(document: bytes, _query: Query) -> Sequence[TemplateColumn]:
    """Return which column of a file, or which default, fills each member of an article."""
    record, _odd = TEMPLATES.read(document)
    data = record.data if record is not None else None
    if not isinstance(data, dict):
        return ()
    return [
        column for name, raw in data.items() if name not in _ROWS for column in _columns(name, raw)
    ]


def _columns(name: str, raw: msgspec.Raw) -> Iterator[TemplateColumn]:
    value = msgspec.json.decode(raw)
    if name in _MAPS and isinstance(value, dict):
        for inner, held in value.items():
            yield _column(f"{name}.{inner}", held)
    elif value not in ({}, None):
        yield _column(name, value)


def _column(name: str, value: object) -> TemplateColumn:
    if not isinstance(value, dict):
        return TemplateColumn(name, count(value), None)
    return TemplateColumn(
        name, count(value.get("column")), identity(value.get("defaultValue")) or None
    )
