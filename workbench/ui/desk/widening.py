"""Columns that a desk's table does not list: looked for as typed, made, and shown again later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workbench.core.edits import Entry
from workbench.core.fields import Field
from workbench.core.paths import LEAST_TYPED, column_of
from workbench.core.sources import Resource
from workbench.core.views import View
from workbench.workspace.widening import for_views, widen, widened

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.lookups import Choices


def found_columns(desk: Desk, text: str) -> Sequence[Field]:
    """Return columns that the table could have besides its own, for a text as typed."""
    paths = desk.resource.paths
    if paths is None or len(text.strip()) < LEAST_TYPED:
        return ()
    listed = names_of(desk)
    return paths.found(text, listed.values if listed is not None else ())


def names_of(desk: Desk) -> Choices | None:
    """Return the list that names further columns, and begin to read it; None where none does."""
    paths = desk.resource.paths
    if paths is None or not paths.lookup:
        return None
    listed = desk.choices(Entry("", lookup=paths.lookup))
    if listed is not None:
        listed.load()
    return listed


def add_column(desk: Desk, field: Field) -> None:
    """Have the table of a desk hold a column; one that it has stays."""
    _take(desk, widened(desk.resource, (field,)))


def show_columns(desk: Desk, fields: Sequence[Field]) -> None:
    """Show columns that a table does not list behind the last one; those shown stay."""
    shown = {column.field for column in desk.view.columns}
    more = [field for field in fields if field.id not in shown]
    if more:
        paths = desk.resource.paths
        _take(desk, widened(desk.resource, more))
        desk.set_columns((*desk.view.columns, *(column_of(field, paths) for field in more)))


def make_room(desk: Desk, view: View) -> None:
    """Have the table of a desk hold every column that a view needs."""
    wide = for_views(desk.source, {desk.resource.id: view}).resource(desk.resource.id)
    if wide is not None:
        _take(desk, wide)


def _take(desk: Desk, resource: Resource) -> None:
    if resource is desk.resource:
        return
    others = tuple(resource if each.id == resource.id else each for each in desk.source.resources)
    desk.source = replace(desk.source, resources=others)
    desk.resource = resource
    if desk.session is not None:
        widen(desk.session, resource)
        if desk.session.editing is not None:
            desk.session.editing.parts.prepare()
    desk.session_changed.emit()
