"""Further columns of rows that are loaded: filled from the documents that are on this machine.

Nothing is asked of the service: a document holds more than the columns that were read out of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workbench.core.fields import Field
from workbench.core.paths import fields_for
from workbench.core.sources import Resource, Source
from workbench.core.views import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.workspace.session import Session

AT_ONCE = 32
"""Documents read before the window goes on: some milliseconds."""


def widened(resource: Resource, fields: Sequence[Field]) -> Resource:
    """Return a resource with further fields; those that it has are left out."""
    known = {field.id for field in resource.fields}
    more = tuple(field for field in fields if field.id not in known)
    return replace(resource, fields=(*resource.fields, *more)) if more else resource


def for_views(source: Source, views: Mapping[str, View]) -> Source:
    """Return a source whose resources have every column that these views, by resource, need."""
    made = tuple(
        widened(each, fields_for(each.paths, each.fields, views[each.id]))
        if each.id in views
        else each
        for each in source.resources
    )
    same = all(one is other for one, other in zip(made, source.resources, strict=True))
    return source if same else replace(source, resources=made)


def widen(session: Session, resource: Resource) -> None:
    """Have a session show another form of its resource, whose further columns are filled soon."""
    known = {field.id for field in session.resource.fields}
    more = tuple(field for field in resource.fields if field.id not in known)
    session.resource = resource
    session.held.widen(resource, more)
    if session.editing is not None:
        session.editing.widen(resource)
    if len(session.table):
        session.jobs.spawn("fill columns", fill(session, more))


async def fill(session: Session, fields: Sequence[Field]) -> None:
    """Read further columns out of the documents of the rows that are loaded."""
    table = session.table
    keys = [table.key(row) for row in range(len(table))]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        for key in some:
            document = session.documents.of_row(key)
            pairs = session.resource.rows_of(document) if document is not None else ()
            for held, record in pairs:
                if held == key:
                    for field in fields:
                        table.fill(field.id, key, record)
        await asyncio.sleep(0)
        if table is not session.table:
            # Rows that came later were read with all their columns.
            return
        if session.editing is not None:
            session.editing.dress_columns(some, [field.id for field in fields])
        rows = (table.row_of(key) for key in some)
        session.held.replaced.emit(tuple(row for row in rows if row is not None))
    table.settle()
    session.held.arrange()
