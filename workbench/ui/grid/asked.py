"""How a column is sorted and filtered, read from the desk in one place for header and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from workbench.core.fields import Field
from workbench.core.queries import Sort

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk


class Sorted(NamedTuple):
    """The order of a column: its direction, and its number where several keys are set (else 0)."""

    descending: bool
    number: int = 0


def sort_of(desk: Desk, field: Field) -> Sorted | None:
    """How a column is sorted: by the local order, else by the service's."""
    local = desk.view.sort
    for place, key in enumerate(local):
        if key.field == field.id:
            return Sorted(key.descending, place + 1 if len(local) > 1 else 0)
    query = desk.view.query
    if not local and field.sort and query.sort == field.sort:
        return Sorted(query.descending)
    return None


def is_filtered(desk: Desk, field: Field) -> bool:
    """Whether a header filter, ticked facet values or a filter of the service narrow a column."""
    view = desk.view
    if field.id in view.header or field.id in view.facets:
        return True
    return bool(field.filter) and any(
        condition.filter == field.filter for condition in view.query.conditions
    )


def set_sort(desk: Desk, field: Field, *, descending: bool) -> None:
    """Sort by one column: at the service where it can and not all rows are loaded."""
    complete = desk.session is None or desk.session.status.complete
    if field.sort and not complete:
        _drop_local(desk)
        desk.set_service_sort(field.sort, descending=descending)
    else:
        desk.set_sort((Sort(field.id, descending),))


def add_sort(desk: Desk, field: Field, *, descending: bool) -> None:
    """Sort by this column where the ones before it are equal; a key that is set is turned."""
    if any(key.field == field.id for key in desk.view.sort):
        keys = tuple(
            Sort(key.field, descending) if key.field == field.id else key for key in desk.view.sort
        )
    else:
        keys = (*desk.view.sort, Sort(field.id, descending))
    desk.set_sort(keys)


def clear_sort(desk: Desk, field: Field) -> None:
    """Sort no longer by this column."""
    if any(key.field == field.id for key in desk.view.sort):
        desk.set_sort(tuple(key for key in desk.view.sort if key.field != field.id))
    elif field.sort and desk.view.query.sort == field.sort:
        desk.set_service_sort("", descending=False)


def turn_sort(desk: Desk, field: Field, *, add: bool) -> None:
    """What a click on a title does: rising, falling, not sorted; a late column has no order."""
    if field.late:
        return
    state = sort_of(desk, field)
    if state is not None and state.descending:
        clear_sort(desk, field)
    elif add:
        add_sort(desk, field, descending=state is not None)
    else:
        set_sort(desk, field, descending=state is not None)


def _drop_local(desk: Desk) -> None:
    if desk.view.sort:
        desk.set_sort(())


def hide(desk: Desk, field: Field) -> None:
    """Take a column out of the view; the last one stays."""
    columns = tuple(column for column in desk.view.columns if column.field != field.id)
    if columns:
        desk.set_columns(columns)


def set_width(desk: Desk, field: Field, width: int) -> None:
    """Keep a column's width, logical pixels at 100 %; 0 gives it back to the table."""
    columns = tuple(
        msgspec.structs.replace(column, width=width) if column.field == field.id else column
        for column in desk.view.columns
    )
    desk.set_columns(columns)


def move(desk: Desk, field_id: str, before: str | None) -> None:
    """Put a column before another one, or at the end."""
    moved = [column for column in desk.view.columns if column.field == field_id]
    rest = [column for column in desk.view.columns if column.field != field_id]
    at = next((at for at, column in enumerate(rest) if column.field == before), len(rest))
    columns = (*rest[:at], *moved, *rest[at:])
    if columns != desk.view.columns:
        desk.set_columns(columns)
